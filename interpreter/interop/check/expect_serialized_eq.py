"""Holds when a tensor is equal to one that a probe of an earlier run has written.

(S1) The tensor is that of probe `probe_id` at its `iteration`-th execution.
"""

from __future__ import annotations

from ....spec.lang import ANY, STRING, Op, attribute, operand, tensor
from ....spec.lang.attribute_kinds import U32

op = Op(
    "expect_serialized_eq",
    __doc__,
    slots=(operand("expected", tensor(ANY)), attribute("probe_id", STRING), attribute("iteration", U32, 0)),
    assembly="$expected , probe_id = $probe_id [, iter = $iteration] attr-dict : types($expected)",
    dialect="check",
    side_effects=True,
)
op.cannot_run("probes are not available yet")
