"""Elements to put into tensors: special values of every type, ordinary ones, any bits."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import numpy as np

from ....spec.attributes import Literal
from ....spec.types import BooleanType, ComplexType, FloatFormat, IntegerType, Nans, TensorType, Zeros
from ..oracles.rounding import largest_pattern, nan_pattern, pattern_of
from ..oracles.tensors import Tensor, count, to_array

PI = Fraction(884279719003555, 281474976710656)
"""Pi as float64 has it."""


def literal(element: Any, cells: list[Any], shape: tuple[int, ...] | None = None) -> Literal:
    """A tensor constant of these elements (patterns, for floats)."""
    type_ = TensorType((len(cells),) if shape is None else shape, element)
    return Literal(type_, to_array(Tensor(type_, cells)))


def specials(element: Any) -> list[Any]:
    """Elements at which ops go wrong, the most telling ones first."""
    if isinstance(element, BooleanType):
        return [False, True]
    if isinstance(element, IntegerType):
        low, high, bits = element.min, element.max, element.bits
        wanted = [0, 1, -1, low, high, 2, low + 1, high - 1, 3, 5, 7, bits, -2, -7]
        wanted += [bits - 1, high // 2, high // 2 + 1, low // 2, 100, -100]
        return list(dict.fromkeys(n for n in wanted if element.min <= n <= element.max))
    if isinstance(element, ComplexType):
        parts = [_special_floats(element.part.format)[i] for i in (2, 0, 1, 3, 4, 6)]  # type: ignore[attr-defined]
        return [(a, b) for a in parts for b in parts]
    return _special_floats(element.format)


def _special_floats(form: FloatFormat) -> list[int]:
    top, sign = largest_pattern(form), 1 << (form.bits - 1)
    least_normal = pattern_of(form, Fraction(form.min_normal))
    ordinary = [1, Fraction(1, 2), Fraction(3, 2), 2, Fraction(5, 2), 3, Fraction(7, 2), Fraction(1, 4), 8, 10, 100]
    positive = [pattern_of(form, 0.0), pattern_of(form, Fraction(1)), top]
    if form.infinities:
        positive.insert(2, top + 1)
    positive += [1, least_normal, max(least_normal - 1, 0), pattern_of(form, Fraction(1)) + 1]
    positive += [pattern_of(form, Fraction(one)) for one in ordinary] + [pattern_of(form, Fraction(1)) - 1]
    positive = [one for one in positive if one <= top + form.infinities]
    patterns = [both for one in positive for both in ((one, one | sign) if form.signed else (one,))]
    if form.has_nan:
        patterns[4:4] = nans(form)[:1]
        patterns[10:10] = nans(form)[1:]
    unsigned_zero = form.zeros is not Zeros.SIGNED and form.signed
    return list(dict.fromkeys(p for p in patterns if not (unsigned_zero and p == sign and p not in nans(form))))


def nans(form: FloatFormat) -> list[int]:
    """NaNs: quiet and signalling, of both signs, with a payload, as far as the format has them."""
    if not form.has_nan:
        return []
    quiet, sign = nan_pattern(form), 1 << (form.bits - 1)
    if form.nans is Nans.NEGATIVE_ZERO or not form.signed:
        return [quiet]
    if form.nans is Nans.ALL_ONES:
        return [quiet, quiet | sign]
    return [quiet, quiet | sign] + ([quiet | 1, quiet ^ (1 << (form.mantissa_bits - 1)) | 1] if form.bits > 8 else [])


def ordinary(element: Any, number: int, random_: random.Random, scale: int = 4) -> list[Any]:
    """Elements of moderate size: floats within 2**-scale .. 2**scale, integers within a few bits."""
    return [_ordinary(element, random_, scale) for _ in range(number)]


def _ordinary(element: Any, random_: random.Random, scale: int) -> Any:
    if isinstance(element, BooleanType):
        return random_.random() < 0.5
    if isinstance(element, IntegerType):
        low, high = max(element.min, -100), min(element.max, 100)
        return random_.randint(low, high)
    if isinstance(element, ComplexType):
        return tuple(_ordinary(element.part, random_, scale) for _ in range(2))
    form = element.format
    exponent = random_.randint(max(-scale, form.min_exponent), min(scale, form.max_exponent) - 1)
    mantissa = random_.getrandbits(form.mantissa_bits) if form.mantissa_bits else 0
    sign = random_.getrandbits(1) << (form.bits - 1) if form.signed else 0
    return sign | (exponent + form.bias) << form.mantissa_bits | mantissa


def spread(element: Any, number: int, random_: random.Random) -> list[Any]:
    """Numbers of many sizes, and next to places where functions turn: to multiples of 1/2 and of pi/4."""
    if isinstance(element, ComplexType):
        return [_spread_complex(element, i, random_) for i in range(number)]
    return [_spread_real(element.format, i % 4, random_) for i in range(number)]


def _spread_real(form: FloatFormat, kind: int, random_: random.Random, largest: int = 60) -> int:
    near = 1 + random_.choice((-1, 1)) * Fraction(2) ** -random_.randint(2, form.precision)
    size = Fraction(2) ** random_.randint(-4, 3) * (1 + Fraction(random_.getrandbits(60), 1 << 60))
    if kind == 1:
        size *= Fraction(2) ** random_.randint(-60, largest)
    elif kind == 2:
        size = near * random_.randint(1, 40) / 2
    elif kind == 3:
        size = near * PI * random_.randint(1, 1 << random_.choice((2, 5, largest // 2))) / 4
    return pattern_of(form, -size if random_.random() < 0.4 and form.signed else size)


def _spread_complex(element: ComplexType, i: int, random_: random.Random) -> tuple[int, int]:
    """Parts of sizes at which no function is beyond all numbers, next to the axes and next to 1 and i."""
    form = element.part.format  # type: ignore[attr-defined]
    draw = lambda kind: _spread_real(form, kind, random_, 4)  # noqa: E731
    small = pattern_of(form, Fraction(2) ** -random_.randint(20, 70) * random_.choice((-1, 1)))
    near_one = pattern_of(form, random_.choice((-1, 1)) * (1 + Fraction(2) ** -random_.randint(2, form.precision)))
    pairs = (
        lambda: (draw(0), draw(0)), lambda: (draw(1), draw(1)), lambda: (near_one, small), lambda: (small, near_one),
        lambda: (small, draw(0)), lambda: (draw(0), small), lambda: (draw(2), draw(3)), lambda: (draw(3), draw(2)),
    )  # fmt: skip
    return pairs[i % len(pairs)]()


def whole_numbers(element: Any, number: int, random_: random.Random, limit: int = 4) -> list[Any]:
    """Small integers in any element type: sums and products of them are exact in most."""
    return [_whole(element, random_, limit) for _ in range(number)]


def _whole(element: Any, random_: random.Random, limit: int) -> Any:
    if isinstance(element, BooleanType):
        return random_.random() < 0.5
    if isinstance(element, ComplexType):
        return tuple(_whole(element.part, random_, limit) for _ in range(2))
    if isinstance(element, IntegerType):
        return random_.randint(max(element.min, -limit), min(element.max, limit))
    return pattern_of(element.format, Fraction(random_.randint(-limit if element.format.signed else 1, limit)) or 0.0)


def any_bits(element: Any, number: int, random_: random.Random) -> list[Any]:
    """Any bit patterns, NaNs among them."""
    if isinstance(element, BooleanType):
        return [bool(random_.getrandbits(1)) for _ in range(number)]
    if isinstance(element, ComplexType):
        return [tuple(any_bits(element.part, 2, random_)) for _ in range(number)]
    if isinstance(element, IntegerType):
        return [random_.randint(element.min, element.max) for _ in range(number)]
    return [random_.getrandbits(element.bits) for _ in range(number)]


def distinct(element: Any, number: int) -> list[Any] | None:
    """0, 1, 2, ... in an element type; None where it has not so many exact ones."""
    if isinstance(element, BooleanType):
        return [bool(i & 1) for i in range(number)]
    if isinstance(element, IntegerType):
        return list(range(number)) if number <= element.max + 1 else None
    if isinstance(element, ComplexType):
        parts = distinct(element.part, number)
        return None if parts is None else [(one, one) for one in parts]
    if number > 1 << (element.format.precision):
        return None
    return [pattern_of(element.format, Fraction(i) or 0.0) for i in range(number)]


def tensor_of(element: Any, shape: tuple[int, ...], random_: random.Random, scale: int = 4) -> Literal:
    """A tensor constant of ordinary elements."""
    return literal(element, ordinary(element, count(shape), random_, scale), shape)


def integers_of(element: Any, values: Any) -> Literal:
    """A tensor constant of given integers."""
    array = np.asarray(values)
    return literal(element, array.reshape(-1).tolist(), array.shape)


__all__ = [
    "any_bits", "distinct", "integers_of", "literal", "nans", "ordinary", "specials", "spread", "tensor_of",
    "whole_numbers",
]  # fmt: skip
