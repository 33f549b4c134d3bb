"""Reductions: all elements of a slice joined by a body, and the bounds within which floats may differ."""

from __future__ import annotations

import functools
import operator
from fractions import Fraction
from typing import Any

import numpy as np

from ....spec.types import F32, F64, ComplexType, FloatType, IntegerType, TensorType
from ...golden import Judge, Kind, Value
from . import approximate
from .application import Application, Body, oracle
from .conversions import converted
from .integers import Open
from .reals import add, is_infinite, is_nan, multiply
from .rounding import Number, number_of, pattern_of
from .tensors import Index, NoOracle, Tensor, indices, position, scalar

Row = list[list[Any]]
"""Elements to join in order: tuples of one element an input."""


class Joined:
    """What a row becomes: one element a result, and what a bound of its error takes."""

    def __init__(self, cells: list[Any], magnitude: float = 0.0, depth: int = 0) -> None:
        self.cells = cells
        self.magnitude = magnitude
        self.depth = depth


def join(
    app: Application, types: list[TensorType], inits: list[Any], row: Row, region: int = 0, *, ordered: bool = False
) -> Joined:
    """Joins a row, with the initial values on its left. `types` are those of the body's arguments.

    Unless the row is `ordered`, which tree joins it must not matter.
    """
    plain = app.plain_body(region) if len(types) == 1 else None
    element = types[0].element
    if plain in APPROXIMATE and approximate.any_approximate([inits, *row]):
        return Joined([_joined_approximately(plain, element, [cell for [cell] in [inits, *row]])])
    if plain == "xor" and inits == [0] and isinstance(element, IntegerType):  # checksums of large arrays
        return Joined([functools.reduce(operator.xor, (cell for [cell] in row), 0)])
    if plain in ("add", "multiply") and isinstance(element, (FloatType, ComplexType)):
        return _joined_exactly(plain, element, [inits, *row])
    return Joined(_joined_in_order(app.bodies[region], types, [inits, *row], ordered))


APPROXIMATE = ("add", "maximum", "minimum")


def _joined_approximately(plain: str, element: Any, cells: list[Any]) -> approximate.Approximate:
    numbers = [approximate.lifted(element, cell) for cell in cells]
    if plain == "add":
        return approximate.total(element, numbers)
    return approximate.extreme(numbers, plain == "maximum")


def _joined_exactly(plain: str, element: Any, row: Row) -> Joined:
    cells = [cell for [cell] in row]
    if isinstance(element, ComplexType):
        if plain == "multiply":
            raise NoOracle("products of complex numbers")
        form = element.part.format  # type: ignore[attr-defined]
        parts = [[number_of(form, cell[part]) for cell in cells] for part in range(2)]
        sums = tuple(pattern_of(form, functools.reduce(add, numbers)) for numbers in parts)
        return Joined([sums], max(map(_absolute, parts)), len(cells))
    form = element.format
    numbers = [number_of(form, cell) for cell in cells]
    whole = functools.reduce(add if plain == "add" else multiply, numbers)
    magnitude = _absolute(numbers if plain == "add" else [whole])
    return Joined([pattern_of(form, whole)], magnitude, len(cells))


def _absolute(numbers: list[Number]) -> float:
    """The sum of magnitudes, where it says something."""
    if any(is_nan(x) or is_infinite(x) for x in numbers):
        return 0.0
    return float(sum((abs(Fraction(x)) for x in numbers), Fraction()))


def _joined_in_order(body: Body, types: list[TensorType], row: Row, ordered: bool) -> list[Any]:
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

    joined = functools.reduce(apply, row)
    if len(row) > 2 and not ordered and joined != halves(row):
        raise NoOracle("a body for which the order matters")
    return joined


def _selects(results: list[Any], arguments: list[Any]) -> bool:
    return all(any(result.cells == argument.cells for argument in arguments) for result in results)


def assembled(types: list[TensorType], rows: list[Joined]) -> list[Any]:
    """Results made of joined rows, in row-major order."""
    results = [Tensor(type_, [row.cells[i] for row in rows]) for i, type_ in enumerate(types)]
    depth = max((row.depth for row in rows), default=0)
    if depth:
        judge = bound(Kind.SUM, types[0], [row.magnitude for row in rows], depth)
        results = [Tensor(one.type, one.cells, judge) for one in results]
    return results


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
    data = Value.of(stored.reshape(type_.sizes).astype(value_type.storage.dtype), value_type)
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
