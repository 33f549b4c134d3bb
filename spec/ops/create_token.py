"""Makes a token, as `after_all` does of no inputs.

(S1) `output` comes after nothing: operations that use it wait for no other.
"""

from __future__ import annotations

from ..lang import TOKEN_TYPE, Op, call, result
from ..lang.regions import Call
from ..lang.values import TOKEN_VALUE, TokenValue
from ..types import TOKEN, TokenType

op = Op(
    "create_token",
    __doc__,
    slots=(result("output", TOKEN_TYPE),),
    assembly="attr-dict : types(results)",
    since="0.9.0",
    deprecated="not in the specification; `after_all` without inputs does the same (openxla/stablehlo#3)",
)


@op.infer
def infer() -> TokenType:
    return TOKEN


@op.kernel
def create_token() -> TokenValue:
    return TOKEN_VALUE  # S1


@op.decomposition
def decomposition() -> Call:
    return call("after_all")


op.example("a token", output=TOKEN_VALUE)
