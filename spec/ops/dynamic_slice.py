"""Takes a slice of static sizes that starts where runtime values say.

(S1) The start along each dimension is clamped to between 0 and the last index where the slice still fits, so the slice
     always lies within `operand`. It is the exact integer, also where its type is unsigned.
(S2) `result` holds the `slice_sizes` elements along each dimension from there on.
"""

from __future__ import annotations

from ..families.movement import largest, same_element_type
from ..families.starts import clamped_starts, same_types
from ..lang import ANY, I64_ARRAY, INT, Array, Op, attribute, exact, operand, result, scalar, tensor
from ..lang.notation import at_most, rank, shape, shapes_agree
from ..lang.values import f32, literal, si2, si32, si64, ui8, ui64
from ..types import F32, SI8, Bounds, QuantizedType, TensorType, Type

op = Op(
    "dynamic_slice",
    __doc__,
    slots=(
        operand("operand", tensor(ANY)),
        operand("start_indices", scalar(INT), variadic=True),
        attribute("slice_sizes", I64_ARRAY),
        result("result", tensor(ANY)),
    ),
    assembly="$operand , <operand_list start_indices> sizes = $slice_sizes attr-dict : functional-type",
    since="0.9.0",
    view=True,
)


@op.constraint("C1")
def element_types_are_the_same(operand: Type, result: Type) -> bool:
    """element_type(operand) = element_type(result)"""
    return same_element_type(operand, result)


@op.constraint("C2")
def every_dimension_has_a_start_and_a_size(
    operand: Type, start_indices: tuple[Type, ...], slice_sizes: tuple[int, ...]
) -> bool:
    """size(start_indices) = size(slice_sizes) = rank(operand)"""
    return len(start_indices) == len(slice_sizes) == rank(operand)


@op.constraint("C3")
def start_indices_have_the_same_type(start_indices: tuple[Type, ...]) -> bool:
    """same(type(start_indices...))"""
    return same_types(start_indices)


@op.constraint("C4")
def slice_fits_into_the_operand(operand: Type, slice_sizes: tuple[int, ...]) -> bool:
    """0 <= slice_sizes <= shape(operand)"""
    return all(size >= 0 and at_most(size, largest(operand, d)) for d, size in enumerate(slice_sizes))


@op.constraint("C5")
def result_has_the_size_of_the_slice(slice_sizes: tuple[int, ...], result: Type) -> bool:
    """shape(result) = slice_sizes"""
    return shapes_agree(shape(result), slice_sizes)


@op.infer
def infer(operand: TensorType, slice_sizes: tuple[int, ...]) -> TensorType:
    return operand.with_shape(slice_sizes)


@op.kernel
def dynamic_slice(operand: Array, start_indices: tuple[Array, ...], slice_sizes: tuple[int, ...]) -> Array:
    starts = clamped_starts(start_indices, operand.shape, slice_sizes)  # S1
    return operand[tuple([slice(start, start + size) for start, size in zip(starts, slice_sizes, strict=True)])]  # S2


QUANTIZED_SI8 = QuantizedType.of(SI8, F32, (0.5,), (3,))

op.accuracy(exact(ANY))
op.peer("StableHLO's C++ verifier", "accepts slices larger than the bound of a dimension")
op.peer("XLA", "takes a constant ui64 start from 2**63 on for negative: the first slice instead of the last")

op.example(
    "starts beyond the ends are clamped",
    operand=si32([[0, 0, 1, 2], [0, 0, 3, 4], [0, 0, 0, 0], [0, 0, 0, 0]]),
    start_indices=[si64(-1), si64(3)],
    slice_sizes=(2, 2),
    result=si32([[1, 2], [3, 4]]),
)
op.example(
    "starts within stay",
    operand=f32([0, 1, 2, 3, 4]),
    start_indices=[si2(1)],
    slice_sizes=(3,),
    result=f32([1, 2, 3]),
)
op.example(
    "the largest unsigned start is clamped like any other",
    operand=ui8([0, 1, 2, 3, 4]),
    start_indices=[ui64(2**64 - 1)],
    slice_sizes=(2,),
    result=ui8([3, 4]),
)
op.example("a scalar", operand=f32(7), start_indices=[], slice_sizes=(), result=f32(7))
op.example("size 0", operand=f32([1, 2]), start_indices=[si32(9)], slice_sizes=(0,), result=f32(0, (0,)))
op.example(
    "quantized elements keep their parameters",
    operand=literal(QUANTIZED_SI8, [1, 2, 3]),
    start_indices=[si32(1)],
    slice_sizes=(2,),
    result=literal(QUANTIZED_SI8, [2, 3]),
)

op.reject("C1", result=f32(0, (2, 2)))
op.reject("C2", start_indices=[si64(-1)])
op.reject("C2", slice_sizes=(2,))
op.reject("C3", start_indices=[si64(-1), si32(3)])
op.reject("C4", slice_sizes=(-1, 2))
op.reject("C4", slice_sizes=(2, 5))
op.reject("C4", operand=TensorType((4, None), si32(0).type.element, Bounds((None, 1))))
op.reject("C5", result=si32(0, (2, 1)))
