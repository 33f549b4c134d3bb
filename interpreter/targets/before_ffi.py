"""LAPACK as JAX called it on CPUs until the middle of 2024: sizes and flags are operands, workspaces are results.

Names have no `_ffi` at their end. Sizes say what the shapes say already; the last operands are the matrices. Where all
results are one tuple, so is what comes back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from ...spec.lang import Array, InvalidValue
from ...spec.lang.extensions import Function
from ...spec.types import TensorType, TupleType, Type
from .cholesky import potrf
from .condensed import gehrd, sytrd
from .lapack import routines
from .lu import getrf
from .qr import geqrf, orgqr
from .solves import solve_triangular
from .spectra import gees, geev, gesdd, syevd

Types = tuple[Type, ...]


class _Convention(NamedTuple):
    """How many scalars come before so many matrices, and a function of both and of the types of results."""

    scalars: int
    matrices: int
    run: Callable[[tuple[int, ...], tuple[Array, ...], Types], tuple[Array, ...]]
    begin: Callable[[Types], int] = lambda _: 0
    """Results that are workspaces before the first one that is none."""


def _empty(a: Array) -> Array:
    """`info` of a routine that cannot fail."""
    return np.zeros(a.shape[:-2], np.int32)


def _potrf(flags: tuple[int, ...], arrays: tuple[Array, ...], _: Types) -> tuple[Array, ...]:
    return potrf(*arrays, backend_config={"lower": flags[0]})


def _getrf(flags: tuple[int, ...], arrays: tuple[Array, ...], _: Types) -> tuple[Array, ...]:
    return getrf(*arrays)


def _geqrf(flags: tuple[int, ...], arrays: tuple[Array, ...], _: Types) -> tuple[Array, ...]:
    return *geqrf(*arrays), _empty(arrays[0])


def _orgqr(flags: tuple[int, ...], arrays: tuple[Array, ...], _: Types) -> tuple[Array, ...]:
    return orgqr(*arrays), _empty(arrays[0])


def _gesdd(flags: tuple[int, ...], arrays: tuple[Array, ...], results: Types) -> tuple[Array, ...]:
    return gesdd(*arrays, backend_config={"compute_uv": flags[1]}, results=results)


def _syevd(flags: tuple[int, ...], arrays: tuple[Array, ...], _: Types) -> tuple[Array, ...]:
    return syevd(*arrays, backend_config={"lower": flags[0]})


def _geev(flags: tuple[int, ...], arrays: tuple[Array, ...], results: Types) -> tuple[Array, ...]:
    return geev(*arrays, backend_config={"compute_left": flags[2], "compute_right": flags[3]}, results=results)


def _geev_workspaces(results: Types) -> int:
    """Three for a real operand, which has eigenvalues in two parts, two for a complex one."""
    return 3 if len(results) == 8 else 2


def _gees(flags: tuple[int, ...], arrays: tuple[Array, ...], results: Types) -> tuple[Array, ...]:
    """The Schur form stands before the workspace of a complex operand, vectors after the eigenvalues."""
    form_type, vectors_type = results[0], results[3]
    config = {"mode": flags[2], "sort": flags[3]}
    form, vectors, *values, count, info = gees(*arrays, backend_config=config, results=(form_type, vectors_type))
    work = () if len(values) == 2 else (_zeros(results[1]),)
    return form, *work, *values, vectors, count, info


def _gehrd(flags: tuple[int, ...], arrays: tuple[Array, ...], _: Types) -> tuple[Array, ...]:
    return gehrd(*arrays, backend_config={"low": flags[1], "high": flags[2]})


def _sytrd(flags: tuple[int, ...], arrays: tuple[Array, ...], _: Types) -> tuple[Array, ...]:
    return sytrd(*arrays, backend_config={"lower": flags[1]})


def _trsm(flags: tuple[int, ...], arrays: tuple[Array, ...], _: Types) -> tuple[Array, ...]:
    left, lower, transposed, unit = flags[:4]
    factor, a, b = arrays
    solved = solve_triangular(a, b, left=bool(left), lower=bool(lower), transposed="NTC"[transposed], unit=bool(unit))
    return ((factor * solved).astype(b.dtype),)


_CONVENTIONS: dict[tuple[str, ...], _Convention] = {
    routines("potrf"): _Convention(3, 1, _potrf),
    routines("getrf"): _Convention(3, 1, _getrf),
    routines("geqrf"): _Convention(4, 1, _geqrf),
    routines("orgqr", "ungqr"): _Convention(5, 2, _orgqr),
    routines("gesdd"): _Convention(6, 1, _gesdd),
    routines("syevd", "heevd"): _Convention(3, 1, _syevd),
    routines("geev"): _Convention(4, 1, _geev, _geev_workspaces),
    routines("gees"): _Convention(4, 1, _gees),
    routines("gehrd"): _Convention(6, 1, _gehrd),
    routines("sytrd", "hetrd"): _Convention(5, 1, _sytrd),
    routines("trsm", library="blas"): _Convention(7, 3, _trsm),
}


def _zeros(type_: Type) -> Array:
    """A workspace."""
    assert isinstance(type_, TensorType)
    return np.zeros(type_.sizes, type_.dtype)


def _function(names: tuple[str, ...], convention: _Convention) -> Function:
    """The target of a convention."""
    expected = convention.scalars + convention.matrices

    def call(*operands: Array, results: Types) -> tuple[Any, ...]:
        if len(operands) != expected:
            raise InvalidValue(f"takes {expected} operands, the last {convention.matrices} arrays; has {len(operands)}")
        whole = isinstance(results[0], TupleType) and len(results) == 1
        types: Types = results[0].elements if whole else results  # pyright: ignore[reportAttributeAccessIssue]
        start = convention.begin(types)
        flags = tuple(int(one.item()) for one in operands[: convention.scalars])
        made = convention.run(flags, operands[convention.scalars :], types[start:])
        found = (*map(_zeros, types[:start]), *made, *map(_zeros, types[start + len(made) :]))
        return (found,) if whole else found

    call.__doc__ = f"JAX until 2024 on CPUs: {names[0].partition('_')[2][1:]} with sizes and flags as operands."
    return call


TARGETS = {name: _function(names, one) for names, one in _CONVENTIONS.items() for name in names}
