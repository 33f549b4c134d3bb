"""Ends the body of a region and names the values that it gives back.

(S1) The operands become the outputs of the region.
"""

from __future__ import annotations

from ..lang import ANY_TYPE, Op, operand

op = Op(
    "return",
    __doc__,
    slots=(operand("results", ANY_TYPE, variadic=True),),
    assembly="$results attr-dict [: types($results)]",
    terminator=True,
    since="0.9.0",
)
