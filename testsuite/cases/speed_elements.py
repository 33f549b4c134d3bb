"""Rows of the benchmark: ops that work element by element."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import ml_dtypes
import numpy as np

from .speed import SIDE, Case, case, in_c128, in_f32, in_f64, in_long_double, type_of

Plain = Callable[..., Any]
SQUARE = f"{SIDE}x{SIDE}"


def rows(random: np.random.Generator) -> Iterator[Case]:
    """All rows of elementwise ops."""
    f32, g32 = random.standard_normal((2, SIDE, SIDE), np.float32)
    i32 = random.integers(-1000, 1000, (SIDE, SIDE), np.int32)
    j32 = random.integers(1, 30, (SIDE, SIDE), np.int32)
    yield from _arithmetic(f32, g32)
    yield from _functions(np.abs(f32) + np.float32(0.5), g32)
    yield from _integers(i32, j32)
    yield from _narrow(f32, g32)
    yield from _complex(f32, g32)
    yield from _choices(f32, g32)
    yield from _conversions(f32, i32)


def _arithmetic(f32: Any, g32: Any) -> Iterator[Case]:
    pairs: dict[str, Plain] = {
        "add": np.add, "subtract": np.subtract, "multiply": np.multiply, "divide": np.divide, "maximum": np.maximum,
        "minimum": np.minimum, "remainder": np.fmod,
    }  # fmt: skip
    for name, plain in pairs.items():
        yield case(f"{name} f32", name, (f32, g32), plain)
    singles: dict[str, Plain] = {
        "negate": np.negative, "abs": np.abs, "sign": np.sign, "floor": np.floor, "ceil": np.ceil,
        "round_nearest_even": np.rint, "round_nearest_afz": lambda x: np.trunc(x + np.copysign(np.float32(0.5), x)),
    }  # fmt: skip
    for name, plain in singles.items():
        yield case(f"{name} f32", name, (f32,), plain)
    yield case("add f64", "add", (f32.astype(np.float64), g32.astype(np.float64)), np.add)


def _functions(pos: Any, g32: Any) -> Iterator[Case]:
    wide: dict[str, Plain] = {"power": np.power, "atan2": np.arctan2}
    for name, plain in wide.items():
        yield case(f"{name} f32", name, (pos, g32), in_f64(plain))
    functions: dict[str, Plain] = {
        "exponential": np.exp, "exponential_minus_one": np.expm1, "log": np.log, "log_plus_one": np.log1p,
        "sqrt": np.sqrt, "rsqrt": lambda x: 1 / np.sqrt(x), "cbrt": np.cbrt, "sine": np.sin, "cosine": np.cos,
        "tan": np.tan, "tanh": np.tanh, "logistic": lambda x: 1 / (1 + np.exp(-x)),
    }  # fmt: skip
    for name, plain in functions.items():
        yield case(f"{name} f32", name, (pos,), in_f64(plain))
    f64, g64 = pos.astype(np.float64), g32.astype(np.float64)
    for name, plain in wide.items():
        yield case(f"{name} f64", name, (f64, g64), in_long_double(plain), tolerance=1e-15)
        yield case(f"{name} f64, numpy's own", name, (f64, g64), plain, tolerance=1e-15)
    for name, plain in functions.items():
        if name != "sqrt":
            yield case(f"{name} f64", name, (f64,), in_long_double(plain), tolerance=1e-15)
        yield case(f"{name} f64, numpy's own", name, (f64,), plain, tolerance=1e-15)


def _integers(i32: Any, j32: Any) -> Iterator[Case]:
    pairs: dict[str, Plain] = {
        "add": np.add, "subtract": np.subtract, "multiply": np.multiply, "maximum": np.maximum, "minimum": np.minimum,
        "and": np.bitwise_and, "or": np.bitwise_or, "xor": np.bitwise_xor, "remainder": np.fmod,
        "divide": lambda a, b: np.trunc(a / b).astype(np.int32), "power": np.power,
        "shift_left": np.left_shift, "shift_right_arithmetic": np.right_shift,
        "shift_right_logical": lambda a, b: np.right_shift(a.view(np.uint32), b.view(np.uint32)).view(np.int32),
    }  # fmt: skip
    for name, plain in pairs.items():
        yield case(f"{name} si32", name, (i32, j32), plain)
    singles: dict[str, Plain] = {
        "negate": np.negative, "abs": np.abs, "sign": np.sign, "not": np.invert,
        "popcnt": lambda x: np.bitwise_count(x.view(np.uint32)).astype(np.int32), "count_leading_zeros": _leading_zeros,
    }  # fmt: skip
    for name, plain in singles.items():
        yield case(f"{name} si32", name, (i32,), plain)
    i64, j64 = i32.astype(np.int64), j32.astype(np.int64)
    yield case("power si64", "power", (i64, np.abs(j64)), np.power)
    yield case("divide si64", "divide", (i64, j64), lambda a, b: np.where(a < 0, -(-a // b), a // b))
    yield case("not i1", "not", (i32 > 0,), np.logical_not)


def _saturated(x: Any) -> Any:
    """f32 as si32: zero for NaN, the nearest integer beyond all."""
    top = np.float32(2**31)
    fitting = np.clip(np.where(np.isnan(x), np.float32(0), x), -top, np.nextafter(top, np.float32(0)))
    return np.where(x >= top, np.int32(2**31 - 1), fitting.astype(np.int32))


def _leading_zeros(x: Any) -> Any:
    return (32 - np.frexp(x.view(np.uint32).astype(np.float64))[1]).astype(np.int32)


def _narrow(f32: Any, g32: Any) -> Iterator[Case]:
    pairs: dict[str, Plain] = {"add": np.add, "multiply": np.multiply, "maximum": np.maximum}
    for dtype, element in ((ml_dtypes.bfloat16, "bf16"), (np.float16, "f16"), (ml_dtypes.float8_e4m3fn, "f8E4M3FN")):
        x, y = f32.astype(dtype), g32.astype(dtype)
        for name, plain in pairs.items():
            yield case(f"{name} {element}", name, (x, y), in_f32(plain))
        for name, plain in {"exponential": np.exp, "tanh": np.tanh, "negate": np.negative}.items():
            yield case(f"{name} {element}", name, (x,), in_f32(plain), tolerance=0.1 if "f8" in element else 0.01)


def _complex(f32: Any, g32: Any) -> Iterator[Case]:
    c64, d64 = f32 + 1j * g32, g32 - 1j * f32[::-1]
    pairs: dict[str, Plain] = {"add": np.add, "multiply": in_c128(np.multiply), "divide": in_c128(np.divide)}
    for name, plain in pairs.items():
        yield case(f"{name} complex<f32>", name, (c64, d64), plain, tolerance=1e-7)
    functions: dict[str, Plain] = {
        "exponential": np.exp, "exponential_minus_one": np.expm1, "log": np.log, "log_plus_one": np.log1p,
        "sqrt": np.sqrt, "rsqrt": lambda x: 1 / np.sqrt(x), "sine": np.sin, "cosine": np.cos, "tan": np.tan,
        "tanh": np.tanh, "logistic": lambda x: 1 / (1 + np.exp(-x)),
    }  # fmt: skip
    for name, plain in functions.items():
        yield case(f"{name} complex<f32>", name, (c64,), in_c128(plain), tolerance=1e-6)
    yield case("power complex<f32>", "power", (c64, d64), in_c128(np.power), tolerance=1e-6)
    modulus: Plain = lambda x: np.abs(x.astype(np.complex128)).astype(np.float32)  # noqa: E731
    yield case("abs complex<f32>", "abs", (c64,), modulus, results=type_of(f32))
    yield case("real complex<f32>", "real", (c64,), lambda x: x.real.copy(), results=type_of(f32))
    yield case("imag complex<f32>", "imag", (c64,), lambda x: x.imag.copy(), results=type_of(f32))
    yield case("complex f32", "complex", (f32, g32), _joined, results=type_of(c64))
    c128, d128 = c64.astype(np.complex128), d64.astype(np.complex128)
    yield case("multiply complex<f64>", "multiply", (c128, d128), in_long_double(np.multiply), tolerance=1e-15)
    yield case("multiply complex<f64>, numpy's own", "multiply", (c128, d128), np.multiply, tolerance=1e-15)
    yield case("divide complex<f64>", "divide", (c128, d128), in_long_double(np.divide), tolerance=1e-15)
    for name in ("exponential", "log", "sqrt", "sine", "tanh"):
        yield case(f"{name} complex<f64>", name, (c128,), in_long_double(functions[name]), tolerance=1e-15)
    yield case("power complex<f64>", "power", (c128, d128), in_long_double(np.power), tolerance=1e-14)


def _joined(x: Any, y: Any) -> Any:
    result = np.empty(x.shape, np.complex64)
    result.real, result.imag = x, y
    return result


def _choices(f32: Any, g32: Any) -> Iterator[Case]:
    flags = f32 > 0
    less = "comparison_direction = #stablehlo<comparison_direction LT>"
    yield case("compare f32", "compare", (f32, g32), np.less, less, results=type_of(flags))
    yield case("select f32", "select", (flags, f32, g32), np.where, results=type_of(f32))
    low, zero, high, six = (np.float32(value) for value in (-1, 0, 1, 6))
    clip: Plain = lambda a, x, b: np.clip(x, a, b)  # noqa: E731
    yield case("clamp f32", "clamp", (low, f32, high), clip, results=type_of(f32))
    yield case("clamp f32 from zero", "clamp", (zero, f32, six), clip, results=type_of(f32))
    yield case("is_finite f32", "is_finite", (f32,), np.isfinite, results=type_of(flags))
    rounded: Plain = lambda x: x.astype(ml_dtypes.bfloat16).astype(np.float32)  # noqa: E731
    narrow = "exponent_bits = 8 : i32, mantissa_bits = 7 : i32"
    yield case("reduce_precision f32", "reduce_precision", (f32,), rounded, narrow)
    add = (
        "{ ^bb0(%a: tensor<f32>, %b: tensor<f32>): %c = stablehlo.add %a, %b : tensor<f32> "
        "%d = stablehlo.multiply %c, %b : tensor<f32> stablehlo.return %d : tensor<f32> }"
    )
    yield case("map f32", "map", (f32, g32), lambda x, y: (x + y) * y, "dimensions = array<i64: 0, 1>", regions=add)
    yield case("optimization_barrier f32", "optimization_barrier", (f32,), np.copy)


def _conversions(f32: Any, i32: Any) -> Iterator[Case]:
    types: tuple[tuple[str, Any, Any], ...] = (
        ("f32 to si32", f32, np.int32), ("si32 to f32", i32, np.float32), ("f32 to f64", f32, np.float64),
        ("f32 to bf16", f32, ml_dtypes.bfloat16), ("bf16 to f32", f32.astype(ml_dtypes.bfloat16), np.float32),
        ("f32 to f16", f32, np.float16), ("f32 to f8E4M3FN", f32, ml_dtypes.float8_e4m3fn),
        ("si32 to si8", i32, np.int8),
        ("f32 to i1", f32, np.bool_), ("si32 to complex<f32>", i32, np.complex64),
    )  # fmt: skip
    for name, x, dtype in types:
        plain: Plain = lambda x, dtype=dtype: x.astype(dtype)  # noqa: E731
        results = type_of(np.empty(x.shape, dtype))
        if name == "f32 to si32":  # numpy's cast gives anything beyond the integers
            yield case(f"convert {name}", "convert", (x,), _saturated, results=results)
            name += ", numpy's own"
        yield case(f"convert {name}", "convert", (x,), plain, results=results)
    whole = type_of(i32)
    plain = lambda x: x.view(np.int32).copy()  # noqa: E731
    yield case("bitcast_convert f32 to si32", "bitcast_convert", (f32,), plain, results=whole)
