"""Triangular matrices in batches: Cholesky factors, and systems of equations by substitution.

Arrays are float64 or complex128 of shape (..., n, n) and (..., n, k); leading dimensions are batches. Rows are treated
in blocks: what earlier blocks contribute is one matrix product, within a block one row (or column) follows the other.
Source: Golub and Van Loan, "Matrix Computations", 4th edition, sections 3.1 and 4.2.
"""

from __future__ import annotations

import contextlib

import numpy as np

_BLOCK = 32


def cholesky_lower(a: np.ndarray) -> np.ndarray:
    """The lower triangular factor L with positive diagonal and L L* = a, zero above the diagonal.

    Reads the lower triangle of `a` and the real parts of its diagonal only. Where `a` is not positive definite the
    factor is NaN everywhere.
    """
    if a.size == 0:  # numpy would still go through all matrices of the batch
        return np.zeros(a.shape, a.dtype)
    with contextlib.suppress(np.linalg.LinAlgError):  # raised where one of the matrices is not positive definite
        return np.linalg.cholesky(a)
    n = a.shape[-1]
    factor = np.zeros(a.shape, a.dtype)
    positive = np.ones(a.shape[:-2], np.bool_)
    with np.errstate(all="ignore"):
        for start in range(0, n, _BLOCK):
            end = min(start + _BLOCK, n)
            left = factor[..., start:, :start]
            panel = a[..., start:, start:end] - left @ _adjoint(left[..., : end - start, :])
            for j in range(end - start):
                done = panel[..., j:, :j]
                column = panel[..., j:, j] - (done @ done[..., 0, :, None].conj())[..., 0]
                pivot = np.real(column[..., 0])
                positive &= pivot > 0
                panel[..., j:, j] = column / np.sqrt(pivot)[..., None]
                panel[..., j, j] = np.sqrt(pivot)
                panel[..., j, j + 1 :] = 0
            factor[..., start:, start:end] = panel
    factor[~positive] = np.nan
    return factor


def solve_lower(a: np.ndarray, b: np.ndarray, unit_diagonal: bool) -> np.ndarray:
    """The x of shape (..., n, k) with L x = b, where L is the lower triangle of `a`.

    Reads that triangle only, and not its diagonal either where `unit_diagonal` says that it holds ones. A zero on the
    diagonal divides as floats do, into infinities and NaNs.
    """
    n = a.shape[-1]
    x = np.zeros(b.shape, b.dtype)
    with np.errstate(all="ignore"):
        for start in range(0, n, _BLOCK):
            end = min(start + _BLOCK, n)
            rest = b[..., start:end, :] - a[..., start:end, :start] @ x[..., :start, :]
            for i in range(start, end):
                row = rest[..., i - start, :] - (a[..., i, None, start:i] @ x[..., start:i, :])[..., 0, :]
                x[..., i, :] = row if unit_diagonal else row / a[..., i, i, None]
    return x


def _adjoint(a: np.ndarray) -> np.ndarray:
    return np.swapaxes(a, -2, -1).conj()
