"""Eigenvalues, singular values and Schur forms, through numpy's LAPACK (and scipy's, where numpy has none).

A matrix for which the iteration does not end (one that holds NaN or infinity, say) gives NaN and an `info` of 1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...spec.lang import Array, Unsupported
from ...spec.types import TensorType, Type
from .lapack import adjoint, each, flag, lapack, real_dtype, solver, stored, wide


def _guarded(function: Callable[[Array], tuple[Array, ...]], batch: tuple[int, ...], a: Array) -> tuple[Array, ...]:
    """Results of a function of one matrix for each matrix, and info."""

    def run(one: Array) -> tuple[Any, ...]:
        if np.isfinite(one).all():
            try:
                return (*function(one), np.int32(0))
            except np.linalg.LinAlgError:
                pass
        like = function(np.zeros_like(one))
        return (*(np.full_like(part, np.nan) for part in like), np.int32(1))

    return each(run, batch, a)


def _types(results: tuple[Type, ...]) -> list[TensorType]:
    return [one for one in results if isinstance(one, TensorType)]


def _zeros(type_: TensorType) -> Array:
    """A result that was not asked for."""
    return np.zeros(type_.sizes, type_.dtype)


# Hermitian matrices ---------------------------------------------------------------------------------------------------


def syevd(a: Array, *, backend_config: Any) -> tuple[Array, Array, Array]:
    """Eigenvectors in columns, ascending eigenvalues, and `info`, of the triangle that `uplo` (or `lower`) names."""
    values, vectors, info = _hermitian(a, flag(backend_config, "uplo", "L", "lower"))
    return vectors, values, info


def eigh(a: Array, *, backend_config: Any) -> tuple[Array, Array]:
    """JAX on TPUs: eigenvectors and ascending eigenvalues. The configuration is `lower,sort,sweeps,tolerance`."""
    values, vectors, _ = _hermitian(a, str(backend_config).startswith("1"))
    return vectors, values


def _hermitian(a: Array, lower: bool) -> tuple[Array, Array, Array]:
    def one(x: Array) -> tuple[Array, ...]:
        return tuple(np.linalg.eigh(x, "L" if lower else "U"))

    values, vectors, info = _guarded(one, a.shape[:-2], wide(a))
    return stored(values, real_dtype(a)), stored(vectors, a.dtype), info


# General matrices -----------------------------------------------------------------------------------------------------


def geev(a: Array, *, backend_config: Any, results: tuple[Type, ...]) -> tuple[Array, ...]:
    """Eigenvalues (real and imaginary parts apart for a real matrix), left and right eigenvectors, and `info`.

    Eigenvectors are complex, of norm 1, with a real largest element; those that are not asked for are zeros.
    """
    left = flag(backend_config, "compute_left", "V", "left")
    right = flag(backend_config, "compute_right", "V", "right")
    *values, left_type, right_type, _ = _types(results)

    def one(x: Array) -> tuple[Array, ...]:
        if not left:
            found, vectors = np.linalg.eig(x)
            return found.astype(np.complex128), np.zeros_like(vectors, np.complex128), vectors.astype(np.complex128)
        found, lefts, rights = _scipy_linalg("left eigenvectors").eig(x, left=True, right=True)
        return tuple(part.astype(np.complex128) for part in (found, lefts, rights))

    found, lefts, rights, info = _guarded(one, a.shape[:-2], wide(a))
    parts = (np.real(found), np.imag(found)) if len(values) == 2 else (found,)
    return (
        *(stored(part, type_.dtype) for part, type_ in zip(parts, values, strict=True)),
        stored(lefts, left_type.dtype) if left else _zeros(left_type),
        stored(rights, right_type.dtype) if right else _zeros(right_type),
        info,
    )


def packed_geev(a: Array, *, backend_config: Any, results: tuple[Type, ...]) -> tuple[Array, ...]:
    """JAX on GPUs: what is left of the operand, eigenvalues, left and right eigenvectors, and `info`.

    Eigenvectors have the operand's type: two columns of a real matrix are the real and imaginary part of the vector for
    the first of two conjugate eigenvalues, the one above the real axis.
    """
    values_type, info_type = results[1], results[4]
    vectors_type = TensorType(a.shape, values_type.element)  # pyright: ignore[reportAttributeAccessIssue]
    wanted = {"left": backend_config["left"], "right": backend_config["right"]}
    types = (values_type, vectors_type, vectors_type, info_type)
    values, lefts, rights, info = geev(a, backend_config=wanted, results=types)
    if a.dtype.kind == "c":
        return a, values, lefts, rights, info
    return a, values, *(stored(_packed(values, one), a.dtype) for one in (lefts, rights)), info


def _packed(values: Array, vectors: Array) -> Array:
    """Real columns for vectors of which two conjugate ones stand side by side."""
    before = np.roll(vectors, 1, -1)
    return np.where(np.imag(values)[..., None, :] < 0, np.imag(before), np.real(vectors))


def gees(a: Array, *, backend_config: Any, results: tuple[Type, ...]) -> tuple[Array, ...]:
    """The Schur form T, the vectors Z with a = Z T Z*, eigenvalues, the number of sorted ones (none), and `info`."""
    if flag(backend_config, "sort", "S"):
        raise Unsupported("sorted Schur forms are asked for")
    vectors_wanted = flag(backend_config, "mode", "V")
    real = a.dtype.kind == "f"

    def one(x: Array) -> tuple[Array, ...]:
        form, vectors = _scipy_linalg("Schur forms").schur(x, output="real" if real else "complex")
        return form, vectors, _block_eigenvalues(form) if real else np.diagonal(form).copy()

    form, vectors, values, info = _guarded(one, a.shape[:-2], wide(a))
    parts = (np.real(values), np.imag(values)) if real else (values,)
    shown = stored(vectors, a.dtype) if vectors_wanted else _zeros(_types(results)[1])
    return stored(form, a.dtype), shown, *(stored(part, a.dtype) for part in parts), np.zeros_like(info), info


def _block_eigenvalues(form: Array) -> Array:
    """Eigenvalues of a real Schur form: its diagonal; a 2 x 2 block with elements b, c off the diagonal, which have
    opposite signs, adds +-i sqrt(|b c|)."""
    values = np.diagonal(form).astype(np.complex128)
    above, below = np.diagonal(form, 1), np.diagonal(form, -1)
    parts = 1j * np.sqrt(np.abs(above)) * np.sqrt(np.abs(below))
    values[:-1] += parts
    values[1:] -= parts
    return values


def _scipy_linalg(what: str) -> Any:
    try:
        import scipy.linalg as linalg  # pyright: ignore[reportMissingTypeStubs, reportMissingImports]
    except ImportError:
        raise Unsupported(f"{what} need scipy, which is not installed") from None
    return linalg


# Singular values ------------------------------------------------------------------------------------------------------


def gesdd(a: Array, *, backend_config: Any, results: tuple[Type, ...]) -> tuple[Array, ...]:
    """What is left of the operand (all of it), descending singular values, U, V*, and `info`.

    U and V* are zeros where they are not asked for.
    """
    wanted = not flag(backend_config, "mode", "N") if "mode" in backend_config else bool(backend_config["compute_uv"])
    transposed = "mode" not in backend_config and bool(backend_config.get("transposed", False))
    types = _types(results)[2:4]
    u, values, vh, info = _svd(a, full=all(one.sizes[-2] == one.sizes[-1] for one in types))
    made = [vh, u] if transposed else [u, vh]
    shown = [one if wanted else _zeros(type_) for one, type_ in zip(made, types, strict=True)]
    return a, values, *shown, info


def gesvdj(a: Array, *, backend_config: Any, results: tuple[Type, ...]) -> tuple[Array, ...]:
    """JAX on GPUs: like gesdd, but with V in the place of V*."""
    types = _types(results)[2:4]
    u, values, vh, info = _svd(a, full=bool(backend_config["full_matrices"]))
    pairs = zip((u, adjoint(vh)), types, strict=True)
    shown = [one if backend_config["compute_uv"] else _zeros(type_) for one, type_ in pairs]
    return a, values, *shown, info


def _svd(a: Array, full: bool) -> tuple[Array, Array, Array, Array]:
    def one(x: Array) -> tuple[Array, ...]:
        return tuple(np.linalg.svd(x, full_matrices=full))

    u, values, vh, info = _guarded(one, a.shape[:-2], wide(a))
    return stored(u, a.dtype), stored(values, real_dtype(a)), stored(vh, a.dtype), info


_HYBRID_EIG = [f"{platform}hybrid_eig_{kind}" for platform in ("cu", "hip") for kind in ("real", "comp")]

TARGETS = (
    dict.fromkeys((*lapack("syevd", "heevd"), *solver("syevd")), syevd)
    | {"Eigh": eigh}
    | dict.fromkeys((*lapack("geev"), *_HYBRID_EIG), geev)
    | dict.fromkeys(solver("geev"), packed_geev)
    | dict.fromkeys(lapack("gees"), gees)
    | dict.fromkeys((*lapack("gesdd"), *lapack("gesvd"), *solver("gesdd"), *solver("gesvd")), gesdd)
    | dict.fromkeys((*solver("gesvdj"), *solver("gesvdp")), gesvdj)
)
