"""Takes the parts of a tensor for terms whose sum it is.

(S1) The value does not change.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ..families.sharding import collective

op = Op("sharded_to_unreduced", __doc__, collective("axes"), dialect="sdy", view=True)


@op.kernel
def sharded_to_unreduced(input: Array) -> Array:
    return input  # S1
