"""Holds a program: functions, and possibly further modules.

(S1) A module is not executed; its functions are.
"""

from __future__ import annotations

from ....spec.lang import STRING, Op, attribute, region

op = Op(
    "module",
    __doc__,
    slots=(attribute("sym_name", STRING, None), attribute("sym_visibility", STRING, None), region("body")),
    dialect="builtin",
    isolated=True,
)
op.cannot_run("a module is not executed; run one of its functions")
