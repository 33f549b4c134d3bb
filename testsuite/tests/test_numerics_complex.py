"""Functions of complex numbers against arbitrary precision, part by part; special values, branch cuts, symmetry."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import copysign, inf, isfinite, isinf, isnan, nan, pi

import mpmath as mp
import numpy as np
import pytest
from stablehlo_reference.spec.numerics import arithmetic, complex_

COUNT = 50
DTYPES = pytest.mark.parametrize("dtype", [np.complex128, np.complex64], ids=["complex128", "complex64"])


@pytest.fixture(autouse=True)
def _precision() -> None:
    mp.mp.prec = 800


def plane(x: np.ndarray | float, y: np.ndarray | float) -> np.ndarray:
    """Numbers with these parts, signs of zeros kept."""
    x, y = np.broadcast_arrays(np.asarray(x, np.float64), np.asarray(y, np.float64))
    z = np.empty(x.shape, np.complex128)
    z.real, z.imag = x, y
    return z


def regions(random: np.random.Generator) -> dict[str, np.ndarray]:
    """Samples of the regions of the plane in which functions are hard in different ways."""

    def sizes(low: float, high: float) -> np.ndarray:
        return np.exp2(random.uniform(low, high, COUNT)) * random.choice([-1, 1], COUNT)

    turn, small = random.uniform(-pi, pi, COUNT), sizes(-20, 1.6)
    left, right = random.uniform(1.6, 4.6, COUNT), random.uniform(-1.5, 1.5, COUNT)
    diagonal = sizes(-20, 20)
    return {
        "usual": plane(random.normal(size=COUNT), random.normal(size=COUNT)),
        "every size": plane(sizes(-30, 9), sizes(-30, 9)),
        "extreme": plane(sizes(-1000, 1000), sizes(-1000, 1000)),
        "circle": plane(np.cos(turn), np.sin(turn)),
        "circle about -1": plane(np.cos(small) - 1, np.sin(small)),
        "near 0": plane(sizes(-60, -20), sizes(-60, -20)),
        "near -1": plane(-1 + sizes(-50, -2), sizes(-50, -2)),
        "diagonal": plane(diagonal, diagonal * random.choice([-1, 1], COUNT)),
        "range of exp": plane(random.uniform(-745, 720, COUNT), sizes(-5, 6)),
        "large angles": plane(random.uniform(-700, 700, COUNT), sizes(3, 300)),
        "exp(z) near 1": plane(-np.log(np.cos(right)), right),
        "logistic(z) near i": plane(np.log(-np.cos(left)), left),
    }


# name: exact function, the regions where it is tried, and the bound in ULP of each part for complex128
UNARY: dict[str, tuple[Callable[[mp.mpc], mp.mpc], str, float]] = {
    "exp": (mp.exp, "usual, every size, range of exp, large angles", 0.6),
    "expm1": (lambda z: mp.exp(z) - 1, "usual, near 0, range of exp, large angles", 0.6),
    "log": (mp.log, "usual, extreme, circle, near 0, diagonal", 0.6),
    "log1p": (lambda z: mp.log(1 + z), "usual, every size, near 0, near -1, circle about -1", 0.6),
    "sqrt": (mp.sqrt, "usual, extreme, diagonal", 0.6),
    "rsqrt": (lambda z: 1 / mp.sqrt(z), "usual, extreme", 0.6),
    "cbrt": (lambda z: mp.exp(mp.log(z) / 3), "usual, extreme", 0.6),
    "sin": (mp.sin, "usual, every size, large angles", 0.6),
    "cos": (mp.cos, "usual, every size, large angles", 0.6),
    "tan": (mp.tan, "usual, every size, near 0", 0.6),
    "tanh": (mp.tanh, "usual, every size, near 0, range of exp", 0.6),
    "logistic": (lambda z: 1 / (1 + mp.exp(-z)), "usual, near 0, range of exp, large angles", 0.6),
    "sign": (lambda z: z / abs(z), "usual, extreme", 0.6),
}
BINARY: dict[str, tuple[Callable[[mp.mpc, mp.mpc], mp.mpc], tuple[str, ...], float]] = {
    "multiply": (lambda a, b: a * b, ("usual, usual", "extreme, extreme", "every size, circle"), 0.51),
    "divide": (lambda a, b: a / b, ("usual, usual", "extreme, extreme", "every size, circle"), 0.6),
    "power": (
        lambda a, b: mp.exp(b * mp.log(a)),
        ("usual, usual", "circle, every size", "every size, usual", "diagonal, usual"),
        0.51,
    ),
    "atan2": (
        lambda a, b: -1j * mp.log((b + 1j * a) / mp.sqrt(b * b + a * a)),
        ("usual, usual", "every size, every size", "near 0, usual"),
        0.6,
    ),
}


def exact(value: np.complexfloating) -> mp.mpc:
    return mp.mpc(float(value.real), float(value.imag))


def assert_close(result: np.ndarray, wanted: list[mp.mpc], bound: float, shown: list[object]) -> None:
    """Each part within `bound` ULP of its own; within half of one for complex64."""
    single = result.dtype == np.complex64
    precision, least, bound = (24, -149, 0.501) if single else (53, -1074, bound)
    limit = mp.mpf(float(np.finfo(result.dtype).max))
    for got, want, argument in zip(result, wanted, shown, strict=True):
        for part, true in ((got.real, want.real), (got.imag, want.imag)):
            if abs(true) > limit * (1 - mp.ldexp(1, -22)):
                assert isinf(part) or abs(part) > limit * (1 - mp.ldexp(1, -21)), argument
                continue
            unit = mp.ldexp(1, max(mp.frexp(true)[1] - precision, least))
            assert abs(mp.mpf(float(part)) - true) <= bound * unit, (argument, got, mp.nstr(want, 20))


def in_type(z: np.ndarray, dtype: type[np.complexfloating]) -> np.ndarray:
    """The numbers that stay finite and off the axes in `dtype`."""
    with np.errstate(all="ignore"):
        z = z.astype(dtype)
    return z[np.isfinite(z) & (z.real != 0) & (z.imag != 0)]


@DTYPES
@pytest.mark.parametrize("name", UNARY)
def test_each_part_is_accurate_over_the_plane(name: str, dtype: type[np.complexfloating]) -> None:
    function, where, bound = UNARY[name]
    if name in ("log1p", "tan", "tanh", "logistic", "expm1"):
        mp.mp.prec = 1200  # the exact functions cancel too
    areas = regions(np.random.default_rng(len(name)))
    for region in where.split(", "):
        z = in_type(areas[region], dtype)
        wanted = [function(exact(value)) for value in z]
        assert_close(getattr(complex_, name)(z), wanted, bound, [(region, value) for value in z])


@DTYPES
@pytest.mark.parametrize("name", BINARY)
def test_each_part_of_two_operands_is_accurate(name: str, dtype: type[np.complexfloating]) -> None:
    function, where, bound = BINARY[name]
    mp.mp.prec = 2400
    for pair in where:
        left, right = (regions(np.random.default_rng(k))[side] for k, side in enumerate(pair.split(", ")))
        with np.errstate(all="ignore"):
            left, right = left.astype(dtype), right.astype(dtype)
        parts = left.real, left.imag, right.real, right.imag
        usable = np.isfinite(left) & np.isfinite(right) & np.all([part != 0 for part in parts], axis=0)
        left, right = left[usable], right[usable]
        wanted = [function(exact(a), exact(b)) for a, b in zip(left, right, strict=True)]
        shown = [(pair, a, b) for a, b in zip(left, right, strict=True)]
        assert_close(getattr(complex_, name)(left, right), wanted, bound, shown)


@pytest.mark.parametrize(("name", "region"), [("expm1", "exp(z) near 1"), ("logistic", "logistic(z) near i")])
def test_real_parts_keep_98_bits_of_their_terms_near_their_zeros(name: str, region: str) -> None:
    z = regions(np.random.default_rng(6))[region]
    results = getattr(complex_, name)(z)
    for value, got in zip(z, results, strict=True):
        want = UNARY[name][0](exact(value))
        assert abs(want.real) < 2.0**-40
        assert abs(mp.mpf(float(got.real)) - want.real) <= abs(want.real) * 2**-50 + mp.ldexp(1, -98), value
        assert abs(mp.mpf(float(got.imag)) - want.imag) <= abs(want.imag) * 2**-50, value


def test_expm1_keeps_all_digits_where_a_small_real_part_cancels() -> None:
    y = np.exp2(np.linspace(-200, -8, 60))
    z = plane(y * y / 2 * (1 + 2.0**-7), y)
    assert_close(complex_.expm1(z), [UNARY["expm1"][0](exact(value)) for value in z], 2, list(z))


def test_modulus_is_accurate_and_does_not_overflow() -> None:
    z = np.concatenate([regions(np.random.default_rng(1))[name] for name in ("usual", "extreme", "near 0")])
    for value, got in zip(z, complex_.absolute(z), strict=True):
        want = abs(exact(value))
        assert abs(mp.mpf(float(got)) - want) <= mp.ldexp(1, mp.frexp(want)[1] - 53)
    assert complex_.absolute(plane([inf, nan, 3e307], [nan, -inf, 4e307])).tolist() == [inf, inf, 5e307]
    assert complex_.absolute(np.array([3 + 4j], np.complex64)).dtype == np.float32


# Special values, C99 Annex G ----------------------------------------------------------------------------------------
# (x, y, real part, imaginary part) of the result; ZERO where the sign of a zero is left open.

ZERO = None
SPECIAL: dict[str, list[tuple[float, float, float | None, float | None]]] = {
    "exp": [(0.0, -0.0, 1, -0.0), (inf, 0.0, inf, 0.0), (-inf, 2, -0.0, 0.0), (inf, 2, -inf, inf), (nan, 0.0, nan, 0.0),
            (1, inf, nan, nan), (inf, inf, nan, nan), (-inf, inf, nan, nan), (-inf, nan, nan, nan)],
    "expm1": [(0.0, 0.0, 0.0, 0.0), (-0.0, -0.0, -0.0, -0.0), (inf, 0.0, inf, 0.0), (-inf, 2, -1, 0.0),
              (1e-310, 1e-310, 1e-310, 1e-310), (1, nan, nan, nan)],
    "log": [(-0.0, 0.0, -inf, pi), (0.0, -0.0, -inf, -0.0), (1, inf, inf, pi / 2), (-inf, 1, inf, pi),
            (-inf, inf, inf, 3 * pi / 4), (inf, nan, inf, nan), (nan, -inf, inf, nan), (-1, -0.0, 0.0, -pi)],
    "log1p": [(0.0, 0.0, 0.0, 0.0), (-0.0, -0.0, -0.0, -0.0), (-1, 0.0, -inf, 0.0), (-inf, -0.0, inf, -pi),
              (nan, inf, inf, nan), (1e-310, 1e-310, 1e-310, 1e-310), (-3, 0.0, np.log(2), pi)],
    "sqrt": [(0.0, -0.0, 0.0, -0.0), (-0.0, 0.0, 0.0, 0.0), (nan, inf, inf, inf), (3, -inf, inf, -inf),
             (-inf, 1, 0.0, inf), (-inf, -0.0, 0.0, -inf), (inf, -1, inf, -0.0), (inf, nan, inf, nan),
             (-inf, nan, nan, inf), (-4, -0.0, 0.0, -2), (-4, 0.0, 0.0, 2)],
    "rsqrt": [(0.0, 0.0, inf, nan), (inf, 1, 0.0, -0.0), (-inf, -1, 0.0, 0.0), (4, 0.0, 0.5, -0.0),
              (-4, 0.0, 0.0, -0.5)],
    "cbrt": [(0.0, 0.0, 0.0, 0.0), (27, -0.0, 3, -0.0), (-8, 0.0, 1, 3**0.5)],
    "sin": [(0.0, inf, 0.0, inf), (0.0, nan, 0.0, nan), (inf, 0.0, nan, 0.0), (2, inf, inf, -inf), (nan, 1, nan, nan),
            (0.0, -0.0, 0.0, -0.0), (2, 0.0, np.sin(2), -0.0), (inf, inf, nan, inf)],
    "cos": [(0.0, inf, inf, ZERO), (0.0, nan, nan, ZERO), (inf, 0.0, nan, ZERO), (2, inf, -inf, -inf),
            (inf, inf, inf, nan), (0.0, 0.0, 1, -0.0), (2, -0.0, np.cos(2), 0.0)],
    "tan": [(0.0, inf, 0.0, 1), (1, -inf, 0.0, -1), (inf, 1, nan, nan), (inf, 0.0, nan, 0.0), (nan, inf, ZERO, 1)],
    "tanh": [(inf, 1, 1, 0.0), (inf, 2, 1, -0.0), (-inf, inf, -1, ZERO), (inf, nan, 1, ZERO), (0.0, inf, 0.0, nan),
             (1, inf, nan, nan), (nan, 0.0, nan, 0.0), (300, 1, 1, 4 * np.sin(1) * np.cos(1) * np.exp(-600.0))],
    "logistic": [(0.0, 0.0, 0.5, 0.0), (inf, 1, 1, 0.0), (-inf, 1, 0.0, 0.0), (-inf, 3, -0.0, 0.0), (1, inf, nan, nan)],
    "sign": [(-0.0, -0.0, 0.0, 0.0), (nan, 1, nan, nan), (inf, 1, nan, nan), (0.0, -3, 0.0, -1), (5e-324, 0.0, 1, 0.0),
             (1.5e308, -1.5e308, 0.5**0.5, -(0.5**0.5))],
}  # fmt: skip


def assert_part(got: float, want: float | None, message: str) -> None:
    if want is None:
        assert got == 0, message
    elif isnan(want):
        assert isnan(got), message
    elif want == 0 or isinf(want):
        assert got == want, message
        assert copysign(1, got) == copysign(1, want), message
    else:
        assert abs(got - want) <= 1e-15 * abs(want), message


@pytest.mark.parametrize("name", SPECIAL)
def test_special_values(name: str) -> None:
    for x, y, real, imaginary in SPECIAL[name]:
        result = getattr(complex_, name)(plane(x, y))
        assert_part(float(result.real), real, f"{name}({x}, {y}) = {result}")
        assert_part(float(result.imag), imaginary, f"{name}({x}, {y}) = {result}")


EDGES = [0.0, -0.0, 1.0, -2.0, 0.5, 1e300, -1e-310, inf, -inf, nan]


@DTYPES
@pytest.mark.parametrize("name", UNARY)
def test_functions_are_symmetric_about_the_real_axis(name: str, dtype: type[np.complexfloating]) -> None:
    with np.errstate(all="ignore"):
        edges = plane(*np.array(list(product(EDGES, EDGES))).T)
        edges = edges[~(np.isinf(edges.real) & ~np.isfinite(edges.imag))]  # C99 leaves signs open there
        z = np.concatenate([edges, regions(np.random.default_rng(8))["usual"]]).astype(dtype)
    upper, lower = getattr(complex_, name)(z), getattr(complex_, name)(np.conj(z))
    np.testing.assert_array_equal(upper.real, lower.real)
    np.testing.assert_array_equal(upper.imag, -lower.imag)
    signed = ~np.isnan(upper.imag) & ~np.isnan(z.real) & ~np.isnan(z.imag) & ((name != "sign") | (z != 0))
    assert (np.signbit(upper.imag) != np.signbit(lower.imag))[signed].all()


@pytest.mark.parametrize("name", ["sqrt", "log", "cbrt", "rsqrt"])
def test_the_cut_is_continuous_on_the_side_of_the_signed_zero(name: str) -> None:
    x = -np.exp2(np.linspace(-100, 100, 41))
    for side in (0.0, -0.0):
        on, beside = getattr(complex_, name)(plane(x, side)), getattr(complex_, name)(plane(x, copysign(1e-300, side)))
        np.testing.assert_allclose(on.imag, beside.imag, rtol=1e-15)
        np.testing.assert_allclose(on.real, beside.real, rtol=1e-15, atol=1e-250)


# Two operands ---------------------------------------------------------------------------------------------------------


def test_products_that_leave_the_range_on_the_way_do_not() -> None:
    huge = plane([1e200, 1e300], [1e200, -1e300])
    assert complex_.multiply(huge, huge)[0] == complex(0, inf)
    np.testing.assert_allclose(complex_.divide(huge, huge), [1, 1], rtol=1e-15)
    np.testing.assert_allclose(complex_.divide(plane(1e-310, 1e-310), plane(1e-310, -1e-310)), 1j, rtol=1e-15)
    assert complex_.multiply(plane(3e298, 1e-70), plane(-5e-198, -1e236)).real == 3e298 * -5e-198 + 1e-70 * 1e236


def test_parts_of_products_survive_cancellation() -> None:
    a = plane(1 + 2.0**-30, 1 - 2.0**-30)
    assert complex_.multiply(a, plane(1 - 2.0**-30, 1 + 2.0**-30)).real == 0
    assert complex_.multiply(a, a).real == 2.0**-28
    b = np.array([1 + 2.0**-12 + (1 - 2.0**-12) * 1j], np.complex64)
    assert complex_.multiply(b, b)[0].real == np.float32(2.0**-10)


def test_quotients_with_zeros_and_infinities() -> None:
    def quotient(a: complex, b: complex) -> tuple[float, float]:
        result = complex_.divide(plane(a.real, a.imag), plane(b.real, b.imag))
        return float(result.real), float(result.imag)

    assert quotient(1 + 1j, 0j) == (inf, inf)
    assert quotient(-1 + 0j, complex(0, 0))[0] == -inf
    assert all(isnan(part) for part in quotient(0j, 0j))
    assert quotient(complex(inf, nan), 1 + 0j)[0] == inf
    assert quotient(1 + 2j, complex(inf, nan)) == (0, 0)
    assert quotient(complex(inf, inf), 1 + 2j)[0] == inf
    assert quotient(complex(inf, nan), 1 + 2j) == (inf, -inf)


@DTYPES
def test_integral_powers_on_axes_and_diagonals_are_exact(dtype: type[np.complexfloating]) -> None:
    base = np.array([1j, -1j, -2, 1 + 1j, -1 + 1j, 2j, 1j, -1 - 1j, 3], dtype)
    power = np.array([2, 3, 3, 2, 4, -1, 1e6 + 1, 8, 2], dtype)
    assert complex_.power(base, power).tolist() == [-1, 1j, -8, 2j, -4, -0.5j, 1j, 16, 9]


@DTYPES
def test_powers_of_zero_and_to_zero(dtype: type[np.complexfloating]) -> None:
    everything = plane(*np.array(list(product(EDGES, EDGES))).T)
    with np.errstate(all="ignore"):
        everything = everything.astype(dtype)
    assert (complex_.power(everything, np.zeros_like(everything)) == 1).all()
    zero = np.zeros(4, dtype)
    results = complex_.power(zero, np.array([2, 0.5 + 3j, -1, 1j], dtype))
    assert results[:2].tolist() == [0, 0]
    assert isinf(results[2].real)
    assert np.isnan(results[3])


def test_powers_of_infinity() -> None:
    results = complex_.power(plane([inf, inf, 2, 0.5], [0.0, 0.0, 0, 0]), plane([1, -2, inf, inf], [0.0, 0, 0, 0]))
    assert results.tolist() == [complex(inf, 0), 0, complex(inf, 0), 0]


def test_atan2_of_real_operands_is_the_real_one() -> None:
    parts = np.array(list(product([0.0, -0.0, 1.0, -2.0, inf, -inf], repeat=2)))
    result = complex_.atan2(plane(parts[:, 0], 0), plane(parts[:, 1], 0))
    np.testing.assert_array_equal(result.real, np.arctan2(parts[:, 0], parts[:, 1]))
    np.testing.assert_array_equal(result.imag, 0)


def test_order_is_lexicographic_and_nan_wins() -> None:
    lhs, rhs = plane([1, 1, 2, nan, 1], [5, 5, 0, 0, nan]), plane([1, 2, 1, 0, 9], [7, 0, 9, 0, 9])
    larger, smaller = arithmetic.maximum(lhs, rhs), arithmetic.minimum(lhs, rhs)
    assert larger[:3].tolist() == [1 + 7j, 2 + 0j, 2 + 0j]
    assert smaller[:3].tolist() == [1 + 5j, 1 + 5j, 1 + 9j]
    assert np.isnan(larger[3:]).all()
    assert np.isnan(smaller[3:]).all()


def test_complex_remainder_is_refused() -> None:
    with pytest.raises(TypeError, match="complex128"):
        arithmetic.remainder(plane(1, 0), plane(1, 0))


def test_finite_results_are_never_lost_at_the_ends_of_the_range() -> None:
    assert isfinite(complex_.exp(plane(710, 1.5)).real)
    assert complex_.exp(plane(-746, 0.1)).real == 0
    assert isfinite(complex_.sin(plane(1e-3, 711)).real)
    assert complex_.tanh(plane(360, 0.7)).imag > 0
    assert isfinite(complex_.log(plane(1.7e308, 1.7e308)).real)
    assert complex_.sqrt(plane(5e-324, 5e-324)).real > 1e-162


@pytest.mark.parametrize("name", ["exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh"])
def test_numpy_functions_decide_nothing_that_is_open(name: str) -> None:
    """complex64 goes through numpy's functions where they settle the result, complex128 never does."""
    random = np.random.default_rng(len(name))
    specials = np.array([0.0, -0.0, 1, -1, np.inf, -np.inf, np.nan, 1e-45, -3e38, 88.7, -104, np.pi, 0.5], np.float32)
    parts = [
        np.meshgrid(specials, specials),
        random.normal(0, 3, (2, 100_000)),
        np.exp(random.uniform(-40, 40, (2, 100_000))) * random.choice([-1, 1], (2, 100_000)),
        (random.normal(0, 3, 100_000), random.integers(-9, 9, 100_000) * np.pi / 2),
        (np.cos(angles := random.uniform(-4, 4, 100_000)), np.sin(angles)),
    ]
    function = getattr(complex_, name)
    for x, y in parts:
        z = np.empty(np.size(x), np.complex64)
        z.real, z.imag = np.ravel(x), np.ravel(y)
        with np.errstate(all="ignore"):
            expected = function(z.astype(np.complex128)).astype(np.complex64)
        assert patterns(function(z)).tolist() == patterns(expected).tolist()


def patterns(z: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(z.view(np.float32)), np.nan, z.view(np.float32)).view(np.uint32)
