"""Special functions of CHLO on mpmath numbers, to a hundred bits and more at every argument.

The formulas are others than those of the kernels where mpmath's own functions do not serve: mpmath evaluates them at a
working precision that is chosen here, so that reflections, zeros and large orders leave enough of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import exact_balls

_BITS = 160
"""Bits that are left after cancellation next to a zero of a function, for arguments of 64 bits."""

_FAR = 2**100
"""Beyond this erfc is its first asymptotic term to more than 60 digits."""


def special_functions() -> dict[str, Callable[..., Any]]:
    """The exact function of each op, by full name. They raise ValueError outside of the domain, poles included."""
    return {
        "chlo.bessel_i1e": bessel_i1e,
        "chlo.digamma": digamma,
        "chlo.erf": erf,
        "chlo.erf_inv": erf_inv,
        "chlo.erfc": erfc,
        "chlo.lgamma": lgamma,
        "chlo.polygamma": polygamma,
        "chlo.zeta": zeta,
    }


def erf(x: Any) -> Any:
    """2/sqrt(pi) times the integral of e**(-t**2) from 0 to x."""
    import mpmath as mp

    with mp.workprec(_BITS):
        return mp.erf(x)


def erfc(x: Any) -> Any:
    """1 - erf(x)."""
    import mpmath as mp

    with mp.workprec(_BITS):
        if abs(x) > _FAR:  # mpmath without gmpy2 overflows there
            return mp.exp(-x * x) / (x * mp.sqrt(mp.pi)) if x > 0 else mp.mpf(2)
        return mp.erfc(x)


def erf_inv(y: Any) -> Any:
    """The number whose erf is y."""
    import mpmath as mp

    if abs(y) >= 1:
        raise ValueError("outside of the domain")
    with mp.workprec(2 * _BITS):
        small = abs(y) < mp.mpf(2) ** -_BITS
        return y * mp.sqrt(mp.pi) / 2 if small else mp.erfinv(y)


def bessel_i1e(z: Any) -> Any:
    """e**-|Re z| I1(z), for real and complex numbers. mpmath's I1 is not used where z is small or enormous."""
    import mpmath as mp

    parts = [part for part in (mp.re(z), mp.im(z)) if part]
    if not all(map(mp.isfinite, parts)):
        raise ValueError("not finite")
    with mp.workprec(3 * _BITS + int(3 * min(abs(z), 1000)) + sum(abs(mp.frexp(part)[1]) for part in parts)):
        if abs(z) < 1000:
            return mp.exp(-abs(mp.re(z))) * mp.besseli(1, z)
        return _bessel_far(z) if mp.re(z) >= 0 else -_bessel_far(-z)


def _bessel_far(z: Any) -> Any:
    """Both exponentials of the asymptotic expansion, DLMF 10.40.5; the second does not matter to the right."""
    import mpmath as mp

    x, y = mp.re(z), mp.im(z)
    if y < 0:
        return mp.conj(_bessel_far(mp.conj(z)))
    total = mp.expj(y) * _hankel_sum(z) if y else _hankel_sum(z)
    if x < 300:
        total -= 1j * mp.exp(-2 * x) * mp.expj(-y) * _hankel_sum(-z)
    return total / mp.sqrt(2 * mp.pi * z)


def _hankel_sum(z: Any) -> Any:
    import mpmath as mp

    term = total = mp.mpf(1)
    for k in range(1, 60):
        term *= ((2 * k - 1) ** 2 - 4) / (8 * k * z)
        total += term
    return total


def _check_pole(x: Any) -> None:
    import mpmath as mp

    if x <= 0 and x == mp.floor(x):
        raise ValueError("a pole")


def _around(x: Any) -> int:
    """Bits that hold 1 + x without rounding, and as many more."""
    import mpmath as mp

    return 2 * _BITS + (abs(mp.frexp(x)[1]) if abs(x) < 1 or x < 0 else 0)


def lgamma(x: Any) -> Any:
    """ln |Gamma(x)|."""
    import mpmath as mp

    _check_pole(x)
    with mp.workprec(_around(x)):
        if x > 0:
            return mp.loggamma(x)
        return mp.log(mp.pi / abs(mp.sinpi(x))) - mp.loggamma(1 - x)


def digamma(x: Any) -> Any:
    """The derivative of ln Gamma(x)."""
    return polygamma(0, x)


def polygamma(n: Any, x: Any) -> Any:
    """The n-th derivative of digamma."""
    import mpmath as mp

    if not mp.isfinite(n) or n < 0 or n != mp.floor(n):
        raise ValueError("outside of the domain")
    _check_pole(x)
    found = exact_balls.polygamma(n, x)
    return polygamma_by_sums(n, x) if found is None else found


def polygamma_by_sums(n: Any, x: Any) -> Any:
    """The same without python-flint."""
    import mpmath as mp

    with mp.workprec(_around(x)):
        if n:
            return (-1) ** (int(n) + 1) * mp.exp(mp.loggamma(n + 1)) * zeta_by_sums(n + 1, x)
        return mp.digamma(x) if x > 0 else mp.digamma(1 - x) - mp.pi * mp.cospi(x) / mp.sinpi(x)


def zeta(s: Any, q: Any) -> Any:
    """The sum of (q + n)**-s."""
    import mpmath as mp

    _check_pole(q)
    if not mp.isfinite(s) or not mp.isfinite(q) or s <= 1 or (q < 0 and s != mp.floor(s)):
        raise ValueError("outside of the domain")
    found = exact_balls.zeta(s, q)
    return zeta_by_sums(s, q) if found is None else found


def zeta_by_sums(s: Any, q: Any) -> Any:
    """The same without python-flint."""
    import mpmath as mp

    with mp.workprec(2 * _BITS + abs(mp.frexp(s)[1]) + abs(mp.frexp(q)[1])):
        if q > 0:
            return _zeta_positive(s, q)
        fraction, sign = q - mp.floor(q), (-1) ** int(s)
        below, above = _zeta_positive(s, fraction), _zeta_positive(s, 1 - fraction)
        both = mp.mpf(0) if sign < 0 and fraction == 0.5 else below + sign * above
        return both - sign * _zeta_positive(s, 1 - q)


def _zeta_positive(s: Any, q: Any) -> Any:
    """Terms until they vanish or q exceeds s, then Euler and Maclaurin's sum. Nothing is left of the second, often."""
    import mpmath as mp

    negligible = mp.mpf(2) ** -mp.mp.prec
    first, total = q**-s, mp.mpf(0)
    if s * mp.log1p(1 / q) > mp.mp.prec:
        return first
    while q < s / 2 + mp.mp.prec / 6:
        term = q**-s
        if term < first * negligible:
            return total
        total += term
        q += 1
    total += q ** (1 - s) / (s - 1) + q**-s / 2
    rising, term, j = s * q ** (-s - 1) / 2, total, 1
    while abs(term) > total * negligible and j < mp.mp.prec:
        term = rising * mp.bernoulli(2 * j)
        total += term
        rising *= (s + 2 * j - 1) * (s + 2 * j) / ((2 * j + 1) * (2 * j + 2) * q**2)
        j += 1
    return total
