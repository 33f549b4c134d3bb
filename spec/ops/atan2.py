"""Gives the angle of the point with ordinate `lhs` and abscissa `rhs`, element by element.

(S1) Floats: the angle of (rhs, lhs) from the positive abscissa, in [-pi, pi], with the sign of `lhs` (IEEE 754 atan2).
     Zeros and infinities are taken as limits: atan2(0, -0) is pi, atan2(infinity, infinity) is pi/4.
(S2) Complex numbers: -i ln((x + iy) / sqrt(x**2 + y**2)) with x = rhs, y = lhs.
(S3) Quantized elements: both operands are dequantized, and the angle is quantized to the type of the result.
"""

from __future__ import annotations

import numpy as np

from ..families.elementwise import binary
from ..lang import COMPLEX, FLOAT, QUANTIZED, Array, Op, ulp
from ..lang.values import bf16, c64, f8E4M3FN, f32, f64
from ..numerics import elementary

op = Op("atan2", __doc__, binary(FLOAT | COMPLEX | QUANTIZED), since="0.9.0")


@op.kernel
def atan2(lhs: Array, rhs: Array) -> Array:
    return elementary.atan2(lhs, rhs)  # S1, S2


op.accuracy(ulp(1, FLOAT | COMPLEX))

op.example(
    "angles",
    lhs=f64([0.0, 1.0, -1.0, 1.0]),
    rhs=f64([1.0, 0.0, 0.0, -1.0]),
    result=f64([0.0, np.pi / 2, -np.pi / 2, 0.75 * np.pi]),
)
op.example(
    "zeros",
    lhs=f32([0.0, -0.0, 0.0, -0.0]),
    rhs=f32([0.0, 0.0, -0.0, -1.0]),
    result=f32([0.0, -0.0, np.pi, -np.pi]),
)
op.example(
    "infinities and NaN",
    lhs=f64([np.inf, -np.inf, 1.0, -1.0, np.nan]),
    rhs=f64([np.inf, -np.inf, np.inf, -np.inf, 1.0]),
    result=f64([np.pi / 4, -0.75 * np.pi, 0.0, -np.pi, np.nan]),
)
op.example("subnormals", lhs=f64([5e-324]), rhs=f64([5e-324]), result=f64([np.pi / 4]))
op.example("bf16", lhs=bf16([1.0]), rhs=bf16([2.0]), result=bf16([0.462890625]))
op.example("f8E4M3FN", lhs=f8E4M3FN([1.0]), rhs=f8E4M3FN([-0.0]), result=f8E4M3FN([1.625]))
op.example("complex numbers on the real axis", lhs=c64([1 + 0j]), rhs=c64([1 + 0j]), result=c64([0.25 * np.pi + 0j]))
op.example("complex numbers", lhs=c64([0.5j]), rhs=c64([1 + 0j]), result=c64([0.54930614j]))
op.example("scalars", lhs=f32(0.0), rhs=f32(2.0), result=f32(0.0))
op.example("no elements", lhs=f32([]), rhs=f32([]), result=f32([]))

op.reject("C1", rhs=f64([1.0]))
op.reject("C1", rhs=f32([1.0] * 4))
op.reject("C1", result=f32([1.0] * 4).type)
