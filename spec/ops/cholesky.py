"""Decomposes Hermitian positive definite matrices into a triangular matrix times its adjoint, in batches.

(S1) The last two dimensions of `a` hold matrices, the others count them. Each is treated alone.
(S2) If `lower`, the result L is lower triangular with a = L L*, else the result U is upper triangular with a = U* U.
     The diagonal is real and positive, which leaves one such matrix.
(S3) Only that triangle of `a` is read, and only the real part of its diagonal.
(S4) Elements of the result outside of its triangle are zero.
(S5) A matrix that is not positive definite has a result of NaNs.
(S6) All is computed in double precision and rounded once to the element type.
(S7) Quantized elements: `a` is dequantized, decomposed, and the result is quantized to its type.
"""

from __future__ import annotations

import numpy as np

from ..lang import (
    BOOLEAN,
    COMPLEX,
    FLOAT,
    QUANTIZED,
    Array,
    Bound,
    Op,
    attribute,
    bounded,
    operand,
    result,
    tensor,
)
from ..lang.notation import dim, rank, same_baseline_type, sizes_agree
from ..lang.values import c64, f16, f32, f64
from ..numerics.double import from_double, to_double
from ..numerics.linear_algebra import cholesky_lower
from ..types import F32, F64, TensorType, Type

_MATRICES = tensor(FLOAT | COMPLEX | QUANTIZED)

op = Op(
    "cholesky",
    __doc__,
    slots=(operand("a", _MATRICES), attribute("lower", BOOLEAN, False), result("result", _MATRICES)),
    assembly="$a [ , lower = $lower ] attr-dict : same-type",
    since="0.9.0",
)


@op.constraint("C1")
def operand_and_result_have_the_same_type(a: Type, result: Type) -> bool:
    """baseline_type(a) = baseline_type(result)"""
    return same_baseline_type(a, result)


@op.constraint("C2")
def operand_holds_matrices(a: Type) -> bool:
    """2 <= rank(a)"""
    return rank(a) >= 2


@op.constraint("C3")
def matrices_are_square(a: Type) -> bool:
    """dim(a, -2) = dim(a, -1)"""
    return sizes_agree(dim(a, -2), dim(a, -1))


@op.infer
def infer(a: TensorType) -> TensorType:
    return a


@op.kernel
def cholesky(a: Array, lower: bool) -> Array:
    wide = to_double(a)
    if lower:
        return from_double(cholesky_lower(wide), a.dtype)  # S1 to S6
    factor = cholesky_lower(np.swapaxes(wide, -2, -1).conj())  # S3: the upper triangle, as the lower one of the adjoint
    return from_double(np.swapaxes(factor, -2, -1).conj(), a.dtype)


op.accuracy(bounded(Bound.NORM, FLOAT | COMPLEX | QUANTIZED))
op.choice("cholesky-other-triangle", "cholesky-of-other-matrices")
op.peer("XLA CPU", "reads imaginary parts on the diagonal; computes f32 in f32")

_NAN = float("nan")

op.example(
    "a lower triangular factor; the upper triangle is not read",
    a=f64([[4, _NAN, _NAN], [2, 10, _NAN], [-2, 5, 6]]), lower=True,
    result=f64([[2, 0, 0], [1, 3, 0], [-1, 2, 1]]),
)  # fmt: skip
op.example(
    "an upper triangular factor; the lower triangle is not read",
    a=f32([[4, 2, -2], [_NAN, 10, 5], [_NAN, _NAN, 6]]),
    result=f32([[2, 1, -1], [0, 3, 2], [0, 0, 1]]),
)  # fmt: skip
op.example(
    "complex numbers; imaginary parts on the diagonal are not read",
    a=c64([[4 + 7j, 0], [2 + 2j, 6]]), lower=True, result=c64([[2, 0], [1 + 1j, 2]]),
)  # fmt: skip
op.example("in the upper triangle too", a=c64([[4, 2 - 2j], [0, 6]]), result=c64([[2, 1 - 1j], [0, 2]]))
op.example(
    "batches are decomposed alone: two that are not positive definite, one that is",
    a=f16([[[1, 0], [2, 4]], [[0, 0], [0, 0]], [[9, 0], [3, 2]]]), lower=True,
    result=f16([[[_NAN, _NAN], [_NAN, _NAN]], [[_NAN, _NAN], [_NAN, _NAN]], [[3, 0], [1, 1]]]),
)  # fmt: skip
op.example("no rows", a=f64(0, (2, 0, 0)), lower=True, result=f64(0, (2, 0, 0)))

op.reject("C1", result=TensorType((3, 3), F32))
op.reject("C2", a=TensorType((3,), F64), result=TensorType((3,), F64))
op.reject("C3", a=TensorType((3, 2), F64), result=TensorType((3, 2), F64))
