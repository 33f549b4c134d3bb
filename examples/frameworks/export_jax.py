"""Exports programs of JAX with custom calls for linear algebra, and with composites.

    python examples/frameworks/export_jax.py

Needs jax and jaxlib. Results are recorded from XLA's CPU backend with default flags; `recording.py` says how
tolerances are derived.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import jaxlib
import numpy as np
from jax.interpreters.mlir import make_ir_context
from jaxlib.mlir import ir
from recording import record, tolerances

UNIT = 2.0**-24
"""Unit roundoff of f32."""


def linear_algebra(a: Any, b: Any) -> tuple[Any, ...]:
    """Factorizations and solutions that do not depend on signs which a library chooses freely."""
    spd = a @ a.T + 3 * jnp.eye(len(a), dtype=a.dtype)
    q, r = jnp.linalg.qr(a)
    u, s, vh = jnp.linalg.svd(a)
    values, vectors = jnp.linalg.eigh(spd)
    _, _, order = jax.lax.linalg.lu(a)
    return (
        jnp.linalg.solve(a, b),
        jnp.linalg.cholesky(spd),
        jnp.abs(r),
        q @ r,
        (u * s) @ vh,
        s,
        values,
        (vectors * values) @ vectors.T,
        jnp.linalg.slogdet(spd)[1],
        jax.scipy.linalg.cho_solve((jnp.linalg.cholesky(spd), True), b),
        jax.scipy.linalg.expm(a / 4),
        order,
    )


def composites(x: Any, y: Any) -> tuple[Any, ...]:
    """Functions that JAX exports as composites of CHLO's names, with their decompositions."""
    values, places = jax.lax.top_k(y, 3)
    small = jnp.clip(x, -0.9, 0.9)
    return (
        jax.lax.erf(x),
        jax.nn.gelu(x, approximate=False),
        jnp.arccos(small),
        jnp.arcsin(small),
        jnp.arctan(x),
        jnp.arctanh(small),
        jnp.arccosh(1.5 + x * x),
        jnp.arcsinh(x),
        jnp.sinh(x),
        jnp.cosh(x),
        values,
        places,
    )


def text_of(function: Callable[..., Any], inputs: list[np.ndarray]) -> str:
    """The exported program, without locations."""
    with make_ir_context():
        module = ir.Module.parse(jax.export.export(jax.jit(function))(*inputs).mlir_module())
        return str(module.operation.get_asm(enable_debug_info=False)).rstrip() + "\n"


def export(function: Callable[..., Any], inputs: list[np.ndarray], rounding: float, description: str) -> None:
    """Records one program."""
    print(function.__name__)
    recorded = [np.asarray(one) for one in jax.jit(function)(*inputs)]

    def exact(*wide: np.ndarray) -> list[np.ndarray]:
        with jax.enable_x64(True):
            return [np.asarray(one) for one in jax.jit(function)(*wide)]

    made_with = {"jax": jax.__version__, "jaxlib": jaxlib.__version__, "results_from": "XLA CPU, default flags"}
    allowed = tolerances(exact, inputs, recorded, rounding)
    record(f"jax_{function.__name__}", description, made_with, text_of(function, inputs), inputs, recorded, allowed)


def main() -> None:
    rng = np.random.default_rng(2)
    a, b = rng.normal(size=(6, 6)).astype(np.float32), rng.normal(size=(6, 2)).astype(np.float32)
    export(
        linear_algebra, [a, b], 6 * 6 * UNIT,
        "solve, Cholesky, QR, singular values, eigenvalues, determinant, exponential: custom calls of LAPACK",
    )  # fmt: skip
    x = np.linspace(-3, 3, 40, dtype=np.float32).reshape(5, 8) + np.float32(0.01)
    y = rng.permutation(np.arange(24, dtype=np.float32)).reshape(4, 6)
    export(composites, [x, y], 16 * UNIT, "error function, GELU, inverse and hyperbolic functions, top_k: composites")


if __name__ == "__main__":
    main()
