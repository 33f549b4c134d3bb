"""Ends a region of this dialect.

(S1) The region gives the operands.
"""

from __future__ import annotations

from ....spec.lang import Op, operand
from ..kinds import ANY_VALUE

op = Op(
    "return",
    __doc__,
    slots=(operand("results", ANY_VALUE, variadic=True),),
    assembly="attr-dict [ $results : types($results) ]",
    dialect="sdy",
    terminator=True,
)
