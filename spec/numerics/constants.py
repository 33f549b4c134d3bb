"""pi and ln 2 to any number of bits, and constants and tables cut from them. Computed on first use, with integers."""

from __future__ import annotations

from functools import cache
from math import isqrt

import numpy as np

_GUARD = 32

WHOLE = 1.5 * 2.0**52
"""Added to a smaller float64 it rounds that to a whole number, which then stands in the last bits of the pattern."""


@cache
def pi_scaled(bits: int) -> int:
    """floor(pi * 2**bits), off by one at most (Machin: pi/4 = 4 arctan 1/5 - arctan 1/239)."""
    total = 4 * (4 * odd_series(1, 5, bits + _GUARD, -1) - odd_series(1, 239, bits + _GUARD, -1))
    return total >> _GUARD


@cache
def ln2_scaled(bits: int) -> int:
    """floor(ln 2 * 2**bits), off by one at most (ln 2 = 2 artanh 1/3)."""
    return 2 * odd_series(1, 3, bits + _GUARD, 1) >> _GUARD


def pieces(scaled: int, bits: int, widths: tuple[int, ...]) -> tuple[float, ...]:
    """scaled / 2**bits > 0 as a sum of floats; the i-th has at most widths[i] significant bits, the last is rounded."""
    result: list[float] = []
    for width in widths[:-1]:
        shift = scaled.bit_length() - width
        head = scaled >> shift << shift
        result.append(head / (1 << bits))
        scaled -= head
    return (*result, scaled / (1 << bits))


@cache
def half_pi_pieces() -> tuple[float, ...]:
    """pi/2 in four floats, of which the first three have 33 bits: multiples up to 2**20 of them are exact."""
    return pieces(pi_scaled(320), 321, (33, 33, 33, 53))


@cache
def ln2_pieces() -> tuple[float, float, float]:
    """ln 2 in three floats, of which the first two have 32 bits: multiples up to 2**21 of them are exact."""
    first, second, third = pieces(ln2_scaled(320), 320, (32, 32, 53))
    return first, second, third


EXP_STEPS = 512


@cache
def exp_table() -> tuple[np.ndarray, np.ndarray]:
    """2**(j / EXP_STEPS) for j = 0 ... EXP_STEPS - 1, leading and trailing part."""
    bits = 400
    step = 2 << bits
    for _ in range(EXP_STEPS.bit_length() - 1):
        step = isqrt(step << bits)
    value = 1 << bits
    leading: list[float] = []
    trailing: list[float] = []
    for _ in range(EXP_STEPS):
        head, tail = pieces(value, bits, (53, 53))
        leading.append(head)
        trailing.append(tail)
        value = value * step >> bits
    return np.array(leading), np.array(trailing)


LOG_STEPS = 256


@cache
def log_table() -> tuple[np.ndarray, np.ndarray]:
    """ln(i / LOG_STEPS) for i from LOG_STEPS / 2 to 2 LOG_STEPS (zero below), leading and trailing part."""
    bits, half = 300, LOG_STEPS // 2
    values = [0] * half + [log_of_ratio(i - LOG_STEPS, i + LOG_STEPS, bits) for i in range(half, 2 * LOG_STEPS + 1)]
    return _parts(values, bits)


LOG_PLACES = 512
LOG_ORIGIN = int(np.float64(1.0).view(np.int64)) - (LOG_PLACES << 42) - (1 << 42)
"""The least pattern of a mantissa for `reciprocal_table`; that of 1 is in the middle of a place."""


@cache
def reciprocal_table() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Short reciprocals c of the numbers with patterns next to LOG_ORIGIN + 2**43 (place + 1/2), from 0.75 to 1.5, and
    -ln c in two parts.

    They have so few bits that m c - 1 is exact for mantissas m of their places. The leading parts are multiples of
    2**-40, whose sums with multiples of the first piece of ln 2 are exact.
    """
    bits = 300
    middles = (LOG_ORIGIN + (1 << 42) + (np.arange(LOG_PLACES) << 43)).view(np.float64)
    steps = np.where(middles < 1, LOG_PLACES, 2 * LOG_PLACES)
    fractions = list(zip(np.rint(steps / middles).astype(int).tolist(), steps.tolist(), strict=True))
    logarithms = [log_of_ratio(below - above, below + above, bits) for above, below in fractions]
    leading, trailing = _parts(logarithms, bits, 40)
    return np.array([above / below for above, below in fractions]), leading, trailing


def log_of_ratio(numerator: int, denominator: int, bits: int) -> int:
    """2**bits ln((1 + z) / (1 - z)) = 2**bits 2 artanh z with z = numerator / denominator."""
    total = 2 * odd_series(abs(numerator), denominator, bits, 1)
    return total if numerator > 0 else -total


def odd_series(numerator: int, denominator: int, bits: int, sign: int) -> int:
    """2**bits times the sum of sign**k z**(2k + 1) / (2k + 1), z = numerator / denominator: arctan z or artanh z."""
    power, total, k = (numerator << bits) // denominator, 0, 0
    while power:
        total += sign**k * (power // (2 * k + 1))
        power = power * numerator * numerator // (denominator * denominator)
        k += 1
    return total


ARCTAN_STEPS = 64

_BITS = 320
"""Binary places of the integers from which tables are cut."""


@cache
def arctan_table() -> tuple[np.ndarray, np.ndarray]:
    """arctan(i / ARCTAN_STEPS) for i from 0 to ARCTAN_STEPS, leading and trailing part."""
    return _parts(_arctangents(), _BITS)


@cache
def octant_table() -> tuple[np.ndarray, np.ndarray]:
    """t = arctan(i / ARCTAN_STEPS), pi/2 - t, pi - t and pi/2 + t, one after the other, each as in `arctan_table`."""
    angles, half = _arctangents(), pi_scaled(_BITS - 1)
    turned = [[half - t for t in angles], [2 * half - t for t in angles], [half + t for t in angles]]
    return _parts(angles + [t for part in turned for t in part], _BITS)


@cache
def _arctangents() -> list[int]:
    """2**_BITS arctan(i / n) for i from 0 to n = ARCTAN_STEPS.

    Each is the one before plus arctan(n / (n**2 + i (i - 1))).
    """
    values = [0]
    for i in range(1, ARCTAN_STEPS + 1):
        values.append(values[-1] + odd_series(ARCTAN_STEPS, ARCTAN_STEPS**2 + i * (i - 1), _BITS, -1))
    return values


ANGLE_STEPS = 256
"""Steps of the tables of trigonometric functions to half a turn."""


@cache
def _circle() -> list[tuple[int, int]]:
    """2**_BITS times cosine and sine of i pi / ANGLE_STEPS for i from 0 to ANGLE_STEPS / 2."""
    angle = pi_scaled(_BITS) // ANGLE_STEPS
    step, (cosine, sine) = (_alternating(angle, 0), _alternating(angle, 1)), (1 << _BITS, 0)
    found: list[tuple[int, int]] = []
    for _ in range(ANGLE_STEPS // 2 + 1):
        found.append((cosine, sine))
        cosine, sine = (cosine * step[0] - sine * step[1]) >> _BITS, (cosine * step[1] + sine * step[0]) >> _BITS
    return found


def _alternating(x: int, first: int) -> int:
    """Cosine (`first` is 0) or sine (1) of x / 2**_BITS, by their series, times 2**_BITS."""
    term, total, n = (x if first else 1 << _BITS), 0, first
    while term:
        total += term
        term = -((term * x >> _BITS) * x >> _BITS) // ((n + 1) * (n + 2))
        n += 2
    return total


@cache
def sine_table() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sines of i pi / ANGLE_STEPS in two parts, and 1 - cosines, by i modulo ANGLE_STEPS; i from minus half of that."""
    leading, trailing = _odd_table([sine for _, sine in _circle()], ANGLE_STEPS)
    dents = [((1 << _BITS) - cosine) / (1 << _BITS) for cosine, _ in _circle()]
    return leading, trailing, np.array(dents[:-1] + dents[:0:-1])


@cache
def tangent_table() -> tuple[np.ndarray, np.ndarray]:
    """Tangents of i pi / ANGLE_STEPS in two parts, by i modulo ANGLE_STEPS / 2; i from minus half of that."""
    half = ANGLE_STEPS // 2
    return _odd_table([(sine << _BITS) // cosine for cosine, sine in _circle()[: half // 2 + 1]], half)


TANH_STEPS = 64
TANH_END = 20
"""From here on the hyperbolic tangent is 1 to half of the last place."""


@cache
def tanh_table(size: int) -> tuple[np.ndarray, np.ndarray]:
    """Hyperbolic tangents of i / TANH_STEPS in two parts, by i modulo `size`; |i| <= TANH_END TANH_STEPS."""
    step, term, n = 0, 1 << _BITS, 0
    while term:  # e**(2 / TANH_STEPS)
        step += term
        n += 1
        term = 2 * term // (TANH_STEPS * n)
    one = power = 1 << _BITS
    values: list[int] = []
    for _ in range(TANH_END * TANH_STEPS + 1):
        values.append(((power - one) << _BITS) // (power + one))
        power = power * step >> _BITS
    return _odd_table(values, size)


def _odd_table(values: list[int], size: int) -> tuple[np.ndarray, np.ndarray]:
    """f(i) = -f(-i) by i modulo `size`, zero where `values` has none: values / 2**_BITS, leading and trailing part."""
    rising = _parts(values, _BITS)
    leading, trailing = np.zeros(size), np.zeros(size)
    for part, column in zip((leading, trailing), rising, strict=True):
        part[: len(values)] = column[:size]
        part[size - len(values) + 1 :] = -column[:0:-1]
    return leading, trailing


def _parts(values: list[int], bits: int, places: int | None = None) -> tuple[np.ndarray, np.ndarray]:
    """values / 2**bits as floats, leading and trailing part; the leading ones with so many binary places."""
    one = 1 << bits
    leading = [value / one if places is None else round(value / one * 2.0**places) / 2.0**places for value in values]
    rests = (value - (int(head * 2.0**200) << (bits - 200)) for value, head in zip(values, leading, strict=True))
    return np.array(leading), np.array([rest / one for rest in rests])
