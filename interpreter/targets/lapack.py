"""What targets named after LAPACK's routines share: names, flags, and the types that they compute in.

Names are those of JAX's FFI: `lapack_`, a letter for the element type, the routine, `_ffi` on CPUs; `cusolver_` or
`hipsolver_`, the routine, `_ffi` on GPUs. Matrices are the last two dimensions, whatever the layouts say; the others
are batches.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ...spec.lang import Array, Unsupported

_REAL, _COMPLEX = "sd", "cz"


def lapack(routine: str, complex_routine: str | None = None) -> list[str]:
    """Names of a routine for f32, f64, c64, c128 on CPUs; some have another name for complex matrices."""
    return [f"{name}_ffi" for name in routines(routine, complex_routine)]


def routines(routine: str, complex_routine: str | None = None, library: str = "lapack") -> tuple[str, ...]:
    """The same names without what says that the FFI is used."""
    other = complex_routine or routine
    return (
        *(f"{library}_{letter}{routine}" for letter in _REAL),
        *(f"{library}_{letter}{other}" for letter in _COMPLEX),
    )


def solver(routine: str, library: str = "solver") -> list[str]:
    """Names of a routine on GPUs."""
    return [f"{platform}{library}_{routine}_ffi" for platform in ("cu", "hip")]


def flag(config: Any, name: str, letter: str, word: str | None = None) -> bool:
    """Whether the flag `name`, the code of a letter, is this letter; or, on GPUs, what the boolean `word` says.

    Raises Unsupported where the configuration has neither.
    """
    if isinstance(config, dict):
        if name in config:
            return chr(config[name]) == letter
        if word in config:
            return bool(config[word])
    raise Unsupported(f"backend_config has no {name!r}: {config!r}")


def wide(a: Array) -> Array:
    """A writable copy in f64 or c128."""
    return a.astype(np.complex128 if a.dtype.kind == "c" else np.float64)


def real_dtype(a: Array) -> np.dtype[Any]:
    """The element type of the real parts of an array."""
    return np.real(a).dtype


def stored(a: Array, dtype: np.dtype[Any]) -> Array:
    """An array rounded to the element type of a result."""
    return a.astype(dtype)


def adjoint(a: Array) -> Array:
    """Conjugate transposes."""
    return np.swapaxes(a, -2, -1).conj()


def each(function: Callable[..., tuple[Any, ...]], batch: tuple[int, ...], *arrays: Array) -> tuple[Array, ...]:
    """A function of single matrices (or vectors) applied throughout a batch; its results, stacked.

    An empty batch gives results as zero matrices do, with no elements.
    """
    shapes = [one.shape[len(batch) :] for one in arrays]
    count = math.prod(batch)
    flat = [one.reshape(count, *shape) for one, shape in zip(arrays, shapes, strict=True)]
    rows = [function(*(one[i] for one in flat)) for i in range(count)]
    if not rows:
        sample = function(*(np.zeros(shape, one.dtype) for one, shape in zip(arrays, shapes, strict=True)))
        return tuple(np.zeros((*batch, *np.shape(one)), np.asarray(one).dtype) for one in sample)
    return tuple(np.stack(column).reshape((*batch, *np.shape(column[0]))) for column in zip(*rows, strict=True))
