"""Reductions: all elements of a slice joined by a body, and the bounds within which floats may differ."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from ....spec.types import F32, F64, I1, BooleanType, ComplexType, FloatType, IntegerType, TensorType
from ...golden import Judge, Kind, Value
from . import approximate
from .application import Application, Body, oracle
from .conversions import converted
from .integers import BOOLEANS, INTEGERS, Open, wrap
from .reals import add, is_infinite, is_nan, multiply
from .rounding import Number, number_of, pattern_of
from .tensors import Index, NoOracle, Tensor, indices, position, scalar, to_array

Row = list[list[Any]]
"""Elements to join in order: tuples of one element an input."""


class Joined:
    """What a row becomes: one element a result, and what a bound of its error takes.

    `others` is what other numbers of initial values give, wherever they stand: a few elements, or None for too many.
    """

    def __init__(
        self, cells: list[Any], magnitude: float = 0.0, depth: int = 0, others: Sequence[list[Any]] | None = ()
    ) -> None:
        self.cells = cells
        self.magnitude = magnitude
        self.depth = depth
        self.others = others


def join(
    app: Application, types: list[TensorType], inits: list[Any], row: Row, region: int = 0, *, ordered: bool = False
) -> Joined:
    """Joins a row, with the initial values on its left. `types` are those of the body's arguments.

    Unless the row is `ordered`, which tree joins it must not matter, and initial values may enter any number of times.
    """
    plain = app.plain_body(region) if len(types) == 1 else None
    element = types[0].element
    if plain in APPROXIMATE and approximate.any_approximate([inits, *row]):
        return Joined([_joined_approximately(plain, element, [cell for [cell] in [inits, *row]])])
    if plain in ("add", "multiply") and isinstance(element, (FloatType, ComplexType)):
        return _joined_exactly(plain, element, [inits, *row], ordered)
    if isinstance(element, (BooleanType, IntegerType)) and plain in MONOIDS:
        return _joined_as_numbers(plain, element, [cell for [cell] in [inits, *row]], ordered)
    return _joined_in_order(app.bodies[region], types, [inits, *row], ordered)


MONOIDS = frozenset({"add", "multiply", "maximum", "minimum", "and", "or", "xor"})
"""Bodies that join integers and booleans in any order."""
APPROXIMATE = ("add", "maximum", "minimum")


def _joined_approximately(plain: str, element: Any, cells: list[Any]) -> approximate.Approximate:
    numbers = [approximate.lifted(element, cell) for cell in cells]
    if plain == "add":
        return approximate.total(element, numbers)
    return approximate.extreme(numbers, plain == "maximum")


def _joined_exactly(plain: str, element: Any, row: Row, ordered: bool) -> Joined:
    cells = [cell for [cell] in row]
    if isinstance(element, ComplexType):
        if plain == "multiply":
            raise NoOracle("products of complex numbers")
        form = element.part.format  # type: ignore[attr-defined]
        parts = [[number_of(form, cell[part]) for cell in cells] for part in range(2)]
    else:
        form = element.format
        parts = [[number_of(form, cell) for cell in cells]]
    body = add if plain == "add" else multiply
    wholes = [functools.reduce(body, numbers) for numbers in parts]
    patterns = tuple(pattern_of(form, whole) for whole in wholes)
    magnitude = max(map(_absolute, parts)) if plain == "add" else _absolute(wholes)
    left_open = len(row) > 1 and not ordered and not all(_is_neutral(body, numbers) for numbers in parts)
    return Joined([patterns if len(patterns) > 1 else patterns[0]], magnitude, len(cells), None if left_open else ())


def _joined_as_numbers(plain: str, element: Any, cells: list[Any], ordered: bool) -> Joined:
    """Integers, or booleans, in any order. They are the same in exact arithmetic, brought into the type at the end."""
    body = BOOLEANS[plain] if isinstance(element, BooleanType) else functools.partial(INTEGERS[plain], element)
    fit = bool if isinstance(element, BooleanType) else functools.partial(wrap, element)
    whole = fit(functools.reduce(body, cells))
    if ordered or len(cells) == 1:
        return Joined([whole])
    apply = lambda left, right: [fit(body(left[0], right[0]))]  # noqa: E731
    without = [fit(functools.reduce(body, cells[1:]))]
    return Joined([whole], others=_others(apply, cells[:1], without, [whole]))


def _is_neutral(body: Any, numbers: list[Number]) -> bool:
    """Whether an initial value, the first of these numbers, leaves what the others give, up to the sign of a zero."""
    without = functools.reduce(body, numbers[1:])
    whole = body(numbers[0], without)
    return whole == without or (is_nan(whole) and is_nan(without))


def _absolute(numbers: list[Number]) -> float:
    """The sum of magnitudes, where it says something."""
    if any(is_nan(x) or is_infinite(x) for x in numbers):
        return 0.0
    return float(sum((abs(Fraction(x)) for x in numbers), Fraction()))


def _joined_in_order(body: Body, types: list[TensorType], row: Row, ordered: bool) -> Joined:
    """Joined from the left; raises NoOracle where another tree over the same row gives something else."""

    def apply(left: list[Any], right: list[Any]) -> list[Any]:
        arguments = [scalar(type_, cell) for type_, cell in zip((*types, *types), (*left, *right), strict=True)]
        results = body(arguments)
        if any(result.judge.kind is not Kind.EXACT for result in results) and not _selects(results, arguments):
            raise NoOracle("a body that rounds")
        return [result.cells[0] for result in results]

    def halves(part: Row) -> list[Any]:
        middle = len(part) // 2
        return part[0] if len(part) == 1 else apply(halves(part[:middle]), halves(part[middle:]))

    if ordered or len(row) == 1:
        return Joined(functools.reduce(apply, row))
    without = functools.reduce(apply, row[1:])
    joined = apply(row[0], without)
    if len(row) > 2 and joined != halves(row):
        raise NoOracle("a body for which the order matters")
    return Joined(joined, others=_others(apply, row[0], without, joined))


def _others(apply: Any, init: list[Any], without: list[Any], joined: list[Any]) -> list[list[Any]] | None:
    """What no initial value, or more than one, on any side, may give besides `joined`; None where that does not end."""
    found = [joined]
    waiting = [joined, without]
    while waiting and len(found) <= FEW:
        one = waiting.pop()
        if one not in found:
            found.append(one)
        waiting += [other for other in (apply(init, one), apply(one, init)) if other not in found]
    return found[1:] if len(found) <= FEW else None


FEW = 4
"""Results that a judge takes one by one."""


def _selects(results: list[Any], arguments: list[Any]) -> bool:
    return all(any(result.cells == argument.cells for argument in arguments) for result in results)


def assembled(types: list[TensorType], rows: list[Joined]) -> list[Any]:
    """Results made of joined rows, in row-major order."""
    depth = max((row.depth for row in rows), default=0)
    judge = bound(Kind.SUM, types[0], [row.magnitude for row in rows], depth) if depth else Judge(Kind.EXACT)
    results = [Tensor(type_, [row.cells[i] for row in rows], judge) for i, type_ in enumerate(types)]
    return [_allowed(one, rows, i) for i, one in enumerate(results)]


def _allowed(tensor: Tensor, rows: list[Joined], i: int) -> Tensor:
    """The `i`-th result of rows, judged by what other numbers of initial values give as well."""
    judge = tensor.judge
    alternatives = [
        [row.others[n][i] if n < len(row.others or ()) else row.cells[i] for row in rows]
        for n in range(max((len(row.others or ()) for row in rows), default=0))
    ]
    values = [Value.of(to_array(Tensor(tensor.type, cells)), tensor.type) for cells in alternatives]
    if values:
        judge = replace(judge, kind=Kind.ALLOWED, alternatives=tuple(values), choices=CHOICE)
    if any(row.others is None for row in rows):
        judge = replace(judge, open=flags(tensor, [row.others is None for row in rows]), choices=CHOICE)
    return Tensor(tensor.type, tensor.cells, judge)


CHOICE = ("reduction-order",)


def flags(tensor: Tensor, cells: list[bool]) -> Value:
    """One boolean for each element of a tensor."""
    type_ = TensorType(tensor.shape, I1)
    return Value.of(to_array(Tensor(type_, cells)), type_)


def bound(kind: Kind, type_: TensorType, magnitudes: list[float], depth: float, precision: str | None = None) -> Judge:
    """A judge with a bound from data: magnitudes are stored as f32, rounded up, where that can hold them."""
    element = type_.element
    part = element.part if isinstance(element, ComplexType) else element
    wide = np.array(magnitudes, np.float64)
    with np.errstate(all="ignore"):
        narrow = np.nextafter(wide.astype(np.float32), np.float32(np.inf))
    small = bool(np.all(np.isfinite(narrow) & ((wide == 0) | (wide > 1e-30))))
    stored = np.where(wide == 0, np.float32(0), narrow) if small else np.nextafter(wide, np.inf)
    value_type = TensorType(type_.sizes, F32 if small else F64)
    data = Value.of(stored.reshape(type_.sizes).astype(value_type.dtype), value_type)
    return Judge(kind, magnitudes=data, depth=float(depth), precision=precision or str(part))


def promoted(tensor: Tensor, type_: TensorType) -> Tensor:
    """A tensor in the element type of a body's argument."""
    target = type_.element
    if tensor.type.element == target:
        return tensor
    cells = [converted(tensor.type.element, target, cell) for cell in tensor.cells]
    if any(isinstance(cell, Open) for cell in cells):
        raise NoOracle("elements that the body's type does not have")
    return Tensor(tensor.type.with_element(target), cells)


def promoted_inputs(app: Application) -> tuple[list[Tensor], list[Any], list[TensorType]]:
    """Inputs and initial values of a reduction in the types of its body, and these types."""
    n = len(app.operands) // 2
    types = [argument.type for argument in app.operation.regions[0].blocks[0].arguments[:n]]
    inputs = [promoted(x, type_) for x, type_ in zip(app.operands[:n], types, strict=True)]
    inits = [promoted(x, type_).cells[0] for x, type_ in zip(app.operands[n:], types, strict=True)]
    return inputs, inits, types


@oracle("reduce")
def reduce(app: Application) -> list[Any]:
    inputs, inits, types = promoted_inputs(app)
    shape, dimensions = inputs[0].shape, app["dimensions"]
    rest = [d for d in range(len(shape)) if d not in dimensions]
    reduced = [d for d in range(len(shape)) if d in dimensions]
    rows: list[Joined] = []
    for index in indices(shape[d] for d in rest):
        row: Row = []
        for inner in indices(shape[d] for d in reduced):
            place = [0] * len(shape)
            for d, i in (*zip(rest, index, strict=True), *zip(reduced, inner, strict=True)):
                place[d] = i
            row.append([x[tuple(place)] for x in inputs])
        rows.append(join(app, types, inits, row))
    return assembled([x.type.with_shape(tuple(shape[d] for d in rest)) for x in inputs], rows)


@oracle("map")
def map_(app: Application) -> list[Any]:
    inputs = app.operands
    results = [app.bodies[0]([scalar(x.type, x[index]) for x in inputs])[0] for index in inputs[0].indices()]
    if any(result.judge.kind not in (Kind.EXACT, Kind.CORRECTLY_ROUNDED) for result in results):
        raise NoOracle("a function with errors")
    if any(result.judge.open for result in results):
        raise NoOracle("a function with open results")
    type_ = app.result.with_shape(inputs[0].shape)
    return [Tensor(type_, [result.cells[0] for result in results])]


@oracle("sort")
def sort(app: Application) -> list[Any]:
    inputs, shape = app.operands, app.operands[0].shape
    along = app["dimension"] % max(len(shape), 1)
    results = [list(x.cells) for x in inputs]

    def before(a: list[Any], b: list[Any]) -> bool:
        pairs = [scalar(x.type, cell) for x, pair in zip(inputs, zip(a, b, strict=True), strict=True) for cell in pair]
        return bool(app.bodies[0](pairs)[0].cells[0])

    def compared(a: list[Any], b: list[Any]) -> int:
        if before(a, b):
            return -1
        if before(b, a):
            return 1
        if not app["is_stable"] and a != b:
            raise NoOracle("equivalent elements in an order that is left open")
        return 0

    for index in indices(size for d, size in enumerate(shape) if d != along):
        places = [_at(index, along, i) for i in range(shape[along])]
        row = [[x[place] for x in inputs] for place in places]
        for place, cells in zip(places, sorted(row, key=functools.cmp_to_key(compared)), strict=True):
            for x, result, cell in zip(inputs, results, cells, strict=True):
                result[position(place, x.shape)] = cell
    return [Tensor(x.type, cells) for x, cells in zip(inputs, results, strict=True)]


def _at(index: Index, along: int, i: int) -> Index:
    return (*index[:along], i, *index[along:])
