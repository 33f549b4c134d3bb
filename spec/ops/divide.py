"""Divides `lhs` by `rhs`, element by element.

(S1) Integers: the quotient with its fraction discarded.
(S2) Integers divided by zero give all bits set; the smallest signed integer divided by -1 wraps to itself.
(S3) Floats: IEEE 754 division, rounded to nearest, ties to even. Non-zero numbers divided by a zero give an infinity.
(S4) Complex numbers: (a + bi) / (c + di) = ((ac + bd) + (bc - ad)i) / (c**2 + d**2), without overflow, underflow or
     cancellation on the way. Infinities divided by finite numbers, and non-zero numbers divided by zero, are
     infinities; finite numbers divided by infinities are zeros (C99 Annex G.5.1).
(S5) Quantized elements: both operands are dequantized, divided, and the quotient is quantized to the type of the
     result.
"""

from __future__ import annotations

import numpy as np

from ..families.elementwise import binary
from ..families.native import native
from ..lang import COMPLEX, FLOAT, INT, QUANTIZED, Array, Op, correctly_rounded, exact, ulp
from ..lang.values import bf16, c64, c128, f8E4M3FN, f32, f64, si4, si8, ui8
from ..numerics import arithmetic

op = Op("divide", __doc__, binary(INT | FLOAT | COMPLEX | QUANTIZED), since="0.9.0")


@op.kernel
def divide(lhs: Array, rhs: Array) -> Array:
    if lhs.dtype.kind == "f" and native(lhs.dtype):
        return np.divide(lhs, rhs)  # S3
    return arithmetic.divide(lhs, rhs)  # S1, S2, S3, S4


op.accuracy(exact(INT), correctly_rounded(FLOAT), ulp(1, COMPLEX))
op.choice("integer-division-by-zero", "integer-division-overflow")
op.peer("C++ interpreter", "ends the process when an integer is divided by zero")
op.peer("XLA", "on CPU multiplies by the reciprocal where the divisor is constant; flushes subnormals to zero")
op.peer("XLA", "on GPU does not round quotients of f32 correctly")

op.example(
    "the fraction of integers is discarded",
    lhs=si8([17, -17, 17, -17]),
    rhs=si8([3, 3, -3, -3]),
    result=si8([5, -5, -5, 5]),
)
op.example("integers divided by zero", lhs=si8([7, 0, -7]), rhs=si8([0, 0, 0]), result=si8([-1, -1, -1]))
op.example("unsigned integers", lhs=ui8([[255, 7, 7]]), rhs=ui8([[2, 255, 0]]), result=ui8([[127, 0, 255]]))
op.example("the smallest integer divided by -1", lhs=si8([-128, -127]), rhs=si8([-1, -1]), result=si8([-128, 127]))
op.example("four bits", lhs=si4([-8, -7, 7]), rhs=si4([-1, 2, 0]), result=si4([-8, -3, -1]))
op.example(
    "floats are rounded",
    lhs=f32([17.0, -17.0]),
    rhs=f32([3.0, 3.0]),
    result=f32([5.666666507720947, -5.666666507720947]),
)
op.example(
    "zeros, infinities and NaN",
    lhs=f64([1.0, -1.0, 0.0, np.inf, np.inf, -1.0, np.nan]),
    rhs=f64([0.0, 0.0, -0.0, np.inf, -2.0, np.inf, 1.0]),
    result=f64([np.inf, -np.inf, np.nan, np.nan, -np.inf, -0.0, np.nan]),
)
op.example(
    "subnormal quotients are kept", lhs=f64([2.0**-1022, 5e-324]), rhs=f64([4.0, 5e-324]), result=f64([2.0**-1024, 1.0])
)
op.example("narrow floats round once", lhs=bf16([1.0]), rhs=bf16([3.0]), result=bf16([0.333984375]))
op.example(
    "f8E4M3FN has no infinity", lhs=f8E4M3FN([1.0, 3.0]), rhs=f8E4M3FN([0.0, 2.0]), result=f8E4M3FN([np.nan, 1.5])
)
op.example("complex numbers", lhs=c64([5 + 5j, 1 + 0j]), rhs=c64([3 - 1j, 2j]), result=c64([1 + 2j, 0 - 0.5j]))
op.example(
    "complex numbers and zero",
    lhs=c128([1 + 0j, 0j]),
    rhs=c128([0j, 0j]),
    result=c128([complex(np.inf, np.nan), complex(np.nan, np.nan)]),
)
op.example("scalars", lhs=f32(1.0), rhs=f32(8.0), result=f32(0.125))
op.example("no elements", lhs=si8([]), rhs=si8([]), result=si8([]))

op.reject("C1", rhs=si8([1, 1]))
op.reject("C1", rhs=f32([1.0, 1.0, 1.0, 1.0]))
op.reject("C1", result=si8([0]).type)
