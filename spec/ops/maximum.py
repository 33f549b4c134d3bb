"""Gives the larger of `lhs` and `rhs`, element by element.

(S1) Booleans: logical OR.
(S2) Integers: by value.
(S3) Floats: IEEE 754-2019 maximum. NaN if one of the two is NaN; -0 is less than +0.
(S4) Complex numbers: by real part first, then by imaginary part; the operand that has a NaN, if one has.
(S5) Quantized elements: both operands are dequantized, and the larger is quantized to the type of the result.
"""

from __future__ import annotations

import numpy as np

from ..families import extremes
from ..families.elementwise import binary
from ..families.native import native_real
from ..lang import ANY, NUMBER, Array, Op, exact
from ..lang.values import bf16, c64, f4E2M1FN, f8E8M0FNU, f32, f64, i1, si4, si8, ui8

op = Op("maximum", __doc__, binary(ANY), since="0.9.0")


@op.kernel
def maximum(lhs: Array, rhs: Array) -> Array:
    return extremes.maximum(lhs, rhs)  # S1, S2, S3, S4


@op.reducer
def ufunc(dtype: np.dtype) -> np.ufunc | None:
    return extremes.exact_ufunc(np.maximum, dtype)


@op.zero_blind_reducer
def zero_blind_ufunc(dtype: np.dtype) -> np.ufunc | None:
    return np.maximum if native_real(dtype) else None


op.accuracy(exact(NUMBER))
op.choice("complex-order-beside-nan", "complex-order-of-zeros")
op.peer("XLA", "on CPU gives the complex lhs where its real part is greater or equal, else rhs")
op.peer("XLA", "on CPU flushes subnormals to zero")

op.example("integers", lhs=si8([[1, 2], [7, -128]]), rhs=si8([[5, -6], [3, 127]]), result=si8([[5, 2], [7, 127]]))
op.example("unsigned integers", lhs=ui8([255, 1]), rhs=ui8([1, 0]), result=ui8([255, 1]))
op.example("four bits", lhs=si4([7, -8]), rhs=si4([-8, -1]), result=si4([7, -1]))
op.example(
    "booleans are joined by OR",
    lhs=i1([True, True, False, False]),
    rhs=i1([True, False, True, False]),
    result=i1([True, True, True, False]),
)
op.example(
    "NaN wins, zeros are ordered",
    lhs=f32([np.nan, 1.0, -0.0, 0.0, -0.0, np.inf]),
    rhs=f32([1.0, np.nan, 0.0, -0.0, -0.0, -np.inf]),
    result=f32([np.nan, np.nan, 0.0, 0.0, -0.0, np.inf]),
)
op.example("subnormals", lhs=f64([5e-324, -5e-324]), rhs=f64([0.0, -0.0]), result=f64([5e-324, -0.0]))
op.example("bf16", lhs=bf16([-0.0, 2.5, np.nan]), rhs=bf16([0.0, -3.0, 1.0]), result=bf16([0.0, 2.5, np.nan]))
op.example("f4E2M1FN", lhs=f4E2M1FN([0.0, 6.0]), rhs=f4E2M1FN([-0.0, -6.0]), result=f4E2M1FN([0.0, 6.0]))
op.example("f8E8M0FNU", lhs=f8E8M0FNU([2.0, np.nan]), rhs=f8E8M0FNU([1.0, 4.0]), result=f8E8M0FNU([2.0, np.nan]))
op.example(
    "complex numbers compare as pairs",
    lhs=c64([1 + 5j, 2 + 1j, complex(np.nan, 0)]),
    rhs=c64([2 + 1j, 2 + 3j, 9 + 0j]),
    result=c64([2 + 1j, 2 + 3j, complex(np.nan, 0)]),
)
op.example("scalars", lhs=f32(1.0), rhs=f32(2.0), result=f32(2.0))
op.example("no elements", lhs=f32([]), rhs=f32([]), result=f32([]))

op.reject("C1", rhs=si8([1, 1]))
op.reject("C1", rhs=ui8([[1, 1], [1, 1]]))
op.reject("C1", result=si8([0]).type)
