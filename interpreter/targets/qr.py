"""QR factorization as in LAPACK: geqrf, geqp3 (with column exchanges), orgqr and ormqr, which make and apply Q."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...spec.lang import Array, Unsupported
from .lapack import each, lapack, solver, stored, wide
from .reflectors import from_left, from_right, reflector, vector


def geqrf(a: Array) -> tuple[Array, Array]:
    """R in the upper triangle, reflectors below it, and their factors tau."""
    made, taus = each(_factorized, a.shape[:-2], wide(a))
    return stored(made, a.dtype), stored(taus, a.dtype)


def _factorized(a: Array) -> tuple[Array, Array]:
    steps = min(a.shape)
    taus = np.zeros(steps, a.dtype)
    for k in range(steps):
        _eliminate(a, taus, k)
    return a, taus


def _eliminate(a: Array, taus: Array, k: int) -> None:
    """Reflects column k onto its diagonal element, in place; the reflector takes the place of what it eliminates."""
    beta, v, taus[k] = reflector(a[k:, k])
    from_left(np.conj(taus[k]), v, a[k:, k + 1 :])
    a[k:, k] = v
    a[k, k] = beta


def geqp3(a: Array, order: Array) -> tuple[Array, Array, Array]:
    """QR of the matrix with its columns exchanged: where `order` is not 0 a column goes to the front; of the others the
    one with the largest remaining norm comes next. The new order counts from 1."""
    made, new_order, taus = each(_pivoted, a.shape[:-2], wide(a), order)
    return stored(made, a.dtype), new_order.astype(order.dtype), stored(taus, a.dtype)


def _pivoted(a: Array, order: Array) -> tuple[Array, Array, Array]:
    fixed = np.nonzero(order)[0]
    columns = np.concatenate([fixed, np.nonzero(order == 0)[0]])
    a[:] = a[:, columns]
    steps = min(a.shape)
    taus = np.zeros(steps, a.dtype)
    for k in range(steps):
        if k >= len(fixed):
            best = k + int(np.argmax(np.linalg.norm(a[k:, k:], axis=0)))
            a[:, [k, best]] = a[:, [best, k]]
            columns[[k, best]] = columns[[best, k]]
        _eliminate(a, taus, k)
    return a, columns + 1, taus


def orgqr(a: Array, taus: Array) -> Array:
    """The first columns, as many as `a` has, of the product of the reflectors."""
    (made,) = each(_product, a.shape[:-2], wide(a), wide(taus))
    return stored(made, a.dtype)


def _product(a: Array, taus: Array) -> tuple[Array]:
    q = np.eye(*a.shape, dtype=a.dtype)
    for k in reversed(range(len(taus))):
        from_left(taus[k], vector(a, k), q[k:])
    return (q,)


def ormqr(a: Array, taus: Array, c: Array, *, backend_config: Any) -> Array:
    """Q c, c Q, Q* c or c Q*, as `left` and `transpose` say."""
    if not isinstance(backend_config, dict) or not {"left", "transpose"} <= set(backend_config):
        raise Unsupported(f"backend_config has no 'left' and 'transpose': {backend_config!r}")
    left, transpose = bool(backend_config["left"]), bool(backend_config["transpose"])

    def multiplied(a: Array, taus: Array, c: Array) -> tuple[Array]:
        order = range(len(taus)) if left == transpose else reversed(range(len(taus)))
        for k in order:
            tau = np.conj(taus[k]) if transpose else taus[k]
            if left:
                from_left(tau, vector(a, k), c[k:])
            else:
                from_right(c[:, k:], tau, vector(a, k))
        return (c,)

    (made,) = each(multiplied, a.shape[:-2], wide(a), wide(taus), wide(c))
    return stored(made, c.dtype)


TARGETS = (
    dict.fromkeys((*lapack("geqrf"), *solver("geqrf"), "Qr"), geqrf)
    | dict.fromkeys((*lapack("geqp3"), "cuhybrid_geqp3", "hiphybrid_geqp3"), geqp3)
    | dict.fromkeys((*lapack("orgqr", "ungqr"), *solver("orgqr"), "ProductOfElementaryHouseholderReflectors"), orgqr)
    | dict.fromkeys((*lapack("ormqr", "unmqr"), *solver("ormqr")), ormqr)
)
