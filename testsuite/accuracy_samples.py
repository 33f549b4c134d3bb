"""Arguments at which accuracy is measured: every value of narrow formats, a seeded sample of wider ones."""

from __future__ import annotations

import math
import zlib
from typing import Any

import numpy as np

from ..spec.lang import Op
from ..spec.numerics import float64
from ..spec.types import ComplexType, ElementType, FloatFormat

Array = np.ndarray[Any, Any]


def sample(op: Op, element: ElementType, points: int) -> list[Array]:
    """Arguments of the op, one array an operand, the same in every run.

    One operand of at most 16 bits: all values. Two of at most 8 bits: all pairs. More than `points` of these, where
    that is more than 256, are thinned out at random. Wider types: about `points` numbers.
    """
    random = np.random.Generator(np.random.PCG64(zlib.crc32(f"{op.short_name} {element}".encode())))
    count = len(op.operands)
    if element.bits * count <= 16:
        values = np.arange(1 << element.bits, dtype=np.uint8 if element.bits <= 8 else np.uint16).view(element.dtype)
        every = [values] if count == 1 else [np.repeat(values, values.size), np.tile(values, values.size)]
        most = max(points, 256)
        if every[0].size <= most:
            return every
        chosen = random.choice(every[0].size, most, replace=False)
        return [one[chosen] for one in every]
    if op.name == "chlo.polygamma":
        return _orders_and_arguments(random, element, points)
    if op.name == "chlo.zeta":
        return _exponents_and_arguments(random, element, points)
    return [_numbers(random, element, points, place) for place in range(count)]


def _orders_and_arguments(random: np.random.Generator, element: Any, points: int) -> list[Array]:
    """Half: integers from 0 to 30, and ordinary numbers. A quarter: such orders, and numbers of every kind. A quarter:
    orders up to 2**40, and numbers near n / e, which is where n! x**-n is in range."""
    form: FloatFormat = element.format
    ordinary, every = points // 2, points // 4
    largest = min(form.mantissa_bits + 5, form.max_exponent, 40)
    large = np.rint(np.exp2(random.uniform(0, largest, points - ordinary - every)))
    spread = random.uniform(-1, 1, large.size) * np.minimum(3, form.max_exponent * math.log(2) / large)
    orders = [random.integers(0, 31, ordinary + every), large]
    arguments = [
        random.uniform(-9, 40, ordinary),
        random.choice(_numbers(random, element, max(every, 1)).astype(np.float64), every),
        large * float64.exp(spread - 1),  # the same on every processor
    ]
    with np.errstate(all="ignore"):
        n = np.concatenate(orders).astype(element.dtype)
        return [np.rint(n), np.concatenate(arguments).astype(element.dtype)]


def _exponents_and_arguments(random: np.random.Generator, element: Any, points: int) -> list[Array]:
    """A third: pairs of numbers of every kind. A third: exponents above 1, positive numbers. A third: integers, and
    negative numbers or those of every kind."""
    form: FloatFormat = element.format
    third, rest = points // 3, points - 2 * (points // 3)
    below, every = random.uniform(-40, 0, rest), _numbers(random, element, max(rest, 1)).astype(np.float64)
    every = random.choice(every, rest)
    columns = [
        [random.choice(_numbers(random, element, max(third, 1)).astype(np.float64), third) for _ in range(2)],
        [1 + np.exp2(random.uniform(-form.mantissa_bits, 7, third)), np.exp2(random.uniform(-12, 12, third))],
        [random.integers(2, 41, rest).astype(np.float64), np.where(random.random(rest) < 0.5, below, every)],
    ]
    with np.errstate(all="ignore"):
        return [np.concatenate(parts).astype(element.dtype) for parts in zip(*columns, strict=True)]


def _numbers(random: np.random.Generator, element: Any, points: int, place: int = 0) -> Array:
    """Boundaries, subnormals, numbers of every size, ordinary ones, and ones next to 1 and to multiples of pi/2.

    The numbers of the second operand and of an imaginary part are the same, in another order.
    """
    if isinstance(element, ComplexType):
        parts = [_numbers(random, element.part, points, place + turn) for turn in (0, 1)]
        result = np.empty(parts[0].size, element.dtype)
        result.real, result.imag = parts
        return result
    form: FloatFormat = element.format
    boundary = _boundaries(element)
    rest = max(points - boundary.size, 5)
    count = rest // 5
    low, high = form.min_exponent - form.mantissa_bits, form.max_exponent + 1

    def signs(number: int) -> Array:
        return random.choice([-1.0, 1.0], number)

    with np.errstate(all="ignore"):
        sizes = np.exp2(random.uniform(low, high, count)) * signs(count)
        subnormal = np.exp2(random.uniform(low, form.min_exponent, count // 2)) * signs(count // 2)
        moderate = np.exp2(random.uniform(-12, 9, count)) * signs(count)
        near = (1 + np.exp2(random.uniform(-form.mantissa_bits, -2, count)) * signs(count)) * signs(count)
        left = rest - 3 * count - count // 2
        beside = 1 + 2.0**-form.mantissa_bits * random.normal(size=left)
        turns = random.integers(-200, 200, left) * (np.pi / 2) * beside
        numbers = np.concatenate([boundary, sizes, subnormal, moderate, near, turns]).astype(element.dtype)
    return random.permutation(numbers) if place else numbers


def _boundaries(element: Any) -> Array:
    """Zeros, both ends of the subnormal and of the normal numbers, 1 and 1/2 and their neighbours."""
    form: FloatFormat = element.format
    unit, least = 2.0**-form.mantissa_bits, 2.0**form.min_exponent
    points = [0.0, least * unit, least * (1 - unit), least, least * (1 + unit), form.max_finite, form.max_finite / 2]
    points += [base * (1 + step * unit) for base in (0.5, 1.0, 2.0) for step in (-0.5, 0, 1)]
    return np.array([sign * point for point in points for sign in (1, -1)])
