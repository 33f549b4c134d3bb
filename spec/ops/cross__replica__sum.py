"""Sums the tensors of all processes of a group: an older form of `all_reduce`.

(S1) Processes are grouped by `replica_groups`, across replicas.
(S2) `result` is the sum of the operands of the group's processes, element by element. Every process gets the same.

The specification has no page for it. Its one rule (D1) is the dialect's.
"""

from __future__ import annotations

import numpy as np

from ..families.collective import TENSOR
from ..lang import I64_ELEMENTS, Op, attribute, call, operand, result, sketch
from ..lang.notation import same_baseline_type
from ..lang.regions import Call, Node
from ..lang.values import f32
from ..types import F64, TensorType, Type

op = Op(
    "cross-replica-sum",
    __doc__,
    slots=(operand("operand", TENSOR), attribute("replica_groups", I64_ELEMENTS), result("result", TENSOR)),
    since="0.9.0",
    deprecated="`all_reduce` does the same (openxla/stablehlo#3)",
)


@op.constraint("D1")
def result_has_the_type_of_the_operand(operand: Type, result: Type) -> bool:
    """baseline_type(result) = baseline_type(operand)"""
    return same_baseline_type(operand, result)


@op.infer
def infer(operand: TensorType) -> TensorType:
    return operand


op.cannot_run("processes do not meet yet")
@op.decomposition
def decomposition(operand: Node, replica_groups: np.ndarray, result: TensorType) -> Call:
    scalar = TensorType((), result.element)
    return call(
        "all_reduce",
        operand,
        replica_groups=replica_groups,
        computation=sketch(lambda x, y: call("add", x, y), scalar, scalar),
        types=(result,),
    )


op.choice("reduction-order")

op.example("a group of one process", operand=f32([1, 2]), replica_groups=[[0]], result=f32([1, 2]))

op.reject("D1", result=f32([1, 2, 3]))
op.reject("D1", result=TensorType((2,), F64))
