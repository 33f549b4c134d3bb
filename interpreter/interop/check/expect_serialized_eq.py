"""Holds when a tensor is equal to one that a probe of the same run has recorded.

(S1) The tensor is that of probe `probe_id` at its `iteration`-th execution.
"""

from __future__ import annotations

from ....spec.lang import ANY, STRING, Array, Op, attribute, operand, tensor
from ....spec.lang.attribute_kinds import U32
from ....spec.numerics.closeness import expect_equal
from ...probes import Probes

op = Op(
    "expect_serialized_eq",
    __doc__,
    slots=(operand("expected", tensor(ANY)), attribute("probe_id", STRING), attribute("iteration", U32, 0)),
    assembly="$expected , probe_id = $probe_id [, iter = $iteration] attr-dict : types($expected)",
    dialect="check",
    side_effects=True,
)


@op.kernel
def expect_serialized_eq(expected: Array, probe_id: str, iteration: int, probes: Probes) -> None:
    _, value = probes.recorded(probe_id, iteration)  # S1
    expect_equal(value, expected)
