"""Turns a size into an index.

(S1) The result is `arg`.
"""

from __future__ import annotations

from ....spec.lang import Array, Op, operand, result
from ..kinds import ANY_VALUE, INDEX_VALUE

op = Op(
    "size_to_index",
    __doc__,
    slots=(operand("arg", ANY_VALUE), result("result", INDEX_VALUE),),
    assembly="$arg attr-dict : <inferred arg>",
    dialect="shape",
    view=True,
)


@op.kernel
def size_to_index(arg: Array) -> Array:
    return arg  # S1
