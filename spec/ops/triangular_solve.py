"""Solves systems of linear equations whose coefficients form a triangular matrix, in batches.

(S1) The last two dimensions of `a` and `b` hold matrices, the others count them. Each pair is treated alone.
(S2) The coefficients are the lower triangle of `a` if `lower`, else the upper one; nothing else of `a` is read. If
     `unit_diagonal`, ones stand for the diagonal, which is not read either.
(S3) op(a) is that matrix as it is (NO_TRANSPOSE), transposed (TRANSPOSE), or transposed and conjugated (ADJOINT).
(S4) The result x solves op(a) x = b if `left_side`, else x op(a) = b.
(S5) It is found by substitution, row after row, in double precision, and rounded once to the element type. A zero on
     the diagonal divides as the element type does: the result has infinities or NaNs.
(S6) Quantized elements: both operands are dequantized, solved for, and the result is quantized to its type.
"""

from __future__ import annotations

import numpy as np

from ..attributes.transpose import Transpose
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
    enumeration,
    operand,
    result,
    tensor,
)
from ..lang.notation import dim, rank, same_baseline_element, same_baseline_type, shape, shapes_agree, sizes_agree
from ..lang.values import bf16, c64, f32, f64
from ..numerics.double import from_double, to_double
from ..numerics.linear_algebra import solve_lower
from ..types import F32, F64, TensorType, Type

_MATRICES = tensor(FLOAT | COMPLEX | QUANTIZED)

op = Op(
    "triangular_solve",
    __doc__,
    slots=(
        operand("a", _MATRICES),
        operand("b", _MATRICES),
        attribute("left_side", BOOLEAN),
        attribute("lower", BOOLEAN),
        attribute("unit_diagonal", BOOLEAN),
        attribute("transpose_a", enumeration(Transpose)),
        result("result", _MATRICES),
    ),
    since="0.9.0",
)


@op.constraint("C1")
def operands_have_the_same_element_type(a: Type, b: Type) -> bool:
    """baseline_element_type(a) = baseline_element_type(b)"""
    return same_baseline_element(a, b)


@op.constraint("C2")
def operands_hold_matrices(a: Type, b: Type) -> bool:
    """2 <= rank(a) = rank(b) = R"""
    return 2 <= rank(a) == rank(b)


@op.constraint("C3")
def shapes_of_the_operands_fit(a: Type, b: Type, left_side: bool) -> bool:
    """shape(a)[:R-2] = shape(b)[:R-2] and dim(a, -2) = dim(a, -1) = dim(b, left_side ? -2 : -1)"""
    square = sizes_agree(dim(a, -2), dim(a, -1))
    shared = dim(b, -2 if left_side else -1)
    fits = sizes_agree(dim(a, -2), shared) and sizes_agree(dim(a, -1), shared)
    return square and fits and shapes_agree(shape(a)[:-2], shape(b)[:-2])


@op.constraint("C4")
def result_has_the_type_of_the_right_hand_side(b: Type, result: Type) -> bool:
    """baseline_type(b) = baseline_type(result)"""
    return same_baseline_type(b, result)


@op.constraint("I6")
def transpose_is_one_of_three(transpose_a: Transpose) -> bool:
    """transpose_a is NO_TRANSPOSE, TRANSPOSE or ADJOINT"""
    return transpose_a is not Transpose.TRANSPOSE_INVALID


@op.infer
def infer(b: TensorType) -> TensorType:
    return b


@op.kernel
def triangular_solve(
    a: Array, b: Array, left_side: bool, lower: bool, unit_diagonal: bool, transpose_a: Transpose
) -> Array:
    matrix, right = to_double(a), to_double(b)
    if transpose_a is Transpose.ADJOINT:
        matrix = matrix.conj()  # S3
    if transpose_a is not Transpose.NO_TRANSPOSE:
        matrix, lower = np.swapaxes(matrix, -2, -1), not lower  # S3
    if not left_side:  # S4: transposed, x op(a) = b is an equation of the other kind
        matrix, lower, right = np.swapaxes(matrix, -2, -1), not lower, np.swapaxes(right, -2, -1)
    if not lower:  # an upper triangular matrix is a lower one from the other end
        matrix, right = matrix[..., ::-1, ::-1], right[..., ::-1, :]
    x = solve_lower(matrix, right, unit_diagonal)  # S1, S2, S5
    if not lower:
        x = x[..., ::-1, :]
    if not left_side:
        x = np.swapaxes(x, -2, -1)
    return from_double(x, b.dtype)  # S5


op.accuracy(bounded(Bound.NORM, FLOAT | COMPLEX | QUANTIZED))
op.choice("triangular-solve-singular", "diagonal-that-is-said-to-be-one")
op.peer("StableHLO's C++ verifier", "does not accept quantized tensors")
op.peer("XLA CPU", "multiplies by inverses of diagonal blocks; computes f32 in f32")

_NAN = float("nan")
_PLAIN = Transpose.NO_TRANSPOSE

op.example(
    "a lower triangular matrix on the left; the other triangle is not read",
    a=f32([[2, _NAN], [1, 4]]), b=f32([[2, 4, 0], [5, -2, 8]]),
    left_side=True, lower=True, unit_diagonal=False, transpose_a=_PLAIN, result=f32([[1, 2, 0], [1, -1, 2]]),
)  # fmt: skip
op.example(
    "an upper triangular matrix on the left",
    a=f64([[4, 1], [_NAN, 2]]), b=f64([[5], [2]]),
    left_side=True, lower=False, unit_diagonal=False, transpose_a=_PLAIN, result=f64([[1], [1]]),
)  # fmt: skip
op.example(
    "a matrix on the right",
    a=f64([[4, 1], [_NAN, 2]]), b=f64([[4, 3], [8, 0]]),
    left_side=False, lower=False, unit_diagonal=False, transpose_a=_PLAIN, result=f64([[1, 1], [2, -1]]),
)  # fmt: skip
op.example(
    "the transpose of a lower triangular matrix on the right",
    a=f64([[2, _NAN], [1, 4]]), b=f64([[6, 8]]),
    left_side=False, lower=True, unit_diagonal=False, transpose_a=Transpose.TRANSPOSE, result=f64([[3, 1.25]]),
)  # fmt: skip
op.example(
    "the diagonal is not read if it is known to hold ones",
    a=f32([[_NAN, _NAN], [3, _NAN]]), b=f32([[1], [5]]),
    left_side=True, lower=True, unit_diagonal=True, transpose_a=_PLAIN, result=f32([[1], [2]]),
)  # fmt: skip
op.example(
    "the transpose of complex numbers",
    a=c64([[1j, 0], [1 + 1j, 2]]), b=c64([[1 + 2j], [2]]),
    left_side=True, lower=True, unit_diagonal=False, transpose_a=Transpose.TRANSPOSE, result=c64([[1], [1]]),
)  # fmt: skip
op.example(
    "the adjoint conjugates too",
    a=c64([[1j, 0], [1 + 1j, 2]]), b=c64([[1 - 2j], [2]]),
    left_side=True, lower=True, unit_diagonal=False, transpose_a=Transpose.ADJOINT, result=c64([[1], [1]]),
)  # fmt: skip
op.example(
    "batches are solved alone; zeros on a diagonal divide",
    a=bf16([[[0]], [[0]], [[2]]]), b=bf16([[[-1]], [[0]], [[1]]]),
    left_side=True, lower=True, unit_diagonal=False, transpose_a=_PLAIN, result=bf16([[[-np.inf]], [[_NAN]], [[0.5]]]),
)  # fmt: skip
op.example(
    "no rows",
    a=f32(0, (0, 0)), b=f32(0, (0, 2)),
    left_side=True, lower=True, unit_diagonal=False, transpose_a=_PLAIN, result=f32(0, (0, 2)),
)  # fmt: skip

op.reject("C1", a=TensorType((2, 2), F64))
op.reject("C2", a=TensorType((2,), F32), b=TensorType((2,), F32), result=TensorType((2,), F32))
op.reject("C2", a=TensorType((1, 2, 2), F32))
op.reject("C3", a=TensorType((2, 3), F32))
op.reject("C3", left_side=False)
op.reject(
    "C3",
    a=TensorType((5, 2, 2), F32), b=TensorType((4, 2, 3), F32), result=TensorType((4, 2, 3), F32),
)  # fmt: skip
op.reject("C4", result=TensorType((3, 2), F32))
op.reject("I6", transpose_a=Transpose.TRANSPOSE_INVALID)
