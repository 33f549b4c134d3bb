"""Gives the tensors of one process of a group to all of them.

(S1) Processes are grouped by `replica_groups`: across replicas if `channel_id <= 0`, else across partitions.
(S2) The source is the first process of the group. If `has_dynamic_root`, the last operand holds the position of the
     source in its group for each of the other operands, and is not sent.
(S3) `results[i]` of every process of the group are `operands[i]` of the source.
(S4) The results of a process that is in no group hold zeros (quantized: the stored value that stands for zero).

That positions are those of processes of the group (C6) is a rule about values: it is checked when the op runs.
"""

from __future__ import annotations

from ..families.collective import (
    TENSOR,
    channel,
    ids_of_groups_are_not_negative,
    ids_of_groups_are_unique,
    replica_groups,
)
from ..lang import FLAG, Op, attribute, operand, result
from ..lang.notation import element_type, same_type, shape, shapes_agree
from ..lang.values import f32, si32, si64
from ..types import F32, SI32, SI64, TensorType, Type

op = Op(
    "collective_broadcast",
    __doc__,
    slots=(
        operand("operands", TENSOR, variadic=True),
        replica_groups(),
        channel(),
        attribute("has_dynamic_root", FLAG, False),
        result("results", TENSOR, variadic=True),
    ),
    since="0.16.0",
)

op.constraint("C1")(ids_of_groups_are_unique)
op.constraint("C2")(ids_of_groups_are_not_negative)


@op.constraint("C3")
def with_a_fixed_root_results_have_the_types_of_the_operands(
    operands: tuple[Type, ...], has_dynamic_root: bool, results: tuple[Type, ...]
) -> bool:
    """size(operands) >= 1 and type(results[j]) = type(operands[j]), if not has_dynamic_root"""
    return has_dynamic_root or (len(operands) >= 1 and all(map(same_type, operands, results)))


@op.constraint("C4")
def with_a_dynamic_root_the_last_operand_holds_positions(
    operands: tuple[Type, ...], has_dynamic_root: bool, results: tuple[Type, ...]
) -> bool:
    """size(operands) >= 2 and type(operands[-1]) = tensor<[size(operands) - 1]xi32> and type(results[j]) =
    type(operands[j]) for all j below size(operands) - 1, if has_dynamic_root"""
    if not has_dynamic_root:
        return True
    *sent, roots = operands or (None,)
    return (
        roots is not None
        and len(sent) >= 1
        and element_type(roots) == SI32
        and shapes_agree(shape(roots), (len(sent),))
        and all(map(same_type, sent, results))
    )


@op.constraint("C5")
def there_is_a_result_for_each_tensor_that_is_sent(
    operands: tuple[Type, ...], has_dynamic_root: bool, results: tuple[Type, ...]
) -> bool:
    """size(results) = size(operands) - (has_dynamic_root ? 1 : 0)"""
    return len(results) == len(operands) - has_dynamic_root


@op.infer
def infer(operands: tuple[TensorType, ...], has_dynamic_root: bool) -> tuple[TensorType, ...]:
    return operands[: len(operands) - has_dynamic_root]


op.cannot_run("processes do not meet yet")
op.changed("1.16.0", "groups by mesh axes")
op.changed("1.20.0", "several operands, has_dynamic_root")

op.example("a group of one process", operands=[si64([[1, 2]])], replica_groups=[[0]], results=[si64([[1, 2]])])
op.example(
    "two operands, two processes",
    operands=[si64([[1, 2]]), f32(3)], replica_groups=[[2, 1]],
    results=[TensorType((1, 2), SI64), TensorType((), F32)],
)  # fmt: skip
op.example(
    "the root is a value",
    operands=[si64([[1, 2]]), f32(3), si32([0, 0])], replica_groups=[[0]], has_dynamic_root=True,
    results=[si64([[1, 2]]), f32(3)],
)  # fmt: skip

op.reject("C1", replica_groups=[[0], [0]])
op.reject("C2", replica_groups=[[0, -1]])
op.reject("C3", operands=[], results=[])
op.reject("C3", results=[TensorType((1, 2), SI32)])
op.reject("C4", of="the root is a value", operands=[si32([])], results=[])
op.reject("C4", of="the root is a value", operands=[si64([[1, 2]]), f32(3), si64([0, 0])])
op.reject("C4", of="the root is a value", operands=[si64([[1, 2]]), f32(3), si32([0])])
op.reject("C4", of="the root is a value", results=[si64([[1, 2]]), si64([[1, 2]])])
op.reject("C5", results=[si64([[1, 2]]), si64([[1, 2]])])
op.reject("C5", of="the root is a value", results=[si64([[1, 2]])])
