"""Says in which directions shardings spread through a tensor.

(S1) The value does not change.
"""

from __future__ import annotations

from ....spec.attributes import EnumAttribute
from ....spec.lang import Array, IntegerEnumKind, Op, attribute
from ..families.sharding import annotated


class Direction(EnumAttribute):
    """Where shardings spread: from operands to results, or back."""

    NONE = 0
    FORWARD = 1
    BACKWARD = 2
    BOTH = 3


op = Op(
    "propagation_barrier",
    __doc__,
    annotated("$input <keyed allowed_direction>", attribute("allowed_direction", IntegerEnumKind(Direction))),
    dialect="sdy",
    view=True,
)


@op.kernel
def propagation_barrier(input: Array) -> Array:
    return input  # S1
