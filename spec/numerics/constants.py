"""pi and ln 2 to any number of bits, and constants and tables cut from them. Computed on first use, with integers."""

from __future__ import annotations

from functools import cache
from math import isqrt

import numpy as np

_GUARD = 32


@cache
def pi_scaled(bits: int) -> int:
    """floor(pi * 2**bits), off by one at most (Machin: pi/4 = 4 arctan 1/5 - arctan 1/239)."""
    total = 4 * (4 * _inverse_series(5, bits + _GUARD, -1) - _inverse_series(239, bits + _GUARD, -1))
    return total >> _GUARD


@cache
def ln2_scaled(bits: int) -> int:
    """floor(ln 2 * 2**bits), off by one at most (ln 2 = 2 artanh 1/3)."""
    return 2 * _inverse_series(3, bits + _GUARD, 1) >> _GUARD


def _inverse_series(n: int, bits: int, sign: int) -> int:
    """2**bits times the sum of sign**k / ((2k + 1) n**(2k + 1)): arctan 1/n for sign -1, artanh 1/n for 1."""
    term, total, k = (1 << bits) // n, 0, 0
    while term:
        total += sign**k * (term // (2 * k + 1))
        term //= n * n
        k += 1
    return total


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
