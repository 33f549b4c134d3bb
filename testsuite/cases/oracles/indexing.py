"""Ops that read and write at places that values name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .application import Application, integers, one, oracle
from .folding import Joined, Row, assembled, flags, join, promoted
from .tensors import Index, Tensor, built, indices, position


def _clamped(start: int, size: int, whole: int) -> int:
    return max(0, min(start, whole - size))


@oracle("dynamic_slice")
def dynamic_slice(app: Application) -> list[Any]:
    x, *starts = app.operands
    sizes = tuple(app["slice_sizes"])
    begin = [_clamped(s.cells[0], size, whole) for s, size, whole in zip(starts, sizes, x.shape, strict=True)]
    return one(built(x.type.with_shape(sizes), lambda i: x[tuple(b + j for b, j in zip(begin, i, strict=True))]))


@oracle("dynamic_update_slice")
def dynamic_update_slice(app: Application) -> list[Any]:
    x, update, *starts = app.operands
    begin = [_clamped(s.cells[0], size, whole) for s, size, whole in zip(starts, update.shape, x.shape, strict=True)]

    def element(index: Index) -> Any:
        inner = tuple(i - b for i, b in zip(index, begin, strict=True))
        inside = all(0 <= i < size for i, size in zip(inner, update.shape, strict=True))
        return update[inner] if inside else x[index]

    return one(built(x.type, element))


def _index_vector(starts: Tensor, batch: Index, along: int) -> list[int]:
    """The index vector of a position in the batch."""
    if along == len(starts.shape):
        return [starts[batch]]
    return [starts[(*batch[:along], k, *batch[along:])] for k in range(starts.shape[along])]


def _gather(app: Application, x: Tensor, starts: Tensor, sizes: list[int]) -> Tensor:
    vector_dim, offset_dims = app["index_vector_dim"], app["offset_dims"]
    dropped = (*app["collapsed_slice_dims"], *app["operand_batching_dims"])
    kept = [d for d in range(len(x.shape)) if d not in dropped]
    batch_shape = [size for d, size in enumerate(starts.shape) if d != vector_dim]
    rank = len(batch_shape) + len(kept)
    shape = [0] * rank
    batch_dims = [d for d in range(rank) if d not in offset_dims]
    for d, size in zip(batch_dims, batch_shape, strict=True):
        shape[d] = size
    for d, source in zip(offset_dims, kept, strict=True):
        shape[d] = sizes[source]

    def element(index: Index) -> Any:
        batch = tuple(index[d] for d in batch_dims)
        place = [0] * len(x.shape)
        for component, d in zip(_index_vector(starts, batch, vector_dim), app["start_index_map"], strict=True):
            place[d] = _clamped(component, sizes[d], x.shape[d])
        for d, source in zip(app["operand_batching_dims"], app["start_indices_batching_dims"], strict=True):
            place[d] = batch[source - (source > vector_dim)]
        for d, target in zip(kept, offset_dims, strict=True):
            place[d] += index[target]
        return x[tuple(place)]

    return built(x.type.with_shape(tuple(shape)), element)


@oracle("gather")
def gather(app: Application) -> list[Any]:
    return one(_gather(app, *app.operands, list(app["slice_sizes"])))


@oracle("dynamic_gather")
def dynamic_gather(app: Application) -> list[Any]:
    x, starts, sizes = app.operands
    return one(_gather(app, x, starts, integers(sizes)))


@oracle("torch_index_select")
def torch_index_select(app: Application) -> list[Any]:
    x, index = app.operands
    dim, batch = app["dim"], app["batch_dims"]
    inner = len(index.shape) - batch
    shape = (*x.shape[:dim], *index.shape[batch:], *x.shape[dim + 1 :])

    def element(at: Index) -> Any:
        number = index[(*at[:batch], *at[dim : dim + inner])]
        return x[(*at[:dim], _clamped(number, 1, x.shape[dim]), *at[dim + inner :])]

    return one(built(x.type.with_shape(shape), element))


@oracle("scatter")
def scatter(app: Application) -> list[Any]:
    n = (len(app.operands) - 1) // 2
    types = [argument.type for argument in app.operation.regions[0].blocks[0].arguments[:n]]
    inputs = [promoted(x, type_) for x, type_ in zip(app.operands[:n], types, strict=True)]
    updates = [promoted(x, type_) for x, type_ in zip(app.operands[n + 1 :], types, strict=True)]
    rows: dict[int, Row] = {}
    for index in indices(updates[0].shape):
        place = _scattered(app, app.operands[n], inputs[0].shape, index)
        if all(0 <= i < size for i, size in zip(place, inputs[0].shape, strict=True)):
            rows.setdefault(position(place, inputs[0].shape), []).append([u[index] for u in updates])
    joined: list[Joined] = []
    ordered: list[int] = []
    for at in range(len(inputs[0].cells)):
        row, before = rows.get(at, []), [x.cells[at] for x in inputs]
        found = join(app, types, before, row, ordered=True) if row else Joined(before)
        any_order = len(row) < 2 or app.plain_body() in ANY_ORDER
        if not any_order and found.cells != join(app, types, before, row[::-1], ordered=True).cells:
            ordered.append(at)
        joined.append(found)
    return [_opened(tensor, ordered) for tensor in assembled([x.type for x in inputs], joined)]


def _opened(tensor: Tensor, places: list[int]) -> Tensor:
    """A result whose elements at places depend on the order of updates, which is left open."""
    if not places:
        return tensor
    mask = flags(tensor, [i in places for i in range(len(tensor.cells))])
    return Tensor(tensor.type, tensor.cells, replace(tensor.judge, open=mask, choices=("scatter-order",)))


def _scattered(app: Application, starts: Tensor, shape: tuple[int, ...], index: Index) -> Index:
    """Where an update goes, within the inputs or not."""
    vector_dim, window_dims = app["index_vector_dim"], app["update_window_dims"]
    dropped = (*app["inserted_window_dims"], *app["input_batching_dims"])
    batch = tuple(i for d, i in enumerate(index) if d not in window_dims)
    place = [0] * len(shape)
    for part, d in zip(_index_vector(starts, batch, vector_dim), app["scatter_dims_to_operand_dims"], strict=True):
        place[d] = part
    for d, source in zip(app["input_batching_dims"], app["scatter_indices_batching_dims"], strict=True):
        place[d] = batch[source - (source > vector_dim)]
    kept = [d for d in range(len(shape)) if d not in dropped]
    for d, target in zip(kept, window_dims, strict=True):
        place[d] += index[target]
    return tuple(place)


ANY_ORDER = {"add", "maximum", "minimum", "multiply", "and", "or", "xor"}
