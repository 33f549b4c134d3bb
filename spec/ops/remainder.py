"""Gives what the division of `lhs` by `rhs` leaves, element by element.

(S1) The result is lhs - d * rhs, where d is the quotient lhs / rhs with its fraction discarded. It has the sign of
     `lhs`, and its magnitude is less than that of `rhs`. (IEEE 754 remainder, which takes the nearest integral d, is
     another.)
(S2) Integers: the remainder of a division by zero is `lhs`; the smallest signed integer leaves 0 when divided by -1.
(S3) Floats: exact, as C's fmod. NaN where `rhs` is zero or `lhs` infinite; `lhs` where `rhs` is infinite. A result of
     zero has the sign of `lhs`.
(S4) Complex numbers: the specification leaves the result open; not supported.
(S5) Quantized elements: both operands are dequantized, and the remainder is quantized to the type of the result.
"""

from __future__ import annotations

import numpy as np

from ..families.elementwise import binary
from ..lang import COMPLEX, FLOAT, INT, QUANTIZED, Array, Op, Unsupported, exact
from ..lang.notation import is_complex
from ..lang.values import bf16, f8E5M2, f32, f64, si4, si8, si64, ui8
from ..numerics import arithmetic
from ..types import Type

op = Op("remainder", __doc__, binary(INT | FLOAT | COMPLEX | QUANTIZED), since="0.9.0")


@op.supported
def elements_are_real(lhs: Type) -> None:
    if is_complex(lhs):
        raise Unsupported("the remainder of complex numbers is not defined")  # S4


@op.kernel
def remainder(lhs: Array, rhs: Array) -> Array:
    return arithmetic.remainder(lhs, rhs)  # S1, S2, S3


op.accuracy(exact(INT | FLOAT))
op.choice("integer-remainder-by-zero", "complex-remainder")
op.peer("C++ interpreter", "ends the process when an integer is divided by zero")
op.peer("XLA", "on CPU takes subnormal divisors for zeros, so gives NaN")

op.example(
    "the sign is that of lhs", lhs=si64([17, -17, 17, -17]), rhs=si64([3, 3, -3, -3]), result=si64([2, -2, 2, -2])
)
op.example("integers by zero", lhs=si8([7, -7]), rhs=si8([0, 0]), result=si8([7, -7]))
op.example("the smallest integer by -1", lhs=si8([-128]), rhs=si8([-1]), result=si8([0]))
op.example("unsigned integers", lhs=ui8([[255, 5, 5]]), rhs=ui8([[16, 255, 0]]), result=ui8([[15, 5, 5]]))
op.example("four bits", lhs=si4([-8, 7]), rhs=si4([3, -4]), result=si4([-2, 3]))
op.example(
    "floats", lhs=f32([17.5, -17.5, 1.0]), rhs=f32([3.0, 3.0, 0.1]), result=f32([2.5, -2.5, 0.09999998658895493])
)
op.example(
    "zeros, infinities and NaN",
    lhs=f64([1.0, np.inf, 1.5, -0.0, -6.0, np.nan]),
    rhs=f64([0.0, 2.0, -np.inf, 1.0, 3.0, 1.0]),
    result=f64([np.nan, np.nan, 1.5, -0.0, -0.0, np.nan]),
)
op.example("a quotient that no float holds", lhs=f64([1e300]), rhs=f64([7.0]), result=f64([1.0]))
op.example("subnormals", lhs=f64([1.5e-323]), rhs=f64([1e-323]), result=f64([5e-324]))
op.example("bf16", lhs=bf16([7.5]), rhs=bf16([2.0]), result=bf16([1.5]))
op.example("f8E5M2", lhs=f8E5M2([57344.0]), rhs=f8E5M2([3.0]), result=f8E5M2([2.0]))
op.example("scalars", lhs=f32(-5.0), rhs=f32(2.0), result=f32(-1.0))
op.example("no elements", lhs=f32([]), rhs=f32([]), result=f32([]))

op.reject("C1", rhs=si64([1]))
op.reject("C1", rhs=f64([1.0] * 4))
op.reject("C1", result=si64([1]).type)
