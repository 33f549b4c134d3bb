"""Complex numbers with parts that are zero, infinite or NaN: what functions have there is told by limits, not by sums.

Points at which the standard leaves a sign open are left out.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from ....spec.lang import Example, Op
from ....spec.types import COMPLEX64, COMPLEX128
from ...golden import Level
from ..oracles.complex_limits import LIMITS, PAIRS
from ..oracles.reals import INF, NAN
from ..oracles.rounding import Number, pattern_of
from ..oracles.tensors import NoOracle
from .drafts import Draft, file_of, seeded, short
from .numbers import literal

Point = tuple[Number, Number]
ONE, OTHER, ANGLE = Fraction(3, 4), Fraction(-5, 2), Fraction(5, 2)
"""Numbers within the unit circle and without. Sine and cosine of `ANGLE` differ in sign, and those of twice it."""
ALONG: tuple[Number, ...] = (0.0, -0.0, ONE, OTHER, INF, -INF, NAN)
ACROSS: tuple[Number, ...] = (0.0, ANGLE, INF, NAN)
POINTS: tuple[Point, ...] = (
    *((a, b) for a, b in itertools.product(ALONG, ACROSS) if isinstance(a, float) or isinstance(b, float)),
    (OTHER, -0.0), (0.0, -0.0), (-INF, -0.0),
)  # fmt: skip
TURNED = frozenset({"sine", "cosine", "tan", "chlo.asin", "chlo.atan", "chlo.asinh"})
"""Ops whose imaginary axis is what the real axis is to the others."""
NUMBER = 32
"""Pairs of points that are tried of two operands."""


def drafts(op: Op) -> Iterator[Draft]:
    """Drafts of a function of one or two complex numbers whose limits are known."""
    name = op.mnemonic
    if name in LIMITS and len(op.operands) == 1:
        points = [(b, a) for a, b in POINTS] if file_of(op) in TURNED else list(POINTS)
        known = [point for point in points if _is_known(LIMITS[name], *point)]
        yield _draft(op, COMPLEX64, [known])
    elif name in PAIRS and op.dialect == "stablehlo":
        for element in (COMPLEX64, COMPLEX128):
            random_ = seeded(f"{file_of(op)}/limits-{short(element)}")
            every = [(ONE, OTHER), (OTHER, ONE), *POINTS]
            pairs = [pair for pair in itertools.product(every, every) if _is_known(PAIRS[name], *pair)]
            drawn = random_.sample([pair for pair in pairs if any(map(_is_special, pair))], NUMBER)
            yield _draft(op, element, list(zip(*drawn, strict=True)))


def _is_special(point: Point) -> bool:
    return any(isinstance(part, float) for part in point)


def _is_known(limit: Any, *arguments: Any) -> bool:
    try:
        limit(*arguments)
    except NoOracle:
        return False
    return True


def _draft(op: Op, element: Any, operands: list[Any]) -> Draft:
    form = element.part.format
    cells = [[tuple(pattern_of(form, part) for part in point) for point in points] for points in operands]
    inputs = {slot.name: literal(element, column) for slot, column in zip(op.operands, cells, strict=True)}
    aspect = f"limits-{short(element)}"
    return Draft(file_of(op), aspect, Level.EDGE, op, Example(aspect, inputs, {}))
