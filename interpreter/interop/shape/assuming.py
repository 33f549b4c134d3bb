"""Does what is only right where a witness holds.

(S1) The results are what the region gives.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import Array, Body, InvalidValue, Op, operand, region, result
from ....spec.types import FunctionType
from ..kinds import ANY_VALUE, WITNESS

op = Op(
    "assuming",
    __doc__,
    slots=(operand("witness", WITNESS), region("body"), result("results", ANY_VALUE, variadic=True),),
    assembly="<assuming> attr-dict",
    dialect="shape",
)


@op.constraint("C1")
def region_gives_the_results(body: FunctionType, results: tuple[Any, ...]) -> bool:
    """type(body) = () -> type(results...)"""
    return body == FunctionType((), results)


@op.kernel
def assuming(witness: Array, body: Body) -> tuple[Any, ...]:
    if not witness:
        raise InvalidValue("what is assumed does not hold")
    return body()  # S1
