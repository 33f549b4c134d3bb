"""Sums of products: dot_general and its kin, convolution. Exact in fractions; floats with a bound from the data."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from ....spec.types import BooleanType, ComplexType, FloatType, IntegerType, TensorType
from ...golden import Judge, Kind
from . import approximate
from .application import Application, integers, one, oracle
from .conversions import converted
from .dot_algorithms import summed_by_algorithm
from .folding import bound
from .integers import Open, wrap
from .reals import add, is_infinite, is_nan, multiply, subtract
from .rounding import Number, number_of, pattern_of
from .tensors import Index, NoOracle, Tensor, indices

Pairs = Iterable[tuple[Any, Any]]
"""Elements to multiply."""


def summed(
    type_: TensorType, pairs_at: Callable[[Index], Pairs], sources: list[TensorType], *, padded: bool = False
) -> Tensor:
    """The tensor of sums of products; `pairs_at` gives the elements to multiply for each index of the result.

    A sum over nothing is what reductions start from, +0. With `padded`, `pairs_at` leaves out zeros of padding: a sum
    without pairs is then one of zeros, whose sign depends on how often an implementation lets the +0 enter.
    """
    _check_widths(sources, type_)
    element = type_.element
    found = [list(pairs_at(index)) for index in indices(type_.sizes)]
    if approximate.any_approximate(pair for row in found for pair in map(list, row)):
        return Tensor(type_, [_approximate_sum(sources, element, row) for row in found])
    rows = [[tuple(_wide(s, element, c) for s, c in zip(sources, pair, strict=True)) for pair in row] for row in found]
    if isinstance(element, BooleanType):
        return Tensor(type_, [any(a and b for a, b in row) for row in rows])
    if isinstance(element, IntegerType):
        return Tensor(type_, [wrap(element, sum(a * b for a, b in row)) for row in rows])
    products = _complex_products if isinstance(element, ComplexType) else _real_products
    sums = [products(element, row) for row in rows]
    depth = max(map(len, rows), default=0)
    terms = depth * (2 if isinstance(element, ComplexType) else 1)
    if rows and not depth and not padded:
        return Tensor(type_, [cell for cell, _ in sums], Judge(Kind.EXACT))
    judge = bound(Kind.DOT, type_, [magnitude for _, magnitude in sums], terms + 1)
    return Tensor(type_, [cell for cell, _ in sums], judge)


def _approximate_sum(sources: list[TensorType], element: Any, row: list[tuple[Any, Any]]) -> approximate.Approximate:
    pairs = [[approximate.lifted(s.element, cell) for s, cell in zip(sources, pair, strict=True)] for pair in row]
    return approximate.total(element, (approximate.product(a, b) for a, b in pairs), products=True)


def _check_widths(sources: list[TensorType], type_: TensorType) -> None:
    if isinstance(type_.element, (FloatType, ComplexType)):
        wide = max(source.element.bits for source in sources)
        if type_.element.bits < wide:
            raise NoOracle("operands that are wider than the result")


def _wide(source: TensorType, element: Any, cell: Any) -> Any:
    """An operand's element in the type of the result."""
    value = converted(source.element, element, cell)
    return value.value if isinstance(value, Open) else value


def _real_products(element: Any, row: list[tuple[int, int]]) -> tuple[int, float]:
    form = element.format
    terms = [multiply(number_of(form, a), number_of(form, b)) for a, b in row]
    whole: Number = functools.reduce(add, terms) if terms else 0.0
    return pattern_of(form, whole), _size(terms)


def _complex_products(element: Any, row: list[tuple[Any, Any]]) -> tuple[Any, float]:
    form = element.part.format
    reals: list[Number] = []
    imaginaries: list[Number] = []
    for z, w in row:
        a, b, c, d = (number_of(form, part) for part in (*z, *w))
        reals += [multiply(a, c), subtract(0.0, multiply(b, d))]
        imaginaries += [multiply(a, d), multiply(b, c)]
    if any(is_nan(x) or is_infinite(x) for x in (*reals, *imaginaries)):
        raise NoOracle("complex products beside infinities and NaN")
    sums = tuple(pattern_of(form, functools.reduce(add, terms, 0.0)) for terms in (reals, imaginaries))
    return sums, _size([*reals, *imaginaries])


def _size(terms: list[Number]) -> float:
    if any(is_nan(x) or is_infinite(x) for x in terms):
        return 0.0
    return float(sum((abs(Fraction(x)) for x in terms), Fraction()))


@oracle("dot_general")
def dot_general(app: Application) -> list[Any]:
    lhs, rhs = app.operands
    numbers = app["dot_dimension_numbers"]
    lhs_batch, rhs_batch = numbers.lhs_batching_dimensions, numbers.rhs_batching_dimensions
    lhs_sum, rhs_sum = numbers.lhs_contracting_dimensions, numbers.rhs_contracting_dimensions
    lhs_rest = [d for d in range(len(lhs.shape)) if d not in (*lhs_batch, *lhs_sum)]
    rhs_rest = [d for d in range(len(rhs.shape)) if d not in (*rhs_batch, *rhs_sum)]
    shape = (
        *(lhs.shape[d] for d in lhs_batch), *(lhs.shape[d] for d in lhs_rest), *(rhs.shape[d] for d in rhs_rest)
    )  # fmt: skip

    def pairs(index: Index) -> Pairs:
        batch, mine = index[: len(lhs_batch)], index[len(lhs_batch) :]
        for inner in indices(lhs.shape[d] for d in lhs_sum):
            a, b = [0] * len(lhs.shape), [0] * len(rhs.shape)
            for place, dims in ((a, (*lhs_batch, *lhs_sum, *lhs_rest)), (b, (*rhs_batch, *rhs_sum, *rhs_rest))):
                free = mine[: len(lhs_rest)] if place is a else mine[len(lhs_rest) :]
                for d, i in zip(dims, (*batch, *inner, *free), strict=True):
                    place[d] = i
            yield lhs[tuple(a)], rhs[tuple(b)]

    result = app.result.with_shape(shape)
    if app["algorithm"] is not None:
        return one(summed_by_algorithm(app["algorithm"], result, pairs, [lhs.type, rhs.type]))
    return one(summed(result, pairs, [lhs.type, rhs.type]))


@oracle("dot")
def dot(app: Application) -> list[Any]:
    lhs, rhs = app.operands
    shape = (*lhs.shape[:-1], *rhs.shape[1:])

    def pairs(index: Index) -> Pairs:
        split = len(lhs.shape) - 1
        for k in range(rhs.shape[0]):
            yield lhs[(*index[:split], k)], rhs[(k, *index[split:])]

    return one(summed(app.result.with_shape(shape), pairs, [lhs.type, rhs.type]))


def _letters(side: str, rank: int) -> list[str]:
    """One name a dimension; those that `...` stands for are numbered from the end."""
    if "..." not in side:
        return list(side)
    head, tail = side.split("...")
    unnamed = rank - len(head) - len(tail)
    return [*head, *(f".{i}" for i in range(unnamed, 0, -1)), *tail]


def _einsum(app: Application, operands: list[Tensor]) -> Tensor:
    sides, arrow, target = app["einsum_config"].replace(" ", "").partition("->")
    if not arrow:
        once = sorted(letter for letter in set(sides) - set(".,") if sides.count(letter) == 1)
        target = "..." * ("..." in sides) + "".join(once)
    names = [_letters(side, len(x.shape)) for side, x in zip(sides.split(","), operands, strict=True)]
    sizes: dict[str, int] = {}
    for letters, x in zip(names, operands, strict=True):
        for letter, size in zip(letters, x.shape, strict=True):
            sizes[letter] = size if sizes.get(letter, 1) == 1 else sizes[letter]
    unnamed = sum(name.startswith(".") for name in sizes)
    result = _letters(target, len(target.replace("...", "")) + unnamed) if "..." in target else list(target)
    rest = [name for name in sizes if name not in result]

    def cells(index: Index) -> Iterable[tuple[Any, ...]]:
        for inner in indices(sizes[name] for name in rest):
            at = dict(zip((*result, *rest), (*index, *inner), strict=True))
            yield tuple(
                x[tuple(0 if size == 1 else at[name] for name, size in zip(letters, x.shape, strict=True))]
                for letters, x in zip(names, operands, strict=True)
            )

    type_ = app.result.with_shape(tuple(sizes[name] for name in result))
    if len(operands) == 1:
        unit = converted(BooleanType(), operands[0].type.element, True)
        pairs = lambda index: ((cell, unit) for (cell,) in cells(index))  # noqa: E731
        return summed(type_, pairs, [operands[0].type] * 2)
    return summed(type_, cells, [x.type for x in operands])  # type: ignore[arg-type]


@oracle("einsum", "unary_einsum")
def einsum(app: Application) -> list[Any]:
    return one(_einsum(app, app.operands))


@oracle("convolution")
def convolution(app: Application) -> list[Any]:
    return one(_convolution(app, *app.operands, [tuple(map(int, row)) for row in app["padding"]]))


@oracle("dynamic_conv")
def dynamic_conv(app: Application) -> list[Any]:
    lhs, rhs, padding = app.operands
    flat = integers(padding)
    return one(_convolution(app, lhs, rhs, list(zip(flat[::2], flat[1::2], strict=True))))


def _convolution(app: Application, lhs: Tensor, rhs: Tensor, padding: list[Any]) -> Tensor:
    numbers = app["dimension_numbers"]
    spatial = range(len(padding))
    in_spatial, kernel_spatial = numbers.input_spatial_dimensions, numbers.kernel_spatial_dimensions
    windows: list[int] = []
    for d in spatial:
        size, width = lhs.shape[in_spatial[d]], rhs.shape[kernel_spatial[d]]
        room = sum(padding[d]) + (0 if size == 0 else (size - 1) * app["lhs_dilation"][d] + 1)
        window = 0 if width == 0 else (width - 1) * app["rhs_dilation"][d] + 1
        windows.append(0 if room <= 0 or window > room else (room - window) // app["window_strides"][d] + 1)
    features = rhs.shape[numbers.kernel_output_feature_dimension]
    images = lhs.shape[numbers.input_batch_dimension] // app["batch_group_count"]
    shape = [0] * len(lhs.shape)
    shape[numbers.output_batch_dimension], shape[numbers.output_feature_dimension] = images, features
    for d in spatial:
        shape[numbers.output_spatial_dimensions[d]] = windows[d]
    depth = rhs.shape[numbers.kernel_input_feature_dimension]

    def pairs(index: Index) -> Pairs:
        image, feature = index[numbers.output_batch_dimension], index[numbers.output_feature_dimension]
        group = feature // (features // app["feature_group_count"])
        batch_group = feature // (features // app["batch_group_count"])
        for inner in indices(rhs.shape[d] for d in kernel_spatial):
            place = [0] * len(lhs.shape)
            kernel = [0] * len(rhs.shape)
            for d in spatial:
                at = index[numbers.output_spatial_dimensions[d]] * app["window_strides"][d]
                at += inner[d] * app["rhs_dilation"][d] - padding[d][0]
                whole, rest = divmod(at, app["lhs_dilation"][d])
                if rest or not 0 <= whole < lhs.shape[in_spatial[d]]:
                    break
                place[in_spatial[d]] = whole
                last = rhs.shape[kernel_spatial[d]] - 1
                kernel[kernel_spatial[d]] = last - inner[d] if app["window_reversal"][d] else inner[d]
            else:
                for f in range(depth):
                    place[numbers.input_batch_dimension] = batch_group * images + image
                    place[numbers.input_feature_dimension] = group * depth + f
                    kernel[numbers.kernel_input_feature_dimension] = f
                    kernel[numbers.kernel_output_feature_dimension] = feature
                    yield lhs[tuple(place)], rhs[tuple(kernel)]

    type_ = app.result.with_shape(tuple(shape))
    return summed(type_, pairs, [lhs.type, rhs.type], padded=bool(rhs.type.size))
