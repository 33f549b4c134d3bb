"""Raises `lhs` to the power `rhs`, element by element.

(S1) Integers: multiplied modulo 2**bits. To a negative power: 1 / x**|n| with its fraction discarded, 0 for x = 0.
(S2) Floats: IEEE 754-2019 pow. 1 for exponent 0 and for base 1, even beside NaN; a negative base has a power only for
     integral exponents, which keeps the sign for odd ones; NaN otherwise. A zero to a negative power is an infinity,
     with the sign of the zero for odd integral exponents. -1 to an infinite power is 1.
(S3) Complex numbers: e**(w ln z) with the principal logarithm, of the exact w ln z: the angle of a power is what is
     left of whole turns, however many. z**0 = 1 for every z; 0**w is 0 where Re w > 0, (infinity, NaN) where Re w < 0,
     else NaN.
(S4) Quantized elements: both operands are dequantized, and the power is quantized to the type of the result.
"""

from __future__ import annotations

import numpy as np

from ..families.elementwise import binary
from ..lang import COMPLEX, FLOAT, INT, QUANTIZED, Array, Op, exact, ulp
from ..lang.values import bf16, c64, c128, f8E4M3FN, f32, f64, si4, si8, si64, ui8
from ..numerics import arithmetic

op = Op("power", __doc__, binary(INT | FLOAT | COMPLEX | QUANTIZED), since="0.9.0")


@op.kernel
def power(lhs: Array, rhs: Array) -> Array:
    return arithmetic.power(lhs, rhs)  # S1, S2, S3


op.accuracy(exact(INT), ulp(1, FLOAT | COMPLEX))
op.choice("integer-power-of-negative-exponent")
op.peer("XLA", "on CPU uses the low six bits of an integer exponent, and takes unsigned exponents as signed")
op.peer("XLA", "on CPU rounds w ln z: the angle means nothing from |w| near 1e7 (complex<f32>), 1e15 (complex<f64>) on")

op.example(
    "floats",
    lhs=f64([-2.0, -0.0, -36.0, 5.0, 3.0, 10000.0, -8.0]),
    rhs=f64([2.0, 2.0, 1.1, 2.0, -1.0, 100.0, 3.0]),
    result=f64([4.0, 0.0, np.nan, 25.0, 0.3333333333333333, np.inf, -512.0]),
)
op.example(
    "integers wrap", lhs=si64([-2, 0, 3, 10]), rhs=si64([63, 0, 4, 19]), result=si64([-(2**63), 1, 81, 10**19 - 2**64])
)
op.example(
    "negative powers of integers",
    lhs=si8([1, -1, -1, 2, 0, -3]),
    rhs=si8([-5, -5, -128, -1, -1, -2]),
    result=si8([1, -1, 1, 0, 0, 0]),
)
op.example("unsigned integers", lhs=ui8([3, 2, 0]), rhs=ui8([255, 8, 0]), result=ui8([171, 0, 1]))
op.example("four bits", lhs=si4([2, -2]), rhs=si4([3, 3]), result=si4([-8, -8]))
op.example(
    "special values",
    lhs=f32([np.nan, 1.0, 0.0, -0.0, -0.0, -1.0, 0.5, np.inf, -np.inf]),
    rhs=f32([0.0, np.nan, -1.0, -3.0, -2.0, -np.inf, np.inf, -1.0, 3.0]),
    result=f32([1.0, 1.0, np.inf, -np.inf, np.inf, 1.0, 0.0, 0.0, -np.inf]),
)
op.example("subnormal powers are kept", lhs=f64([2.0]), rhs=f64([-1074.0]), result=f64([5e-324]))
op.example("bf16", lhs=bf16([[2.0, 9.0]]), rhs=bf16([[0.5, 0.5]]), result=bf16([[1.4140625, 3.0]]))
op.example("f8E4M3FN", lhs=f8E4M3FN([2.0, 3.0]), rhs=f8E4M3FN([8.0, 6.0]), result=f8E4M3FN([256.0, np.nan]))
op.example("complex numbers", lhs=c64([1j, 2 + 0j]), rhs=c64([2 + 0j, -1 + 0j]), result=c64([-1 + 0j, 0.5 + 0j]))
op.example("complex zeros", lhs=c128([0j, 0j]), rhs=c128([2 + 1j, 0j]), result=c128([0j, 1 + 0j]))
op.example("scalars", lhs=f32(2.0), rhs=f32(10.0), result=f32(1024.0))
op.example("no elements", lhs=f32([]), rhs=f32([]), result=f32([]))

op.reject("C1", rhs=f64([1.0]))
op.reject("C1", rhs=f32([0.0] * 7))
op.reject("C1", result=f64([0.0]).type)
