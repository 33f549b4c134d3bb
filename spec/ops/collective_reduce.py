"""Reduces the tensors of all processes of a group to one, which one of them gets.

(S1) Processes are grouped by `replica_groups`: across replicas if `channel_id <= 0`, else across partitions.
(S2) Tensors are joined element by element by `computation`, as `all_reduce` does.
(S3) The reduced tensor is the result of the first process of the group. If `has_dynamic_root`, the last operand holds
     the position of that process in its group for each of the other operands, and is not reduced.
(S4) The results of all other processes hold zeros.

The dialect has `use_global_device_ids` too, with a rule (D1) that the specification's page does not have.
"""

from __future__ import annotations

from ..attributes.channel_handle import ChannelHandle
from ..families.collective import (
    TENSOR,
    channel,
    global_ids,
    global_ids_need_a_channel,
    ids_of_groups_are_unique,
    ids_of_padded_groups_are_not_negative,
    replica_groups,
)
from ..families.reduction import is_reducer, reduced_elements
from ..lang import FLAG, Op, attribute, call, operand, region, result, sketch
from ..lang.notation import element_type, same_shape, shape, shapes_agree
from ..lang.values import f32, si32, si64
from ..types import F32, F64, SI32, SI64, FunctionType, TensorType, Type

op = Op(
    "collective_reduce",
    __doc__,
    slots=(
        operand("operands", TENSOR, variadic=True),
        replica_groups(),
        channel(),
        attribute("has_dynamic_root", FLAG, False),
        region("computation"),
        global_ids(),
        result("results", TENSOR, variadic=True),
    ),
    since="1.19.0",
)

op.constraint("C1")(ids_of_groups_are_unique)
op.constraint("C2")(ids_of_padded_groups_are_not_negative)


@op.constraint("C3")
def results_have_the_shapes_of_what_is_reduced(
    operands: tuple[Type, ...], has_dynamic_root: bool, results: tuple[Type, ...]
) -> bool:
    """shape(results...) = shape(operands...); if has_dynamic_root, but for the last operand, which has one si32 for
    each of the others"""
    reduced = operands[: len(operands) - has_dynamic_root]
    if not reduced or len(reduced) != len(results) or not all(map(same_shape, reduced, results)):
        return False
    roots = operands[-1]
    return not has_dynamic_root or (element_type(roots) == SI32 and shapes_agree(shape(roots), (len(reduced),)))


@op.constraint("C4")
def computation_joins_two_elements(
    operands: tuple[Type, ...], has_dynamic_root: bool, computation: FunctionType
) -> bool:
    """type(computation) = (tensor<E>, tensor<E>) -> tensor<E> where is_promotable(element_type(operands...), E)"""
    reduced = operands[: len(operands) - has_dynamic_root]
    return all(is_reducer(computation, [element_type(operand)]) for operand in reduced)


op.constraint("D1")(global_ids_need_a_channel)


@op.infer
def infer(
    operands: tuple[TensorType, ...], has_dynamic_root: bool, computation: FunctionType
) -> tuple[TensorType, ...]:
    reduced = operands[: len(operands) - has_dynamic_root]
    return tuple(operand.with_element(reduced_elements(computation)[0]) for operand in reduced)


op.cannot_run("processes do not meet yet")
op.choice("reduction-order")
op.peer("StableHLO's C++ verifier", "asks that the groups name processes 0, 1, ... without a gap")

_F32, _F64, _SI64 = (TensorType((), element) for element in (F32, F64, SI64))
_ADD = sketch(lambda x, y: call("add", x, y), _SI64, _SI64)

op.example(
    "a group of one process",
    operands=[si64([[1, 2]])], replica_groups=[[0]], computation=_ADD, results=[si64([[1, 2]])],
)  # fmt: skip
op.example(
    "groups of different sizes, sums in a wider type",
    operands=[f32([1, 2])], replica_groups=[[0, 1], [2, -1]],
    computation=sketch(lambda x, y: call("add", x, y), _F64, _F64), results=[TensorType((2,), F64)],
)  # fmt: skip
op.example(
    "the root is a value",
    operands=[si64([[1, 2]]), si64(3), si32([0, 0])], replica_groups=[[0]], has_dynamic_root=True, computation=_ADD,
    results=[si64([[1, 2]]), si64(3)],
)  # fmt: skip
op.example(
    "global ids",
    operands=[si64(1)], replica_groups=[[0]], channel_handle=ChannelHandle(1, 0), use_global_device_ids=True,
    computation=_ADD, results=[si64(1)],
)  # fmt: skip

op.reject("C1", replica_groups=[[0, 0]])
op.reject("C2", replica_groups=[[0, -2]])
op.reject("C3", operands=[], results=[])
op.reject("C3", results=[si64([1, 2])])
op.reject("C3", results=[si64([[1, 2]]), si64([[1, 2]])])
op.reject("C3", of="the root is a value", operands=[si64([[1, 2]]), si64(3), si64([0, 0])])
op.reject("C3", of="the root is a value", operands=[si64([[1, 2]]), si64(3), si32([0])])
op.reject("C4", computation=sketch(lambda x, y: call("add", x, y), _F32, _F32))
op.reject("D1", use_global_device_ids=True)
