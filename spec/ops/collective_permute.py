"""Sends the tensors of processes to other processes, pair by pair.

(S1) `source_target_pairs` name replicas if `channel_id <= 0`, one pair for each partition; else partitions, one pair
     for each replica.
(S2) The result of a pair's target is the operand of its source.
(S3) The result of a process that is no target holds zeros (quantized: the stored value that stands for zero).
"""

from __future__ import annotations

from ..families.collective import (
    ID_PAIRS,
    TENSOR,
    channel,
    pairs_have_two_members,
    sources_and_targets_are_not_negative,
    sources_are_unique,
    targets_are_unique,
)
from ..lang import Op, attribute, operand, result
from ..lang.notation import same_type
from ..lang.values import si64
from ..types import SI32, TensorType, Type

op = Op(
    "collective_permute",
    __doc__,
    slots=(
        operand("operand", TENSOR),
        attribute("source_target_pairs", ID_PAIRS),
        channel(),
        result("result", TENSOR),
    ),
    since="0.9.0",
)

op.constraint("C1")(pairs_have_two_members)
op.constraint("C2")(sources_are_unique)
op.constraint("C3")(targets_are_unique)
op.constraint("C4")(sources_and_targets_are_not_negative)


@op.constraint("C5")
def result_has_the_type_of_the_operand(operand: Type, result: Type) -> bool:
    """type(result) = type(operand)"""
    return same_type(operand, result)


@op.infer
def infer(operand: TensorType) -> TensorType:
    return operand


op.cannot_run("processes do not meet yet")

op.example("to itself", operand=si64([[1, 2]]), source_target_pairs=[[0, 0]], result=si64([[1, 2]]))
op.example("no pairs leave zeros", operand=si64([[1, 2]]), source_target_pairs=si64(0, (0, 2)), result=si64([[0, 0]]))
op.example(
    "in a ring of three processes",
    operand=si64([[1, 2]]), source_target_pairs=[[0, 1], [1, 2], [2, 0]], result=si64([[0, 0]]).type,
)  # fmt: skip

op.reject("C1", source_target_pairs=[[0, 1, 2]])
op.reject("C2", source_target_pairs=[[0, 1], [0, 2]])
op.reject("C3", source_target_pairs=[[0, 1], [2, 1]])
op.reject("C4", source_target_pairs=[[0, -1]])
op.reject("C5", result=si64([1, 2]))
op.reject("C5", result=TensorType((1, 2), SI32))
