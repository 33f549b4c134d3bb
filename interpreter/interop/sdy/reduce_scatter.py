"""Adds the terms that devices hold along axes of a mesh, and divides the sum.

(S1) On one device there is one term, which is the sum.
"""

from __future__ import annotations

from ....spec.lang import Array, Op
from ..families.sharding import collective, one_device

op = Op("reduce_scatter", __doc__, collective("reduce_scatter_axes"), dialect="sdy", view=True)


@op.supported
def there_is_one_device(mesh_sizes: tuple[int, ...]) -> None:
    one_device(mesh_sizes)


@op.kernel
def reduce_scatter(input: Array) -> Array:
    return input  # S1
