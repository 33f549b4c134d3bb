"""JAX's programs with symbolic sizes: ops of StableHLO whose attributes, or sizes of results, are operands."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...spec.attributes.rng_algorithm import RngAlgorithm
from ...spec.lang import Array, Body, InvalidValue, Unsupported
from ...spec.types import TensorType, Type
from .functions import applied, declared


def dynamic_rng_bit_generator(
    state: Array, sizes: Array, *, attributes: dict[str, Any], results: tuple[Type, ...]
) -> tuple[Array, ...]:
    """The op rng_bit_generator, whose second operand says the sizes of the output."""
    algorithm = attributes.get("rng_algorithm")
    if not isinstance(algorithm, RngAlgorithm):
        raise Unsupported(f"rng_algorithm is {algorithm}")
    state_type, output_type = results
    assert isinstance(output_type, TensorType)
    if (sizes < 0).any():
        raise InvalidValue(f"sizes {sizes.tolist()} are asked for")
    types = (state_type, output_type.with_shape(tuple(sizes.tolist())))
    return applied(declared("stablehlo.rng_bit_generator"), (state,), {"rng_algorithm": algorithm}, types)


def dynamic_reduce_window(
    *operands: Array, called_computations: tuple[Body, ...], results: tuple[Type, ...]
) -> tuple[Array, ...]:
    """The op reduce_window. After inputs and initial values come window sizes, strides, dilations of the inputs and of
    the window, and padding."""
    count = len(results)
    if len(operands) != 2 * count + 5 or len(called_computations) != 1:
        raise InvalidValue(
            f"takes {2 * count + 5} operands and one called computation for {count} results, found {len(operands)} and "
            f"{len(called_computations)}"
        )
    *inputs, sizes, strides, base, dilations, padding = operands
    numbers = [tuple(int(one) for one in column) for column in (sizes, strides, base, dilations)]
    if min(map(min, filter(None, numbers)), default=1) < 1:
        raise InvalidValue("sizes, strides and dilations of windows must be positive")
    names = ("window_dimensions", "window_strides", "base_dilations", "window_dilations")
    given: dict[str, Any] = dict(zip(names, numbers, strict=True))
    given |= {"padding": padding.astype(np.int64), "body": called_computations[0]}
    return applied(declared("stablehlo.reduce_window"), inputs, given, results)


TARGETS = {
    "stablehlo.dynamic_rng_bit_generator": dynamic_rng_bit_generator,
    "stablehlo.dynamic_reduce_window": dynamic_reduce_window,
}
