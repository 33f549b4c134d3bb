"""Says how a tensor is to be spread over devices.

(S1) The value does not change.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ..families.sharding import constrained

op = Op("sharding_constraint", __doc__, constrained(), dialect="sdy", view=True)


@op.kernel
def sharding_constraint(input: Array) -> Array:
    return input  # S1
