"""Powers of complex numbers where digits get lost: huge exponents, cancelling terms, parts that are almost zero."""

from __future__ import annotations

from math import inf, isinf

import mpmath as mp
import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from stablehlo_reference.spec.numerics import complex_

COUNT = 24
DTYPES = pytest.mark.parametrize("dtype", [np.complex128, np.complex64], ids=["complex128", "complex64"])
Pairs = tuple[np.ndarray, np.ndarray]


def plane(x: np.ndarray | float, y: np.ndarray | float) -> np.ndarray:
    """Numbers with these parts."""
    x, y = np.broadcast_arrays(np.asarray(x, np.float64), np.asarray(y, np.float64))
    z = np.empty(x.shape, np.complex128)
    z.real, z.imag = x, y
    return z


def exact_power(z: np.complexfloating, w: np.complexfloating) -> mp.mpc:
    """e**(w ln z), by raising the precision until both parts agree to 80 bits."""
    before = None
    for bits in (300, 1300, 2600, 5200, 12000):
        with mp.workprec(bits):
            found = mp.exp(mp.mpc(complex(w)) * mp.log(mp.mpc(complex(z))))
            if before and agree(before.real, found.real) and agree(before.imag, found.imag):
                return found
            before = found
    raise AssertionError((z, w))


def agree(a: mp.mpf, b: mp.mpf) -> bool:
    return abs(a - b) <= abs(b) * mp.ldexp(1, -80)


def error(got: float, want: mp.mpf, dtype: type[np.complexfloating]) -> float:
    """In units of the last place; none where an infinity has the right sign."""
    precision, least, top = (24, -149, 128) if dtype == np.complex64 else (53, -1074, 1024)
    if abs(want) >= mp.ldexp(1, top) * (1 - mp.ldexp(1, -precision - 1)):
        return 0.0 if isinf(got) and (got > 0) == (want > 0) else inf
    unit = mp.ldexp(1, max(mp.frexp(want)[1] - precision, least)) if want else mp.ldexp(1, least)
    return float(abs(mp.mpf(float(got)) - want) / unit)


def assert_right(z: np.ndarray, w: np.ndarray, bound: float = 0.501) -> None:
    for base, exponent, got in zip(z, w, complex_.power(z, w), strict=True):
        want = exact_power(base, exponent)
        worst = max(error(got.real, want.real, z.dtype.type), error(got.imag, want.imag, z.dtype.type))
        assert worst <= bound, f"{base!r} ** {exponent!r} = {got!r}, not {mp.nstr(want, 20)}"


def hard(random: np.random.Generator, top: int) -> dict[str, Pairs]:
    """Finite powers, of numbers up to 10**top, that need many digits in different ways."""

    def sizes(low: float, high: float) -> np.ndarray:
        return 10.0 ** random.uniform(low, high, COUNT) * random.choice([-1, 1], COUNT)

    huge, near = sizes(0, top), np.round(sizes(-7, -2) * 2**23) / 2**23
    x, small = np.abs(sizes(-1, 1)), sizes(-0.9 * top, -2)
    turn, count = random.uniform(-np.pi, np.pi, COUNT), random.integers(3, 40, COUNT)
    root = 2 * np.pi * random.integers(1, 40, COUNT) / count
    ray, middle = np.log(x) + 1j * turn, 10.0 ** random.uniform(0, 0.4 * top if top < 50 else 19, COUNT)
    along = 1j * np.conj(ray) / np.abs(ray) * middle  # w ln z is imaginary, or rather would be without rounding
    binary, half = 2.0 ** -random.integers(5, 3 * top, COUNT), 2.0 ** -random.integers(2, 9, COUNT)
    return {
        "positive numbers to imaginary powers": (plane(x, 0), plane(0, huge)),
        "positive numbers to powers of any size": (plane(x, 0), plane(sizes(-2, 1), huge)),
        "units of the axes": (np.array([1, 1j] * (COUNT // 2)), plane(sizes(0, 1) * 0.3, sizes(-2, 1))),
        "tiny angles": (plane(x, small), plane(sizes(-1, 0), sizes(-1, 1) * x / small)),
        "next to 1": (plane(1 + near, near[::-1]), plane(sizes(0, 1) / near, sizes(0, 1) / near)),
        "growth that cancels": (plane(x * np.cos(turn), x * np.sin(turn)), along),
        "roots of unity": (plane(np.cos(root), np.sin(root)), plane(count, 0)),
        "an angle of the third order": (plane(1, binary), plane(half, -2 * half / binary)),
        "an angle that is smaller than any number": (
            plane(1e-3 * x, 10.0**-top),
            plane(random.integers(1, 4, COUNT), 0),
        ),
    }


@DTYPES
@pytest.mark.parametrize("name", hard(np.random.default_rng(0), 30))
def test_no_digit_is_lost(name: str, dtype: type[np.complexfloating]) -> None:
    with np.errstate(all="ignore"):
        z, w = (
            side.astype(dtype) for side in hard(np.random.default_rng(1), 300 if dtype == np.complex128 else 37)[name]
        )
    assert np.isfinite(z).all()
    assert np.isfinite(w).all()
    assert_right(z, w)


@pytest.mark.parametrize(
    ("z", "w"),
    [
        (20, 1e27j), (20 + 1e-290j, 1e290j), (20, 1.7976931348623157e308j), (1e200 + 1e-200j, 2), (1e300 + 5e-324j, 1),
        (-8.5e297 + 1.3e-288j, 3), (5e-324 + 5e-324j, 1e5j), (1 + 1e-130j, 1e-3 - 1e130j), (0.6 + 0.8j, 1e16),
        (1.7e308 - 1.7e308j, 1e-3 + 1e15j), (0.94 + 1j, 2.7e-322 - 3.8e-309j), (1e-300 + 1j, -1 + 261j),
    ],
)  # fmt: skip
def test_powers_that_are_known_to_be_hard(z: complex, w: complex) -> None:
    assert_right(np.array([z], np.complex128), np.array([w], np.complex128))


def test_angles_next_to_multiples_of_a_quarter_turn() -> None:
    """20**it, where t is the denominator of a convergent of ln(20) 2/pi: one part is about 1 / t."""
    with mp.workprec(400):
        x, before, t, found = 2 * mp.log(20) / mp.pi, 0, 1, []
        while t < 2**52:
            found.append(float(t))
            x = 1 / (x - mp.floor(x))
            before, t = t, int(mp.floor(x)) * t + before
    assert len(found) > 20
    assert_right(np.full(len(found), 20 + 0j), 1j * np.array(found))


finite = st.floats(allow_nan=False, allow_infinity=False)
moderate = st.floats(-745, 745)


@given(finite, finite.filter(bool), finite, finite.filter(bool))
@settings(max_examples=60, deadline=None)
def test_any_power_of_any_number(x: float, y: float, u: float, v: float) -> None:
    assert_right(np.array([complex(x, y)]), np.array([complex(u, v)]), 0.76)


@given(finite, finite.filter(lambda y: abs(y) > 1e-290), st.floats(-20, 20), moderate.filter(bool))
@settings(max_examples=60, deadline=None)
def test_any_exponent_that_leaves_a_finite_power(x: float, y: float, u: float, growth: float) -> None:
    z = complex(x, y)
    with np.errstate(all="ignore"):
        v = -growth / np.angle(z)
    if np.isfinite(v):
        assert_right(np.array([z]), np.array([complex(u, v)]), 0.76)


@DTYPES
def test_what_is_exact_stays_exact_for_any_exponent(dtype: type[np.complexfloating]) -> None:
    base = np.array([1, 1, -1, -1, 1j, 1j, 1j, -1j, -1j, 2, 1, 1 + 1j, 1 - 1j], dtype)
    exponent = np.array([3e38, 3e38 - 3e38j, 2.0**80, 8388607, 4194305, 2.0**120, -6, 4194303, 2.0**99, -3e38, 3e38j,
                         -6, 128], dtype)  # fmt: skip
    wanted = [1, 1, 1, -1, 1j, 1, -1, 1j, 1, 0, 1, 0.125j, 2.0**64]
    assert complex_.power(base, exponent).tolist() == wanted


def test_infinities_have_the_signs_of_the_exact_power() -> None:
    random = np.random.default_rng(3)
    z = plane(random.normal(size=40), random.normal(size=40))
    w = 10.0 ** random.uniform(3, 300, 40) * np.conj(np.log(z))  # w ln z is positive, or so it were without rounding
    assert not np.isfinite(complex_.power(z, w)).any()
    assert_right(z, w)


def test_narrow_parts_are_those_of_wide_ones_rounded() -> None:
    random = np.random.default_rng(4)
    for area in hard(random, 37).values():
        with np.errstate(all="ignore"):
            z, w = (side.astype(np.complex64) for side in area)
            wanted = complex_.power(z.astype(np.complex128), w.astype(np.complex128)).astype(np.complex64)
        assert complex_.power(z, w).view(np.int32).tolist() == wanted.view(np.int32).tolist()


def test_a_hard_element_changes_no_other() -> None:
    random = np.random.default_rng(5)
    z, w = (plane(*random.normal(size=(2, 200))) for _ in range(2))
    alone = complex_.power(z, w)
    z[::7], w[::7] = 20, 1j * 10.0 ** random.uniform(0, 308, w[::7].size)
    among = complex_.power(z, w)
    left = np.arange(200) % 7 != 0
    assert among[left].tobytes() == alone[left].tobytes()
    assert among[::7].tobytes() == complex_.power(z[::7], w[::7]).tobytes()
