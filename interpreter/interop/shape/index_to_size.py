"""Turns an index into a size.

(S1) The result is `arg`.
"""

from __future__ import annotations

from ....spec.lang import Array, Op, operand, result
from ..kinds import INDEX_VALUE, SIZE

op = Op(
    "index_to_size",
    __doc__,
    slots=(operand("arg", INDEX_VALUE), result("result", SIZE),),
    assembly="$arg attr-dict <fixed>",
    dialect="shape",
    view=True,
)


@op.kernel
def index_to_size(arg: Array) -> Array:
    return arg  # S1
