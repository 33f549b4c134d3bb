"""Gathers the parts of a tensor along axes of a mesh.

(S1) The value does not change.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ..families.sharding import collective

op = Op("all_gather", __doc__, collective("gathering_axes"), dialect="sdy", view=True)


@op.kernel
def all_gather(input: Array) -> Array:
    return input  # S1
