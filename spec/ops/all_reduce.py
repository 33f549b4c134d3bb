"""Reduces the tensors of all processes of a group to one, element by element.

(S1) Processes are grouped by `replica_groups`: across replicas if `channel_id <= 0`, across replicas and partitions if
     `channel_id > 0`, by process numbers if also `use_global_device_ids`.
(S2) Elements of `operands[i]` are converted to the element type of `computation`, where that is another.
(S3) An element of `results[i]` is what `computation` gives when it joins the elements of the group's processes at the
     same index: two at a time, as some binary tree over the processes in the order of the group.
     Every process of the group gets the same.

That the groups name every process (C2) is known when the program meets a process grid, except that they cannot be empty
where ids are global.
"""

from __future__ import annotations

from ..attributes.channel_handle import ChannelHandle
from ..families.collective import (
    TENSOR,
    channel,
    global_ids,
    global_ids_need_a_channel,
    groups_of_global_ids_cover_all_processes,
    ids_of_groups_are_unique,
    ids_of_padded_groups_are_counted_from_zero,
    replica_groups,
)
from ..families.reduction import is_reducer, reduced_elements
from ..lang import Op, call, operand, region, result, sketch
from ..lang.notation import element_type, same_shape
from ..lang.values import f32, si64
from ..types import F32, F64, SI32, SI64, FunctionType, TensorType, Type

op = Op(
    "all_reduce",
    __doc__,
    slots=(
        operand("operands", TENSOR, variadic=True),
        replica_groups(),
        channel(),
        global_ids(),
        region("computation"),
        result("results", TENSOR, variadic=True),
    ),
    since="0.9.0",
)

op.constraint("C1")(ids_of_groups_are_unique)
op.constraint("C2")(groups_of_global_ids_cover_all_processes)
op.constraint("C3")(ids_of_padded_groups_are_counted_from_zero)
op.constraint("C4")(global_ids_need_a_channel)


@op.constraint("C5")
def computation_joins_two_elements(operands: tuple[Type, ...], computation: FunctionType) -> bool:
    """type(computation) = (tensor<E>, tensor<E>) -> tensor<E> where is_promotable(element_type(operands...), E)"""
    return all(is_reducer(computation, [element_type(operand)]) for operand in operands)


@op.constraint("C6")
def results_have_the_shapes_of_the_operands(operands: tuple[Type, ...], results: tuple[Type, ...]) -> bool:
    """shape(results...) = shape(operands...)"""
    return len(operands) == len(results) and all(map(same_shape, operands, results))


@op.constraint("C7")
def results_have_the_element_type_of_the_computation(computation: FunctionType, results: tuple[Type, ...]) -> bool:
    """element_type(results...) = E"""
    return all([element_type(result)] == reduced_elements(computation) for result in results)


@op.infer
def infer(operands: tuple[TensorType, ...], computation: FunctionType) -> tuple[TensorType, ...]:
    return tuple(operand.with_element(reduced_elements(computation)[0]) for operand in operands)


op.cannot_run("processes do not meet yet")
op.choice("reduction-order")
op.changed("0.17.0", "elements may be promoted to a wider type")
op.changed("1.5.0", "several operands")
op.changed("1.16.0", "groups by mesh axes")

_F32, _F64, _SI64 = (TensorType((), element) for element in (F32, F64, SI64))
_ADD = sketch(lambda x, y: call("add", x, y), _SI64, _SI64)

op.example(
    "a group of one process",
    operands=[si64([1, 2])], replica_groups=[[0]], computation=_ADD, results=[si64([1, 2])],
)  # fmt: skip
op.example(
    "two operands, groups of different sizes",
    operands=[si64([1, 2]), si64([[3]])], replica_groups=[[0, 1], [2, -1]], computation=_ADD,
    results=[TensorType((2,), SI64), TensorType((1, 1), SI64)],
)  # fmt: skip
op.example(
    "global ids",
    operands=[si64([1, 2])], replica_groups=[[0, 1]], channel_handle=ChannelHandle(1, 0), use_global_device_ids=True,
    computation=_ADD, results=[TensorType((2,), SI64)],
)  # fmt: skip
op.example(
    "sums in a wider type",
    operands=[f32([1, 2])], replica_groups=[[0, 1]], computation=sketch(lambda x, y: call("add", x, y), _F64, _F64),
    results=[TensorType((2,), F64)],
)  # fmt: skip

op.reject("C1", replica_groups=[[0, 1], [1, 2]])
op.reject("C2", of="global ids", replica_groups=[[], []])
op.reject("C3", replica_groups=[[0, 1], [3, -1]])
op.reject("C3", replica_groups=[[0, -2]])
op.reject("C4", use_global_device_ids=True)
op.reject("C5", computation=sketch(lambda x, y: call("add", x, y), _F32, _F32))
op.reject("C5", computation=sketch(lambda x: x, _SI64))
op.reject("C5", operands=[si64([1, 2]), f32([1, 2])])
op.reject("C6", results=[si64([1, 2, 3])])
op.reject("C6", results=[si64([1, 2]), si64([1, 2])])
op.reject("C7", results=[TensorType((2,), SI32)])
