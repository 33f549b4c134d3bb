"""LU factorization with row exchanges, as in LAPACK's getrf, and permutations made of its pivots."""

from __future__ import annotations

import math

import numpy as np

from ...spec.lang import Array
from ...spec.types import TensorType, Type
from .lapack import lapack, solver, stored, wide


def factorized(a: Array) -> tuple[Array, Array, Array]:
    """L and U in one matrix, pivots counted from 0, and the number of the first zero on U's diagonal (else 0).

    The pivot of a column is the first of its largest elements, by |re| + |im|.
    Source: Golub and Van Loan, "Matrix Computations", 4th edition, section 3.4.
    """
    x = wide(a)
    batch, (m, n) = x.shape[:-2], x.shape[-2:]
    x = x.reshape(math.prod(batch), m, n)
    which = np.arange(len(x))
    pivots = np.zeros((len(x), min(m, n)), np.int32)
    info = np.zeros(len(x), np.int32)
    for k in range(min(m, n)):
        column = x[:, k:, k]
        chosen = k + np.argmax(np.abs(np.real(column)) + np.abs(np.imag(column)), -1)
        pivots[:, k] = chosen
        x[which, chosen], x[:, k] = x[:, k].copy(), x[which, chosen]
        pivot = x[:, k, k]
        info[(pivot == 0) & (info == 0)] = k + 1
        x[:, k + 1 :, k] /= np.where(pivot == 0, 1, pivot)[:, None]
        x[:, k + 1 :, k + 1 :] -= x[:, k + 1 :, k, None] * x[:, k, None, k + 1 :]
    return x.reshape(*batch, m, n), pivots.reshape(*batch, pivots.shape[-1]), info.reshape(batch)


def getrf(a: Array) -> tuple[Array, Array, Array]:
    """Factors, pivots counted from 1, and `info`."""
    x, pivots, info = factorized(a)
    return stored(x, a.dtype), pivots + np.int32(1), info


def lu_decomposition(a: Array) -> tuple[Array, Array, Array]:
    """JAX on TPUs: factors, pivots counted from 0, and the permutation of rows that they make."""
    x, pivots, _ = factorized(a)
    return stored(x, a.dtype), pivots, permutation(pivots, a.shape[-2])


def permutation(pivots: Array, size: int) -> Array:
    """Where each row comes from after rows 0, 1, ... were exchanged with the rows `pivots`, one after the other."""
    batch, flat = pivots.shape[:-1], pivots.reshape(math.prod(pivots.shape[:-1]), pivots.shape[-1])
    which = np.arange(len(flat))
    rows = np.tile(np.arange(size, dtype=np.int32), (len(flat), 1))
    for k in range(flat.shape[-1]):
        chosen = flat[:, k]
        rows[which, chosen], rows[:, k] = rows[:, k].copy(), rows[which, chosen]
    return rows.reshape(*batch, size)


def pivots_to_permutation(pivots: Array, *, results: tuple[Type, ...]) -> Array:
    """JAX on GPUs: the permutation that pivots counted from 0 make; the result type says of how many rows."""
    (type_,) = results
    assert isinstance(type_, TensorType)
    return permutation(pivots, type_.sizes[-1])


TARGETS = dict.fromkeys((*lapack("getrf"), *solver("getrf")), getrf) | {
    "LuDecomposition": lu_decomposition,
    "cu_lu_pivots_to_permutation": pivots_to_permutation,
    "hip_lu_pivots_to_permutation": pivots_to_permutation,
}
