"""Joins tokens into one, so that what uses it comes after everything that made them.

(S1) Operations that produce `inputs` are executed before operations that use `result`. There is nothing else to do.
"""

from __future__ import annotations

from typing import Any

from ..lang import TOKEN_TYPE, Op, operand, result
from ..lang.values import TOKEN_VALUE, TokenValue
from ..types import TOKEN, TokenType

op = Op(
    "after_all",
    __doc__,
    slots=(operand("inputs", TOKEN_TYPE, variadic=True), result("result", TOKEN_TYPE)),
    assembly="$inputs attr-dict : same-type",
    since="0.9.0",
)


@op.infer
def infer() -> TokenType:
    return TOKEN


@op.kernel
def after_all(inputs: tuple[Any, ...]) -> TokenValue:
    return TOKEN_VALUE  # S1: operations are executed in the order of the program


op.example("two tokens", inputs=[TOKEN_VALUE, TOKEN_VALUE], result=TOKEN_VALUE)
op.example("no tokens make a new one", inputs=[], result=TOKEN_VALUE)
