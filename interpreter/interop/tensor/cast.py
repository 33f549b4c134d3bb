"""Gives a tensor another type, with sizes that are known or not.

(S1) The result is `source`, whose sizes must be those that the type of the result knows.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import Array, InvalidValue, Op, operand, result
from ....spec.types import TensorType
from ..kinds import TENSOR

op = Op(
    "cast",
    __doc__,
    slots=(operand("source", TENSOR), result("cast", TENSOR),),
    assembly="$source attr-dict : types($source) to types(results) <named>",
    dialect="tensor",
    view=True,
)


@op.constraint("C1")
def element_types_are_the_same(source: Any, cast: Any) -> bool:
    """element_type(source) = element_type(cast)"""
    return source.element == cast.element


@op.kernel
def cast(source: Array, cast: Any) -> Array:
    shape = cast.shape if isinstance(cast, TensorType) else source.shape
    if len(shape) != source.ndim or any(
        size is not None and size != actual for size, actual in zip(shape, source.shape, strict=True)
    ):
        raise InvalidValue(f"a tensor of sizes {list(source.shape)} is cast to {cast}")
    return source  # S1
