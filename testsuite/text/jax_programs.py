"""Programs as JAX exports them: two hundred functions of numpy, lax, nn, linear algebra, random numbers and transforms.

Only the functions import JAX.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

from .roundtrip import Program

Function = Callable[..., Any]
Argument = tuple[tuple[Any, ...], str]
Entry = tuple[Function, tuple[Argument, ...]]
"""A function and the sizes and element types of its arguments."""


def shaped(*sizes: Any, dtype: str = "float32") -> Argument:
    """An argument."""
    return sizes, dtype


SQUARE, VECTOR, INTEGERS = shaped(3, 3), shaped(8), shaped(4, dtype="int32")
COMPLEX, KEY = shaped(4, dtype="complex64"), shaped(2, dtype="uint32")
IMAGE, FILTERS = shaped(1, 8, 8, 4), shaped(3, 3, 4, 6)

UNARY = (
    "abs", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "arcsinh", "arccosh",
    "arctanh", "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sqrt", "cbrt", "square", "reciprocal",
    "floor", "ceil", "trunc", "rint", "sign", "signbit", "isnan", "isinf", "isfinite", "negative", "deg2rad",
    "sinc", "i0", "cumsum", "cumprod", "sum", "prod", "mean", "var", "std", "median", "max", "min", "argmax",
    "argmin", "any", "all", "ptp", "sort", "argsort", "unwrap", "diff", "ravel", "flip", "transpose", "nan_to_num",
    "nansum", "frexp", "modf", "tril", "triu", "diag", "trace", "rot90", "corrcoef", "gradient",
)  # fmt: skip
BINARY = (
    "add", "subtract", "multiply", "divide", "floor_divide", "remainder", "fmod", "power", "arctan2", "hypot",
    "maximum", "minimum", "logaddexp", "nextafter", "copysign", "heaviside", "equal", "less", "greater_equal",
    "matmul", "outer", "inner", "kron", "vdot", "cross", "allclose", "isclose",
)  # fmt: skip
INTEGER = (
    "bitwise_and", "bitwise_or", "bitwise_xor", "left_shift", "right_shift", "gcd", "lcm", "floor_divide",
    "remainder", "power",
)  # fmt: skip
NN = (
    "relu", "relu6", "sigmoid", "softplus", "silu", "gelu", "elu", "selu", "celu", "leaky_relu", "log_sigmoid",
    "log_softmax", "softmax", "standardize", "hard_swish", "mish", "squareplus", "glu", "soft_sign",
)  # fmt: skip
SPECIAL = (
    "lgamma", "digamma", "erf", "erfc", "erf_inv", "bessel_i1e", "rsqrt", "logistic",
)  # fmt: skip
LINALG = (
    "cholesky", "qr", "inv", "det", "eigh", "svd", "norm", "slogdet",
)  # fmt: skip


def lax_functions() -> Iterator[tuple[str, Entry]]:
    """Primitives of lax, one or more each."""
    import jax
    import jax.numpy as jnp
    from jax import lax

    dimensions = ("NHWC", "HWIO", "NHWC")
    yield "clz", (lax.clz, (INTEGERS,))
    yield "population_count", (lax.population_count, (INTEGERS,))
    yield "top_k", (lambda x: lax.top_k(x, 3), (VECTOR,))
    yield "cummax", (lax.cummax, (VECTOR,))
    yield "reduce_precision", (lambda x: lax.reduce_precision(x, 5, 10), (VECTOR,))
    yield "bitcast", (lambda x: lax.bitcast_convert_type(x, jnp.int32), (VECTOR,))
    yield "conv", (lambda x, w: lax.conv_general_dilated(x, w, (1, 1), "SAME", dimension_numbers=dimensions),
                   (IMAGE, FILTERS))  # fmt: skip
    yield (
        "conv_dilated",
        (
            lambda x, w: lax.conv_general_dilated(x, w, (2, 1), [(1, 2), (0, 1)], (2, 1), (1, 2), dimensions),
            (IMAGE, FILTERS),
        ),
    )
    yield "conv_transpose", (lambda x, w: lax.conv_transpose(x, w, (2, 2), "SAME"), (IMAGE, FILTERS))
    yield (
        "conv_grouped",
        (
            lambda x, w: lax.conv_general_dilated(
                x, w, (1, 1), "VALID", dimension_numbers=dimensions, feature_group_count=4, precision="highest"
            ),
            (IMAGE, shaped(3, 3, 1, 8)),
        ),
    )
    yield "max_pool", (lambda x: lax.reduce_window(x, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "SAME"), (IMAGE,))
    yield (
        "max_pool_grad",
        (
            jax.grad(lambda x: lax.reduce_window(x, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID").sum()),
            (IMAGE,),
        ),
    )
    yield "gather", (lambda x, i: x[i], (SQUARE, INTEGERS))
    yield "gather_fill", (lambda x, i: x.at[i].get(mode="fill"), (SQUARE, INTEGERS))
    yield "scatter_add", (lambda x, i: x.at[i].add(1.0), (VECTOR, INTEGERS))
    yield "scatter_mul", (lambda x, i: x.at[i].mul(2.0), (VECTOR, INTEGERS))
    yield "scatter_set", (lambda x, i: x.at[i, 0].set(2.0), (SQUARE, INTEGERS))
    yield "dynamic_slice", (lambda x, i: lax.dynamic_slice(x, (i, 0), (2, 2)), (SQUARE, shaped(dtype="int32")))
    yield "dynamic_update_slice", (lambda x, i: lax.dynamic_update_slice(x, x[:2], (i, 0)),
                                   (SQUARE, shaped(dtype="int32")))  # fmt: skip
    yield "pad", (lambda x: lax.pad(x, 0.0, ((1, 2, 0), (-1, 0, 1))), (SQUARE,))
    yield "concatenate", (lambda x: jnp.concatenate([x, x, 2 * x]), (SQUARE,))
    yield "slice", (lambda x: x[::2, 1:], (SQUARE,))
    yield "iota", (lambda x: x + lax.broadcasted_iota(jnp.float32, (3, 3), 1), (SQUARE,))
    yield "sort_two", (lambda x, i: lax.sort((x, i), num_keys=2), (shaped(4), INTEGERS))
    yield "fft", (jnp.fft.fft, (COMPLEX,))
    yield "rfft2", (jnp.fft.rfft2, (SQUARE,))
    yield "irfft", (jnp.fft.irfft, (COMPLEX,))
    yield "complex", (lambda x: jnp.conj(x) * lax.complex(x.real, -x.imag), (COMPLEX,))
    yield "complex_power", (lambda x: x**2.5 + (1 - 2j), (COMPLEX,))
    yield "igamma", (lax.igamma, (VECTOR, VECTOR))
    yield "betainc", (lax.betainc, (VECTOR, VECTOR, VECTOR))
    yield "polygamma", (lax.polygamma, (VECTOR, VECTOR))
    yield "zeta", (lax.zeta, (VECTOR, VECTOR))
    yield "dot_general", (lambda x, y: lax.dot_general(x, y, (((1,), (1,)), ((0,), (0,)))),
                          (shaped(2, 3, 4), shaped(2, 3, 5)))  # fmt: skip
    yield "dot_highest", (lambda x, y: lax.dot(x, y, precision="highest"), (SQUARE, SQUARE))
    yield "dot_algorithm", (lambda x, y: lax.dot(x, y, precision=lax.DotAlgorithmPreset.BF16_BF16_F32_X3),
                            (SQUARE, SQUARE))  # fmt: skip
    yield "dot_bf16", (lambda x, y: lax.dot(x, y, preferred_element_type=jnp.float32),
                       (shaped(2, 3, dtype="bfloat16"), shaped(3, 2, dtype="bfloat16")))  # fmt: skip
    yield "dot_int8", (lambda x, y: lax.dot(x, y, preferred_element_type=jnp.int32),
                       (shaped(2, 3, dtype="int8"), shaped(3, 2, dtype="int8")))  # fmt: skip
    yield "ragged_dot", (lax.ragged_dot, (shaped(4, 3), shaped(2, 3, 5), shaped(2, dtype="int32")))
    yield "einsum", (lambda x, y: jnp.einsum("abc,dc->abd", x, y), (shaped(2, 3, 4), shaped(5, 4)))
    yield "tensordot", (jnp.tensordot, (SQUARE, SQUARE))
    for dtype in ("float16", "bfloat16", "float8_e4m3fn", "float8_e5m2", "int4", "uint16", "bool", "complex64"):
        yield f"convert.{dtype}", (lambda x, dtype=dtype: (x.astype(dtype), jnp.ones(3, dtype)), (VECTOR,))


def control_functions() -> Iterator[tuple[str, Entry]]:
    """Loops, branches, calls and transforms."""
    import jax
    import jax.numpy as jnp
    from jax import lax

    yield "while", (lambda x: lax.while_loop(lambda c: c[0] < 10, lambda c: (c[0] + 1, c[1] * 2), (0, x)), (VECTOR,))
    yield "fori", (lambda x: lax.fori_loop(0, 10, lambda i, y: y + i, x), (VECTOR,))
    yield "scan", (lambda x: lax.scan(lambda c, y: (c + y, c * y), 0.0, x), (VECTOR,))
    yield "scan_nested", (
        lambda x: lax.scan(lambda c, y: (lax.fori_loop(0, 3, lambda i, z: z + y, c), c), 0.0, x), (VECTOR,)
    )  # fmt: skip
    yield "cond", (lambda x: lax.cond(x[0] > 0, jnp.sin, jnp.cos, x), (VECTOR,))
    yield "switch", (lambda i, x: lax.switch(i, [jnp.sin, jnp.cos, jnp.tan], x), (shaped(dtype="int32"), VECTOR))
    yield "map", (lambda x: lax.map(jnp.linalg.norm, x), (SQUARE,))
    yield "associative_scan", (lambda x: lax.associative_scan(jnp.add, x), (VECTOR,))
    yield "nested_jit", (lambda x: jax.jit(jnp.sin)(x) + jax.jit(jnp.sin)(2 * x), (VECTOR,))
    yield "grad", (jax.grad(lambda x: jnp.tanh(x @ x).sum()), (SQUARE,))
    yield "value_and_grad", (jax.value_and_grad(lambda x: jax.nn.gelu(x).sum()), (VECTOR,))
    yield "hessian", (jax.hessian(lambda x: (x**3).sum()), (VECTOR,))
    yield "jacobian", (jax.jacrev(jnp.cumsum), (VECTOR,))
    yield "vmap", (jax.vmap(jnp.dot), (SQUARE, SQUARE))
    yield "vmap_scan", (jax.vmap(lambda x: lax.scan(lambda c, y: (c + y, c), 0.0, x)), (SQUARE,))
    yield "remat", (jax.grad(jax.checkpoint(lambda x: jnp.sin(jnp.sin(x)).sum())), (VECTOR,))
    yield "barrier", (lambda x: lax.optimization_barrier((x, x + 1)), (VECTOR,))
    yield "piecewise", (lambda x: jnp.piecewise(x, [x < 0, x > 1], [-1.0, 1.0, 0.0]), (VECTOR,))
    yield "interp", (lambda x: jnp.interp(x, x, x), (VECTOR,))
    yield "unique", (lambda x: jnp.unique(x, size=4), (VECTOR,))
    yield "histogram", (lambda x: jnp.histogram(x, 4), (VECTOR,))
    yield "searchsorted", (jnp.searchsorted, (VECTOR, VECTOR))
    yield (
        "attention",
        (
            lambda q, k, v: jax.nn.softmax(q @ k.mT / 8.0 + jnp.where(jnp.tri(6), 0, -jnp.inf)) @ v,
            (shaped(2, 6, 64), shaped(2, 6, 64), shaped(2, 6, 64)),
        ),
    )
    yield "layer_norm", (lambda x, g: g * (x - x.mean(-1, keepdims=True)) * lax.rsqrt(x.var(-1, keepdims=True) + 1e-5),
                         (shaped(4, 8), VECTOR))  # fmt: skip
    yield "one_hot", (lambda i: jax.nn.one_hot(i, 10), (INTEGERS,))


def random_functions() -> Iterator[tuple[str, Entry]]:
    """Random numbers."""
    import jax
    from jax import lax

    random = jax.random
    yield "uniform", (lambda key: random.uniform(key, (3,)), (KEY,))
    yield "normal", (lambda key: random.normal(key, (3,)), (KEY,))
    yield "bernoulli", (lambda key: random.bernoulli(key, 0.3, (3,)), (KEY,))
    yield "randint", (lambda key: random.randint(key, (3,), 0, 10), (KEY,))
    yield "permutation", (lambda key: random.permutation(key, 5), (KEY,))
    yield "categorical", (lambda key, x: random.categorical(key, x), (KEY, VECTOR))
    yield "gamma", (lambda key, x: random.gamma(key, x), (KEY, VECTOR))
    yield "poisson", (lambda key: random.poisson(key, 3.0, (2,)), (KEY,))
    yield "truncated", (lambda key: random.truncated_normal(key, -1, 1, (2,)), (KEY,))
    yield "rng_bit_generator", (lambda key: lax.rng_bit_generator(key, (3,)), (shaped(4, dtype="uint32"),))


def parallel_functions() -> Iterator[tuple[str, Entry]]:
    """Collectives, on a mesh of one device."""
    import jax
    from jax import lax
    from jax.sharding import AxisType, Mesh, PartitionSpec

    mesh = Mesh(jax.devices()[:1], ("i",), axis_types=(AxisType.Auto,))
    spec = PartitionSpec("i")

    def mapped(function: Function) -> Function:
        return jax.shard_map(function, mesh=mesh, in_specs=spec, out_specs=spec, check_vma=False)

    yield "psum", (mapped(lambda x: lax.psum(x, "i")), (VECTOR,))
    yield "all_gather", (mapped(lambda x: lax.all_gather(x, "i", tiled=True)), (VECTOR,))
    yield "ppermute", (mapped(lambda x: lax.ppermute(x, "i", [(0, 0)])), (VECTOR,))
    yield "all_to_all", (mapped(lambda x: lax.all_to_all(x, "i", 0, 0, tiled=True)), (VECTOR,))
    yield "reduce_scatter", (mapped(lambda x: lax.psum_scatter(x, "i", tiled=True)), (VECTOR,))
    yield "axis_index", (mapped(lambda x: x + lax.axis_index("i")), (VECTOR,))
    sharding = jax.sharding.NamedSharding(mesh, spec)
    yield "constraint", (lambda x: lax.with_sharding_constraint(x + 1, sharding), (VECTOR,))


def symbolic_functions() -> Iterator[tuple[str, Entry]]:
    """Programs of sizes that are not known (`jax.export`)."""
    import jax
    import jax.numpy as jnp

    n, m = jax.export.symbolic_shape("n, m")
    yield "add", (jnp.add, (shaped(n, 3), shaped(n, 3)))
    yield "reshape", (lambda x: x.reshape(-1), (shaped(n, m),))
    yield "matmul", (jnp.matmul, (shaped(n, m), shaped(m, 4)))
    yield "sum", (lambda x: x.sum(0), (shaped(n, m),))
    yield "broadcast", (lambda x, y: x + y, (shaped(n, 1), shaped(m)))
    yield "concatenate", (lambda x: jnp.concatenate([x, x]), (shaped(n),))
    yield "arange", (lambda x: x + jnp.arange(x.shape[0]), (shaped(n),))
    yield "slice", (lambda x: x[: x.shape[0] // 2], (shaped(n),))


def functions() -> Iterator[tuple[str, Entry]]:
    """All functions with the types of their arguments."""
    import jax
    import jax.numpy as jnp
    from jax import lax

    yield from ((f"jnp.{name}", (getattr(jnp, name), (SQUARE,))) for name in UNARY)
    yield from ((f"jnp.{name}.c64", (getattr(jnp, name), (COMPLEX,))) for name in UNARY[:19])
    yield from ((f"jnp.{name}", (getattr(jnp, name), (SQUARE, SQUARE))) for name in BINARY)
    yield from ((f"jnp.{name}.i32", (getattr(jnp, name), (INTEGERS, INTEGERS))) for name in INTEGER)
    yield from ((f"nn.{name}", (getattr(jax.nn, name), (shaped(2, 4),))) for name in NN)
    yield from ((f"lax.{name}", (getattr(lax, name), (VECTOR,))) for name in SPECIAL)
    yield from ((f"linalg.{name}", (getattr(jnp.linalg, name), (SQUARE,))) for name in LINALG)
    for kind in (lax_functions, control_functions, random_functions, parallel_functions, symbolic_functions):
        yield from kind()


def programs() -> Iterator[Program]:
    """All functions as text."""
    import jax

    for name, (function, arguments) in functions():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            jitted = jax.jit(function)
            types = [jax.ShapeDtypeStruct(sizes, dtype) for sizes, dtype in arguments]
            symbolic = any(not isinstance(size, int) for sizes, _ in arguments for size in sizes)
            exported = jax.export.export(jitted)(*types) if symbolic else None
            text = jitted.lower(*types).as_text() if exported is None else exported.mlir_module()
        yield Program(name, text)
