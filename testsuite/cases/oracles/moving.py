"""Ops that put elements in other places: each element of the result, by its index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ....spec.types import BooleanType, ComplexType, TensorType
from ...golden import Kind, Value
from .application import Application, integers, one, oracle
from .conversions import bits_of_cell, cell_of_bits, converted
from .elementwise import gathered
from .tensors import Index, NoOracle, Tensor, built, count, from_array, to_array


@oracle("constant", "chlo.constant")
def constant(app: Application) -> list[Any]:
    value = app["value"]
    return one(from_array(value.array, value.type))


@oracle("reshape")
def reshape(app: Application) -> list[Any]:
    return one(Tensor(app.result, app.operands[0].cells))


@oracle("dynamic_reshape")
def dynamic_reshape(app: Application) -> list[Any]:
    operand, shape = app.operands
    return one(Tensor(operand.type.with_shape(tuple(integers(shape))), operand.cells))


@oracle("optimization_barrier")
def optimization_barrier(app: Application) -> list[Any]:
    return list(app.operands)


@oracle("broadcast")
def broadcast(app: Application) -> list[Any]:
    x, sizes = app.operands[0], tuple(app["broadcast_sizes"])
    return one(built(x.type.with_shape((*sizes, *x.shape)), lambda index: x[index[len(sizes) :]]))


def _broadcast_in_dim(x: Tensor, type_: TensorType, dimensions: tuple[int, ...]) -> Tensor:
    def element(index: Index) -> Any:
        return x[tuple(0 if x.shape[d] == 1 else index[to] for d, to in enumerate(dimensions))]

    return built(type_, element)


@oracle("broadcast_in_dim")
def broadcast_in_dim(app: Application) -> list[Any]:
    return one(_broadcast_in_dim(app.operands[0], app.result, app["broadcast_dimensions"]))


@oracle("dynamic_broadcast_in_dim")
def dynamic_broadcast_in_dim(app: Application) -> list[Any]:
    x, shape = app.operands
    type_ = x.type.with_shape(tuple(integers(shape)))
    return one(_broadcast_in_dim(x, type_, app["broadcast_dimensions"]))


@oracle("transpose")
def transpose(app: Application) -> list[Any]:
    x, permutation = app.operands[0], app["permutation"]

    def element(index: Index) -> Any:
        source = [0] * len(index)
        for place, dimension in enumerate(permutation):
            source[dimension] = index[place]
        return x[tuple(source)]

    return one(built(x.type.with_shape(tuple(x.shape[d] for d in permutation)), element))


@oracle("reverse")
def reverse(app: Application) -> list[Any]:
    x, dimensions = app.operands[0], app["dimensions"]
    return one(
        built(x.type, lambda index: x[tuple(x.shape[d] - 1 - i if d in dimensions else i for d, i in enumerate(index))])
    )


def _slice(x: Tensor, starts: Any, limits: Any, strides: Any) -> Tensor:
    rows = [range(*bounds) for bounds in zip(starts, limits, strides, strict=True)]
    type_ = x.type.with_shape(tuple(map(len, rows)))
    return built(type_, lambda index: x[tuple(row[i] for row, i in zip(rows, index, strict=True))])


@oracle("slice")
def slice_(app: Application) -> list[Any]:
    bounds = app["start_indices"], app["limit_indices"], app["strides"]
    return one(_judged(_slice(app.operands[0], *bounds), app.operands[0], lambda x: _slice(x, *bounds)))


def _judged(moved: Tensor, x: Tensor, move: Callable[[Tensor], Tensor]) -> Tensor:
    """Elements that keep the judge under which they were computed, one that knows each element's own error."""
    judge = x.judge
    if judge.kind is Kind.EXACT and judge.open is None:
        return moved
    if judge.kind not in (Kind.CORRECTLY_ROUNDED, Kind.ULP) or isinstance(x.type.element, ComplexType):
        raise NoOracle("moved results that are not judged one by one")

    def moved_data(value: Value | None) -> Value | None:
        if value is None:
            return None
        data = move(from_array(value.array, value.tensor))
        return Value.of(to_array(data), data.type)

    return replace(moved, judge=replace(judge, offsets=moved_data(judge.offsets), open=moved_data(judge.open)))


@oracle("real_dynamic_slice")
def real_dynamic_slice(app: Application) -> list[Any]:
    x, starts, limits, strides = app.operands
    return one(_slice(x, integers(starts), integers(limits), integers(strides)))


def _pad(x: Tensor, value: Tensor, low: Any, high: Any, interior: Any) -> Tensor:
    spread = [size + max(size - 1, 0) * gap for size, gap in zip(x.shape, interior, strict=True)]
    shape = tuple(a + size + b for a, size, b in zip(low, spread, high, strict=True))

    def element(index: Index) -> Any:
        places = [divmod(i - a, gap + 1) for i, a, gap in zip(index, low, interior, strict=True)]
        inside = all(not rest and 0 <= at < size for (at, rest), size in zip(places, x.shape, strict=True))
        return x[tuple(at for at, _ in places)] if inside else value.cells[0]

    return built(x.type.with_shape(shape), element)


@oracle("pad")
def pad(app: Application) -> list[Any]:
    return one(_pad(*app.operands, app["edge_padding_low"], app["edge_padding_high"], app["interior_padding"]))


@oracle("dynamic_pad")
def dynamic_pad(app: Application) -> list[Any]:
    x, value, *paddings = app.operands
    return one(_pad(x, value, *map(integers, paddings)))


@oracle("concatenate")
def concatenate(app: Application) -> list[Any]:
    along, parts = app["dimension"], app.operands
    shape = list(parts[0].shape)
    shape[along] = sum(part.shape[along] for part in parts)

    def element(index: Index) -> Any:
        i = index[along]
        for part in parts:
            if i < part.shape[along]:
                return part[(*index[:along], i, *index[along + 1 :])]
            i -= part.shape[along]
        raise AssertionError("beyond all parts")

    return one(built(parts[0].type.with_shape(tuple(shape)), element))


def _iota(app: Application, type_: TensorType) -> Tensor:
    along = app["iota_dimension"]
    cells = [_counted(type_.element, index[along]) for index in built(type_, lambda _: 0).indices()]
    return gathered(app.op, type_, cells)


def _counted(element: Any, i: int) -> Any:
    """The i-th number of an element type. Beyond the range it is open."""
    from ....spec.types import SI64
    from .integers import Open

    if isinstance(element, ComplexType):
        return _counted(element.part, i), 0
    if isinstance(element, BooleanType):
        return bool(i)
    cell = converted(SI64, element, i)
    return Open(cell.value, "iota-beyond-range") if isinstance(cell, Open) else cell


@oracle("iota")
def iota(app: Application) -> list[Any]:
    return one(_iota(app, app.result))


@oracle("dynamic_iota")
def dynamic_iota(app: Application) -> list[Any]:
    return one(_iota(app, app.result.with_shape(tuple(integers(app.operands[0])))))


@oracle("bitcast_convert")
def bitcast_convert(app: Application) -> list[Any]:
    x, source, target = app.operands[0], app.operands[0].type.element, app.result.element
    bits = [bits_of_cell(source, cell) for cell in x.cells]
    if source.bits > target.bits:
        times = source.bits // target.bits
        pieces = [(one_ >> (target.bits * i)) & ((1 << target.bits) - 1) for one_ in bits for i in range(times)]
        return one(Tensor(x.type.with_shape((*x.shape, times)).with_element(target), _cells(target, pieces)))
    times = target.bits // source.bits
    if times == 1:
        return one(Tensor(x.type.with_element(target), _cells(target, bits)))
    shape = x.shape[:-1]
    joined = [sum(bits[n * times + i] << (source.bits * i) for i in range(times)) for n in range(count(shape))]
    return one(Tensor(x.type.with_shape(shape).with_element(target), _cells(target, joined)))


def _cells(element: Any, bits: list[int]) -> list[Any]:
    return [cell_of_bits(element, one_) for one_ in bits]


@oracle("get_dimension_size")
def get_dimension_size(app: Application) -> list[Any]:
    return one(Tensor(app.result, [app.operands[0].shape[app["dimension"]]]))


@oracle("set_dimension_size")
def set_dimension_size(app: Application) -> list[Any]:
    x, size = app.operands
    shape = list(x.shape)
    shape[app["dimension"]] = size.cells[0]
    return one(built(x.type.with_shape(tuple(shape)), lambda index: x[index]))




def broadcast_together(operands: list[Tensor], dimensions: Any) -> list[Tensor]:
    """Operands of CHLO's `broadcast_` ops in one shape.

    The one of lower rank goes to `dimensions` of the other, or is aligned at the last; then sizes of 1 are repeated.
    """
    rank = max(len(x.shape) for x in operands)
    aligned: list[tuple[Tensor, tuple[int, ...]]] = []
    for x in operands:
        given = dimensions if dimensions is not None and len(dimensions) == len(x.shape) < rank else None
        aligned.append((x, tuple(range(rank - len(x.shape), rank)) if given is None else tuple(given)))
    shape = [1] * rank
    for x, places in aligned:
        for size, place in zip(x.shape, places, strict=True):
            shape[place] = size if size != 1 else shape[place]
    return [_broadcast_in_dim(x, x.type.with_shape(tuple(shape)), places) for x, places in aligned]
