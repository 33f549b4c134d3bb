"""Targets that say where values are kept or how they are divided among devices: each gives its inputs.

Programs run on one device here, so a target that turns a whole tensor into the part of one device can be executed only
where both have the same shape.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...spec.lang import Array, InvalidValue, Unsupported
from ...spec.types import TensorType, Type


def same(*inputs: Any, results: tuple[Type, ...]) -> tuple[Any, ...]:
    """The inputs."""
    if len(inputs) != len(results):
        raise InvalidValue(f"gives {len(results)} results for {len(inputs)} inputs, where each input is a result")
    for value, type_ in zip(inputs, results, strict=True):
        if isinstance(type_, TensorType) and type_.static and np.shape(value) != type_.shape:
            raise Unsupported(f"a tensor of shape {list(np.shape(value))} is spread over several devices as {type_}")
    return inputs


def empty(*, results: tuple[Type, ...]) -> tuple[Array, ...]:
    """Tensors of any content: zeros."""
    tensors = [one for one in results if isinstance(one, TensorType) and one.static]
    if len(tensors) != len(results):
        raise Unsupported("makes tensors of sizes that are not known")
    return tuple(np.zeros(one.sizes, one.dtype) for one in tensors)


TARGETS = {
    # JAX, TensorFlow, PyTorch/XLA: shardings of GSPMD and Shardy
    "Sharding": same,
    "SPMDFullToShardShape": same,
    "SPMDShardToFullShape": same,
    "xla.sdy.FuncResultSharding": same,
    "xla.sdy.GlobalToLocalShape": same,
    "xla.sdy.LocalToGlobalShape": same,
    # JAX: memory kinds, layouts, uninitialised memory
    "annotate_device_placement": same,
    "LayoutConstraint": same,
    "MoveToHost": same,
    "MoveToDevice": same,
    "AllocateBuffer": empty,
    # PyTorch/XLA: edges of patterns that become composites
    "xla_mark_tensor": same,
}
