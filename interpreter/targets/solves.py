"""Systems of equations with triangular and tridiagonal matrices, and symmetric products, as in BLAS and LAPACK."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ...spec.attributes.transpose import Transpose
from ...spec.lang import Array, Unsupported
from ...spec.types import TensorType, from_dtype
from .functions import applied, declared
from .lapack import flag, lapack, real_dtype, solver, stored, wide

_TRANSPOSES = {"N": Transpose.NO_TRANSPOSE, "T": Transpose.TRANSPOSE, "C": Transpose.ADJOINT}


def trsm(a: Array, b: Array, *, backend_config: Any) -> Array:
    """The x with op(a) x = b, or x op(a) = b, for a triangular matrix a: the op triangular_solve."""
    return solve_triangular(
        a,
        b,
        left=flag(backend_config, "side", "L"),
        lower=flag(backend_config, "uplo", "L"),
        unit=flag(backend_config, "diag", "U"),
        transposed=chr(backend_config["trans_x"]),
    )


def solve_triangular(a: Array, b: Array, *, left: bool, lower: bool, unit: bool, transposed: str) -> Array:
    """The same; `transposed` is one of LAPACK's letters N, T and C."""
    given = {
        "left_side": left, "lower": lower, "unit_diagonal": unit, "transpose_a": _TRANSPOSES[transposed],
    }  # fmt: skip
    (made,) = applied(declared("stablehlo.triangular_solve"), (a, b), given, [TensorType(b.shape, from_dtype(b.dtype))])
    return made


def gtsv(lower: Array, diagonal: Array, upper: Array, b: Array) -> tuple[Array, ...]:
    """Solves with a tridiagonal matrix by elimination with row exchanges.

    Gives the second superdiagonal, diagonal and first superdiagonal of U, the solution, and `info`: 0, or the number of
    the first zero on U's diagonal. `lower` and `upper` have as many elements as `diagonal`, or one less. Where they
    have as many, the first of `lower` and the last of `upper` do not count.
    """
    batch, full = diagonal.shape[:-1], lower.shape[-1] == diagonal.shape[-1]
    second, middle, up, rows = _eliminated(lower, diagonal, upper, b)
    info = np.where((middle == 0).any(-1), 1 + np.argmax(middle == 0, -1), 0).astype(np.int32)
    rows = _substituted(second, middle, up, rows, lambda pivot, _: pivot)
    diagonals = (_padded(second, full, first=True), middle, _padded(up, full, first=False))
    shaped = [stored(one, b.dtype).reshape(*batch, one.shape[-1]) for one in diagonals]
    return *shaped, stored(rows, b.dtype).reshape(b.shape), info.reshape(batch)


def perturbed(lower: Array, diagonal: Array, upper: Array, b: Array) -> Array:
    """JAX's tridiagonal_solve with perturb_singular: the solution alone, finite for a singular matrix, too.

    A pivot by which a division would overflow is moved away from zero by epsilon times the largest element of U, and
    twice, four times, ... as much until it does not.
    """
    form = np.finfo(real_dtype(b))
    second, middle, up, rows = _eliminated(lower, diagonal, upper, b)
    parts = [np.abs(one).max(-1, initial=0.0) for one in (second, middle, up)]
    step = form.eps * np.maximum.reduce(parts)
    step = np.where(step > 0, step, float(form.eps))

    def moved(pivot: Array, row: Array) -> Array:
        by, size = step.copy(), np.abs(row).max(-1, initial=0.0)
        while (bad := (pivot == 0) | (size > np.abs(pivot) * float(form.max) / 4)).any():
            pivot = np.where(bad, pivot + np.where(np.real(pivot) < 0, -by, by), pivot)
            by = 2 * by
        return pivot

    finite = np.isfinite(rows).all((-2, -1)) & np.isfinite(middle).all(-1)
    rows[~finite], middle[~finite] = np.nan, 1
    return stored(_substituted(second, middle, up, rows, moved), b.dtype).reshape(b.shape)


def _eliminated(lower: Array, diagonal: Array, upper: Array, b: Array) -> tuple[Array, Array, Array, Array]:
    """U by its second superdiagonal, diagonal and first superdiagonal, and the right-hand sides that belong to it.

    Source: Golub and Van Loan, "Matrix Computations", 4th edition, section 4.3.
    """
    batch, n = diagonal.shape[:-1], diagonal.shape[-1]
    low, middle, up = (wide(one).reshape(math.prod(batch), one.shape[-1]) for one in (lower, diagonal, upper))
    low, up = (low[:, 1:], up[:, :-1]) if lower.shape[-1] == n else (low, up)
    rows = wide(b).reshape(math.prod(batch), *b.shape[-2:])
    second = np.zeros_like(low)
    for k in range(n - 1):
        swap = np.abs(middle[:, k]) < np.abs(low[:, k])
        after = up[:, k + 1] if k + 2 < n else np.zeros(len(rows))
        top = [np.where(swap, low[:, k], middle[:, k]), np.where(swap, middle[:, k + 1], up[:, k])]
        bottom = [np.where(swap, middle[:, k], low[:, k]), np.where(swap, up[:, k], middle[:, k + 1])]
        second[:, k] = np.where(swap, after, 0)
        rows[:, [k, k + 1]] = np.where(swap[:, None, None], rows[:, [k + 1, k]], rows[:, [k, k + 1]])
        factor = bottom[0] / np.where(top[0] == 0, 1, top[0])
        middle[:, k], up[:, k] = top
        middle[:, k + 1] = bottom[1] - factor * top[1]
        if k + 2 < n:
            up[:, k + 1] = np.where(swap, -factor * after, after)
        rows[:, k + 1] -= factor[:, None] * rows[:, k]
    return second, middle, up, rows


def _substituted(
    second: Array, middle: Array, up: Array, rows: Array, pivot: Callable[[Array, Array], Array]
) -> Array:
    """The solution, from its last row up; `pivot` says by what a row is divided that would be by its first argument."""
    n = middle.shape[-1]
    with np.errstate(all="ignore"):
        for k in reversed(range(n)):
            if k + 1 < n:
                rows[:, k] -= up[:, k, None] * rows[:, k + 1]
            if k + 2 < n:
                rows[:, k] -= second[:, k, None] * rows[:, k + 2]
            rows[:, k] /= pivot(middle[:, k], rows[:, k])[:, None]
    return rows


def _padded(x: Array, full: bool, *, first: bool) -> Array:
    """A diagonal beside the main one with a zero before or after it, where it has as many elements as the main one."""
    return np.pad(x, ((0, 0), (1, 0) if first else (0, 1))) if full else x


def gtsv2(lower: Array, diagonal: Array, upper: Array, b: Array) -> Array:
    """JAX on GPUs: the solution alone."""
    return gtsv(lower, diagonal, upper, b)[3]


def syrk(a: Array, c: Array, alpha: Array, beta: Array, *, backend_config: Any) -> Array:
    """JAX on GPUs: alpha a a^T + beta c; with `transpose` alpha a^T a + beta c."""
    if not isinstance(backend_config, dict) or "transpose" not in backend_config:
        raise Unsupported(f"backend_config has no 'transpose': {backend_config!r}")
    x = np.swapaxes(wide(a), -2, -1) if backend_config["transpose"] else wide(a)
    return stored(wide(alpha) * (x @ np.swapaxes(x, -2, -1)) + wide(beta) * wide(c), c.dtype)


TARGETS = (
    dict.fromkeys(lapack("trsm"), trsm)
    | dict.fromkeys(lapack("gtsv"), gtsv)
    | dict.fromkeys(solver("gtsv2", "sparse"), gtsv2)
    | dict.fromkeys(solver("syrk"), syrk)
    | dict.fromkeys((f"{platform}_tridiagonal_solve_perturbed" for platform in ("cu", "hip")), perturbed)
    | {"tridiagonal_solve_perturbed_ffi": perturbed}
)
