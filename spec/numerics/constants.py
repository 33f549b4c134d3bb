"""pi and ln 2 to any number of bits, and constants and tables cut from them. Computed on first use, with integers."""

from __future__ import annotations

from functools import cache
from math import isqrt

import numpy as np

_GUARD = 32


@cache
def pi_scaled(bits: int) -> int:
    """floor(pi * 2**bits), off by one at most (Machin: pi/4 = 4 arctan 1/5 - arctan 1/239)."""
    total = 4 * (4 * _odd_series(1, 5, bits + _GUARD, -1) - _odd_series(1, 239, bits + _GUARD, -1))
    return total >> _GUARD


@cache
def ln2_scaled(bits: int) -> int:
    """floor(ln 2 * 2**bits), off by one at most (ln 2 = 2 artanh 1/3)."""
    return 2 * _odd_series(1, 3, bits + _GUARD, 1) >> _GUARD


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


EXP_STEPS = 256


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
    values = [0] * half + [_log_of_ratio(i - LOG_STEPS, i + LOG_STEPS, bits) for i in range(half, 2 * LOG_STEPS + 1)]
    return _parts(values, bits)


@cache
def short_log_table() -> tuple[np.ndarray, np.ndarray]:
    """`log_table` with leading parts that are multiples of 2**-40: their sums with multiples of the first piece of ln 2
    are exact."""
    leading, trailing = log_table()
    short = np.rint(leading * 2.0**40) / 2.0**40
    return short, (leading - short) + trailing


def _log_of_ratio(numerator: int, denominator: int, bits: int) -> int:
    """2**bits ln((1 + z) / (1 - z)) = 2**bits 2 artanh z with z = numerator / denominator."""
    total = 2 * _odd_series(abs(numerator), denominator, bits, 1)
    return total if numerator > 0 else -total


def _odd_series(numerator: int, denominator: int, bits: int, sign: int) -> int:
    """2**bits times the sum of sign**k z**(2k + 1) / (2k + 1), z = numerator / denominator: arctan z or artanh z."""
    power, total, k = (numerator << bits) // denominator, 0, 0
    while power:
        total += sign**k * (power // (2 * k + 1))
        power = power * numerator * numerator // (denominator * denominator)
        k += 1
    return total


ARCTAN_STEPS = 64


@cache
def arctan_table() -> tuple[np.ndarray, np.ndarray]:
    """arctan(i / ARCTAN_STEPS) for i from 0 to ARCTAN_STEPS, leading and trailing part.

    Each is the one before plus arctan(n / (n**2 + i (i - 1))), n = ARCTAN_STEPS.
    """
    bits, values = 300, [0]
    for i in range(1, ARCTAN_STEPS + 1):
        values.append(values[-1] + _odd_series(ARCTAN_STEPS, ARCTAN_STEPS**2 + i * (i - 1), bits, -1))
    return _parts(values, bits)


def _parts(values: list[int], bits: int) -> tuple[np.ndarray, np.ndarray]:
    """values / 2**bits as floats, leading and trailing part."""
    leading = [value / (1 << bits) for value in values]
    rests = (value - (int(head * 2.0**100) << (bits - 100)) for value, head in zip(values, leading, strict=True))
    trailing = [rest / (1 << bits) for rest in rests]
    return np.array(leading), np.array(trailing)
