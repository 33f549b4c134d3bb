"""Names a mesh of devices.

(S1) A mesh is not executed; shardings refer to it by its name.
"""

from __future__ import annotations

from ....spec.lang import ANYTHING, STRING, Op, attribute

op = Op(
    "mesh",
    __doc__,
    slots=(attribute("sym_name", STRING), attribute("mesh", ANYTHING)),
    assembly="<mesh_definition sym_name mesh> attr-dict",
    dialect="sdy",
)
op.cannot_run("a mesh of devices is not executed")
