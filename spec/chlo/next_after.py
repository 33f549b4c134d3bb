"""Gives the float next to `x` in the direction of `y`, element by element.

(S1) The result is the smallest float greater than x where y > x, and the largest one less than x where y < x. It may be
     subnormal, and after the largest finite float comes infinity. (IEEE 754-2019 nextUp and nextDown; C99 nextafter.)
(S2) Where x = y the result is y: next to a zero in the direction of the other zero is the other zero.
(S3) Next to a zero of either sign, in the direction of anything else, is the smallest float with the sign of y.
(S4) If one of x and y is NaN, so is the result.
"""

from __future__ import annotations

import math

import numpy as np

from ..families.expressions import Expression, apply, constant, convert, equal, lift, like, unequal, where
from ..lang import FLOAT, Array, Op, exact, operand, result, tensor
from ..lang.notation import result_like, same_type
from ..lang.regions import Node
from ..lang.values import bf16, f4E2M1FN, f6E3M2FN, f8E4M3FN, f8E4M3FNUZ, f8E5M2, f8E8M0FNU, f16, f32, f64
from ..numerics import ordering
from ..types import F32, SI16, SI32, SI64, ElementType, FloatFormat, FloatType, TensorType, Type

_WORDS: dict[int, ElementType] = {16: SI16, 32: SI32, 64: SI64}

op = Op(
    "next_after",
    __doc__,
    slots=(
        operand("x", tensor(FLOAT, unranked=True)),
        operand("y", tensor(FLOAT, unranked=True)),
        result("result", tensor(FLOAT, unranked=True)),
    ),
    assembly="$x , $y attr-dict : types($x) , types($y) -> types(results)",
    elementwise=True,
    since="0.9.0",
    dialect="chlo",
)


@op.constraint("C1")
def operands_and_result_have_the_same_type(x: Type, y: Type, result: Type) -> bool:
    """type(x) = type(y) = type(result)"""
    return same_type(x, y, result)


@op.infer
def infer(x: TensorType, y: TensorType) -> TensorType:
    return result_like(x, y)


@op.kernel
def next_after(x: Array, y: Array) -> Array:
    return ordering.next_after(x, y)  # S1, S2, S3, S4


@op.decomposition
def decomposition(x: Node, y: Node) -> Expression:
    start, goal = lift(x), lift(y)
    element = start.element
    assert isinstance(element, FloatType)
    if element.bits in _WORDS:
        found = _by_patterns(start, goal, _WORDS[element.bits])
    else:
        found = convert(_by_units(convert(start, F32), convert(goal, F32), element.format), element)
    unordered = unequal(start, start) | unequal(goal, goal)
    return where(unordered, start + goal, where(equal(start, goal), goal, found))


def _by_patterns(start: Expression, goal: Expression, integer: ElementType) -> Expression:
    """The pattern before or after that of start, which differs from goal; neither is NaN."""

    def bits(value: Expression) -> Expression:
        return apply("bitcast_convert", value, types=(start.type.with_element(integer),))

    def number(pattern: Expression) -> Expression:
        return apply("bitcast_convert", pattern, types=(start.type,))

    word = bits(start)
    step = number(where(_away(start, goal), word + 1, word - 1))
    smallest = number((bits(goal) & like(word, -(1 << (integer.bits - 1)))) | like(word, 1))
    return where(equal(start, 0), smallest, step)


def _by_units(start: Expression, goal: Expression, form: FloatFormat) -> Expression:
    """A number of a narrow format, one unit of its last place away from start; all of them are numbers of f32."""
    size, word = abs(start), start.type.with_element(SI32)
    exponent = apply("bitcast_convert", size, types=(word,)) & constant(word, 0x7F800000)
    power = apply("bitcast_convert", exponent, types=(size.type,))  # of two, next below
    least = 2.0 ** (form.min_exponent - form.mantissa_bits)
    unit = apply("maximum", power * 2.0**-form.mantissa_bits, like(size, least))
    below = where(equal(size, power) & (unit > least), unit / 2, unit)
    inward = where(equal(size, math.inf), form.max_finite, size - below)
    moved = where(_away(start, goal), size + unit, inward)
    smallest = where(goal < 0, like(size, -least), least)
    return where(equal(start, 0), smallest, where(start < 0, -moved, moved))


def _away(start: Expression, goal: Expression) -> Expression:
    """Where the step leads away from zero."""
    return ((goal > start) & (start > 0)) | ((goal < start) & (start < 0))


op.accuracy(exact(FLOAT))
op.peer("XLA", "on CPU steps to NaN where the formats with one zero have 0, and only downwards in f8E8M0FNU")

_INF, _NAN = np.inf, np.nan
op.example(
    "up and down",
    x=f64([1.0, 1.0, -1.0, -1.0]),
    y=f64([2.0, -2.0, _INF, -_INF]),
    result=f64([1 + 2.0**-52, 1 - 2.0**-53, -1 + 2.0**-53, -1 - 2.0**-52]),
)
op.example(
    "equal operands give the second",
    x=f32([1.5, 0.0, -0.0, _INF]),
    y=f32([1.5, -0.0, 0.0, _INF]),
    result=f32([1.5, -0.0, 0.0, _INF]),
)
op.example(
    "zeros are followed by the smallest floats",
    x=f32([0.0, -0.0, 0.0, -0.0, 2.0**-149, -(2.0**-149)]),
    y=f32([1.0, 1.0, -1.0, -_INF, -1.0, 1.0]),
    result=f32([2.0**-149, 2.0**-149, -(2.0**-149), -(2.0**-149), 0.0, -0.0]),
)
op.example(
    "infinities and NaN",
    x=f16([65504.0, _INF, -_INF, _NAN, 1.0, _NAN]),
    y=f16([_INF, 0.0, 1.0, 1.0, _NAN, _NAN]),
    result=f16([_INF, 65504.0, -65504.0, _NAN, _NAN, _NAN]),
)
op.example(
    "bf16", x=bf16([1.0, 3.3895314e38, 0.0]), y=bf16([2.0, _INF, -1.0]), result=bf16([1.0078125, _INF, -9.1835e-41])
)
op.example(
    "f8E5M2 and its infinities", x=f8E5M2([57344.0, -_INF, 0.0]), y=f8E5M2([_INF, 0.0, 1.0]),
    result=f8E5M2([_INF, -57344.0, 2.0**-16]),
)  # fmt: skip
op.example(
    "formats without infinities", x=f8E4M3FN([448.0, 416.0, -0.0]), y=f8E4M3FN([448.0, 448.0, 1.0]),
    result=f8E4M3FN([448.0, 448.0, 2.0**-9]),
)  # fmt: skip
op.example(
    "a format with one zero",
    x=f8E4M3FNUZ([0.0, -(2.0**-10), 2.0**-10, _NAN]),
    y=f8E4M3FNUZ([-1.0, 1.0, -1.0, 1.0]),
    result=f8E4M3FNUZ([-(2.0**-10), 0.0, 0.0, _NAN]),
)
op.example(
    "a format with neither sign nor zero",
    x=f8E8M0FNU([1.0, 1.0, 2.0**-127, 2.0**127, _NAN]),
    y=f8E8M0FNU([4.0, 0.25, 2.0**-127, 1.0, 1.0]),
    result=f8E8M0FNU([2.0, 0.5, 2.0**-127, 2.0**126, _NAN]),
)
op.example(
    "six bits", x=f6E3M2FN([0.0, -0.0625, 28.0]), y=f6E3M2FN([-1.0, 1.0, 1.0]),
    result=f6E3M2FN([-0.0625, -0.0, 24.0]),
)  # fmt: skip
op.example("four bits", x=f4E2M1FN([0.0, 1.0, -6.0]), y=f4E2M1FN([1.0, 6.0, 6.0]), result=f4E2M1FN([0.5, 1.5, -4.0]))
op.example("scalars", x=f32(1.0), y=f32(2.0), result=f32(1.0000001))
op.example("no elements", x=f32([]), y=f32([]), result=f32([]))

op.reject("C1", y=f32([0.0] * 4))
op.reject("C1", y=f64([0.0]))
op.reject("C1", result=f32([0.0] * 4).type)
