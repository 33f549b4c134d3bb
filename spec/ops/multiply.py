"""Multiplies `lhs` and `rhs` element by element.

(S1) Booleans: logical AND.
(S2) Integers: multiplication modulo 2**bits.
(S3) Floats: IEEE 754 multiplication, rounded to nearest, ties to even.
(S4) Complex numbers: (a + bi)(c + di) = (ac - bd) + (ad + bc)i, without overflow, underflow or cancellation on the way.
     A part is NaN where the formula meets infinity times zero or infinity less infinity.
(S5) Quantized elements: both operands are dequantized, multiplied, and the product is quantized to the type of the
     result.
"""

from __future__ import annotations

import numpy as np

from ..families.elementwise import binary
from ..families.native import native_real
from ..lang import ANY, BOOL, COMPLEX, FLOAT, INT, Array, Op, correctly_rounded, exact, ulp
from ..lang.values import bf16, c64, c128, f8E5M2, f8E8M0FNU, f32, f64, i1, si4, si32, ui8
from ..numerics import arithmetic
from ..types.element import FLOATS

op = Op("multiply", __doc__, binary(ANY), since="0.9.0")


@op.kernel
def multiply(lhs: Array, rhs: Array) -> Array:
    return np.multiply(lhs, rhs) if native_real(lhs.dtype) else arithmetic.multiply(lhs, rhs)  # S1, S2, S3, S4


@op.reducer
def ufunc(dtype: np.dtype) -> np.ufunc | None:
    if dtype.kind == "b":
        return np.logical_and
    # ml_dtypes multiplies f8E8M0FNU in float32, where small products vanish.
    return None if dtype.kind == "c" or dtype == FLOATS["f8E8M0FNU"].dtype else np.multiply


op.accuracy(exact(BOOL | INT), correctly_rounded(FLOAT), ulp(1, COMPLEX))
op.peer("XLA", "on CPU flushes subnormal operands and results to zero")
op.peer("XLA", "complex products lose digits where a part cancels")
op.peer("C++ interpreter", "complex products lose digits where a part cancels")

op.example(
    "integers wrap",
    lhs=si32([[1, 2], [65536, -(2**31)]]),
    rhs=si32([[5, -6], [65536, -1]]),
    result=si32([[5, -12], [0, -(2**31)]]),
)
op.example("unsigned integers wrap", lhs=ui8([16, 15]), rhs=ui8([16, 17]), result=ui8([0, 255]))
op.example("four bits", lhs=si4([4, -8]), rhs=si4([2, -1]), result=si4([-8, -8]))
op.example(
    "booleans are joined by AND",
    lhs=i1([True, True, False]),
    rhs=i1([True, False, False]),
    result=i1([True, False, False]),
)
op.example(
    "infinities, NaN and zeros",
    lhs=f32([np.inf, np.inf, np.nan, -0.0, 3.0]),
    rhs=f32([0.0, -2.0, 1.0, 2.0, -0.0]),
    result=f32([np.nan, -np.inf, np.nan, -0.0, -0.0]),
)
op.example(
    "overflow and underflow",
    lhs=f64([1e300, 2.0**-1000, 5e-324]),
    rhs=f64([1e10, 2.0**-74, 0.5]),
    result=f64([np.inf, 5e-324, 0.0]),
)
op.example("narrow floats round once", lhs=bf16([1.0078125]), rhs=bf16([1.0078125]), result=bf16([1.015625]))
op.example("f8E5M2 overflows to infinity", lhs=f8E5M2([57344.0]), rhs=f8E5M2([-2.0]), result=f8E5M2([-np.inf]))
op.example(
    "f8E8M0FNU has a smallest value", lhs=f8E8M0FNU([2.0**-127]), rhs=f8E8M0FNU([0.5]), result=f8E8M0FNU([2.0**-127])
)
op.example("complex numbers", lhs=c64([1 + 2j, 1j]), rhs=c64([3 - 1j, 1j]), result=c64([5 + 5j, -1 + 0j]))
op.example(
    "complex infinities",
    lhs=c128([complex(np.inf, 0), complex(np.inf, 0)]),
    rhs=c128([1 + 1j, 2 + 0j]),
    result=c128([complex(np.inf, np.inf), complex(np.inf, np.nan)]),
)
op.example(
    "a part that cancels",
    lhs=c128([complex(1 + 2**-30, 1)]),
    rhs=c128([complex(1 - 2**-30, 1)]),
    result=c128([complex(-(2.0**-60), 2)]),
)
op.example("scalars", lhs=f32(1.5), rhs=f32(-2.0), result=f32(-3.0))
op.example("no elements", lhs=f32([]), rhs=f32([]), result=f32([]))

op.reject("C1", rhs=si32([1, 1]))
op.reject("C1", rhs=f32([[1.0, 1.0], [1.0, 1.0]]))
op.reject("C1", result=si32([0]).type)
