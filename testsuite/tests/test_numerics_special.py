"""Special functions against arbitrary precision: float64 within 0.51 ULP, every narrower type correctly rounded."""

from __future__ import annotations

import hashlib
import math
import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from math import inf, nan
from typing import Any

import ml_dtypes
import mpmath as mp
import numpy as np
import pytest
from stablehlo_reference.spec.numerics import bessel, error_function, gamma, polygamma, zeta
from stablehlo_reference.spec.numerics.correct_rounding import Scaled, to_nearest
from stablehlo_reference.spec.numerics.formats import float_format
from stablehlo_reference.testsuite.exact_special import special_functions

KERNELS: dict[str, Callable[..., np.ndarray]] = {
    "bessel_i1e": bessel.bessel_i1e,
    "digamma": gamma.digamma,
    "erf": error_function.erf,
    "erf_inv": error_function.erf_inv,
    "erfc": error_function.erfc,
    "lgamma": gamma.lgamma,
    "polygamma": polygamma.polygamma,
    "zeta": zeta.zeta,
}
UNARY = [name for name in KERNELS if name not in ("polygamma", "zeta")]
EXACT = {name: special_functions()[f"chlo.{name}"] for name in KERNELS}
EIGHT = [
    np.dtype(getattr(ml_dtypes, name))
    for name in ("float8_e4m3fn", "float8_e5m2", "float8_e3m4", "float8_e4m3b11fnuz", "float8_e8m0fnu")
]
SIXTEEN = [np.dtype(ml_dtypes.bfloat16), np.dtype(np.float16)]
SINGLE, DOUBLE = np.dtype(np.float32), np.dtype(np.float64)
Arguments = tuple[np.ndarray, ...]


def signs(random: np.random.Generator, count: int) -> np.ndarray:
    return random.choice([-1.0, 1.0], count)


def sizes(random: np.random.Generator, low: float, high: float, count: int) -> np.ndarray:
    return np.exp2(random.uniform(low, high, count))


def arguments(name: str, count: int, seed: int = 0) -> Arguments:
    """float64 arguments of every size, and where the kernels change their way or are at their worst."""
    random = np.random.default_rng(seed)
    everywhere = sizes(random, -1074, 1023, count) * signs(random, count)
    if name in ("erf", "erfc"):
        borders = np.array([0.5, np.nextafter(0.5, 0), 1, 2, 4, 5.9, 26.5, 27.2, 27.3])
        return (np.concatenate([everywhere, random.uniform(-7, 7, count), random.uniform(0, 28, count), borders]),)
    if name == "erf_inv":
        small = sizes(random, -1074, 0, count) * signs(random, count)
        last = 1 - sizes(random, -53, -1, count)
        borders = np.array([0.5, 0.1, 2.0**-30, 0.520499877813, 1 - 2.0**-53])
        return (np.concatenate([small, random.uniform(-1, 1, count), last, borders]),)
    if name == "bessel_i1e":
        borders = np.exp2(np.arange(-2.0, 12))
        plain = sizes(random, -5, 11, 2 * count)
        return (np.concatenate([everywhere, plain, borders, -borders, borders * (1 - 2.0**-53)]),)
    if name in ("lgamma", "digamma"):
        around_integers = np.rint(random.uniform(-40, 5, count)) + sizes(random, -52, -1, count) * signs(random, count)
        plain = np.concatenate([random.uniform(-25, 25, count), random.uniform(-300, 300, count)])
        return (np.concatenate([everywhere, around_integers, plain, [1 + 2.0**-52, 2 + 2.0**-51, 19.999, 20, -20.5]]),)
    third = count // 3
    q = np.concatenate(
        [
            sizes(random, -10, 10, count),
            sizes(random, -1074, 1023, third),
            -random.uniform(0, 9, count),
            -sizes(random, -30, 30, third),
            0.5 - random.integers(1, 20, third) + random.choice([0, 1, -1], third) * sizes(random, -50, -2, third),
        ]
    )
    orders = np.concatenate([random.integers(2, 12, count + third), random.integers(2, 40, q.size - count - third)])
    if name == "polygamma":
        orders = orders - 1.0
        orders[: count // 2] = random.integers(0, 250, count // 2)
        return orders, q
    near_one = 1 + sizes(random, -52, 2, count // 2)
    s = orders.astype(np.float64)
    s[: count // 2] = near_one
    s[count // 2 : count] = sizes(random, 0, 9, count - count // 2)
    return s, q


def exact(name: str, *values: float) -> Any:
    """The exact value; None outside of the domain."""
    if not all(map(math.isfinite, values)):
        return None
    try:
        return EXACT[name](*map(mp.mpf, values))
    except ValueError:
        return None


def ulps(result: float, value: Any, dtype: np.dtype) -> float:
    """Distance in units of the last place that `value` has in the format; 0 for infinity where `value` rounds to it."""
    form = float_format(dtype)
    unit = mp.ldexp(1, max(mp.frexp(value)[1] - 1, form.min_exponent) - form.mantissa_bits)
    if not math.isfinite(result):
        limit = mp.mpf(form.max_finite) + mp.ldexp(1, form.max_exponent - form.mantissa_bits - 1)
        return 0.0 if abs(value) >= limit else inf
    return float(abs(mp.mpf(result) - value) / unit)


def errors(name: str, operands: Arguments) -> list[float]:
    """Errors in ULP of a kernel where the function has a value."""
    results = KERNELS[name](*operands)
    assert results.dtype == operands[0].dtype
    found: list[float] = []
    for *values, result in zip(*operands, results, strict=True):
        value = exact(name, *map(float, values))
        if value is not None:
            found.append(ulps(float(result), value, results.dtype) if value else float(abs(result)))
    return found


def narrowed(operands: Arguments, dtype: np.dtype) -> Arguments:
    with np.errstate(all="ignore"):
        return tuple(operand.astype(dtype) for operand in operands)


@pytest.mark.parametrize("name", KERNELS)
def test_float64_is_as_good_as_correctly_rounded(name: str) -> None:
    found = errors(name, arguments(name, 150))
    assert len(found) > 300
    assert max(found) < 0.51


@pytest.mark.parametrize("name", KERNELS)
def test_float32_is_correctly_rounded(name: str) -> None:
    found = errors(name, narrowed(arguments(name, 150, 1), SINGLE))
    assert len(found) > 250
    assert max(found) <= 0.5


@pytest.mark.parametrize("dtype", [*EIGHT, *SIXTEEN], ids=lambda dtype: dtype.name)
@pytest.mark.parametrize("name", UNARY)
def test_narrow_types_are_correctly_rounded(name: str, dtype: np.dtype) -> None:
    word, step = np.dtype(f"u{dtype.itemsize}"), 1 if dtype.itemsize == 1 else 331
    x = np.arange(0, 1 << 8 * dtype.itemsize, step).astype(word).view(dtype)
    y = KERNELS[name](x)
    form = float_format(dtype)
    for a, b in zip(x, y, strict=True):
        value = exact(name, float(a))
        if value is not None and (form.signed or value >= form.min_positive):
            assert ulps(float(b), value, dtype) <= 0.5, (a, b)


@pytest.mark.parametrize("name", ["polygamma", "zeta"])
@pytest.mark.parametrize("dtype", [EIGHT[0], *SIXTEEN], ids=lambda dtype: dtype.name)
def test_narrow_types_of_two_operands_are_correctly_rounded(name: str, dtype: np.dtype) -> None:
    assert max(errors(name, narrowed(arguments(name, 60, 2), dtype))) <= 0.5


@pytest.mark.parametrize("name", ["polygamma", "zeta"])
@pytest.mark.parametrize("dtype", [SINGLE, DOUBLE, SIXTEEN[0]], ids=lambda dtype: dtype.name)
def test_arguments_just_below_a_pole_are_not_lost_beside_it(name: str, dtype: np.dtype) -> None:
    """One minus such a fraction is not what is left of it: 1 - (1 - 1.2e-16) is 1.1e-16."""
    random = np.random.default_rng(6)
    q = np.concatenate([-sizes(random, -60, -20, 60), -1 - sizes(random, -20, -5, 20)])
    orders = random.integers(2, 7, q.size).astype(np.float64)
    assert max(errors(name, narrowed((orders, q), dtype))) < 0.51


@pytest.mark.parametrize("dtype", [SINGLE, DOUBLE], ids=lambda dtype: dtype.name)
def test_small_terms_of_zeta_count_where_there_are_many(dtype: np.dtype) -> None:
    """Next to s = 1, where all terms but the first, which is enormous, are 1 / (s - 1) together."""
    random = np.random.default_rng(7)
    unit = 2.0**-52 if dtype == DOUBLE else 2.0**-23
    s, q = 1 + unit * np.rint(sizes(random, 0, 12, 80)), sizes(random, -100, -20, 80)
    assert max(errors("zeta", narrowed((s, q), dtype))) <= (0.51 if dtype == DOUBLE else 0.5)


@pytest.mark.slow
@pytest.mark.parametrize("name", KERNELS)
def test_long_samples(name: str) -> None:
    count = 1500 if name in ("polygamma", "zeta") else 3000
    assert max(errors(name, arguments(name, count, 3))) < 0.51
    assert max(errors(name, narrowed(arguments(name, count, 4), SINGLE))) <= 0.5


@pytest.mark.slow
@pytest.mark.parametrize("dtype", SIXTEEN, ids=lambda dtype: dtype.name)
@pytest.mark.parametrize("name", UNARY)
def test_every_value_of_sixteen_bits(name: str, dtype: np.dtype) -> None:
    assert max(errors(name, (np.arange(1 << 16).astype(np.uint16).view(dtype),))) <= 0.5


# Zeros and other hard places ------------------------------------------------------------------------------------------


def next_to(zeros: list[Any]) -> np.ndarray:
    """The floats around each zero, and some farther away."""
    nearest = np.array([float(zero) for zero in zeros])
    around = [nearest, np.nextafter(nearest, inf), np.nextafter(nearest, -inf)]
    return np.concatenate([*around, *(nearest * (1 + sign * 2.0**-k) for k in (5, 12, 20, 33, 45) for sign in (1, -1))])


def zeros_between(function: Callable[[Any], Any], bounds: list[tuple[Any, Any]]) -> list[Any]:
    with mp.workprec(300):
        return [mp.findroot(function, pair, solver="anderson", tol=1e-60, verify=False) for pair in bounds]


def test_lgamma_keeps_its_digits_next_to_every_zero() -> None:
    """There are two zeros between -3 and -2, and so on; below -20 no float is nearer to a zero than to a pole."""
    with mp.workprec(300):
        tiny, below, above = mp.mpf(10) ** -25, mp.mpf("0.55"), mp.mpf("0.45")
        bounds = [(-k - 1 + tiny, -k - below) for k in range(2, 19)] + [(-k - above, -k - tiny) for k in range(2, 19)]
        bounds = [(a, b) for a, b in bounds if EXACT["lgamma"](a) * EXACT["lgamma"](b) < 0]
    assert len(bounds) > 16
    found = errors("lgamma", (next_to([*zeros_between(EXACT["lgamma"], bounds), mp.mpf(1), mp.mpf(2)]),))
    assert max(found) < 0.51


def test_digamma_keeps_its_digits_next_to_its_zeros() -> None:
    edge = mp.mpf("0.001")
    bounds = [(mp.mpf("1.4"), mp.mpf("1.5"))]
    bounds += [(-k - 1 + edge, -k - edge) for k in (*range(20), 35, 100, 12345, 10**6)]
    assert max(errors("digamma", (next_to(zeros_between(EXACT["digamma"], bounds)),))) < 0.51


@pytest.mark.parametrize("order", [2, 4, 10, 30])
def test_polygamma_keeps_its_digits_next_to_its_zeros(order: int) -> None:
    bounds = [(-k - mp.mpf("0.9"), -k - mp.mpf("0.1")) for k in (0, 1, 2, 6)]
    x = next_to(zeros_between(lambda x: EXACT["polygamma"](mp.mpf(order), x), bounds))
    assert max(errors("polygamma", (np.full(x.shape, float(order)), x))) < 0.51


@pytest.mark.parametrize("n", [2.0**20 - 1, 2.0**21, 1e7, 2.0**31, 2.0**40, 2.0**53])
def test_polygamma_of_large_orders_next_to_where_it_is_ordinary(n: float) -> None:
    x = n / math.e * (1 + np.array([-300, 0, 300, 10]) / n)
    results = polygamma.polygamma(np.full(4, n), x)
    for value, result in zip(x, results, strict=True):
        with mp.workprec(600):
            s, q = mp.mpf(n) + 1, mp.mpf(float(value))
            total = sum((q / (q + k)) ** s for k in range(150))
            sign = 1 if n % 2 == 1 else -1
            assert ulps(float(result), sign * mp.exp(mp.loggamma(s) - s * mp.log(q)) * total, DOUBLE) < 0.51


def test_orders_beyond_every_range_give_infinity_or_zero() -> None:
    n = np.array([1e300, 1e300, 2.0**100, 1e20])
    x = np.array([1e299, 1e301, 1.0, 1e25])
    assert polygamma.polygamma(n, x).tolist() == [-inf, -0.0, -inf, -0.0]


def test_orders_and_arguments_that_are_both_enormous() -> None:
    """Terms fall slowly against float64's unit: the ratio of two neighbours rounds to 1."""
    s, q = np.array([1e35, 1e20, 1e30, 1e5]), np.array([1e30, 3e18, 1e38, 1e38])
    assert zeta.zeta(s, q).tolist() == [0, 0, 0, 0]
    assert zeta.zeta(s.astype(np.float32), q.astype(np.float32)).tolist() == [0, 0, 0, 0]
    assert polygamma.polygamma(s.astype(np.float32), q.astype(np.float32))[:2].tolist() == [-inf, -inf]


def test_functional_equations() -> None:
    random = np.random.default_rng(5)
    x = random.uniform(0.1, 6, 500)
    np.testing.assert_array_max_ulp(error_function.erfc(-x), 2 - error_function.erfc(x), 1)
    np.testing.assert_allclose(error_function.erf_inv(error_function.erf(x / 3)), x / 3, rtol=1e-13)
    np.testing.assert_allclose(gamma.lgamma(x + 20) - gamma.lgamma(x + 19), np.log(x + 19), rtol=1e-12)
    np.testing.assert_allclose(gamma.digamma(x + 1), gamma.digamma(x) + 1 / x, rtol=1e-12, atol=1e-14)
    s = random.integers(2, 9, 500).astype(np.float64)
    np.testing.assert_allclose(zeta.zeta(s, x), x**-s + zeta.zeta(s, x + 1), rtol=1e-14)
    np.testing.assert_allclose(zeta.zeta(s, -x), (-x) ** -s + zeta.zeta(s, 1 - x), rtol=1e-12, atol=1e-13)


def test_subnormal_results_are_rounded_once() -> None:
    unit = 2.0**-1074
    high, low = np.array([1.5, 1.5, 1.5, 2.5, 2.5, -1.5, 0.5]), np.array([0, 1, -1, 1, -1, 1, 1]) * 2.0**-60
    wanted = [2, 2, 1, 3, 2, -1, 1]
    assert (to_nearest(Scaled(high, low, np.full(7, -1074)), DOUBLE) / unit).tolist() == wanted
    assert to_nearest(Scaled(high, low, np.full(7, -149)), SINGLE).tolist() == [k * 2.0**-149 for k in wanted]


def test_the_largest_subnormal_results_have_all_their_bits() -> None:
    patterns = np.random.default_rng(7).integers(1 << 51, 1 << 52, 500)
    values = patterns.astype(np.uint64).view(np.float64) * np.array([1.0, -1.0] * 250)
    nothing = np.zeros(500)
    exponent = np.full(500, -1022)
    np.testing.assert_array_equal(to_nearest(Scaled(np.ldexp(values, 1022), nothing, exponent), DOUBLE), values)
    half = np.ldexp(patterns + 0.5, -52)
    above = to_nearest(Scaled(half, nothing + 2.0**-70, exponent), DOUBLE)
    np.testing.assert_array_equal(above, np.ldexp(patterns + 1.0, -1074))


# Special values -------------------------------------------------------------------------------------------------------

SPECIAL: dict[str, list[tuple[float, ...]]] = {
    "bessel_i1e": [(0.0, 0.0), (-0.0, -0.0), (inf, 0.0), (-inf, -0.0), (nan, nan), (2.0**-1070, 2.0**-1071)],
    "digamma": [
        (0.0, nan), (-0.0, nan), (-1, nan), (-1e300, nan), (inf, inf), (-inf, nan), (nan, nan), (1e-310, -inf),
        (-5e-324, inf), (1e300, 690.7755278982137),
    ],
    "erf": [(0.0, 0.0), (-0.0, -0.0), (inf, 1), (-inf, -1), (nan, nan), (5e-324, 5e-324), (-1e300, -1)],
    "erf_inv": [
        (0.0, 0.0), (-0.0, -0.0), (1, inf), (-1, -inf), (1.5, nan), (-2, nan), (inf, nan), (-inf, nan), (nan, nan),
        (5e-324, 5e-324),
    ],
    "erfc": [(0.0, 1), (-0.0, 1), (inf, 0.0), (-inf, 2), (nan, nan), (5e-324, 1), (1e300, 0.0), (-1e300, 2)],
    "lgamma": [
        (0.0, inf), (-0.0, inf), (-3, inf), (-1e300, inf), (inf, inf), (-inf, inf), (nan, nan), (1, 0.0), (2, 0.0),
        (5e-324, 744.4400719213812), (-5e-324, 744.4400719213812), (1e306, inf),
    ],
    "polygamma": [
        (0.0, 0.0, nan), (1, 0.0, inf), (1, -0.0, inf), (1, -5, inf), (2, 0.0, nan), (2, -5, nan), (3, -5, inf),
        (0.0, inf, inf), (1, inf, 0.0), (2, inf, -0.0), (1, -inf, nan), (2, -inf, nan), (0.5, 1, nan), (-1, 1, nan),
        (inf, 1, nan), (nan, 1, nan), (1, nan, nan), (-0.0, inf, inf), (1, 1e-300, inf), (2, 1e-300, -inf),
        (1, 1e300, 1e-300), (1e10, -0.25, inf), (1e300, 0.5, -inf),
    ],
    "zeta": [
        (2, 0.0, inf), (2, -0.0, inf), (2, -3, inf), (3, 0.0, nan), (3, -3, nan), (2.5, 0.0, nan), (2.5, -3, nan),
        (2.5, -2.5, nan), (1, 1, inf), (1, -2.5, inf), (0.5, 1, nan), (-2, 1, nan), (-inf, 1, nan), (2, inf, 0.0),
        (2, -inf, nan), (inf, 0.5, inf), (inf, 1, 1), (inf, 2, 0.0), (inf, -0.5, inf), (inf, inf, 0.0), (nan, 1, nan),
        (2, nan, nan), (1, nan, nan), (nan, 0.0, nan), (inf, nan, nan), (2, 1e-300, inf), (2.0**60, -0.5, inf),
        (2.0**60, 1.5, 0.0), (2.0**60, 1, 1), (1e300, 1 + 2.0**-52, 0.0),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", KERNELS)
def test_special_values(name: str) -> None:
    for *values, want in SPECIAL[name]:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            got = float(KERNELS[name](*(np.array(value, np.float64) for value in values)))
        message = f"{name}{tuple(values)} = {got}, not {want}"
        assert math.isnan(got) == math.isnan(want), message
        assert math.isnan(want) or abs(got - want) <= 2.0**-52 * abs(want) or got == want, message
        assert math.isnan(want) or math.copysign(1, got) == math.copysign(1, want), message


@pytest.mark.parametrize("name", KERNELS)
def test_special_values_are_the_same_in_float32(name: str) -> None:
    for *values, want in SPECIAL[name]:
        if all(1e-30 < abs(value) < 1e30 or value in (0, inf, -inf) for value in values):
            got = float(KERNELS[name](*(np.array(value, np.float32) for value in values)))
            assert got == np.float32(want) or (math.isnan(got) and math.isnan(want)), (name, values, got)


@pytest.mark.parametrize("dtype", [EIGHT[0], *SIXTEEN], ids=lambda dtype: dtype.name)
def test_large_arrays_take_the_same_values_from_a_table(dtype: np.dtype) -> None:
    word = np.dtype(f"u{dtype.itemsize}")
    x = np.tile(np.arange(1 << 8 * dtype.itemsize).astype(word), 2 if dtype.itemsize == 2 else 300).view(dtype)
    for name in ("erf", "lgamma"):
        pieces = np.concatenate([KERNELS[name](part) for part in np.array_split(x[:65536], 7)])
        np.testing.assert_array_equal(KERNELS[name](x)[:65536].view(word), pieces.view(word))


# Peers ----------------------------------------------------------------------------------------------------------------

# What XLA CPU was measured to be off by in float64, relative to the result or to 1, where its method works at all.
XLA: dict[str, tuple[float, tuple[tuple[float, float], ...]]] = {
    "bessel_i1e": (2e-15, ((-300, 300),)),
    "digamma": (2e-14, ((-30, 30),)),
    "erf": (1e-15, ((-6, 6),)),
    "erf_inv": (2e-10, ((-1, 1),)),
    "erfc": (1e-15, ((-6, 26),)),
    "lgamma": (2e-14, ((-30, 300),)),
    "polygamma": (2e-12, ((1, 12), (0.5, 50))),
    "zeta": (2e-14, ((1.5, 12), (0.5, 50))),
}


@pytest.mark.peers
@pytest.mark.parametrize("name", KERNELS)
def test_jax_gives_the_same_as_far_as_its_digits_go(name: str) -> None:
    jax = pytest.importorskip("jax")
    from jax import lax

    random = np.random.default_rng(8)
    tolerance, bounds = XLA[name]
    operands = tuple(random.uniform(low, high, 5000) for low, high in bounds)
    if name == "polygamma":
        operands = (np.rint(operands[0]), operands[1])
    with jax.enable_x64(True):
        theirs = np.asarray(getattr(lax, name)(*operands))
    ours = KERNELS[name](*operands)
    assert (np.abs(ours - theirs) / np.maximum(1, np.abs(ours))).max() < tolerance


# Machines -------------------------------------------------------------------------------------------------------------


def digest() -> str:
    """A checksum of results of every function in three types."""
    total = hashlib.sha256()
    for name, kernel in KERNELS.items():
        for dtype in (DOUBLE, SINGLE, SIXTEEN[0]):
            operands = narrowed(arguments(name, 3000, 6), dtype)
            result = kernel(*(np.concatenate([operand, operand[:1]]) for operand in operands))
            total.update(np.where(np.isnan(result), np.zeros_like(result), result).tobytes())
    return total.hexdigest()


def test_results_do_not_depend_on_vector_instructions() -> None:
    core = np._core if hasattr(np, "_core") else np.core
    features = core._multiarray_umath.__cpu_features__
    dispatched = [name for name in core._multiarray_umath.__cpu_dispatch__ if features.get(name)]
    if not dispatched:
        pytest.skip("numpy has nothing to disable here")
    place = os.path.dirname(__file__)
    program = f"import sys; sys.path.insert(0, {place!r}); import {__name__} as tests; print(tests.digest())"
    environment = os.environ | {"NPY_DISABLE_CPU_FEATURES": " ".join(dispatched)}
    other = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == digest()
