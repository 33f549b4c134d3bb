"""Transcendental functions of one or two reals: their special values as bullets, all else by mpmath.

A function gives a `Number` where the result is one, else a `Real` for `enclosure.py`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from .enclosure import Real
from .reals import INF, NAN, is_infinite, is_nan, is_zero, negative, signed, zero
from .rounding import Number

Result = Number | Real


def mpf(mp: Any, x: Number) -> Any:
    """An argument in mpmath: exact, whatever the working precision."""
    if isinstance(x, Fraction):
        mantissa, exponent = x.numerator, -(x.denominator.bit_length() - 1)
        return mp.make_mpf(mp.libmp.from_man_exp(mantissa, exponent))
    return mp.mpf(x)


def unary(
    name: str,
    *,
    at_zero: Callable[[Number], Result] | Number | None = None,
    at_infinity: Number | Real | None = None,
    at_minus_infinity: Number | Real | None = None,
    below: Fraction | int | None = None,
    above: Fraction | int | None = None,
    at: dict[int, Number] | None = None,
    real: Callable[[Any, Any], Any] | None = None,
) -> Callable[[Number], Result]:
    """A function of mpmath's (`name`, or `real`) with its special values.

    `at_zero` None: zeros give themselves. Below `below` and above `above` the function is NaN. `at`: at integers.
    """

    def function(x: Number) -> Result:
        if is_nan(x):
            return NAN
        if is_infinite(x):
            limit = at_minus_infinity if negative(x) else at_infinity
            return NAN if limit is None else limit
        if is_zero(x):
            return x if at_zero is None else at_zero(x) if callable(at_zero) else at_zero
        if (below is not None and x < below) or (above is not None and x > above):
            return NAN
        if at and x in at:
            return at[int(x)]
        if real is not None:
            return lambda mp: real(mp, mpf(mp, x))
        return lambda mp: getattr(mp, name)(mpf(mp, x))

    return function


def _erfc(mp: Any, x: Any) -> Any:
    """mpmath's, which overflows at enormous numbers where gmpy2 is not installed: there its first asymptotic term."""
    if abs(x) < 2**100:
        return mp.erfc(x)
    return mp.exp(-x * x) / (x * mp.sqrt(mp.pi)) if x > 0 else mp.mpf(2)


def _power(x: Number, y: Number) -> Result:
    if is_zero(y) or x == 1:
        return Fraction(1)
    if is_nan(x) or is_nan(y):
        return NAN
    integral = not is_infinite(y) and Fraction(y).denominator == 1
    odd = integral and bool(Fraction(y).numerator & 1)
    if is_infinite(y):
        if abs(x) == 1:
            return Fraction(1)
        return INF if (abs(x) > 1) == (y > 0) else 0.0
    if is_zero(x) or is_infinite(x):
        grows = is_infinite(x) == (y > 0)
        return signed(INF if grows else 0.0, negative(x) and odd)
    if x < 0 and not integral:
        return NAN
    exact = _rational_power(abs(Fraction(x)), Fraction(y))
    if exact is not None:
        return signed(exact, x < 0 and odd)
    minus = x < 0 and odd
    return lambda mp: signed(mp.power(abs(mpf(mp, x)), mpf(mp, y)), minus)


def _rational_power(x: Fraction, y: Fraction) -> Fraction | None:
    """x**y where it is a rational number of moderate size."""
    if x == 1:
        return Fraction(1)
    for _ in range(y.denominator.bit_length() - 1):  # the denominator is a power of two: take square roots
        roots = math.isqrt(x.numerator), math.isqrt(x.denominator)
        if roots[0] ** 2 != x.numerator or roots[1] ** 2 != x.denominator:
            return None
        x = Fraction(*roots)
    bits = max(x.numerator.bit_length(), x.denominator.bit_length()) * abs(y.numerator)
    return x**y.numerator if bits < 4000 else None


def _atan2(y: Number, x: Number) -> Result:
    if is_nan(x) or is_nan(y):
        return NAN
    minus = negative(y)
    if is_zero(y):
        return (lambda mp: signed(+mp.pi, minus)) if negative(x) else zero(minus)
    if is_zero(x) or is_infinite(y):
        eighths = 2 if not is_infinite(x) else 3 if negative(x) else 1
        return lambda mp: signed(mp.pi * eighths / 4, minus)
    if is_infinite(x):
        return (lambda mp: signed(+mp.pi, minus)) if negative(x) else zero(minus)
    return lambda mp: mp.atan2(mpf(mp, y), mpf(mp, x))


def _sqrt(x: Number) -> Result:
    if is_nan(x) or is_zero(x):
        return x
    if negative(x):
        return NAN
    if is_infinite(x):
        return INF
    return _rational_power(Fraction(x), Fraction(1, 2)) or (lambda mp: mp.sqrt(mpf(mp, x)))


def _rsqrt(x: Number) -> Result:
    if is_zero(x):
        return signed(INF, negative(x))
    if is_nan(x) or negative(x):
        return NAN
    if is_infinite(x):
        return 0.0
    return _rational_power(Fraction(x), Fraction(-1, 2)) or (lambda mp: 1 / mp.sqrt(mpf(mp, x)))


def _cbrt(x: Number) -> Result:
    if is_nan(x) or is_zero(x) or is_infinite(x):
        return x
    top, bottom = (round(n ** (1 / 3)) if n < 1 << 150 else 0 for n in (abs(x.numerator), x.denominator))
    if top**3 == abs(x.numerator) and bottom**3 == x.denominator:
        return signed(Fraction(top, bottom), negative(x))
    return lambda mp: signed(mp.cbrt(abs(mpf(mp, x))), negative(x))


def _half_pi(sign: int) -> Real:
    return lambda mp: sign * mp.pi / 2


def _one(_: Number) -> Number:
    return Fraction(1)


FUNCTIONS: dict[str, Callable[..., Result]] = {
    "exponential": unary("exp", at_zero=_one, at_infinity=INF, at_minus_infinity=0.0),
    "exponential_minus_one": unary("expm1", at_infinity=INF, at_minus_infinity=Fraction(-1)),
    "log": unary("log", at_zero=-INF, at_infinity=INF, below=0, at={1: 0.0}),
    "log_plus_one": unary("log1p", at_infinity=INF, below=-1, at={-1: -INF}),
    "sqrt": _sqrt,
    "rsqrt": _rsqrt,
    "cbrt": _cbrt,
    "sine": unary("sin"),
    "cosine": unary("cos", at_zero=_one),
    "tan": unary("tan"),
    "tanh": unary("tanh", at_infinity=Fraction(1), at_minus_infinity=Fraction(-1)),
    "logistic": unary(
        "", at_zero=lambda _: Fraction(1, 2), at_infinity=Fraction(1), at_minus_infinity=0.0,
        real=lambda mp, x: 1 / (1 + mp.exp(-x)),
    ),
    "power": _power,
    "atan2": _atan2,
    "acos": unary("acos", at_zero=lambda _: _half_pi(1), below=-1, above=1, at={1: 0.0}),
    "asin": unary("asin", below=-1, above=1),
    "atan": unary("atan", at_infinity=_half_pi(1), at_minus_infinity=_half_pi(-1)),
    "acosh": unary("acosh", at_zero=NAN, at_infinity=INF, below=1, at={1: 0.0}),
    "asinh": unary("asinh", at_infinity=INF, at_minus_infinity=-INF),
    "atanh": unary("atanh", below=-1, above=1, at={1: INF, -1: -INF}),
    "cosh": unary("cosh", at_zero=_one, at_infinity=INF, at_minus_infinity=INF),
    "sinh": unary("sinh", at_infinity=INF, at_minus_infinity=-INF),
    "erf": unary("erf", at_infinity=Fraction(1), at_minus_infinity=Fraction(-1)),
    "erfc": unary("erfc", real=_erfc, at_zero=_one, at_infinity=0.0, at_minus_infinity=Fraction(2)),
}  # fmt: skip
"""By mnemonic: functions of reals."""


def _sign(mp: Any, z: Any) -> Any:
    return z / abs(z)


def _log_plus_one(mp: Any, z: Any) -> Any:
    """ln(1 + z): twice the bits that 1 + z swallows of a small z more, for the real part is x + (y**2 - x**2) / 2."""
    with mp.workprec(mp.mp.prec + 2 * max(0, -int(mp.mag(z))) + 16 if z else mp.mp.prec):
        return mp.log(1 + z)


def _complex_power(mp: Any, z: Any, w: Any) -> Any:
    """e**(w ln z): as many bits more as the exponent has before the point, for the angle is what is left of turns."""
    with mp.workprec(mp.mp.prec + max(0, int(mp.mag(w))) + 16 if w else mp.mp.prec):
        return mp.exp(w * mp.log(z))


def _asin_acos_kernel(mp: Any, z: Any) -> Any:
    """sqrt(a**2 - x**2) + i arcosh a for a = (|z + 1| + |z - 1|) / 2, where as much cancels as parts are apart."""
    sizes = [abs(int(mp.mag(part))) for part in (z.real, z.imag) if part]
    with mp.workprec(mp.mp.prec + 4 * max(sizes, default=0) + 64):
        a = (abs(z + 1) + abs(z - 1)) / 2
        return mp.mpc(mp.sqrt(a * a - z.real * z.real), mp.acosh(a))


COMPLEX_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "exponential": lambda mp, z: mp.exp(z),
    "exponential_minus_one": lambda mp, z: mp.expm1(z),
    "log": lambda mp, z: mp.log(z),
    "log_plus_one": _log_plus_one,
    "sqrt": lambda mp, z: mp.sqrt(z),
    "rsqrt": lambda mp, z: 1 / mp.sqrt(z),
    "cbrt": lambda mp, z: mp.exp(mp.log(z) / 3),
    "sine": lambda mp, z: mp.sin(z),
    "cosine": lambda mp, z: mp.cos(z),
    "tan": lambda mp, z: mp.tan(z),
    "tanh": lambda mp, z: mp.tanh(z),
    "logistic": lambda mp, z: 1 / (1 + mp.exp(-z)),
    "sign": _sign,
    "multiply": lambda mp, z, w: z * w,
    "divide": lambda mp, z, w: z / w,
    "power": _complex_power,
    "atan2": lambda mp, y, x: -1j * mp.log((x + 1j * y) / mp.sqrt(x * x + y * y)),
    "acos": lambda mp, z: mp.acos(z),
    "_asin_acos_kernel": _asin_acos_kernel,
    "acosh": lambda mp, z: mp.acosh(z),
    "asin": lambda mp, z: mp.asin(z),
    "asinh": lambda mp, z: mp.asinh(z),
    "atan": lambda mp, z: mp.atan(z),
    "atanh": lambda mp, z: mp.atanh(z),
    "cosh": lambda mp, z: mp.cosh(z),
    "sinh": lambda mp, z: mp.sinh(z),
    "square": lambda mp, z: z * z,
    "bessel_i1e": lambda mp, z: mp.exp(-abs(z.real)) * mp.besseli(1, z),
}
"""By mnemonic: functions of complex numbers. Evaluated at finite arguments away from branch cuts."""
