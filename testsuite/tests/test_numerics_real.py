"""Functions of real floats against arbitrary precision: float64 within 1 ULP, every narrower type correctly rounded."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from math import inf, nan

import ml_dtypes
import mpmath as mp
import numpy as np
import pytest
from stablehlo_reference.spec.numerics import arithmetic, floats, real
from stablehlo_reference.spec.numerics.formats import float_format
from stablehlo_reference.spec.types.formats import Zeros

EIGHT = [
    np.dtype(getattr(ml_dtypes, name)) for name in ("float8_e4m3fn", "float8_e5m2", "float8_e3m4", "float8_e5m2fnuz")
]
SIXTEEN = [np.dtype(ml_dtypes.bfloat16), np.dtype(np.float16)]
NARROW = [*EIGHT, *SIXTEEN, np.dtype(np.float32)]
SINGLE, DOUBLE = np.dtype(np.float32), np.dtype(np.float64)

ONE = 1 if int(np.__version__.split(".")[0]) >= 2 else 4  # numpy 1.26 is less accurate with AVX-512

Exact = Callable[..., mp.mpf]


def function_named(name: str) -> Callable[..., np.ndarray]:
    """A function of `floats`, or of `real`."""
    return getattr(floats, name, None) or getattr(real, name)


def cube_root(x: mp.mpf) -> mp.mpf:
    return mp.cbrt(x) if x >= 0 else -mp.cbrt(-x)


# name: exact function, and the interval of arguments that is interesting (as exponents of two, then as plain bounds)
FUNCTIONS: dict[str, tuple[Exact, tuple[int, int], tuple[float, float]]] = {
    "exp": (mp.exp, (-60, 3), (-745.0, 709.7)),
    "expm1": (mp.expm1, (-60, 3), (-40.0, 709.7)),
    "log": (mp.log, (-1074, 1023), (0.5, 2.0)),
    "log1p": (mp.log1p, (-60, 1023), (-0.99999, 1.0)),
    "sqrt": (mp.sqrt, (-1074, 1023), (0.0, 4.0)),
    "rsqrt": (lambda x: 1 / mp.sqrt(x), (-1074, 1023), (0.1, 4.0)),
    "cbrt": (cube_root, (-1074, 1023), (-8.0, 8.0)),
    "sin": (mp.sin, (-30, 1023), (-7.0, 7.0)),
    "cos": (mp.cos, (-30, 1023), (-7.0, 7.0)),
    "tan": (mp.tan, (-30, 1023), (-7.0, 7.0)),
    "tanh": (mp.tanh, (-30, 5), (-1.0, 1.0)),
    "logistic": (lambda x: 1 / (1 + mp.exp(-x)), (-60, 5), (-745.0, 40.0)),
}
POSITIVE = {"log", "sqrt", "rsqrt"}


@pytest.fixture(autouse=True)
def _precision() -> None:
    mp.mp.prec = 200  # mpmath raises it itself to reduce large angles


def arguments(name: str, count: int = 400) -> np.ndarray:
    """float64 arguments of every size, near zeros and poles, and next to multiples of pi/2."""
    _, (low, high), plain = FUNCTIONS[name]
    random = np.random.default_rng(len(name))
    sizes = np.exp2(random.uniform(low, high, count)) * random.choice([-1, 1], count)
    near = 1 + np.exp2(random.uniform(-52, -2, count)) * random.choice([-1, 1], count)
    turns = random.integers(1, 2**40, count) % 10 ** random.integers(1, 12, count) * (np.pi / 2)
    x = np.concatenate([sizes, random.uniform(*plain, count), near, turns])
    if name in POSITIVE:
        x = np.abs(x)
    if name == "log1p":
        x = np.where(x <= -1, -x, x)
    return x


def ulps(result: float, exact: mp.mpf, precision: int = 53, least: int = -1074) -> float:
    """Distance in units of the last place that `exact` has in the format."""
    unit = mp.ldexp(1, max(mp.frexp(exact)[1] - precision, least))
    return float(abs(mp.mpf(result) - exact) / unit)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_float64_functions_are_within_one_ulp(name: str) -> None:
    exact, x = FUNCTIONS[name][0], arguments(name)
    y = getattr(real, name)(x)
    errors = [ulps(float(b), exact(mp.mpf(float(a)))) for a, b in zip(x, y, strict=True) if math.isfinite(b)]
    assert len(errors) > 1000
    assert max(errors) < ONE


def borders(name: str) -> np.ndarray:
    """float64 arguments next to where functions go over to another entry of a table, or to another method."""
    random = np.random.default_rng(len(name))
    few, many = random.integers(-60, 60, 200), random.integers(-500_000, 500_000, 200)
    steps = {"exp": math.log(2) / 1024, "expm1": math.log(2) / 1024, "logistic": math.log(2) / 1024, "tanh": 1 / 128}
    multiples = np.concatenate([few, many]) * steps.get(name, math.pi / 512)
    mantissas = np.concatenate([1 + few / 512, 1 + few / 1024, 1 - 2.0 ** random.integers(-53, -2, 100)])
    mantissas = mantissas * 2.0 ** np.where(random.random(mantissas.size) < 0.5, 0, random.integers(-3, 4))
    ends = [
        2.0**-54,
        2.0**-30,
        2.0**-28,
        2.0**-27,
        20.0,
        40.0,
        708.0,
        709.0,
        2.0**13,
        2.0**1000,
        2.0**-1000,
        2.0**-1022,
    ]
    if name in {"log", "log1p", "rsqrt", "cbrt"}:
        x = np.concatenate([mantissas, np.array(ends)])
        x = np.concatenate([x, x - 1]) if name == "log1p" else x
    else:
        x = np.concatenate([multiples, np.array(ends)])
        x = np.concatenate([x, -x])
    x = np.concatenate([x, np.nextafter(x, np.inf), np.nextafter(x, -np.inf)])
    return x[(x > 0) | (name not in POSITIVE)] if name != "log1p" else x[(x > -1) & (x != 0)]


@pytest.mark.parametrize("name", sorted(FUNCTIONS.keys() - {"sqrt"}))
def test_float64_functions_are_nearly_correctly_rounded(name: str) -> None:
    exact, x = FUNCTIONS[name][0], np.concatenate([arguments(name), borders(name)])
    y = getattr(real, name)(x)
    normal = np.isfinite(y) & (np.abs(y) > 1e-300)  # scaled results are rounded once more when they are subnormal
    errors = [ulps(float(b), exact(mp.mpf(float(a)))) for a, b in zip(x[normal], y[normal], strict=True)]
    assert len(errors) > 1000
    assert max(errors) < 0.54


@pytest.mark.parametrize("name", FUNCTIONS)
def test_float32_functions_are_correctly_rounded(name: str) -> None:
    exact = FUNCTIONS[name][0]
    with np.errstate(all="ignore"):
        x = arguments(name)[::2].astype(np.float32)
    x = x[np.isfinite(x) & ((x > 0) | (name not in POSITIVE)) & ((x > -1) | (name != "log1p"))]
    y = getattr(real, name)(x)
    assert y.dtype == np.float32
    errors = [
        ulps(float(b), exact(mp.mpf(float(a))), 24, -149)
        for a, b in zip(x, y, strict=True)
        if math.isfinite(b) and a != 0
    ]
    assert len(errors) > 300
    assert max(errors) <= 0.5


def exact_or_none(name: str, x: float) -> mp.mpf | None:
    """The exact value where it is an ordinary number."""
    if not math.isfinite(x) or x == 0 or (name in POSITIVE and x < 0) or (name == "log1p" and x <= -1):
        return None
    return FUNCTIONS[name][0](mp.mpf(x))


def assert_nearest(result: np.ndarray, exact: mp.mpf | Fraction, message: str) -> None:
    """No value of the type is nearer to `exact` than the one element of `result`, nor as near with an even pattern."""
    form = float_format(result.dtype)
    exact = mp.mpf(exact.numerator) / exact.denominator if isinstance(exact, Fraction) else exact
    value, word = float(result), np.dtype(f"u{result.dtype.itemsize}")
    limit = mp.mpf(form.max_finite) + mp.ldexp(1, form.max_exponent - form.mantissa_bits - 1)
    if not math.isfinite(value):
        assert abs(exact) >= limit, message
        return
    distance, pattern = abs(mp.mpf(value) - exact), int(result.view(word))
    for neighbour in (pattern - 1, pattern + 1):
        if 0 <= neighbour < 1 << form.bits and math.isfinite(other := form.decode(neighbour)):
            assert distance <= abs(mp.mpf(other) - exact), message
            assert distance < abs(mp.mpf(other) - exact) or pattern % 2 == 0 or other == value, message
    assert abs(exact) <= limit, message


@pytest.mark.parametrize("dtype", [*EIGHT, *SIXTEEN], ids=lambda dtype: dtype.name)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_narrow_functions_are_correctly_rounded(name: str, dtype: np.dtype) -> None:
    word = np.dtype(f"u{dtype.itemsize}")
    step = 1 if dtype.itemsize == 1 else 331
    x = np.arange(0, 1 << 8 * dtype.itemsize, step).astype(word).view(dtype)
    y = getattr(real, name)(x)
    for a, b in zip(x, y, strict=True):
        exact = exact_or_none(name, float(a))
        if exact is not None:
            assert_nearest(np.asarray(b), exact, f"{name}({a}) = {b}")


@pytest.mark.parametrize("dtype", [*EIGHT, *SIXTEEN], ids=lambda dtype: dtype.name)
def test_large_arrays_take_the_same_values_from_a_table(dtype: np.dtype) -> None:
    word = np.dtype(f"u{dtype.itemsize}")
    x = np.tile(np.arange(1 << 8 * dtype.itemsize).astype(word), 2 if dtype.itemsize == 2 else 300).view(dtype)
    for name in ("exp", "tanh", "rsqrt"):
        function = getattr(real, name)
        pieces = np.concatenate([function(part) for part in np.array_split(x[:65536], 7)])
        np.testing.assert_array_equal(function(x)[:65536].view(word), pieces.view(word))


# Two operands ---------------------------------------------------------------------------------------------------------


def test_powers_are_nearly_correctly_rounded() -> None:
    random = np.random.default_rng(3)
    base = [
        np.exp2(random.uniform(-20, 20, 500)), 1 + random.uniform(-1, 1, 500) * 2.0**-20,
        np.exp2(random.uniform(-1074, 1023, 500)), -random.uniform(0, 9, 100), random.integers(2, 30, 100) * 1.0,
        2.0 ** random.integers(-3, 4, 100) * (1 + random.integers(-80, 80, 100) / 512),
    ]  # fmt: skip
    exponent = [
        random.uniform(-30, 30, 500), np.exp2(random.uniform(1, 27, 500)), random.uniform(-1.5, 1.5, 500),
        random.integers(-30, 30, 100) * 1.0, random.integers(-12, 12, 100) * 1.0, random.uniform(-200, 200, 100),
    ]  # fmt: skip
    base, exponent = np.concatenate(base), np.concatenate(exponent)
    results = real.power(base, exponent)
    normal = np.isfinite(results) & (np.abs(results) > 2.0**-1022)
    assert normal.sum() > 1600
    errors = [
        ulps(float(r), mp.power(mp.mpf(float(b)), mp.mpf(float(e))))
        for b, e, r in zip(base[normal], exponent[normal], results[normal], strict=True)
    ]
    assert max(errors) < 0.52
    with np.errstate(over="ignore"):
        base, exponent = base.astype(np.float32), exponent.astype(np.float32)
    for b, e, r in zip(base, exponent, real.power(base, exponent), strict=True):
        if 1e-37 < r < inf:
            assert ulps(float(r), mp.power(mp.mpf(float(b)), mp.mpf(float(e))), 24, -149) <= 0.5


def test_angles_are_nearly_correctly_rounded() -> None:
    random = np.random.default_rng(4)
    sign = random.choice([-1, 1], (4, 800))
    x = np.exp2(np.stack([random.uniform(-30, 30, 800)] * 3 + [random.uniform(-1070, 1020, 800)])) * sign
    ratio = [
        np.exp2(random.uniform(-30, 30, 800)),
        random.integers(0, 200, 800) / 128 * (1 + random.integers(-2, 3, 800) * 2.0**-52),
        (random.random(800) + 1e-9) / 64, np.exp2(random.uniform(-80, 80, 800)),
    ]  # fmt: skip
    with np.errstate(over="ignore"):
        y, x = (x * np.stack(ratio) * random.choice([-1, 1], (4, 800))).reshape(-1), x.reshape(-1)
    given = (y != 0) & np.isfinite(y)
    y, x = y[given], x[given]
    exact = [mp.atan2(mp.mpf(float(a)), mp.mpf(float(b))) for a, b in zip(y, x, strict=True)]
    errors = [ulps(float(r), value) for r, value in zip(real.atan2(y, x), exact, strict=True)]
    assert max(errors) < 0.52


EXACT_ARITHMETIC: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "remainder": lambda a, b: a - b * (abs(a / b).__floor__() * (1 if a / b > 0 else -1)),
}


@pytest.mark.parametrize("dtype", [*NARROW, DOUBLE], ids=lambda dtype: dtype.name)
@pytest.mark.parametrize("name", EXACT_ARITHMETIC)
def test_arithmetic_is_correctly_rounded(name: str, dtype: np.dtype) -> None:
    random = np.random.default_rng(9)
    word = np.dtype(f"u{dtype.itemsize}")
    with np.errstate(all="ignore"):
        scaled = np.ldexp(random.uniform(-2, 2, (2, 300)), random.integers(-8, 8, (2, 300))).astype(dtype)
    raw = random.integers(0, 1 << 8 * dtype.itemsize, (2, 300), dtype=np.uint64).astype(word).view(dtype)
    lhs, rhs = np.concatenate([scaled, raw], axis=1)
    if name == "remainder":
        with np.errstate(all="ignore"):
            close = np.abs(lhs.astype(np.float64)) < 1e30 * np.abs(rhs.astype(np.float64))
        lhs, rhs = lhs[close], rhs[close]
    results = getattr(floats, name)(lhs, rhs)
    assert results.dtype == dtype
    for a, b, r in zip(lhs, rhs, results, strict=True):
        x, y = float(a), float(b)
        if math.isfinite(x) and math.isfinite(y) and (y != 0 or name not in ("divide", "remainder")):
            assert_nearest(np.asarray(r), EXACT_ARITHMETIC[name](Fraction(x), Fraction(y)), f"{name}({a}, {b}) = {r}")


@pytest.mark.parametrize("dtype", [*NARROW, DOUBLE], ids=lambda dtype: dtype.name)
def test_maximum_and_minimum_propagate_nan_and_order_zeros(dtype: np.dtype) -> None:
    signed = float_format(dtype).zeros is Zeros.SIGNED
    known = [nan, 0.0, -0.0, 1.0, -1.0, 2.5, *((inf, -inf) if float_format(dtype).infinities else ())]
    for a, b in product(known, known):
        lhs, rhs = (np.array([v], np.float32).astype(dtype) for v in (a, b))
        for function, choose in ((arithmetic.maximum, max), (arithmetic.minimum, min)):
            key = (lambda v: (v, math.copysign(1, v))) if signed else (lambda v: (v, 0))
            want = nan if math.isnan(a) or math.isnan(b) else choose(a, b, key=key)
            got = float(function(lhs, rhs)[0])
            assert math.isnan(got) if math.isnan(want) else got == want, (a, b)
            if want == 0 and signed:
                assert math.copysign(1, got) == math.copysign(1, want), (a, b)


# Special values, C99 Annex F -----------------------------------------------------------------------------------------

UNARY_SPECIAL: dict[str, list[tuple[float, float]]] = {
    "exp": [(0.0, 1), (-0.0, 1), (inf, inf), (-inf, 0.0), (710, inf), (-746, 0.0), (nan, nan)],
    "expm1": [(0.0, 0.0), (-0.0, -0.0), (inf, inf), (-inf, -1), (1e-310, 1e-310), (nan, nan)],
    "log": [(1, 0.0), (0.0, -inf), (-0.0, -inf), (-1, nan), (inf, inf), (-inf, nan), (5e-324, -744.4400719213812)],
    "log1p": [(0.0, 0.0), (-0.0, -0.0), (-1, -inf), (-2, nan), (inf, inf), (1e-310, 1e-310), (nan, nan)],
    "sqrt": [(0.0, 0.0), (-0.0, -0.0), (-1, nan), (inf, inf), (-inf, nan), (4, 2), (5e-324, 2.2227587494850775e-162)],
    "rsqrt": [(0.0, inf), (-0.0, -inf), (-1, nan), (inf, 0.0), (-inf, nan), (4, 0.5), (5e-324, 4.4989137945431964e161)],
    "cbrt": [(0.0, 0.0), (-0.0, -0.0), (inf, inf), (-inf, -inf), (-27, -3), (8e-300, 2e-100), (nan, nan)],
    "sin": [(0.0, 0.0), (-0.0, -0.0), (inf, nan), (-inf, nan), (nan, nan), (1e-310, 1e-310)],
    "cos": [(0.0, 1), (-0.0, 1), (inf, nan), (-inf, nan), (nan, nan)],
    "tan": [(0.0, 0.0), (-0.0, -0.0), (inf, nan), (-inf, nan), (nan, nan), (1e-310, 1e-310)],
    "tanh": [(0.0, 0.0), (-0.0, -0.0), (inf, 1), (-inf, -1), (nan, nan), (1e-310, 1e-310), (-1e-310, -1e-310)],
    "logistic": [(0.0, 0.5), (-0.0, 0.5), (inf, 1), (-inf, 0.0), (nan, nan), (-1e9, 0.0), (1e9, 1), (-745, 5e-324)],
    "sign": [(0.0, 0.0), (-0.0, -0.0), (inf, 1), (-inf, -1), (nan, nan), (-1e-310, -1), (7, 1)],
    "absolute": [(0.0, 0.0), (-0.0, 0.0), (-inf, inf), (nan, nan), (-3, 3)],
    "negate": [(0.0, -0.0), (-0.0, 0.0), (inf, -inf), (nan, nan), (-3, 3)],
}
BINARY_SPECIAL: dict[str, list[tuple[float, float, float]]] = {
    "power": [
        (nan, 0, 1), (inf, -0.0, 1), (1, nan, 1), (1, inf, 1), (-1, inf, 1), (-1, -inf, 1), (-8, 1 / 3, nan),
        (0.0, -3, inf), (-0.0, -3, -inf), (-0.0, -2, inf), (-0.0, 3, -0.0), (-0.0, 2, 0.0), (0.5, inf, 0.0),
        (0.5, -inf, inf), (2, inf, inf), (2, -inf, 0.0), (-inf, 3, -inf), (-inf, 2, inf), (-inf, -3, -0.0),
        (-2, 3, -8), (-2, 2, 4), (nan, 1, nan), (2, nan, nan), (inf, -1, 0.0),
    ],
    "atan2": [
        (0.0, 1, 0.0), (-0.0, 1, -0.0), (0.0, -1, math.pi), (-0.0, -1, -math.pi), (0.0, 0.0, 0.0), (0.0, -0.0, math.pi),
        (-0.0, -0.0, -math.pi), (1, 0.0, math.pi / 2), (-1, -0.0, -math.pi / 2), (1, inf, 0.0), (-1, inf, -0.0),
        (1, -inf, math.pi), (inf, 1, math.pi / 2), (inf, inf, math.pi / 4), (inf, -inf, 3 * math.pi / 4), (nan, 1, nan),
        (1, nan, nan),
    ],
    "remainder": [
        (5, 3, 2), (-5, 3, -2), (5, -3, 2), (-5, -3, -2), (0.0, 3, 0.0), (-0.0, 3, -0.0), (-6, 3, -0.0), (5, inf, 5),
        (inf, 3, nan), (5, 0.0, nan), (nan, 3, nan), (1e308, 3e-308, math.fmod(1e308, 3e-308)),
    ],
    "divide": [(1, 0.0, inf), (1, -0.0, -inf), (0.0, 0.0, nan), (inf, inf, nan), (1, inf, 0.0), (-1, inf, -0.0)],
}  # fmt: skip


def assert_special(got: float, want: float, message: str) -> None:
    if math.isnan(want):
        assert math.isnan(got), message
        return
    assert got == want or abs(got - want) <= 2.0**-52 * abs(want), message
    assert math.copysign(1, got) == math.copysign(1, want), message


@pytest.mark.parametrize("name", UNARY_SPECIAL)
def test_special_values_of_one_operand(name: str) -> None:
    for x, want in UNARY_SPECIAL[name]:
        assert_special(float(function_named(name)(np.array(x, np.float64))), want, f"{name}({x})")


@pytest.mark.parametrize("name", BINARY_SPECIAL)
def test_special_values_of_two_operands(name: str) -> None:
    for x, y, want in BINARY_SPECIAL[name]:
        assert_special(
            float(function_named(name)(np.array(x, np.float64), np.array(y, np.float64))), want, f"{name}({x}, {y})"
        )


@pytest.mark.parametrize("name", UNARY_SPECIAL)
def test_special_values_are_the_same_in_float32(name: str) -> None:
    for x, want in UNARY_SPECIAL[name]:
        if abs(x) > 1e-30 or x == 0 or math.isnan(x):
            got = float(function_named(name)(np.array(x, np.float32)))
            with np.errstate(all="ignore"):
                assert_special(got, float(np.float32(want)), f"{name}({x})")


def test_negative_values_without_a_format_for_them() -> None:
    scale = np.array([1.0, 4.0], np.float32).astype(ml_dtypes.float8_e8m0fnu)
    assert np.isnan(floats.negate(scale).astype(np.float32)).all()
    assert floats.absolute(scale).astype(np.float32).tolist() == [1, 4]
    assert real.sqrt(scale).astype(np.float32).tolist() == [1, 2]
    zero = np.zeros(1, ml_dtypes.float8_e4m3fnuz)
    assert floats.negate(zero).view(np.uint8).tolist() == [0]


@pytest.mark.parametrize("dtype", [DOUBLE, SINGLE, np.dtype(np.float16)], ids=str)
def test_remainders_are_exact(dtype: np.dtype) -> None:
    random = np.random.default_rng(3)
    patterns = random.integers(0, 1 << 64, (2, 300), np.uint64).astype(f"u{dtype.itemsize}").view(dtype)
    sizes = random.standard_normal(300).astype(dtype)
    with np.errstate(over="ignore", invalid="ignore"):
        near = patterns[0] * np.exp2(random.uniform(-40, 2, 300)).astype(dtype)
        # quotients next to integers
        multiples = (sizes.astype(np.float64) * random.integers(1, 2**24, 300)).astype(dtype)
    lhs = np.concatenate([patterns[0], patterns[0], multiples, np.nextafter(multiples, dtype.type(0))])
    rhs = np.concatenate([patterns[1], near, sizes, sizes])
    found = floats.remainder(lhs, rhs)
    assert found.dtype == dtype
    for x, y, rest in zip(lhs.tolist(), rhs.tolist(), found.tolist(), strict=True):
        if math.isinf(x) or y == 0 or math.isnan(x) or math.isnan(y):
            assert math.isnan(rest)
            continue
        assert math.copysign(1, rest) == math.copysign(1, x)
        whole = 0 if math.isinf(y) else int(abs(Fraction(x) / Fraction(y)))
        assert abs(Fraction(rest)) == abs(Fraction(x)) - whole * (0 if math.isinf(y) else abs(Fraction(y)))
