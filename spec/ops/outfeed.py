"""Puts tensors into the queue from which the host takes them.

(S1) `inputs` are put in, one after the other. Outfeeds are ordered by their tokens.
(S2) `result` comes after they have been put in.
(S3) What `outfeed_config` means is not said.
"""

from __future__ import annotations

from ..lang import ANY_PER_AXIS, STRING, TOKEN_TYPE, Op, attribute, operand, result, tensor
from ..lang.values import TOKEN_VALUE, f32, si64
from ..types import TOKEN, TokenType

op = Op(
    "outfeed",
    __doc__,
    slots=(
        operand("inputs", tensor(ANY_PER_AXIS), variadic=True),
        operand("token", TOKEN_TYPE),
        attribute("outfeed_config", STRING, ""),
        result("result", TOKEN_TYPE),
    ),
    since="0.9.0",
    side_effects=True,
)


@op.infer
def infer() -> TokenType:
    return TOKEN


op.cannot_run("there is no host that takes it yet")

op.example("two tensors", inputs=[si64([1, 2]), f32(3)], token=TOKEN_VALUE, outfeed_config="a", result=TOKEN_VALUE)
op.example("nothing but a token", inputs=[], token=TOKEN_VALUE, result=TOKEN_VALUE)
