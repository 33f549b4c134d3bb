"""Does a computation that is written for one device on its part of every tensor.

(S1) On a mesh of one device parts are whole tensors, and the results are what the region gives.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import ANYTHING, Body, Op, Unsupported, attribute, operand, region, result
from ....spec.types import FunctionType
from ..families.sharding import one_device
from ..kinds import ANY_VALUE

op = Op(
    "manual_computation",
    __doc__,
    slots=(
        operand("tensors", ANY_VALUE, variadic=True),
        attribute("in_shardings", ANYTHING),
        attribute("out_shardings", ANYTHING),
        attribute("manual_axes", ANYTHING),
        region("body"),
        result("results", ANY_VALUE, variadic=True),
    ),
    assembly="<manual_computation in_shardings out_shardings manual_axes>",
    dialect="sdy",
)


@op.supported
def there_is_one_device(
    tensors: tuple[Any, ...], body: FunctionType, results: tuple[Any, ...], mesh_sizes: tuple[int, ...]
) -> None:
    one_device(mesh_sizes)
    if body != FunctionType(tensors, results):
        raise Unsupported("tensors are divided among devices, and there is one process for all of the program")


@op.kernel
def manual_computation(tensors: tuple[Any, ...], body: Body) -> tuple[Any, ...]:
    return body(*tensors)  # S1
