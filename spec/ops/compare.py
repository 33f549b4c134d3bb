"""Compares `lhs` and `rhs` element by element.

(S1) `comparison_direction` names the relation: EQ, NE, GE, GT, LE, LT stand for =, !=, >=, >, <=, <.
(S2) Booleans and integers compare by value; false is less than true.
(S3) Floats with `compare_type` FLOAT: IEEE 754 quiet comparison. Zeros of either sign are equal. With NaN only NE
     holds.
(S4) Floats with `compare_type` TOTALORDER: IEEE 754 total order. -NaN < -infinity < ... < -0 < +0 < ... < infinity <
     NaN; elements are equal when they have the same bit pattern.
(S5) Complex numbers compare by real part first, then by imaginary part, the parts as in S3.
(S6) Quantized elements are dequantized and compared as floats.
(S7) Where a program does not give `compare_type`, it follows from the element type of `lhs` (C3): SIGNED, UNSIGNED or
     FLOAT. NOTYPE, which older programs write, means the same.
"""

from __future__ import annotations

import numpy as np

from ..attributes.comparison_direction import ComparisonDirection
from ..attributes.comparison_type import ComparisonType
from ..lang import ANY, BOOL, Array, Op, attribute, enumeration, exact, operand, result, tensor
from ..lang.notation import (
    is_boolean,
    is_float,
    is_quantized,
    is_signed_integer,
    is_unsigned_integer,
    result_like,
    same_baseline_element,
    same_shape,
)
from ..lang.values import c64, f8E4M3FN, f32, i1, si8, ui8
from ..numerics.ordering import compare as compare_elements, total_order
from ..types import I1, TensorType, Type

EQ, NE, GE, GT, LE, LT = ComparisonDirection
NOTYPE, FLOAT, TOTALORDER, SIGNED, UNSIGNED = ComparisonType


def compare_types(lhs: Type) -> tuple[ComparisonType, ...]:
    """The values that (C3) allows, the default first."""
    if is_signed_integer(lhs):
        return (SIGNED,)
    if is_unsigned_integer(lhs) or is_boolean(lhs):
        return (UNSIGNED,)
    return (FLOAT, TOTALORDER) if is_float(lhs) else (FLOAT,)


def default_compare_type(lhs: Type) -> ComparisonType:
    return compare_types(lhs)[0]  # S7


op = Op(
    "compare",
    __doc__,
    slots=(
        operand("lhs", tensor(ANY)),
        operand("rhs", tensor(ANY)),
        attribute("comparison_direction", enumeration(ComparisonDirection)),
        attribute("compare_type", enumeration(ComparisonType), default_compare_type),
        result("result", tensor(BOOL)),
    ),
    assembly="$comparison_direction , $lhs , $rhs [ , $compare_type ] attr-dict : functional-type",
    elementwise=True,
    choosing=True,
    since="0.9.0",
)


@op.constraint("C1")
def operands_have_the_same_element_type(lhs: Type, rhs: Type) -> bool:
    """baseline_element_type(lhs) = baseline_element_type(rhs)"""
    return same_baseline_element(lhs, rhs)


@op.constraint("C2")
def operands_and_result_have_the_same_shape(lhs: Type, rhs: Type, result: Type) -> bool:
    """shape(lhs) = shape(rhs) = shape(result)"""
    return same_shape(lhs, rhs, result)


@op.constraint("C3")
def compare_type_fits_the_element_type(lhs: Type, compare_type: ComparisonType) -> bool:
    """compare_type = SIGNED for signed integers, UNSIGNED for unsigned integers and booleans, FLOAT or TOTALORDER for
    floats, FLOAT for complex numbers"""
    return is_quantized(lhs) or compare_type in (NOTYPE, *compare_types(lhs))


@op.infer
def infer(lhs: TensorType, rhs: TensorType) -> TensorType:
    return result_like(lhs, rhs).with_element(I1)


RELATIONS = {EQ: np.equal, NE: np.not_equal, GE: np.greater_equal, GT: np.greater, LE: np.less_equal, LT: np.less}


@op.kernel
def compare(lhs: Array, rhs: Array, comparison_direction: ComparisonDirection, compare_type: ComparisonType) -> Array:
    relation = RELATIONS[comparison_direction]  # S1
    if compare_type is TOTALORDER:
        return relation(total_order(lhs), total_order(rhs))  # S4
    return compare_elements(relation, lhs, rhs)  # S2, S3, S5


op.accuracy(exact(BOOL))
op.choice("total-order-equality")
op.peer("XLA", "folds constant TOTALORDER comparisons as if they were FLOAT; compiled ones are as here")
op.peer("XLA", "on CPU complex GE and LE hold wherever real parts are equal; subnormals compare as zeros")
op.peer("C++ interpreter", "ignores compare_type: TOTALORDER compares as FLOAT")

_NAN, _INF = np.nan, np.inf
op.example(
    "zeros are equal, NaN is unordered",
    lhs=f32([-0.0, 1.0, _NAN, _INF]),
    rhs=f32([0.0, 1.1, _NAN, _NAN]),
    comparison_direction=LE,
    result=i1([True, True, False, False]),
)
op.example(
    "NaN is unequal to itself",
    lhs=f32([_NAN, -0.0]),
    rhs=f32([_NAN, 0.0]),
    comparison_direction=NE,
    compare_type=FLOAT,
    result=i1([True, False]),
)
op.example(
    "in total order every float has its place",
    lhs=f32([-_NAN, -_INF, -0.0, 0.0, _INF, _NAN]),
    rhs=f32([-_INF, -1.0, 0.0, -0.0, _NAN, _NAN]),
    comparison_direction=LT,
    compare_type=TOTALORDER,
    result=i1([True, True, True, False, True, False]),
)
op.example(
    "in total order zeros differ and NaN equals itself",
    lhs=f8E4M3FN([-0.0, _NAN, 1.0]),
    rhs=f8E4M3FN([0.0, _NAN, 1.0]),
    comparison_direction=EQ,
    compare_type=TOTALORDER,
    result=i1([False, True, True]),
)
op.example(
    "signed", lhs=si8([-1, 1]), rhs=si8([1, 1]), comparison_direction=LT, compare_type=SIGNED, result=i1([True, False])
)
op.example("unsigned", lhs=ui8([255, 1]), rhs=ui8([1, 1]), comparison_direction=GE, result=i1([True, True]))
op.example(
    "false is less than true",
    lhs=i1([False, True, True]),
    rhs=i1([True, True, False]),
    comparison_direction=LT,
    compare_type=UNSIGNED,
    result=i1([True, False, False]),
)
op.example(
    "complex numbers compare as pairs",
    lhs=c64([1 + 2j, 1 + 2j, 1 + 2j, complex(2, _NAN)]),
    rhs=c64([1 + 1j, 1 + 2j, 2 + 0j, 1 + 0j]),
    comparison_direction=GT,
    result=i1([True, False, False, True]),
)
op.example("scalars", lhs=si8(3), rhs=si8(3), comparison_direction=EQ, result=i1(True))

op.reject("C1", rhs=si8([0, 0, 0, 0]))
op.reject("C2", rhs=f32([0.0, 0.0]))
op.reject("C2", result=i1([True]).type)
op.reject("C3", compare_type=SIGNED)
op.reject("C3", of="signed", compare_type=UNSIGNED)
op.reject("C3", of="unsigned", compare_type=SIGNED)
op.reject("C3", of="false is less than true", compare_type=FLOAT)
op.reject("C3", of="complex numbers compare as pairs", compare_type=TOTALORDER)
