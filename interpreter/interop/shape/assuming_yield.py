"""Ends the region of `assuming`.

(S1) The region gives the operands.
"""

from __future__ import annotations

from ....spec.lang import Op, operand
from ..kinds import ANY_VALUE

op = Op(
    "assuming_yield",
    __doc__,
    slots=(operand("operands", ANY_VALUE, variadic=True),),
    assembly="attr-dict [ $operands : types($operands) ]",
    dialect="shape",
    terminator=True,
)
