"""CHLO ops that are not elementwise."""

from __future__ import annotations

import functools
from typing import Any

from ....spec.types import ComplexType, FloatType
from ...golden import Kind
from .application import Application, integers, one, oracle
from .contraction import Pairs, summed
from .elementwise import total_order
from .rounding import number_of
from .tensors import Index, NoOracle, Tensor, built, from_array, indices


@oracle("chlo.constant_like")
def constant_like(app: Application) -> list[Any]:
    value = app["value"]
    if hasattr(value, "array"):
        cell = from_array(value.array, value.type).cells[0]
    elif hasattr(value, "bits"):
        cell = value.bits
    else:
        raise NoOracle("a number of another kind")
    type_ = app.result.with_shape(app.operands[0].shape)
    return one(Tensor(type_, [cell] * type_.size))


@oracle("chlo.top_k")
def top_k(app: Application) -> list[Any]:
    x, k = app.operands[0], app["k"]
    rows = list(indices(x.shape[:-1]))
    chosen = [_largest(x, row, k) for row in rows]
    shape = (*x.shape[:-1], k)
    values = [x[(*row, i)] for row, places in zip(rows, chosen, strict=True) for i in places]
    places = [i for row in chosen for i in row]
    return [Tensor(app.results[0].with_shape(shape), values), Tensor(app.results[1].with_shape(shape), places)]


def _largest(x: Tensor, row: Index, k: int) -> list[int]:
    element: Any = x.type.element

    def key(i: int) -> Any:
        cell = x[(*row, i)]
        if isinstance(element, FloatType):
            return total_order(element.format, cell)
        if isinstance(element, ComplexType):
            return tuple(number_of(element.part.format, part) for part in cell)  # type: ignore[attr-defined]
        return cell

    keys = [key(i) for i in range(x.shape[-1])]
    if any(one != one for pair in keys if isinstance(pair, tuple) for one in pair):
        raise NoOracle("complex order beside NaN")

    def compared(i: int, j: int) -> int:
        return (keys[j] > keys[i]) - (keys[j] < keys[i])

    return sorted(range(x.shape[-1]), key=functools.cmp_to_key(compared))[:k]


@oracle("chlo.scan")
def scan(app: Application) -> list[Any]:
    carried_count = len(app.results) - _output_count(app)
    split = len(app.operands) - carried_count
    inputs, carried = app.operands[:split], app.operands[split:]
    if not inputs:
        raise NoOracle("a scan without inputs")
    along, length = app["dimension"], inputs[0].shape[app["dimension"]]
    order = range(length)[::-1] if app["is_reverse"] else range(length)
    slices: dict[int, list[Any]] = {}
    for i in order:
        results = app.bodies[0]([*(_slice(x, along, i) for x in inputs), *carried])
        if any(r.judge.kind not in (Kind.EXACT, Kind.CORRECTLY_ROUNDED) or r.judge.open for r in results):
            raise NoOracle("a body with errors")
        if app["is_associative"] and any(isinstance(r.type.element, (FloatType, ComplexType)) for r in results):
            raise NoOracle("floats in an order that is left open")
        slices[i], carried = results[:-carried_count or None], results[len(results) - carried_count :]
    outputs: list[Any] = []
    for number, type_ in enumerate(app.results[: len(app.results) - carried_count]):
        shape = list(type_.shape)
        shape[along] = length
        rest = lambda index, n=number: slices[index[along]][n][(*index[:along], *index[along + 1 :])]  # noqa: E731
        if None in shape:
            raise NoOracle("outputs of dynamic sizes")
        outputs.append(built(type_.with_shape(tuple(shape)), rest))
    return [*outputs, *carried]


def _output_count(app: Application) -> int:
    """How many results are outputs: the others are carried, as many as initial values."""
    given = len(app.operation.regions[0].blocks[0].arguments)
    inputs = sum(1 for value in app["inputs"])
    return len(app.results) - (given - inputs)


def _slice(x: Tensor, along: int, i: int) -> Tensor:
    shape = (*x.shape[:along], *x.shape[along + 1 :])
    return built(x.type.with_shape(shape), lambda index: x[(*index[:along], i, *index[along:])])


@oracle("chlo.ragged_dot")
def ragged_dot(app: Application) -> list[Any]:
    lhs, rhs, sizes = app.operands
    numbers = app["ragged_dot_dimension_numbers"]
    ragged, groups = numbers.lhs_ragged_dimensions[0], numbers.rhs_group_dimensions
    batch, inner = numbers.lhs_batching_dimensions, numbers.lhs_contracting_dimensions
    if len(sizes.shape) != 1 or ragged in (*batch, *inner) or len(groups) != 1:
        raise NoOracle("groups of every row, or along summed dimensions")
    owners = [g for g, size in enumerate(integers(sizes)) for _ in range(size)][: lhs.shape[ragged]]
    left = [d for d in range(len(lhs.shape)) if d not in (*batch, *inner)]
    taken = (*numbers.rhs_batching_dimensions, *numbers.rhs_contracting_dimensions, *groups)
    right = [d for d in range(len(rhs.shape)) if d not in taken]
    shape = (*(lhs.shape[d] for d in (*batch, *left)), *(rhs.shape[d] for d in right))

    def pairs(index: Index) -> Pairs:
        a, b = [0] * len(lhs.shape), [0] * len(rhs.shape)
        for d, i in zip((*batch, *left), index, strict=False):
            a[d] = i
        for d, i in zip(numbers.rhs_batching_dimensions, index, strict=False):
            b[d] = i
        for d, i in zip(right, index[len(batch) + len(left) :], strict=True):
            b[d] = i
        if a[ragged] >= len(owners):
            return
        b[groups[0]] = owners[a[ragged]]
        for place in indices(lhs.shape[d] for d in inner):
            for d, e, i in zip(inner, numbers.rhs_contracting_dimensions, place, strict=True):
                a[d], b[e] = i, i
            yield lhs[tuple(a)], rhs[tuple(b)]

    return one(summed(app.result.with_shape(shape), pairs, [lhs.type, rhs.type]))


