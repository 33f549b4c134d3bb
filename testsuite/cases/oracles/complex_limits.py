"""Functions of complex numbers on the axes, at zeros, infinities and NaN: C99 Annex G.6, with the zeros of C17 DR 471.

What the standard has for one quadrant follows for the others by symmetry: f(conj z) = conj f(z) for all of them, and
most are odd or even. Elements whose sign the standard leaves open are no subject here. `exp` and its kin are NaN in
both parts where the imaginary part is infinite or NaN (numerics/complex_exp.py, R4).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from .enclosure import Real
from .functions import FUNCTIONS, mpf
from .reals import INF, NAN, add, divide, is_infinite, is_nan, is_zero, multiply, negative, signed
from .rounding import Number
from .tensors import NoOracle

Part = Number | Real
Result = tuple[Part, Part]
NANS: Result = (NAN, NAN)


def _open() -> Result:
    raise NoOracle("a sign that the standard leaves open")


def _nans_of(x: Number) -> Result:
    if is_nan(x):
        return NANS
    raise NoOracle("an ordinary value")


def _finite(x: Number) -> bool:
    return not is_nan(x) and not is_infinite(x)


def _pi(eighths: int, minus: bool = False) -> Real:
    return lambda mp: signed(mp.pi * eighths / 4, minus)


def _real(name: str, *numbers: Number, minus: bool = False) -> Part:
    """A function of reals, perhaps with its sign changed."""
    found = FUNCTIONS[name](*numbers)
    if callable(found):
        return (lambda mp: -found(mp)) if minus else found
    return -found if minus else found


def _size(x: Number) -> Number:
    return -x if negative(x) else x


def _turned(function: Callable[[Number, Number], Result]) -> Callable[[Number, Number], Result]:
    """-i f(iz)."""

    def turned(a: Number, b: Number) -> Result:
        re, im = function(-b, a)
        return im, _minus(re)

    return turned


def _minus(x: Part) -> Part:
    return (lambda mp: -x(mp)) if callable(x) else -x


def _copysign(x: Part, sign: Number) -> Part:
    """A part that is not negative, with another's sign."""
    return _minus(x) if negative(sign) else x


def _odd(quadrant: Callable[[Number, Number], Result]) -> Callable[[Number, Number], Result]:
    """A function that is odd and fits conjugates, from its values in the first quadrant."""

    def whole(a: Number, b: Number) -> Result:
        re, im = quadrant(_size(a), _size(b))
        return _copysign(re, a), _copysign(im, b)

    return whole


def _angles(a: Number, b: Number) -> tuple[float, float]:
    """Signs of cosine and sine of a finite angle, as zeros."""
    import mpmath

    with mpmath.workprec(1200):
        return (
            float(mpmath.sign(mpmath.cos(mpf(mpmath, b)))) * float(a),
            float(mpmath.sign(mpmath.sin(mpf(mpmath, b)))) * float(a),
        )


def _exp(a: Number, b: Number) -> Result:
    if not _finite(b):
        return NANS
    if is_zero(b):
        return _real("exponential", a), b
    if is_infinite(a):
        return _angles(0.0 if negative(a) else INF, b)
    return _nans_of(a)


def _expm1(a: Number, b: Number) -> Result:
    if not _finite(b):
        return NANS
    if is_zero(b):
        return _real("exponential_minus_one", a), b
    if is_infinite(a):
        re, im = _angles(0.0 if negative(a) else INF, b)
        return (Fraction(-1) if negative(a) else re), im
    return _nans_of(a)


def _log(a: Number, b: Number) -> Result:
    if is_infinite(a) or is_infinite(b):
        return INF, NAN if is_nan(a) or is_nan(b) else _real("atan2", b, a)
    if is_nan(a) or is_nan(b):
        return NANS
    return _real("log", _size(a) if is_zero(b) else _size(b)), _real("atan2", b, a)


def _log1p(a: Number, b: Number) -> Result:
    if not _finite(a) or not _finite(b):
        return _log(a, b)
    if not is_zero(b):
        raise NoOracle("1 + z off the axis")
    if a >= -1:
        return _real("log_plus_one", a), b
    return _real("log", -1 - Fraction(a)), _copysign(_pi(4), b)


def _sqrt(a: Number, b: Number) -> Result:
    if is_infinite(b):
        return INF, b
    if is_infinite(a):
        if negative(a):
            return _open() if is_nan(b) else (0.0, signed(INF, negative(b)))
        return INF, NAN if is_nan(b) else signed(0.0, negative(b))
    if is_nan(a) or is_nan(b):
        return NANS
    if is_zero(b):
        root = _real("sqrt", _size(a))
        return (0.0, _copysign(root, b)) if negative(a) and not is_zero(a) else (root, b)
    half = _real("sqrt", Fraction(_size(b)) / 2)
    return half, _copysign(half, b)


def _rsqrt(a: Number, b: Number) -> Result:
    if is_nan(a) or is_nan(b):
        return _open() if is_infinite(a) or is_infinite(b) else NANS
    if is_infinite(a) or is_infinite(b):
        return 0.0, signed(0.0, not negative(b))
    if is_zero(a) and is_zero(b):
        return INF, NAN
    if is_zero(b):
        root = _real("rsqrt", _size(a))
        return (0.0, _copysign(root, -b)) if negative(a) else (root, -b)
    half = _real("rsqrt", Fraction(_size(b)) * 2)
    return half, _copysign(half, -b)


def _sinh(a: Number, b: Number) -> Result:
    if is_zero(b):
        return _real("sinh", a), b
    if is_zero(a):
        return (a, _real("sine", b)) if _finite(b) else _open()
    if is_infinite(a):
        return _angles(a, b)[:1] + _angles(INF, b)[1:] if _finite(b) else _open()
    return NANS


def _cosh(a: Number, b: Number) -> Result:
    if is_zero(b):
        return (NAN, _open()[1]) if is_nan(a) else (_real("cosh", a), signed(0.0, negative(a) != negative(b)))
    if is_zero(a):
        if not _finite(b):
            return _open()
        return _real("cosine", b), signed(0.0, negative(a) != (_angles(INF, b)[1] < 0))
    if is_infinite(a):
        if is_nan(b):
            return INF, NAN
        return _angles(INF, b)[:1] + _angles(a, b)[1:] if _finite(b) else _open()
    return NANS


def _tanh(a: Number, b: Number) -> Result:
    if is_zero(b):
        return _real("tanh", a), b
    if is_infinite(a):
        if not _finite(b):
            return _open()
        re, im = _angles(INF, b)
        return signed(Fraction(1), negative(a)), signed(0.0, (re < 0) != (im < 0))
    if is_zero(a):
        return (a, _real("tan", b)) if _finite(b) else (a, NAN)
    return NANS


def _acosh(a: Number, b: Number) -> Result:
    return_ = _acosh_above(a, _size(b))
    return return_[0], _copysign(return_[1], b)


def _acosh_above(a: Number, b: Number) -> Result:
    if is_infinite(b):
        return INF, NAN if is_nan(a) else _real("atan2", b, a)
    if is_infinite(a):
        return INF, NAN if is_nan(b) else _real("atan2", b, a)
    if is_nan(b):
        return (NAN, _pi(2)) if is_zero(a) else NANS
    if is_nan(a):
        return NANS
    if is_zero(a):
        return _real("asinh", b), _pi(2)
    if a >= 1:
        return _real("acosh", a), 0.0
    return (_real("acosh", -a), _pi(4)) if a <= -1 else (0.0, _real("acos", a))


def _acos(a: Number, b: Number) -> Result:
    if is_infinite(a) and is_nan(b):
        return _open()
    re, im = _acosh_above(a, _size(b))
    return im, _copysign(re, -b) if not is_nan(b) else NAN


def _asinh_quadrant(a: Number, b: Number) -> Result:
    if is_infinite(a):
        return INF, NAN if is_nan(b) else _real("atan2", b, a)
    if is_infinite(b):
        return _open() if is_nan(a) else (INF, _pi(2))
    if is_nan(a):
        return (NAN, b) if is_zero(b) else NANS
    if is_nan(b):
        return NANS
    if is_zero(b):
        return _real("asinh", a), b
    return (a, _real("asin", b)) if b <= 1 else (_real("acosh", b), _pi(2))


def _atanh_quadrant(a: Number, b: Number) -> Result:
    if is_infinite(b):
        return _open() if is_nan(a) else (0.0, _pi(2))
    if is_infinite(a):
        return 0.0, NAN if is_nan(b) else _pi(2)
    if is_nan(a):
        return NANS
    if is_nan(b):
        return (a, NAN) if is_zero(a) else NANS
    if is_zero(a):
        return a, _real("atan", b)
    if a <= 1:
        return _real("atanh", a), b
    return lambda mp: mp.log((mpf(mp, a) + 1) / (mpf(mp, a) - 1)) / 2, _pi(2)


def _sign(a: Number, b: Number) -> Result:
    if not _finite(a) or not _finite(b):
        return NANS
    if is_zero(a) and is_zero(b):
        return 0.0, 0.0
    re, im = (part if is_zero(part) else signed(Fraction(1), negative(part)) for part in (a, b))
    return re, im


def _bessel(a: Number, b: Number) -> Result:
    if is_nan(a) or is_nan(b):
        return NANS
    if is_infinite(a) or is_infinite(b) or (is_zero(a) and is_zero(b)):
        return signed(0.0, negative(a)), signed(0.0, negative(b))
    raise NoOracle("a value on an axis")


def _logistic(a: Number, b: Number) -> Result:
    if not _finite(b):
        return NANS
    if is_zero(b):
        return _real("logistic", a), b
    if is_infinite(a):
        re, im = _angles(0.0, b)
        return (re if negative(a) else Fraction(1)), im
    return (Fraction(1, 2), lambda mp: mp.tan(mpf(mp, b) / 2) / 2) if is_zero(a) else NANS


def _cbrt(a: Number, b: Number) -> Result:
    if is_nan(a) or is_nan(b):
        return NANS
    if not _finite(a) or not _finite(b):
        raise NoOracle("a root of infinity")
    if is_zero(b) and (is_zero(a) or not negative(a)):
        return _real("cbrt", 0.0 if is_zero(a) else a), b
    size, sixth = _size(a if is_zero(b) else b), 2 if is_zero(b) else 1
    re: Real = lambda mp: mp.cbrt(mpf(mp, size)) * mp.cos(mp.pi * sixth / 6)  # noqa: E731
    im: Real = lambda mp: mp.cbrt(mpf(mp, size)) * mp.sin(mp.pi * sixth / 6)  # noqa: E731
    return re, _copysign(im, b)


def power(z: tuple[Number, Number], w: tuple[Number, Number]) -> Result:
    """z**0 = 1; 0**w is 0, or (infinity, NaN), or NaN."""
    if is_zero(w[0]) and is_zero(w[1]):
        return Fraction(1), 0.0
    if not (is_zero(z[0]) and is_zero(z[1])):
        raise NoOracle("a power beside infinities and NaN")
    if not _finite(w[1]) or is_nan(w[0]) or is_zero(w[0]):
        return NANS
    return (INF, NAN) if negative(w[0]) else (0.0, 0.0)


def product(z: tuple[Number, Number], w: tuple[Number, Number]) -> Result:
    """The plain formula."""
    (a, b), (c, d) = z, w
    return add(multiply(a, c), -multiply(b, d)), add(multiply(a, d), multiply(b, c))


def quotient(z: tuple[Number, Number], w: tuple[Number, Number]) -> Result:
    """The plain formula; where both parts of it are NaN, C99 Annex G.5.1, example 2."""
    (a, b), (c, d) = z, w
    size = add(multiply(c, c), multiply(d, d))
    parts = [add(multiply(a, c), multiply(b, d)), add(multiply(b, c), -multiply(a, d))]
    re, im = (divide(part, size) for part in parts)
    if not (is_nan(re) and is_nan(im)):
        return re, im
    if is_zero(c) and is_zero(d) and not (is_nan(a) and is_nan(b)):
        endless = signed(INF, negative(c))
        return multiply(endless, a), multiply(endless, b)
    scale = INF if (is_infinite(a) or is_infinite(b)) and _finite(c) and _finite(d) else 0.0
    if not scale and not ((is_infinite(c) or is_infinite(d)) and _finite(a) and _finite(b)):
        return NANS
    (a, b), (c, d) = ((_boxed(a), _boxed(b)), w) if scale else (z, (_boxed(c), _boxed(d)))
    first, second = add(multiply(a, c), multiply(b, d)), add(multiply(b, c), -multiply(a, d))
    return multiply(scale, first), multiply(scale, second)


def _boxed(x: Number) -> Number:
    """An infinity as 1, all else as 0, with its sign."""
    return signed(Fraction(1), negative(x)) if is_infinite(x) else signed(0.0, negative(x))


PAIRS: dict[str, Callable[..., Result]] = {"power": power, "multiply": product, "divide": quotient}
"""The same for two operands."""

LIMITS: dict[str, Callable[[Number, Number], Result]] = {
    "exponential": _exp,
    "exponential_minus_one": _expm1,
    "log": _log,
    "log_plus_one": _log1p,
    "sqrt": _sqrt,
    "rsqrt": _rsqrt,
    "cbrt": _cbrt,
    "logistic": _logistic,
    "sign": _sign,
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": _tanh,
    "sine": _turned(_sinh),
    "cosine": lambda a, b: _cosh(-b, a),
    "tan": _turned(_tanh),
    "acos": _acos,
    "acosh": _acosh,
    "asinh": _odd(_asinh_quadrant),
    "asin": _turned(_odd(_asinh_quadrant)),
    "atanh": _odd(_atanh_quadrant),
    "atan": _turned(_odd(_atanh_quadrant)),
    "bessel_i1e": _bessel,
}
"""By mnemonic; for numbers with a part that is zero, infinite or NaN."""
