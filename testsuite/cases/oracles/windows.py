"""Windows that slide: reduce_window and select_and_scatter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .application import Application, oracle
from .folding import Joined, assembled, join, promoted, promoted_inputs
from .tensors import Index, NoOracle, indices, scalar


def window_counts(shape: tuple[int, ...], app: Application, base: Any, dilations: Any) -> tuple[int, ...]:
    """How many windows there are along each dimension."""
    counts: list[int] = []
    for d, size in enumerate(shape):
        low, high = (int(n) for n in app["padding"][d])
        spread = 0 if size == 0 else (size - 1) * base[d] + 1
        window = (app["window_dimensions"][d] - 1) * dilations[d] + 1
        room = low + spread + high
        counts.append(0 if window > room else (room - window) // app["window_strides"][d] + 1)
    return tuple(counts)


def places(shape: tuple[int, ...], app: Application, window: Index, base: Any, dilations: Any) -> Iterator[Index]:
    """Indices of the elements of a window, in order; places in padding and between elements are left out."""
    for inner in indices(app["window_dimensions"]):
        place: list[int] = []
        for d, i in enumerate(inner):
            at = window[d] * app["window_strides"][d] + i * dilations[d] - int(app["padding"][d][0])
            whole, rest = divmod(at, base[d])
            if rest or not 0 <= whole < shape[d]:
                break
            place.append(whole)
        else:
            yield tuple(place)


@oracle("reduce_window")
def reduce_window(app: Application) -> list[Any]:
    inputs, inits, types = promoted_inputs(app)
    shape, base, dilations = inputs[0].shape, app["base_dilations"], app["window_dilations"]
    counts = window_counts(shape, app, base, dilations)
    rows: list[Joined] = []
    for window in indices(counts):
        row = [[x[place] for x in inputs] for place in places(shape, app, window, base, dilations)]
        rows.append(join(app, types, inits, row))
    return assembled([x.type.with_shape(counts) for x in inputs], rows)


@oracle("select_and_scatter")
def select_and_scatter(app: Application) -> list[Any]:
    operand, source, init = app.operands
    type_ = app.operation.regions[1].blocks[0].arguments[0].type
    source, start = promoted(source, type_), promoted(init, type_).cells[0]
    ones = (1,) * len(operand.shape)
    given: dict[Index, list[list[Any]]] = {index: [] for index in operand.indices()}
    for window in source.indices():
        chosen: Index | None = None
        for place in places(operand.shape, app, window, ones, ones):
            if chosen is None or not _selects(app, operand[chosen], operand[place]):
                chosen = place
        if chosen is None:
            raise NoOracle("a window without elements")
        given[chosen].append([source[window]])
    rows = [join(app, [type_], [start], row, region=1) for row in given.values()]
    return assembled([operand.type.with_element(type_.element)], rows)


def _selects(app: Application, chosen: Any, other: Any) -> bool:
    operand = app.operands[0]
    type_ = app.operation.regions[0].blocks[0].arguments[0].type
    pair = [promoted(scalar(operand.type, cell), type_) for cell in (chosen, other)]
    return bool(app.bodies[0](pair)[0].cells[0])
