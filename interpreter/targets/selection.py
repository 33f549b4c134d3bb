"""Targets that pick the first elements of sorted rows."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...spec.lang import Array, Body, InvalidValue, Unsupported
from ...spec.types import TensorType, Type, from_dtype
from .functions import applied, declared


def approximate_top_k(
    *operands: Array, backend_config: Any, called_computations: tuple[Body, ...], results: tuple[Type, ...]
) -> tuple[Array, ...]:
    """JAX's approx_max_k and approx_min_k: the first `top_k` elements of each row in the order of the comparator.

    Operands are n tensors, which are sorted together, and n initial values, which count where there are fewer elements
    than are asked for. They are found exactly, which every `recall_target` allows.
    """
    config = _dictionary(backend_config)
    if not config.get("aggregate_to_topk", True):
        raise Unsupported("partial results of ApproxTopK are asked for")
    tensors = operands[: len(operands) // 2]
    return _first(tensors, int(config["top_k"]), int(config["reduction_dim"]), called_computations, results)


def dynamic_approximate_top_k(
    *operands: Array, backend_config: Any, called_computations: tuple[Body, ...], results: tuple[Type, ...]
) -> tuple[Array, ...]:
    """ApproxTopK whose last operand says how many elements are picked."""
    *pairs, count = operands
    dimension = int(_dictionary(backend_config)["reduction_dim"])
    return _first(tuple(pairs[: len(pairs) // 2]), int(count.item()), dimension, called_computations, results)


def _dictionary(config: Any) -> dict[str, Any]:
    if not isinstance(config, dict):
        raise Unsupported("backend_config is no dictionary")
    return config  # pyright: ignore[reportUnknownVariableType]


def _first(
    tensors: tuple[Array, ...], count: int, dimension: int, comparators: tuple[Body, ...], results: tuple[Type, ...]
) -> tuple[Array, ...]:
    if len(comparators) != 1:
        raise InvalidValue(f"calls one comparator, found {len(comparators)} called_computations")
    if not 0 <= count <= tensors[0].shape[dimension]:
        raise InvalidValue(f"picks {count} of {tensors[0].shape[dimension]} elements")
    types = [TensorType(one.shape, from_dtype(one.dtype)) for one in tensors]
    given = {"dimension": dimension, "is_stable": True, "comparator": comparators[0]}
    ordered = applied(declared("stablehlo.sort"), tensors, given, types)
    return tuple(np.take(one, np.arange(count), dimension) for one in ordered[: len(results)])


def dynamic_top_k(x: Array, count: Array, *, results: tuple[Type, ...]) -> tuple[Array, ...]:
    """JAX's top_k with a symbolic k: the largest `count` elements of each row, and where they stood."""
    given = {"k": int(count.item())}
    return applied(declared("chlo.top_k"), (x,), given, results)


TARGETS = {
    "ApproxTopK": approximate_top_k,
    "stablehlo.dynamic_approx_top_k": dynamic_approximate_top_k,
    "stablehlo.dynamic_top_k": dynamic_top_k,
}
