"""Compares `lhs` and `rhs` element by element, after broadcasting them to one shape.

(S1) The operands are broadcast to one shape (see the chapter "Broadcasting").
(S2) Each pair of elements gives what `compare` gives for it with the same `comparison_direction` and `compare_type`.
(S3) Where a program does not give `compare_type`, or gives NOTYPE, it follows from the element type of `lhs`: SIGNED,
     UNSIGNED or FLOAT.
"""

from __future__ import annotations

import numpy as np

from ..attributes.comparison_direction import ComparisonDirection
from ..attributes.comparison_type import ComparisonType
from ..families.client_broadcasting import ANY_TENSOR, OPERANDS, applies, broadcast_sizes, broadcasting_constraints
from ..families.expressions import Expression, apply
from ..families.joint_expressions import spread
from ..families.joint_shapes import AnyTensor, Dimensions, join, joint_type
from ..lang import BOOL, I64_ARRAY, Array, Family, Op, attribute, enumeration, operand, result, tensor
from ..lang.regions import Node
from ..lang.values import c64, f32, f64, i1, si8, ui8
from ..ops.compare import compare, compare_type_fits_the_element_type, default_compare_type, op as compare_op
from ..types import I1, TensorType, Type

EQ, NE, GE, GT, LE, LT = ComparisonDirection
NOTYPE, FLOAT, TOTALORDER, SIGNED, UNSIGNED = ComparisonType

op = Op(
    "broadcast_compare",
    __doc__,
    Family(
        slots=(
            operand("lhs", ANY_TENSOR),
            operand("rhs", ANY_TENSOR),
            attribute("broadcast_dimensions", I64_ARRAY, default=None),
            attribute("comparison_direction", enumeration(ComparisonDirection)),
            attribute("compare_type", enumeration(ComparisonType), default_compare_type),
            result("result", tensor(BOOL, unranked=True)),
        ),
        constraints=broadcasting_constraints(OPERANDS),
        assembly="$lhs , $rhs attr-dict : functional-type",
        supported=applies(compare_op),
        result_sizes=broadcast_sizes,
    ),
    since="0.9.0",
    dialect="chlo",
)

op.constraint("C5")(compare_type_fits_the_element_type)


@op.infer
def infer(lhs: AnyTensor, rhs: AnyTensor, broadcast_dimensions: Dimensions | None) -> Type:
    return joint_type((lhs, rhs), broadcast_dimensions, I1)


@op.kernel
def broadcast_compare(
    lhs: Array,
    rhs: Array,
    broadcast_dimensions: Dimensions | None,
    comparison_direction: ComparisonDirection,
    compare_type: ComparisonType,
) -> Array:
    lhs, rhs = join(lhs, rhs, broadcast_dimensions)  # S1
    return compare(lhs, rhs, comparison_direction, compare_type)  # S2, S3


@op.decomposition
def decomposition(
    lhs: Node,
    rhs: Node,
    broadcast_dimensions: Dimensions | None,
    comparison_direction: ComparisonDirection,
    compare_type: ComparisonType,
    result: TensorType,
) -> Expression:
    x, y = spread((lhs, rhs), broadcast_dimensions, result)
    return apply("compare", x, y, comparison_direction=comparison_direction, compare_type=compare_type, types=(result,))


op.accuracy(*compare_op.accuracies)
op.choice(*compare_op.choices)
op.peer("C++ verifier", "does not ask that compare_type fits the element type")

_NAN = np.nan
op.example(
    "a column and a row",
    lhs=f32([[1.0], [-0.0]]),
    rhs=f32([0.0, 2.0, _NAN]),
    comparison_direction=LT,
    result=i1([[False, True, False], [False, True, False]]),
)
op.example(
    "in total order",
    lhs=f32([[1.0], [-0.0]]),
    rhs=f32([0.0, 2.0, _NAN]),
    comparison_direction=LT,
    compare_type=TOTALORDER,
    result=i1([[False, True, True], [True, True, True]]),
)
op.example(
    "explicit dimensions",
    lhs=si8([-1, 1]),
    rhs=si8([[1, -1], [1, -1]]),
    broadcast_dimensions=(0,),
    comparison_direction=EQ,
    compare_type=SIGNED,
    result=i1([[False, True], [True, False]]),
)
op.example(
    "unsigned, type not named",
    lhs=ui8([255, 1]),
    rhs=ui8(1),
    comparison_direction=GT,
    compare_type=NOTYPE,
    result=i1([True, False]),
)
op.example("booleans", lhs=i1([True, False]), rhs=i1(True), comparison_direction=NE, result=i1([False, True]))
op.example("complex numbers", lhs=c64([1j, 1]), rhs=c64(1j), comparison_direction=GE, result=i1([True, True]))
op.example("scalars", lhs=f64(1.0), rhs=f64(1.0), comparison_direction=LE, result=i1(True))
op.example("no elements", lhs=f32([]), rhs=f32(1.0), comparison_direction=LE, result=i1([]))

op.reject("C1", rhs=f64([0.0, 2.0, 3.0]))
op.reject("C2", broadcast_dimensions=(0, 1))
op.reject("C2", broadcast_dimensions=(2,))
op.reject("C3", broadcast_dimensions=(0,))
op.reject("C4", result=i1([True, False]).type)
op.reject("C5", compare_type=SIGNED)
