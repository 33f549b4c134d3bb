"""Puts a tensor into a group whose members are spread over devices in the same way.

(S1) Nothing is computed.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import I64, Array, Op, attribute, operand
from ..kinds import ANY_VALUE

op = Op(
    "sharding_group",
    __doc__,
    slots=(operand("input", ANY_VALUE), attribute("group_id", I64)),
    assembly="$input <keyed group_id> attr-dict : types($input)",
    dialect="sdy",
)


@op.kernel
def sharding_group(input: Array) -> tuple[Any, ...]:
    return ()  # S1
