"""Reduction of square matrices to Hessenberg and to tridiagonal form, as in LAPACK's gehrd and sytrd."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...spec.lang import Array, Unsupported
from .lapack import each, flag, lapack, real_dtype, solver, stored, wide
from .reflectors import from_left, from_right, reflector


def gehrd(a: Array, *, backend_config: Any) -> tuple[Array, Array, Array]:
    """Q* a Q in Hessenberg form, reflectors below the subdiagonal, their factors tau, and `info` 0.

    Rows and columns outside of `low` to `high`, which count from 1, are triangular already.
    """
    if not isinstance(backend_config, dict) or not {"low", "high"} <= set(backend_config):
        raise Unsupported(f"backend_config has no 'low' and 'high': {backend_config!r}")
    low, high = int(backend_config["low"]), int(backend_config["high"])

    def reduced(a: Array) -> tuple[Array, Array]:
        taus = np.zeros(max(len(a) - 1, 0), a.dtype)
        for k in range(low - 1, high - 1):
            beta, v, taus[k] = reflector(a[k + 1 : high, k])
            from_right(a[:high, k + 1 : high], taus[k], v)
            from_left(np.conj(taus[k]), v, a[k + 1 : high, k + 1 :])
            a[k + 1 : high, k] = v
            a[k + 1, k] = beta
        return a, taus

    made, taus = each(reduced, a.shape[:-2], wide(a))
    return stored(made, a.dtype), stored(taus, a.dtype), np.zeros(a.shape[:-2], np.int32)


def sytrd(a: Array, *, backend_config: Any) -> tuple[Array, Array, Array, Array, Array]:
    """Q* a Q in tridiagonal form for a Hermitian matrix: matrix with reflectors, diagonal, off-diagonal, tau, `info` 0.

    Reads and writes the triangle that `uplo` (or `lower`) names.
    """
    lower = flag(backend_config, "uplo", "L", "lower")
    made, diagonal, beside, taus = each(_lower if lower else _upper, a.shape[:-2], wide(a))
    real = real_dtype(a)
    info = np.zeros(a.shape[:-2], np.int32)
    return stored(made, a.dtype), stored(diagonal, real), stored(beside, real), stored(taus, a.dtype), info


def _lower(a: Array) -> tuple[Array, Array, Array, Array]:
    n = len(a)
    rest = np.tril(a) + np.tril(a, -1).conj().T
    beside, taus = np.zeros(max(n - 1, 0)), np.zeros(max(n - 1, 0), a.dtype)
    for k in range(n - 1):
        beside[k], v, taus[k] = reflector(rest[k + 1 :, k])
        _both_sides(rest[k + 1 :, k + 1 :], taus[k], v)
        a[k + 1 :, k] = v
        a[k + 1, k] = beside[k]
    diagonal = np.real(np.diagonal(rest)).copy()
    np.fill_diagonal(a, diagonal)
    return a, diagonal, beside, taus


def _upper(a: Array) -> tuple[Array, Array, Array, Array]:
    n = len(a)
    rest = np.triu(a) + np.triu(a, 1).conj().T
    beside, taus = np.zeros(max(n - 1, 0)), np.zeros(max(n - 1, 0), a.dtype)
    for k in reversed(range(n - 1)):
        beside[k], v, taus[k] = reflector(rest[: k + 1, k + 1][::-1])  # the 1 of v is its last element here
        v = v[::-1]
        _both_sides(rest[: k + 1, : k + 1], taus[k], v)
        a[: k + 1, k + 1] = v
        a[k, k + 1] = beside[k]
    diagonal = np.real(np.diagonal(rest)).copy()
    np.fill_diagonal(a, diagonal)
    return a, diagonal, beside, taus


def _both_sides(a: Array, tau: complex, v: Array) -> None:
    """a becomes H* a H, in place."""
    from_left(np.conj(tau), v, a)
    from_right(a, tau, v)


TARGETS = dict.fromkeys(lapack("gehrd"), gehrd) | dict.fromkeys((*lapack("sytrd", "hetrd"), *solver("sytrd")), sytrd)
