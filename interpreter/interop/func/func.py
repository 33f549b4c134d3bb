"""Defines a function: a name, types of inputs and outputs, and a body.

(S1) A function is executed by a call, or by being the entry of a run.
"""

from __future__ import annotations

from ....spec.lang import ANYTHING, STRING, TYPE, Op, attribute, region
from ....spec.types import FunctionType

op = Op(
    "func",
    __doc__,
    slots=(
        attribute("sym_name", STRING),
        attribute("function_type", TYPE),
        attribute("sym_visibility", STRING, None),
        attribute("arg_attrs", ANYTHING, None),
        attribute("res_attrs", ANYTHING, None),
        attribute("no_inline", ANYTHING, None),
        region("body"),
    ),
    dialect="func",
    isolated=True,
)
op.cannot_run("a function inside a function is not executed; call it")


@op.constraint("C1")
def body_takes_and_returns_what_the_type_says(function_type: FunctionType, body: FunctionType | None) -> bool:
    """type(body) = function_type, where there is a body"""
    return body is None or body == function_type
