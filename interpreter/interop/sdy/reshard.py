"""Spreads a tensor over devices in another way.

(S1) The value does not change.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ..families.sharding import constrained

op = Op("reshard", __doc__, constrained(), dialect="sdy", view=True)


@op.kernel
def reshard(input: Array) -> Array:
    return input  # S1
