"""Does what `broadcast_in_dim` does, to a shape given at run time.

(S1) Dimension `d` of `operand` becomes dimension `broadcast_dimensions[d]` of `result`, in any order.
(S2) Where the sizes of the two differ, that of `operand` is 1, and its one slice is repeated.
(S3) Along dimensions of `result` that `broadcast_dimensions` does not name, the whole is repeated.
(S4) The sizes of `result` are the values of `output_dimensions`. Values that are negative, that do not agree with the
     type of `result`, or to which `operand` cannot be expanded are an error.
(S5) `known_expanding_dimensions` and `known_nonexpanding_dimensions` promise which dimensions S2 repeats and which not;
     that makes no difference here.
"""

from __future__ import annotations

from ..families.broadcasting import BROADCASTING, broadcast
from ..families.movement import sizes_agree_with_values, sizes_of
from ..lang import ANY_PER_AXIS, DIMENSION, I64_ARRAY, Array, Op, attribute, exact, operand, result, tensor
from ..lang.notation import axes, dim, in_range, is_unique, rank, sizes_agree
from ..lang.values import f32, i1, literal, si32, si64, ui8
from ..types import F32, SI8, SI32, QuantizedType, TensorType, Type

Dimensions = tuple[int, ...]

op = Op(
    "dynamic_broadcast_in_dim",
    __doc__,
    BROADCASTING,
    slots=(
        operand("operand", tensor(ANY_PER_AXIS)),
        operand("output_dimensions", tensor(DIMENSION, 1, static=True)),
        attribute("broadcast_dimensions", I64_ARRAY),
        attribute("known_expanding_dimensions", I64_ARRAY, default=None),
        attribute("known_nonexpanding_dimensions", I64_ARRAY, default=None),
        result("result", tensor(ANY_PER_AXIS)),
    ),
    assembly="$operand , $output_dimensions , dims = $broadcast_dimensions attr-dict : functional-type",
    since="0.9.0",
    view=True,
)


@op.constraint("C7")
def output_dimensions_are_the_sizes_of_the_result(
    operand: Type,
    output_dimensions: Type,
    output_dimensions_value: Array | None,
    broadcast_dimensions: Dimensions,
    result: Type,
) -> bool:
    """size(output_dimensions) = rank(result), and where output_dimensions is a constant: output_dimensions =
    shape(result), and C5 holds of its values
    """
    if output_dimensions_value is None:
        return sizes_agree(dim(output_dimensions, 0), rank(result))
    sizes = [int(value) for value in output_dimensions_value]
    return sizes_agree_with_values(result, sizes) and all(
        dim(operand, d) in (None, 1, sizes[broadcast_dimensions[d]]) for d in axes(operand)
    )


@op.constraint("C8")
def no_dimension_is_known_twice(
    known_expanding_dimensions: Dimensions | None, known_nonexpanding_dimensions: Dimensions | None
) -> bool:
    """is_unique(known_expanding_dimensions + known_nonexpanding_dimensions)"""
    return is_unique((known_expanding_dimensions or ()) + (known_nonexpanding_dimensions or ()))


@op.constraint("C9")
def known_expanding_dimensions_are_those_of_the_operand(
    operand: Type, known_expanding_dimensions: Dimensions | None
) -> bool:
    """0 <= known_expanding_dimensions < rank(operand)"""
    return in_range(known_expanding_dimensions or (), rank(operand))


@op.constraint("C10")
def known_nonexpanding_dimensions_are_those_of_the_operand(
    operand: Type, known_nonexpanding_dimensions: Dimensions | None
) -> bool:
    """0 <= known_nonexpanding_dimensions < rank(operand)"""
    return in_range(known_nonexpanding_dimensions or (), rank(operand))


@op.kernel
def dynamic_broadcast_in_dim(
    operand: Array, output_dimensions: Array, broadcast_dimensions: Dimensions, result: TensorType
) -> Array:
    return broadcast(operand, broadcast_dimensions, sizes_of(output_dimensions, result))  # S1, S2, S3, S4


def _per_axis(dimension: int, *pairs: tuple[float, int]) -> QuantizedType:
    return QuantizedType.of(SI8, F32, tuple(s for s, _ in pairs), tuple(z for _, z in pairs), dimension)


op.accuracy(exact(ANY_PER_AXIS))

op.example(
    "new, permuted and expanded dimensions",
    operand=si32([[1, 2, 3]]),
    output_dimensions=si64([2, 3, 2]),
    broadcast_dimensions=(2, 1),
    known_expanding_dimensions=(0,),
    known_nonexpanding_dimensions=(1,),
    result=si32([[[1, 1], [2, 2], [3, 3]], [[1, 1], [2, 2], [3, 3]]]),
)
op.example(
    "a scalar fills the shape",
    operand=f32(0.5),
    output_dimensions=ui8([2, 3]),
    broadcast_dimensions=(),
    result=f32([[0.5] * 3] * 2),
)
op.example("to a scalar", operand=f32(1), output_dimensions=si32(0, (0,)), broadcast_dimensions=(), result=f32(1))
op.example(
    "nothing is repeated no times",
    operand=i1([True]),
    output_dimensions=si32([2, 0]),
    broadcast_dimensions=(1,),
    result=i1(False, (2, 0)),
)
op.example(
    "quantized elements keep their parameters",
    operand=literal(_per_axis(0, (0.1, -30), (0.5, -20)), [1, 2]),
    output_dimensions=si64([2, 2]),
    broadcast_dimensions=(1,),
    result=literal(_per_axis(1, (0.1, -30), (0.5, -20)), [[1, 2], [1, 2]]),
)

op.reject("C1", result=f32(0, (2, 3, 2)))
op.reject("C2", broadcast_dimensions=(2,))
op.reject("C3", broadcast_dimensions=(3, 1))
op.reject("C4", broadcast_dimensions=(1, 1))
op.reject("C5", result=si32(0, (2, 4, 2)))
op.reject(
    "C6",
    of="quantized elements keep their parameters",
    result=literal(_per_axis(0, (0.1, -30), (0.5, -20)), [[1, 2], [1, 2]]),
)
op.reject("C7", output_dimensions=si64([2, 3]))
op.reject("C7", output_dimensions=si64([1, 3, 2]))
op.reject("C7", output_dimensions=si64([-1, 3, 2]), result=TensorType((None, 3, 2), SI32))
op.reject("C7", output_dimensions=si64([2, 4, 2]), result=TensorType((2, None, 2), SI32))
op.reject("C8", known_expanding_dimensions=(1,))
op.reject("C8", known_nonexpanding_dimensions=(1, 1))
op.reject("C9", known_expanding_dimensions=(2,))
op.reject("C10", known_nonexpanding_dimensions=(-1,))
