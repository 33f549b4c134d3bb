"""Householder reflectors H = I - tau v v*, as LAPACK stores them: v[0] is 1 and not stored.

Source: Golub and Van Loan, "Matrix Computations", 4th edition, section 5.1; LAPACK Users' Guide, section on orthogonal
factorizations.
"""

from __future__ import annotations

import numpy as np

from ...spec.lang import Array


def reflector(x: Array) -> tuple[float, Array, complex]:
    """beta, v and tau with H* x = beta e0, beta real, for a vector x of at least one element."""
    v = x.copy()
    v[0] = 1
    alpha, rest = x[0], np.linalg.norm(x[1:])
    if rest == 0 and np.imag(alpha) == 0:
        v[1:] = 0
        return float(np.real(alpha)), v, 0.0
    beta = -np.copysign(np.hypot(abs(alpha), rest), np.real(alpha))
    v[1:] = x[1:] / (alpha - beta)
    return float(beta), v, (beta - alpha) / beta


def from_left(tau: complex, v: Array, a: Array) -> None:
    """a becomes (I - tau v v*) a, in place."""
    a -= tau * np.outer(v, v.conj() @ a)


def from_right(a: Array, tau: complex, v: Array) -> None:
    """a becomes a (I - tau v v*), in place."""
    a -= tau * np.outer(a @ v, v.conj())


def vector(a: Array, k: int) -> Array:
    """The v of the reflector that is stored in column k of a matrix, from the diagonal down."""
    v = a[k:, k].copy()
    v[0] = 1
    return v
