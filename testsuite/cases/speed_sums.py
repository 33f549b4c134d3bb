"""Rows of the benchmark: reductions, windows, sorting, contractions, transforms, linear algebra, random numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ml_dtypes
import numpy as np

from .speed import SIDE, Case, binary, case, program_case, type_of

ROW = f"tensor<{SIDE}xf32>"
SCALAR_BLOCK = "^bb0(%a: tensor<f32>, %b: tensor<f32>):"


def rows(random: np.random.Generator) -> Iterator[Case]:
    """All rows of ops that sum."""
    f32 = random.standard_normal((SIDE, SIDE), np.float32)
    yield from _reductions(f32)
    yield from _windows(f32)
    yield from _orders(f32)
    yield from _contractions(random)
    yield from _convolutions(random)
    yield from _normalizations(random)
    yield from _linear_algebra(random)
    yield from _random_numbers()
    yield from _control(f32)


def _reductions(f32: Any) -> Iterator[Case]:
    zero, low = np.float32(0), np.float32(-np.inf)
    add, top = binary("add", "f32"), binary("maximum", "f32")
    for axis in (0, 1):
        yield case(
            f"reduce add f32 dimension {axis}", "reduce", (f32, zero), lambda x, _, axis=axis: x.sum(axis),
            f"dimensions = array<i64: {axis}>", regions=add, results=ROW, tolerance=1e-5,
        )  # fmt: skip
    yield case(
        "reduce add f32 to a scalar", "reduce", (f32, zero), lambda x, _: x.sum(), "dimensions = array<i64: 0, 1>",
        regions=add, results="tensor<f32>", tolerance=1e-4,
    )  # fmt: skip
    yield case(
        "reduce maximum f32", "reduce", (f32, low), lambda x, _: x.max(1), "dimensions = array<i64: 1>", regions=top,
        results=ROW,
    )  # fmt: skip
    i32 = (f32 * 100).astype(np.int32)
    yield case(
        "reduce add si32", "reduce", (i32, np.int32(0)), lambda x, _: x.sum(1, dtype=np.int32),
        "dimensions = array<i64: 1>", regions=binary("add", "i32"), results=f"tensor<{SIDE}xi32>",
    )  # fmt: skip
    positive = np.abs(f32)
    body = f"""{{ {SCALAR_BLOCK}
      %c = stablehlo.multiply %a, %a : tensor<f32>
      %d = stablehlo.multiply %b, %b : tensor<f32>
      %e = stablehlo.add %c, %d : tensor<f32>
      %f = stablehlo.sqrt %e : tensor<f32>
      stablehlo.return %f : tensor<f32> }}"""
    yield case(
        "reduce another body f32", "reduce", (positive, zero), lambda x, _: _tree(x), "dimensions = array<i64: 1>",
        regions=body, results=ROW, tolerance=1e-5,
    )  # fmt: skip
    yield from _arg_max(f32, low)


def _arg_max(f32: Any, low: Any) -> Iterator[Case]:
    """Two operands: the largest of each row and where it stands."""
    body = f"""%i = stablehlo.iota dim = 1 : tensor<{SIDE}x{SIDE}xi32>
    %z = stablehlo.constant dense<0> : tensor<i32>
    %r:2 = "stablehlo.reduce"(%0, %i, %1, %z) ({{
      ^bb0(%a: tensor<f32>, %j: tensor<i32>, %b: tensor<f32>, %k: tensor<i32>):
      %c = stablehlo.compare GE, %a, %b : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %d = stablehlo.select %c, %a, %b : tensor<i1>, tensor<f32>
      %e = stablehlo.select %c, %j, %k : tensor<i1>, tensor<i32>
      stablehlo.return %d, %e : tensor<f32>, tensor<i32> }}) {{dimensions = array<i64: 1>}}
      : (tensor<{SIDE}x{SIDE}xf32>, tensor<{SIDE}x{SIDE}xi32>, tensor<f32>, tensor<i32>) -> ({ROW}, tensor<{SIDE}xi32>)
    return %r#0, %r#1 : {ROW}, tensor<{SIDE}xi32>"""
    plain: Any = lambda x, _: (x.max(1), x.argmax(1).astype(np.int32))  # noqa: E731
    yield program_case("reduce arg max f32", "reduce", (f32, low), plain, body, f"{ROW}, tensor<{SIDE}xi32>")


def _tree(x: Any) -> Any:
    while x.shape[1] > 1:
        a, b = x[:, ::2], x[:, 1::2]
        x = np.sqrt(a * a + b * b)
    return x[:, 0]


def _windows(f32: Any) -> Iterator[Case]:
    half = SIDE // 2
    windows = "window_dimensions = array<i64: 2, 2>, window_strides = array<i64: 2, 2>"
    yield case(
        "reduce_window maximum f32", "reduce_window", (f32, np.float32(-np.inf)), _pool, windows,
        regions=binary("maximum", "f32"), results=f"tensor<{half}x{half}xf32>",
    )  # fmt: skip
    running = f"window_dimensions = array<i64: 1, {SIDE}>, padding = dense<[[0, 0], [{SIDE - 1}, 0]]> : tensor<2x2xi64>"
    yield case(
        "reduce_window running sum f32", "reduce_window", (f32, np.float32(0)), lambda x, _: np.cumsum(x, 1), running,
        regions=binary("add", "f32"), tolerance=1e-5,
    )  # fmt: skip
    picks = (
        f"{{ {SCALAR_BLOCK} %c = stablehlo.compare GE, %a, %b : (tensor<f32>, tensor<f32>) -> tensor<i1> "
        f"stablehlo.return %c : tensor<i1> }}, {binary('add', 'f32')}"
    )
    source = f32[:half, :half].copy()
    yield case(
        "select_and_scatter f32", "select_and_scatter", (f32, source, np.float32(0)), _unpooled, windows, regions=picks
    )


def _pool(x: Any, _: Any) -> Any:
    return np.maximum(np.maximum(x[::2, ::2], x[1::2, ::2]), np.maximum(x[::2, 1::2], x[1::2, 1::2]))


def _unpooled(x: Any, source: Any, _: Any) -> Any:
    half = SIDE // 2
    four = x.reshape(half, 2, half, 2).transpose(0, 2, 1, 3).reshape(half, half, 4)
    picked = np.zeros_like(four)
    np.put_along_axis(picked, four.argmax(2)[..., None], source[..., None], 2)
    return picked.reshape(half, half, 2, 2).transpose(0, 2, 1, 3).reshape(SIDE, SIDE)


def _orders(f32: Any) -> Iterator[Case]:
    body = (
        f"{{ {SCALAR_BLOCK} %c = stablehlo.compare LT, %a, %b : (tensor<f32>, tensor<f32>) -> tensor<i1> "
        "stablehlo.return %c : tensor<i1> }"
    )
    for dimension in (0, 1):
        yield case(
            f"sort f32 dimension {dimension}", "sort", (f32,),
            lambda x, dimension=dimension: np.sort(x, dimension, kind="stable"),
            f"dimension = {dimension} : i64, is_stable = true", regions=body,
        )  # fmt: skip


def _contractions(random: np.random.Generator) -> Iterator[Case]:
    contracting = "lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]"
    product = f"dot_dimension_numbers = #stablehlo.dot<{contracting}>"
    pair = random.standard_normal((2, 256, 256))
    f8 = ml_dtypes.float8_e4m3fn
    narrow = ((ml_dtypes.bfloat16, "bf16", 0.01), (np.float16, "f16", 0.001), (f8, "f8E4M3FN", 0.1))
    for dtype, element, tolerance in ((np.float32, "f32", 1e-5), (np.float64, "f64", 1e-14)):
        a, b = pair.astype(dtype)
        yield case(f"dot_general {element}", "dot_general", (a, b), np.matmul, product, tolerance=tolerance)
    for dtype, element, tolerance in narrow:
        a, b = pair.astype(dtype)
        plain: Any = lambda a, b: (a.astype(np.float32) @ b.astype(np.float32)).astype(a.dtype)  # noqa: E731
        yield case(f"dot_general {element}", "dot_general", (a, b), plain, product, tolerance=tolerance)
    a, b = pair[0] + 1j * pair[1], pair[1] - 1j * pair[0]
    a, b = a.astype(np.complex64), b.astype(np.complex64)
    yield case("dot_general complex<f32>", "dot_general", (a, b), np.matmul, product, tolerance=1e-5)
    a, b = random.integers(-100, 100, (2, 256, 256)).astype(np.int8)
    exact: Any = lambda a, b: (a.astype(np.float32) @ b.astype(np.float32)).astype(np.int32)  # noqa: E731
    yield case("dot_general si8 to si32", "dot_general", (a, b), exact, product, results="tensor<256x256xi32>")
    a, b = random.integers(-1000, 1000, (2, 256, 256)).astype(np.int32)
    exact = lambda a, b: (a.astype(np.float64) @ b.astype(np.float64)).astype(np.int32)  # noqa: E731
    yield case("dot_general si32", "dot_general", (a, b), exact, product)
    a, b = random.standard_normal((2, 16, 64, 64)).astype(np.float32)
    batched = (
        "dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [0], rhs_batching_dimensions = [0], "
        "lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [1]>"
    )
    yield case("dot_general batched f32", "dot_general", (a, b), np.matmul, batched, tolerance=1e-5)
    a, b = pair.astype(np.float32)
    yield case("dot f32", "dot", (a, b), np.matmul, tolerance=1e-5)
    yield case("einsum f32", "einsum", (a, b), np.matmul, 'einsum_config = "ij,jk->ik"', tolerance=1e-5)
    big = random.standard_normal((SIDE, SIDE), np.float32)
    yield case(
        "unary_einsum f32", "unary_einsum", (big,), lambda x: x.sum(0), 'einsum_config = "ij->j"', results=ROW,
        tolerance=1e-5,
    )  # fmt: skip


def _convolutions(random: np.random.Generator) -> Iterator[Case]:
    attributes = (
        "dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>, "
        "feature_group_count = 1 : i64, batch_group_count = 1 : i64"
    )
    image = random.standard_normal((4, 32, 32, 16)).astype(np.float32)
    kernel = random.standard_normal((3, 3, 16, 32)).astype(np.float32)
    yield case(
        "convolution 3x3 f32", "convolution", (image, kernel), _conv, attributes, results="tensor<4x30x30x32xf32>",
        tolerance=1e-5,
    )  # fmt: skip
    small, weights = (random.integers(-100, 100, one.shape).astype(np.int8) for one in (image, kernel))
    exact: Any = lambda x, k: _conv(x.astype(np.float32), k.astype(np.float32)).astype(np.int32)  # noqa: E731
    yield case(
        "convolution 3x3 si8 to si32", "convolution", (small, weights), exact, attributes,
        results="tensor<4x30x30x32xi32>",
    )  # fmt: skip


def _conv(image: Any, kernel: Any) -> Any:
    windows = np.lib.stride_tricks.sliding_window_view(image, (3, 3), (1, 2))
    patches = windows.transpose(0, 1, 2, 4, 5, 3).reshape(-1, 3 * 3 * 16)
    return (patches @ kernel.reshape(-1, 32)).reshape(4, 30, 30, 32)


def _normalizations(random: np.random.Generator) -> Iterator[Case]:
    x = random.standard_normal((1024, 16, 64)).astype(np.float32)
    scale, offset = random.standard_normal((2, 64)).astype(np.float32)
    attributes = "epsilon = 1.0e-3 : f32, feature_index = 2 : i64"
    vector = type_of(scale)
    yield case(
        "batch_norm_training f32", "batch_norm_training", (x, scale, offset), _normalized, attributes,
        results=f"{type_of(x)}, {vector}, {vector}", tolerance=1e-5,
    )  # fmt: skip
    mean, variance = x.mean((0, 1)), x.var((0, 1))
    inference: Any = lambda x, s, o, m, v: (x - m) / np.sqrt(v + np.float32(1e-3)) * s + o  # noqa: E731
    yield case(
        "batch_norm_inference f32", "batch_norm_inference", (x, scale, offset, mean, variance), inference, attributes,
        tolerance=1e-5,
    )  # fmt: skip
    gradient = x[::-1].copy()
    yield case(
        "batch_norm_grad f32", "batch_norm_grad", (x, scale, mean, variance, gradient), _backwards, attributes,
        results=f"{type_of(x)}, {vector}, {vector}", tolerance=1e-5,
    )  # fmt: skip


def _normalized(x: Any, scale: Any, offset: Any) -> Any:
    mean, variance = x.mean((0, 1)), x.var((0, 1))
    return (x - mean) / np.sqrt(variance + np.float32(1e-3)) * scale + offset, mean, variance


def _backwards(x: Any, scale: Any, mean: Any, variance: Any, gradient: Any) -> Any:
    spread = variance + np.float32(1e-3)
    deviation = np.sqrt(spread)
    centered = x - mean
    offsets, slopes = gradient.sum((0, 1)), (gradient * centered).sum((0, 1))
    count = np.float32(x.size // x.shape[2])
    grad = (gradient * count - offsets - centered * (slopes / spread)) * (scale / (deviation * count))
    return grad, slopes / deviation, offsets


def _linear_algebra(random: np.random.Generator) -> Iterator[Case]:
    a = random.standard_normal((8, 128, 128)).astype(np.float32)
    positive = (a @ a.transpose(0, 2, 1) + 128 * np.eye(128)).astype(np.float32)
    in_f64: Any = lambda x: np.linalg.cholesky(x.astype(np.float64)).astype(np.float32)  # noqa: E731
    yield case("cholesky f32", "cholesky", (positive,), in_f64, "lower = true", tolerance=1e-5)
    lower = np.tril(positive)
    solve: Any = lambda x, y: np.linalg.solve(x.astype(np.float64), y.astype(np.float64)).astype(np.float32)  # noqa: E731
    yield case(
        "triangular_solve f32", "triangular_solve", (lower, a), solve,
        "left_side = true, lower = true, unit_diagonal = false, transpose_a = #stablehlo<transpose NO_TRANSPOSE>",
        tolerance=1e-4,
    )  # fmt: skip
    z = (a.reshape(512, 256) + 1j * a.reshape(512, 256)[::-1]).astype(np.complex64)
    transformed: Any = lambda x: np.fft.fft(x.astype(np.complex128)).astype(np.complex64)  # noqa: E731
    yield case(
        "fft complex<f32>", "fft", (z,), transformed,
        "fft_type = #stablehlo<fft_type FFT>, fft_length = array<i64: 256>", tolerance=1e-6,
    )  # fmt: skip


def _random_numbers() -> Iterator[Case]:
    state = np.array([1, 2], np.uint64)
    bits = f"tensor<{SIDE}x{SIDE}xui32>"
    for name in ("THREE_FRY", "PHILOX"):
        yield case(
            f"rng_bit_generator {name}", "rng_bit_generator", (state,), None,
            f"rng_algorithm = #stablehlo<rng_algorithm {name}>", results=f"tensor<2xui64>, {bits}",
        )  # fmt: skip
    start, end, sizes = np.float32(-1), np.float32(3), np.array([SIDE, SIDE])
    draws: dict[str, Any] = {
        "UNIFORM": lambda a, b, sizes: np.random.default_rng(0).uniform(a, b, sizes).astype(np.float32),
        "NORMAL": lambda a, b, sizes: np.random.default_rng(0).normal(a, b, sizes).astype(np.float32),
    }
    for name, draw in draws.items():
        yield case(
            f"rng {name} f32", "rng", (start, end, sizes), draw,
            f"rng_distribution = #stablehlo<rng_distribution {name}>", results=f"tensor<{SIDE}x{SIDE}xf32>",
            tolerance=1e-6,
        )  # fmt: skip


def _control(f32: Any) -> Iterator[Case]:
    kind = f"tensor<{SIDE}x{SIDE}xf32>"
    body = f"""%c = stablehlo.constant dense<0> : tensor<i32>
    %r:2 = stablehlo.while(%x = %0, %i = %c) : {kind}, tensor<i32>
     cond {{
      %n = stablehlo.constant dense<10> : tensor<i32>
      %p = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %p : tensor<i1>
    }} do {{
      %one = stablehlo.constant dense<1> : tensor<i32>
      %j = stablehlo.add %i, %one : tensor<i32>
      %y = stablehlo.add %x, %x : {kind}
      stablehlo.return %y, %j : {kind}, tensor<i32>
    }}
    return %r#0 : {kind}"""
    yield program_case("while ten rounds f32", "while", (f32,), _doubled, body, kind)
    doubled, squared = (
        f"%y = stablehlo.{op} %0, %0 : {kind} stablehlo.return %y : {kind}" for op in ("add", "multiply")
    )
    branches = f"({{ {doubled} }}, {{ {squared} }})"
    for op, which, index in (("if", "i1", np.True_), ("case", "i32", np.int32(0))):
        body = f'%r = "stablehlo.{op}"(%1) {branches} : (tensor<{which}>) -> {kind} return %r : {kind}'
        yield program_case(f"{op} f32", op, (f32, index), lambda x, _: x + x, body, kind)


def _doubled(x: Any) -> Any:
    for _ in range(10):
        x = x + x
    return x
