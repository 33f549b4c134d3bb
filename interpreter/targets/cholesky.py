"""Cholesky factorization as in LAPACK's potrf.

All linear algebra here computes in f64 or c128 and rounds results of narrower programs once. So results do not depend
on how a library orders sums of f32, and are closer to the exact ones than those of a backend.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...spec.lang import Array
from ...spec.numerics.linear_algebra import cholesky_lower
from .lapack import adjoint, flag, lapack, solver, stored, wide


def potrf(a: Array, *, backend_config: Any) -> tuple[Array, Array]:
    """The factor in the triangle that `uplo` (or `lower`) names; the other triangle is that of the operand.

    `info` is 0, or the order of the first leading block that is not positive definite; the factor is NaN then.
    """
    lower = flag(backend_config, "uplo", "L", "lower")
    x = wide(a)
    factor = cholesky_lower(x if lower else adjoint(x))
    info = np.zeros(a.shape[:-2], np.int32)
    for index in map(tuple, np.argwhere(np.isnan(factor).any((-2, -1)))):
        info[index] = _first_bad_order(x[index] if lower else adjoint(x[index]))
    made = np.tril(factor) + np.triu(x, 1) if lower else adjoint(np.tril(factor)) + np.tril(x, -1)
    return stored(made, a.dtype), info


def _first_bad_order(x: Array) -> int:
    """The smallest k for which the leading k x k block is not positive definite, by halving."""
    low, high = 0, x.shape[-1]
    while high - low > 1:
        middle = (low + high) // 2
        if np.isnan(cholesky_lower(x[:middle, :middle])).any():
            high = middle
        else:
            low = middle
    return high


TARGETS = dict.fromkeys((*lapack("potrf"), *solver("potrf")), potrf)
