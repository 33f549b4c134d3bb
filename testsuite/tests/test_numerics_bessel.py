"""The complex Bessel function against arbitrary precision: parts within 1 ULP, but for parts that cancel."""

from __future__ import annotations

import mpmath as mp
import numpy as np
import pytest
from stablehlo_reference.spec.numerics import bessel, complex_bessel
from stablehlo_reference.testsuite.exact_special import bessel_i1e

COUNT = 40


def sizes(random: np.random.Generator, low: float, high: float) -> np.ndarray:
    return np.exp2(random.uniform(low, high, COUNT)) * random.choice([-1, 1], COUNT)


def arguments() -> np.ndarray:
    """Everywhere, next to both axes, and next to the circles and lines where the kernel changes its way."""
    random = np.random.default_rng(11)
    turns = np.exp(1j * random.uniform(0, 2 * np.pi, COUNT))
    return np.concatenate(
        [
            sizes(random, -6, 6) + 1j * sizes(random, -6, 6),
            sizes(random, -1070, 1000) + 1j * sizes(random, -6, 12),
            sizes(random, -6, 12) + 1j * sizes(random, -1070, 1000),
            turns * random.choice([2, 8, 25, 64, 1024], COUNT) * (1 + sizes(random, -50, -3)),
            random.choice([-25, 25], COUNT) * (1 + sizes(random, -50, -3)) + 1j * sizes(random, -4, 8),
            sizes(random, -33, -27) + 1j * sizes(random, 5, 9),
        ]
    )


def unit(value: mp.mpf, bits: int, least: int) -> mp.mpf:
    return mp.ldexp(1, max(mp.frexp(value)[1] - bits, least))


def worst(dtype: type) -> float:
    """The largest error of a part, in ULP."""
    with np.errstate(all="ignore"):
        z = arguments().astype(dtype)
    z = z[np.isfinite(z)]
    bits, least = (53, -1074) if dtype is np.complex128 else (24, -149)
    errors: list[float] = []
    for argument, result in zip(z, complex_bessel.bessel_i1e(z), strict=True):
        value = bessel_i1e(mp.mpc(complex(argument)))
        units = [unit(part, bits, least) for part in (value.real, value.imag)]
        pairs = ((result.real, value.real), (result.imag, value.imag))
        errors += [float(abs(mp.mpf(float(a)) - b) / u) for (a, b), u in zip(pairs, units, strict=True)]
    return max(errors)


@pytest.mark.parametrize("dtype", [np.complex64, np.complex128])
def test_parts_are_within_one_ulp(dtype: type) -> None:
    assert worst(dtype) < 0.51


def test_a_part_that_cancels_is_within_one_ulp_of_the_larger() -> None:
    """The real part vanishes on curves that leave the imaginary axis at the zeros of J1'."""
    zeros = [float(mp.besseljzero(1, k, derivative=1)) for k in (1, 2, 5, 30)]
    z = np.array([complex(x, y) for y in zeros for x in (2.0**-40, 2.0**-20, 0.5)])
    for argument, result in zip(z, complex_bessel.bessel_i1e(z), strict=True):
        value = bessel_i1e(mp.mpc(complex(argument)))
        larger = unit(max(abs(value.real), abs(value.imag)), 53, -1074)
        assert abs(mp.mpf(result.real) - value.real) < 0.51 * larger
        assert abs(mp.mpf(result.imag) - value.imag) < 0.51 * larger


def test_the_axes_and_the_symmetries() -> None:
    x = np.concatenate([np.linspace(-40, 40, 81), [1e300, 5e-324]])
    real = complex_bessel.bessel_i1e(x.astype(np.complex128))
    np.testing.assert_array_max_ulp(real.real, bessel.bessel_i1e(x), 1)
    assert (real.imag == 0).all()
    imaginary = complex_bessel.bessel_i1e(1j * x)
    assert (imaginary.real == 0).all()
    assert [float(part) for part in imaginary.imag[41:44]] == [float(mp.besselj(1, k)) for k in (1, 2, 3)]
    z = arguments()
    w = complex_bessel.bessel_i1e(z)
    np.testing.assert_array_equal(complex_bessel.bessel_i1e(np.conj(z)), np.conj(w))
    np.testing.assert_array_equal(complex_bessel.bessel_i1e(-z), -w)


def test_signs_of_zeros_infinities_and_nan() -> None:
    inf, nan = np.inf, np.nan
    z = np.array([complex(*pair) for pair in ((-0.0, 0.0), (0.0, -0.0), (-inf, 2), (3, -inf), (inf, -inf), (-0.0, 5))])
    w = complex_bessel.bessel_i1e(z)
    assert (np.abs(w[:5]) == 0).all()
    assert np.signbit(w.real).tolist() == [True, False, True, False, False, True]
    assert np.signbit(w.imag).tolist() == [False, True, False, True, True, True]
    for argument in (complex(nan, 1), complex(1, nan), complex(nan, inf)):
        assert np.isnan(complex_bessel.bessel_i1e(np.array([argument])).view(np.float64)).all()
