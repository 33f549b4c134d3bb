"""Sums products as `dot_general` does, where one dimension of `lhs` is made of groups of different sizes.

(S1) The indices of the one ragged dimension of `lhs` are divided into G groups, in order: the first group is as long
     as the first of G sizes says, and so on. What reaches beyond the dimension is cut off; indices that are left over
     at its end belong to no group. A negative size is an error.
(S2) `group_sizes` of shape [G] divides everywhere alike. Else its shape is [B..., X..., G]: B the sizes of those
     batching dimensions of lhs that are listed before the ragged one (all of them, if it is none), X those of the other
     dimensions of its own kind that come before it. Then each index in B and X has its own groups.
(S3) Mode 1, the ragged dimension is neither batching nor contracting: rhs has one group dimension, of size G. Each
     row of lhs is contracted with that slice of rhs along the group dimension which belongs to its group. Rows of no
     group give zeros.
(S4) Mode 2, the ragged dimension is contracting: the result has G slices along a new first dimension; each is the
     contraction over the indices of one group alone, zeros where the group is empty.
(S5) Mode 3, the ragged dimension is batching: the result is that of `dot_general`; groups make no difference, and
     indices of no group are computed all the same.
(S6) The other dimensions of the result, the types in which is computed, and `precision_config` are as in `dot_general`
     (its S2 to S6).
"""

from __future__ import annotations

import numpy as np

from ..attributes.precision import Precision
from ..attributes.ragged_dot import RaggedDotDimensionNumbers
from ..families.contraction import dot, precision_config, precision_is_given_for_both_operands
from ..families.expressions import Expression, lift
from ..families.ragged import (
    Dimensions,
    Mode,
    dividing_dimensions,
    dot_numbers,
    groups_of,
    mode_of,
    result_dimensions,
    rows_by_group,
    sums_by_group,
)
from ..families.ragged_expressions import ragged
from ..lang import (
    ANY,
    BOOL,
    COMPLEX,
    FLOAT,
    INT,
    Array,
    Bound,
    Op,
    Unsupported,
    bounded,
    exact,
    group,
    operand,
    result,
    tensor,
)
from ..lang.notation import dim, dims, in_range, is_complex, is_unique, rank, shape, shapes_agree, sizes_agree
from ..lang.regions import Node
from ..lang.values import bf16, c64, f32, i1, si8, si32, si64, ui8
from ..numerics.integers import to_machine
from ..types import SI32, TensorType, Type
from ..types.tensor import tensor as tensor_type

op = Op(
    "ragged_dot",
    __doc__,
    slots=(
        operand("lhs", tensor(ANY)),
        operand("rhs", tensor(ANY)),
        operand("group_sizes", tensor(INT)),
        group("ragged_dot_dimension_numbers", RaggedDotDimensionNumbers),
        precision_config(),
        result("result", tensor(ANY)),
    ),
    since="1.8.8",
    dialect="chlo",
)


op.constraint("C1")(precision_is_given_for_both_operands)


@op.constraint("C2")
def batching_dimensions_are_paired(
    lhs_batching_dimensions: Dimensions, rhs_batching_dimensions: Dimensions
) -> bool:
    """size(lhs_batching_dimensions) = size(rhs_batching_dimensions)"""
    return len(lhs_batching_dimensions) == len(rhs_batching_dimensions)


@op.constraint("C3")
def contracting_dimensions_are_paired(
    lhs_contracting_dimensions: Dimensions, rhs_contracting_dimensions: Dimensions
) -> bool:
    """size(lhs_contracting_dimensions) = size(rhs_contracting_dimensions)"""
    return len(lhs_contracting_dimensions) == len(rhs_contracting_dimensions)


@op.constraint("C4")
def no_dimension_of_lhs_is_listed_twice(
    lhs_batching_dimensions: Dimensions, lhs_contracting_dimensions: Dimensions
) -> bool:
    """is_unique(lhs_batching_dimensions + lhs_contracting_dimensions)"""
    return is_unique(lhs_batching_dimensions + lhs_contracting_dimensions)


@op.constraint("C5")
def no_dimension_of_rhs_is_listed_twice(
    rhs_batching_dimensions: Dimensions, rhs_contracting_dimensions: Dimensions
) -> bool:
    """is_unique(rhs_batching_dimensions + rhs_contracting_dimensions)"""
    return is_unique(rhs_batching_dimensions + rhs_contracting_dimensions)


@op.constraint("C6")
def listed_dimensions_of_lhs_exist(
    lhs: Type, lhs_batching_dimensions: Dimensions, lhs_contracting_dimensions: Dimensions
) -> bool:
    """0 <= lhs_batching_dimensions + lhs_contracting_dimensions < rank(lhs)"""
    return in_range(lhs_batching_dimensions + lhs_contracting_dimensions, rank(lhs))


@op.constraint("C7")
def listed_dimensions_of_rhs_exist(
    rhs: Type, rhs_batching_dimensions: Dimensions, rhs_contracting_dimensions: Dimensions
) -> bool:
    """0 <= rhs_batching_dimensions + rhs_contracting_dimensions < rank(rhs)"""
    return in_range(rhs_batching_dimensions + rhs_contracting_dimensions, rank(rhs))


@op.constraint("C8")
def batch_sizes_agree(
    lhs: Type, rhs: Type, lhs_batching_dimensions: Dimensions, rhs_batching_dimensions: Dimensions
) -> bool:
    """dim(lhs, lhs_batching_dimensions...) = dim(rhs, rhs_batching_dimensions...)"""
    return shapes_agree(dims(lhs, lhs_batching_dimensions), dims(rhs, rhs_batching_dimensions))


@op.constraint("C9")
def contracted_sizes_agree(
    lhs: Type, rhs: Type, lhs_contracting_dimensions: Dimensions, rhs_contracting_dimensions: Dimensions
) -> bool:
    """dim(lhs, lhs_contracting_dimensions...) = dim(rhs, rhs_contracting_dimensions...)"""
    return shapes_agree(dims(lhs, lhs_contracting_dimensions), dims(rhs, rhs_contracting_dimensions))


@op.constraint("C10")
def one_dimension_of_lhs_is_ragged(lhs_ragged_dimensions: Dimensions) -> bool:
    """size(lhs_ragged_dimensions) = 1"""
    return len(lhs_ragged_dimensions) == 1


@op.constraint("C11")
def the_ragged_dimension_exists(lhs: Type, lhs_ragged_dimensions: Dimensions) -> bool:
    """0 <= lhs_ragged_dimensions[0] < rank(lhs)"""
    return in_range(lhs_ragged_dimensions, rank(lhs))


@op.constraint("C12")
def group_sizes_divide_alike_or_index_by_index(
    lhs: Type, group_sizes: Type, ragged_dot_dimension_numbers: RaggedDotDimensionNumbers
) -> bool:
    """rank(group_sizes) = 1, or shape(group_sizes) = dim(lhs, P...) + [G] where P are the batching dimensions listed
    before the ragged one, and the dimensions of its own kind that come before it"""
    expected = dims(lhs, dividing_dimensions(rank(lhs), ragged_dot_dimension_numbers))
    if rank(group_sizes) == 1:
        return True
    return rank(group_sizes) == len(expected) + 1 and shapes_agree(shape(group_sizes)[:-1], expected)


@op.constraint("C13")
def group_dimensions_of_rhs_exist(rhs: Type, rhs_group_dimensions: Dimensions) -> bool:
    """0 <= rhs_group_dimensions < rank(rhs)"""
    return in_range(rhs_group_dimensions, rank(rhs))


@op.constraint("C14")
def group_dimensions_are_listed_once(
    rhs_group_dimensions: Dimensions, rhs_batching_dimensions: Dimensions, rhs_contracting_dimensions: Dimensions
) -> bool:
    """is_unique(rhs_group_dimensions + rhs_batching_dimensions + rhs_contracting_dimensions)"""
    return is_unique(rhs_group_dimensions + rhs_batching_dimensions + rhs_contracting_dimensions)


@op.constraint("C15")
def rhs_has_a_group_dimension_in_mode_1_alone(
    rhs_group_dimensions: Dimensions, ragged_dot_dimension_numbers: RaggedDotDimensionNumbers
) -> bool:
    """size(rhs_group_dimensions) = 1 if the ragged dimension is neither batching nor contracting, else 0"""
    return len(rhs_group_dimensions) == int(mode_of(ragged_dot_dimension_numbers) is Mode.FREE)


@op.constraint("C16")
def there_is_a_slice_of_rhs_for_each_group(rhs: Type, group_sizes: Type, rhs_group_dimensions: Dimensions) -> bool:
    """dim(rhs, rhs_group_dimensions[0]) = dim(group_sizes, -1), where there is a group dimension"""
    return all(sizes_agree(dim(rhs, axis), shape(group_sizes)[-1]) for axis in rhs_group_dimensions)


@op.constraint("C17")
def result_has_groups_then_batch_then_rest_of_lhs_then_rest_of_rhs(
    lhs: Type, rhs: Type, group_sizes: Type, ragged_dot_dimension_numbers: RaggedDotDimensionNumbers, result: Type
) -> bool:
    """shape(result) = (if the ragged dimension is contracting: dim(group_sizes, -1)) + dim(lhs,
    lhs_batching_dimensions...) + dim(lhs, lhs_result_dimensions...) + dim(rhs, rhs_result_dimensions...)"""
    numbers = ragged_dot_dimension_numbers
    of_lhs, of_rhs = result_dimensions(rank(lhs), rank(rhs), numbers)
    groups = shape(group_sizes)[-1:] if mode_of(numbers) is Mode.CONTRACTING else ()
    return shapes_agree(shape(result), groups + dims(lhs, of_lhs) + dims(rhs, of_rhs))


@op.supported
def real_results_have_real_operands(lhs: Type, rhs: Type, result: Type) -> None:
    if (is_complex(lhs) or is_complex(rhs)) and not is_complex(result):
        raise Unsupported("products of complex numbers with a real result")


@op.kernel
def ragged_dot(
    lhs: Array,
    rhs: Array,
    group_sizes: Array,
    ragged_dot_dimension_numbers: RaggedDotDimensionNumbers,
    result: TensorType,
) -> Array:
    numbers, dtype = ragged_dot_dimension_numbers, result.dtype
    groups = groups_of(to_machine(group_sizes), lhs.shape[numbers.lhs_ragged_dimensions[0]])  # S1, S2
    match mode_of(numbers):
        case Mode.FREE:
            return rows_by_group(lhs, rhs, groups, numbers, dtype)  # S3, S6
        case Mode.CONTRACTING:
            return sums_by_group(lhs, rhs, groups, numbers, dtype)  # S4, S6
        case Mode.BATCHING:
            return dot(lhs, rhs, dot_numbers(numbers), dtype)  # S5, S6


@op.decomposition
def decomposition(
    lhs: Node,
    rhs: Node,
    group_sizes: Node,
    ragged_dot_dimension_numbers: RaggedDotDimensionNumbers,
    precision_config: tuple[Precision, ...],
    result: TensorType,
) -> Expression:
    return ragged(lift(lhs), lift(rhs), lift(group_sizes), ragged_dot_dimension_numbers, precision_config, result)


op.accuracy(exact(BOOL | INT), bounded(Bound.DOT, FLOAT | COMPLEX))
op.choice("contraction-precision", "contraction-widening")
op.peer("XLA", "on CPU refuses modes 1 and 2")
op.peer("C++ verifier", "asks that sizes of group_sizes and lhs are equal in C12 even where they are not known")
op.peer("C++ decomposition", "masks rows with zeros: infinities and NaN in one group's matrix reach rows of others")

_MATRIX = si32([[1, 2], [3, 4], [5, 6], [7, 8]])
_IN_MODE_1 = {"lhs_contracting_dimensions": (1,), "rhs_contracting_dimensions": (1,), "lhs_ragged_dimensions": (0,)}

op.example(
    "rows times the matrix of their group",
    lhs=_MATRIX,
    rhs=si32([[[1, 0], [0, 1]], [[10, 0], [0, 10]], [[0, 1], [1, 0]]]),
    group_sizes=si64([1, 2, 1]),
    **_IN_MODE_1,
    rhs_group_dimensions=(0,),
    result=si32([[1, 2], [30, 40], [50, 60], [8, 7]]),
)
op.example(
    "what reaches beyond is cut off",
    lhs=si32([[1], [2], [3]]),
    rhs=si32([[[1]], [[10]], [[100]]]),
    group_sizes=ui8([1, 200, 7]),
    **_IN_MODE_1,
    rhs_group_dimensions=(0,),
    result=si32([[1], [20], [30]]),
)
op.example(
    "rows of no group give zeros",
    lhs=f32([[1], [2], [np.inf]]),
    rhs=f32([[[1]], [[np.nan]], [[100]]]),
    group_sizes=si32([1, 0, 1]),
    **_IN_MODE_1,
    rhs_group_dimensions=(0,),
    result=f32([[1], [200], [0]]),
)
op.example(
    "batches with groups of their own",
    lhs=si32([[[1], [2], [3]], [[4], [5], [6]]]),
    rhs=si32([[[[1]], [[10]]], [[[-1]], [[-10]]]]),
    group_sizes=si64([[1, 2], [3, 0]]),
    lhs_batching_dimensions=(0,),
    rhs_batching_dimensions=(1,),
    lhs_contracting_dimensions=(2,),
    rhs_contracting_dimensions=(2,),
    lhs_ragged_dimensions=(1,),
    rhs_group_dimensions=(0,),
    result=si32([[[1], [-2], [-3]], [[40], [50], [60]]]),
)
op.example(
    "batches with the same groups",
    lhs=si32([[[1], [2], [3]], [[4], [5], [6]]]),
    rhs=si32([[[[1]], [[10]]], [[[-1]], [[-10]]]]),
    group_sizes=si64([1, 2]),
    lhs_batching_dimensions=(0,),
    rhs_batching_dimensions=(1,),
    lhs_contracting_dimensions=(2,),
    rhs_contracting_dimensions=(2,),
    lhs_ragged_dimensions=(1,),
    rhs_group_dimensions=(0,),
    result=si32([[[1], [-2], [-3]], [[40], [-50], [-60]]]),
)
op.example(
    "a dimension before the ragged one has groups of its own",
    lhs=si32([[[1], [2]], [[3], [4]]]),
    rhs=si32([[[1, 2]], [[10, 20]]]),
    group_sizes=si32([[1, 1], [0, 2]]),
    lhs_contracting_dimensions=(2,),
    rhs_contracting_dimensions=(1,),
    lhs_ragged_dimensions=(1,),
    rhs_group_dimensions=(0,),
    result=si32([[[1, 2], [20, 40]], [[30, 60], [40, 80]]]),
)
op.example(
    "sums over groups",
    lhs=si32([[1, 2, 3, 4], [5, 6, 7, 8]]),
    rhs=si32([[1], [10], [100], [1000]]),
    group_sizes=si64([2, 0, 1]),
    lhs_contracting_dimensions=(1,),
    rhs_contracting_dimensions=(0,),
    lhs_ragged_dimensions=(1,),
    result=si32([[[21], [65]], [[0], [0]], [[300], [700]]]),
)
op.example(
    "sums over groups of each batch",
    lhs=bf16([[[1, 2, 3]], [[4, 5, 6]]]),
    rhs=bf16([[[1], [1], [1]], [[2], [2], [2]]]),
    group_sizes=si8([[1, 2], [2, 1]]),
    lhs_batching_dimensions=(0,),
    rhs_batching_dimensions=(0,),
    lhs_contracting_dimensions=(2,),
    rhs_contracting_dimensions=(1,),
    lhs_ragged_dimensions=(2,),
    result=bf16([[[[1]], [[18]]], [[[5]], [[12]]]]),
)
op.example(
    "infinities stay in their group",
    lhs=f32([[1, np.inf, 3]]),
    rhs=f32([[1], [0], [1]]),
    group_sizes=si32([1, 1, 1]),
    lhs_contracting_dimensions=(1,),
    rhs_contracting_dimensions=(0,),
    lhs_ragged_dimensions=(1,),
    result=f32([[[1]], [[np.nan]], [[3]]]),
)
op.example(
    "groups of batches make no difference",
    lhs=c64([[[1 + 1j]], [[2]], [[3]]]),
    rhs=c64([[[1]], [[1j]], [[2]]]),
    group_sizes=si64([1, 1]),
    lhs_batching_dimensions=(0,),
    rhs_batching_dimensions=(0,),
    lhs_contracting_dimensions=(2,),
    rhs_contracting_dimensions=(1,),
    lhs_ragged_dimensions=(0,),
    result=c64([[[1 + 1j]], [[2j]], [[6]]]),
)
op.example(
    "booleans, in the highest precision",
    lhs=i1([[True, False], [True, True]]),
    rhs=i1([[[False], [True]], [[True], [False]]]),
    group_sizes=si64([1, 1]),
    **_IN_MODE_1,
    rhs_group_dimensions=(0,),
    precision_config=(Precision.HIGHEST, Precision.HIGHEST),
    result=i1([[False], [True]]),
)
op.example(
    "results may be wider than operands",
    lhs=si8([[100], [100]]),
    rhs=si8([[[100]], [[-100]]]),
    group_sizes=si64([1, 1]),
    **_IN_MODE_1,
    rhs_group_dimensions=(0,),
    result=si32([[10000], [-10000]]),
)
op.example(
    "no groups",
    lhs=f32([[1], [2]]),
    rhs=f32(0, (0, 1, 1)),
    group_sizes=si64([]),
    **_IN_MODE_1,
    rhs_group_dimensions=(0,),
    result=f32([[0], [0]]),
)

_BATCHES = "batches with groups of their own"
op.reject("C1", precision_config=(Precision.DEFAULT,) * 3)
op.reject("C2", lhs_batching_dimensions=(0,))
op.reject("C3", lhs_contracting_dimensions=(0, 1))
op.reject("C4", of=_BATCHES, lhs_contracting_dimensions=(0,))
op.reject("C5", of=_BATCHES, rhs_contracting_dimensions=(1,))
op.reject("C6", lhs_contracting_dimensions=(2,))
op.reject("C7", rhs_contracting_dimensions=(3,))
op.reject("C8", of=_BATCHES, rhs_batching_dimensions=(3,))
op.reject("C9", rhs=tensor_type(3, 1, 2, element=SI32))
op.reject("C10", lhs_ragged_dimensions=(0, 1))
op.reject("C10", lhs_ragged_dimensions=())
op.reject("C11", lhs_ragged_dimensions=(2,))
op.reject("C12", group_sizes=si64([[1, 2, 1]]))
op.reject("C12", of=_BATCHES, group_sizes=si64([[1, 2]]))
op.reject("C12", group_sizes=si64(3))
op.reject("C13", rhs_group_dimensions=(3,))
op.reject("C14", rhs_group_dimensions=(1,))
op.reject("C14", of=_BATCHES, rhs_group_dimensions=(1,))
op.reject("C15", rhs_group_dimensions=(0, 2))
op.reject("C15", rhs_group_dimensions=())
op.reject("C15", lhs_ragged_dimensions=(1,))
op.reject("C16", group_sizes=si64([1, 2]))
op.reject("C17", result=tensor_type(4, 3, element=SI32))
op.reject("C17", of="sums over groups", result=tensor_type(2, 1, element=SI32))
