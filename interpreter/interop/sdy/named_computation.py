"""Does a computation that has a name.

(S1) The results are what `body` gives for `operands`.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import ANYTHING, STRING, Body, Op, attribute, constraint, operand, region, result
from ..families.sharding import body_takes_and_gives_what_the_operation_does
from ..kinds import ANY_VALUE

op = Op(
    "named_computation",
    __doc__,
    slots=(
        attribute("name", STRING),
        operand("operands", ANY_VALUE, variadic=True),
        attribute("in_shardings", ANYTHING, None),
        attribute("out_shardings", ANYTHING, None),
        region("body"),
        result("results", ANY_VALUE, variadic=True),
    ),
    assembly="<named_computation name in_shardings out_shardings>",
    dialect="sdy",
    isolated=True,
)
op.constraints.append(constraint("C1", body_takes_and_gives_what_the_operation_does))


@op.kernel
def named_computation(operands: tuple[Any, ...], body: Body) -> tuple[Any, ...]:
    return body(*operands)  # S1
