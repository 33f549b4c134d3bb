"""Variants of ops that move, read and write elements at places: shapes, attributes, indices in and out of bounds."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from ....spec.attributes.gather import GatherDimensionNumbers
from ....spec.attributes.scatter import ScatterDimensionNumbers
from ....spec.lang import Op, call, sketch
from ....spec.types import SI8, SI32, SI64, UI8, UI32, UI64, TensorType
from ...golden import Level
from ..oracles.tensors import count
from .drafts import Draft
from .numbers import any_bits, integers_of, literal, whole_numbers
from .variants import Inputs, drawn, shape_of

INDEX_TYPES = (SI32, SI64, UI32, SI8, UI8, UI64)


def _any(element: Any, shape: tuple[int, ...], random_: random.Random) -> Any:
    return literal(element, any_bits(element, count(shape), random_), shape)


def _slice(random_: random.Random, element: Any) -> Inputs:
    shape = shape_of(random_, largest=6, least=0)
    starts = [random_.randint(0, size) for size in shape]
    limits = [random_.randint(start, size) for start, size in zip(starts, shape, strict=True)]
    strides = [random_.randint(1, 3) for _ in shape]
    return {"operand": _any(element, shape, random_), "start_indices": starts, "limit_indices": limits,
            "strides": strides}, {}  # fmt: skip


def _pad(random_: random.Random, element: Any) -> Inputs:
    shape = shape_of(random_, largest=4, least=0)
    low, high = ([random_.randint(-2, 3) for _ in shape] for _ in range(2))
    interior = [random_.choice((0, 0, 1, 2)) for _ in shape]
    return {"operand": _any(element, shape, random_), "padding_value": _any(element, (), random_),
            "edge_padding_low": low, "edge_padding_high": high, "interior_padding": interior}, {}  # fmt: skip


def _concatenate(random_: random.Random, element: Any) -> Inputs:
    shape = shape_of(random_, random_.randint(1, 4), 3)
    along = random_.randrange(len(shape))
    parts = [
        (*shape[:along], random_.randint(0, 3), *shape[along + 1 :]) for _ in range(random_.randint(1, 4))
    ]  # fmt: skip
    return {"inputs": [_any(element, one, random_) for one in parts], "dimension": along}, {}


def _reverse(random_: random.Random, element: Any) -> Inputs:
    shape = shape_of(random_)
    dimensions = random_.sample(range(len(shape)), random_.randint(0, len(shape)))
    return {"operand": _any(element, shape, random_), "dimensions": dimensions}, {}


def _transpose(random_: random.Random, element: Any) -> Inputs:
    shape = shape_of(random_, least=0)
    return {"operand": _any(element, shape, random_), "permutation": random_.sample(range(len(shape)), len(shape))}, {}


def _broadcast_in_dim(random_: random.Random, element: Any) -> Inputs:
    result = shape_of(random_, random_.randint(1, 4), 3)
    dimensions = random_.sample(range(len(result)), random_.randint(0, len(result)))
    shape = tuple(1 if random_.random() < 0.3 else result[d] for d in dimensions)
    return {"operand": _any(element, shape, random_), "broadcast_dimensions": dimensions}, {
        "result": TensorType(result, element)
    }


def _reshape(random_: random.Random, element: Any) -> Inputs:
    factors = [random_.choice((1, 2, 2, 3)) for _ in range(random_.randint(0, 4))]

    def grouped() -> tuple[int, ...]:
        sizes = [1] * random_.randint(1, 4) if factors else []
        for factor in factors:
            sizes[random_.randrange(len(sizes))] *= factor
        return tuple(sizes)

    shape, result = grouped(), grouped()
    return {"operand": _any(element, shape, random_)}, {"result": TensorType(result, element)}


def _iota(random_: random.Random, element: Any) -> Inputs:
    shape = shape_of(random_, random_.randint(1, 4), 5)
    return {"iota_dimension": random_.randrange(len(shape))}, {"output": TensorType(shape, element)}


def _starts(random_: random.Random, shape: tuple[int, ...]) -> list[Any]:
    """Indices in and out of bounds, far out too, as scalars of one type."""
    element = random_.choice(INDEX_TYPES)
    starts: list[int] = []
    for size in shape:
        wanted = random_.choice((0, 1, size - 1, size, size + 3, -1, -5, element.min, element.max))
        starts.append(min(max(wanted, element.min), element.max))
    return [integers_of(element, one) for one in starts]


def _dynamic_slice(random_: random.Random, element: Any) -> Inputs:
    shape = shape_of(random_, largest=5)
    sizes = [random_.randint(0, size) for size in shape]
    return {"operand": _any(element, shape, random_), "start_indices": _starts(random_, shape),
            "slice_sizes": sizes}, {}  # fmt: skip


def _dynamic_update_slice(random_: random.Random, element: Any) -> Inputs:
    shape = shape_of(random_, largest=5)
    update = tuple(random_.randint(0, size) for size in shape)
    return {"operand": _any(element, shape, random_), "update": _any(element, update, random_),
            "start_indices": _starts(random_, shape)}, {}  # fmt: skip


class _Windows:
    """Dimension numbers that gather and scatter share, drawn at random."""

    def __init__(self, random_: random.Random) -> None:
        self.shape = shape_of(random_, random_.randint(1, 4), 4)
        dims = list(range(len(self.shape)))
        self.batching = sorted(random_.sample(dims, random_.choice((0, 0, 0, 1))))
        rest = [d for d in dims if d not in self.batching]
        self.collapsed = sorted(random_.sample(rest, random_.randint(0, len(rest))))
        self.mapped = random_.sample(rest, random_.randint(0, len(rest)))
        self.offsets = [d for d in rest if d not in self.collapsed]
        self.sizes = [1 if d not in self.offsets else random_.randint(1, self.shape[d]) for d in dims]
        more = random_.randint(0, 2)
        self.batch = [self.shape[d] for d in self.batching] + [random_.randint(1, 3) for _ in range(more)]
        self.vector_dim = random_.randint(0, len(self.batch))
        implicit = self.vector_dim == len(self.batch) and len(self.mapped) == 1 and random_.random() < 0.5
        inserted = [] if implicit else [len(self.mapped)]
        self.starts_shape = (*self.batch[: self.vector_dim], *inserted, *self.batch[self.vector_dim :])
        self.starts_batching = [i + (not implicit and i >= self.vector_dim) for i in range(len(self.batching))]
        rank = len(self.batch) + len(self.offsets)
        self.window_dims = sorted(random_.sample(range(rank), len(self.offsets)))
        window, batch = iter(self.sizes[d] for d in self.offsets), iter(self.batch)
        self.update_shape = tuple(next(window) if d in self.window_dims else next(batch) for d in range(rank))

    def starts(self, random_: random.Random, *, distinct: bool = False) -> Any:
        element = random_.choice(INDEX_TYPES)
        low, high = max(element.min, -2), min(element.max, 5)
        values = [random_.randint(low, high) for _ in range(count(self.starts_shape))]
        if not distinct and values:
            values[random_.randrange(len(values))] = random_.choice((element.min, element.max))
        return literal(element, values, self.starts_shape)


def _gather(random_: random.Random, element: Any) -> Inputs:
    windows = _Windows(random_)
    numbers = GatherDimensionNumbers(
        tuple(windows.window_dims), tuple(windows.collapsed), tuple(windows.batching), tuple(windows.starts_batching),
        tuple(windows.mapped), windows.vector_dim,
    )  # fmt: skip
    return {"operand": _any(element, windows.shape, random_), "start_indices": windows.starts(random_),
            "dimension_numbers": numbers, "slice_sizes": windows.sizes}, {}  # fmt: skip


def _scatter(body: str) -> Callable[[random.Random, Any], Inputs]:
    def scatter(random_: random.Random, element: Any) -> Inputs:
        windows = _Windows(random_)
        numbers = ScatterDimensionNumbers(
            tuple(windows.window_dims), tuple(windows.collapsed), tuple(windows.batching),
            tuple(windows.starts_batching), tuple(windows.mapped), windows.vector_dim,
        )  # fmt: skip
        scalar = TensorType((), element)
        computation = sketch(lambda x, y: y if body == "replace" else call(body, x, y), scalar, scalar)
        inputs = literal(element, whole_numbers(element, count(windows.shape), random_), windows.shape)
        updates = literal(element, whole_numbers(element, count(windows.update_shape), random_), windows.update_shape)
        return {"inputs": [inputs], "scatter_indices": windows.starts(random_), "updates": [updates],
                "scatter_dimension_numbers": numbers, "update_computation": computation}, {}  # fmt: skip

    return scatter


def _scatters(op: Op) -> Iterator[Draft]:
    for body in ("add", "maximum", "replace", "multiply"):
        yield from drawn(op, body, 24, _scatter(body))


def _moves(make: Callable[[random.Random, Any], Inputs], number: int = 24, level: Level = Level.CORE) -> Any:
    return lambda op: drawn(op, "drawn", number, make, keeps_bits=True, level=level)


SWEEPS: dict[str, Callable[[Op], Iterator[Draft]]] = {
    "slice": _moves(_slice),
    "pad": _moves(_pad, 32),
    "concatenate": _moves(_concatenate),
    "reverse": _moves(_reverse),
    "transpose": _moves(_transpose),
    "broadcast_in_dim": _moves(_broadcast_in_dim),
    "reshape": _moves(_reshape),
    "iota": lambda op: drawn(op, "drawn", 24, _iota),
    "dynamic_slice": _moves(_dynamic_slice, 32, Level.EDGE),
    "dynamic_update_slice": _moves(_dynamic_update_slice, 32, Level.EDGE),
    "gather": _moves(_gather, 64, Level.EDGE),
    "scatter": _scatters,
}
"""By mnemonic."""
