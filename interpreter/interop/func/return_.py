"""Ends the body of a function and names the values that it gives back.

(S1) The operands become the results of the call.
"""

from __future__ import annotations

from ....spec.lang import Op, operand
from ..kinds import ANY_VALUE

op = Op(
    "return",
    __doc__,
    slots=(operand("operands", ANY_VALUE, variadic=True),),
    assembly="attr-dict [ $operands : types($operands) ]",
    terminator=True,
    dialect="func",
)
