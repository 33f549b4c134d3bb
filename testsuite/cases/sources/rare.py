"""Arguments at which functions take rare ways: next to where a part of the result vanishes, at the ends of the range,
where a term is lost beside another. Found by making mistakes in such ways and looking where results change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from ....spec.lang import Example, Op
from ....spec.types import COMPLEX64, COMPLEX128, F32, F64, TensorType
from ...golden import Level
from ..oracles.tensors import from_array
from .drafts import Draft, file_of, short
from .numbers import PI, literal

_PI, _TINY = float(PI), 1e-310
_HUGE = ((2.0**60, 1.0), (-(2.0**62), 3.0), (1e30, -1e20), (1e300, 1e300), (7.0, 1e200))
_AT_ONE = ((1.0001, -_TINY), (1.0, 0.9999), (-1.0, -_TINY), (1.0, 2.0**-40), (_TINY, -_TINY), (_TINY, 800.0))
_STEEP = ((745.0, 1.0), (-725.0, 2.0), (709.9, _PI / 2), (350.0, -7.0), (21.0, 1.0), (19.5, 7.0), (_TINY, 1.0))
_STEEP_SINGLES = ((88.9, 1.0), (-100.0, 2.0), (40.0, -88.0), (2.0**-40, -725.0), (19.5, 3.0))
_TURNED = tuple((y, x) for x, y in _STEEP)
_ROOTS = ((_TINY, 1e-320), (5e-324, -5e-324), (1e160, 1e100), (-1e300, 1e299), (0.15773792002084566, 0.987481011760478),
          (0.9675370057356755, -0.2527293859685563), (-3e-200, 2.0), (2.0, 1e-308))  # fmt: skip
_LOST = ((2.6450055681215487, 20.34928748985548), (0.35459143015831307, -11.773018219086692),
         (0.690670208764992, -11.520605508915267), (30.078511561980875, -14.137166941153982),
         (14.29006900440708, 20.420351626173943), (-0.00390625, -_PI / 2), (0.0, 1.0), (745.0, _TINY))  # fmt: skip
_LOST_BELOW = ((-0.9999, _PI / 2), (-1.0, 19.5), (-(2.0**-40), _PI), (-0.00390625, -_PI), (0.00390625, -350.0),
               (-3.0503582102327993, 14.184526606277732), (-0.3, 1.0), (0.3, 1.0))  # fmt: skip
_NEAR_ONE = ((0.6, 0.8), (0.28, -0.96), (1 + 2.0**-50, 2.0**-30), (0.8, 0.6000001), (1e-310, 1.0), (1e300, -1e300))

COMPLEX: dict[str, dict[Any, tuple[tuple[float, float], ...]]] = {
    "exponential": {COMPLEX64: _STEEP_SINGLES, COMPLEX128: _STEEP},
    "exponential_minus_one": {
        COMPLEX64: ((1.8086065, -11.160199), (1.1009575, 7.5149727), (2.4732692, 20.335943), (-725.0, 1.0), (0.0, 1.0)),
        COMPLEX128: _LOST,
    },
    "logistic": {
        COMPLEX64: ((-(2.0**-40), _PI), (-1.1009575, 8.19299), (0.5, 1.0), (-0.3, 760.0), (0.0, 2.0**-40)),
        COMPLEX128: _LOST_BELOW,
    },
    "sine": {COMPLEX64: _STEEP_SINGLES[::-1], COMPLEX128: _TURNED},
    "cosine": {COMPLEX128: _TURNED},
    "tan": {COMPLEX128: _TURNED},
    "tanh": {COMPLEX64: _STEEP_SINGLES, COMPLEX128: _STEEP},
    "chlo.sinh": {COMPLEX64: _STEEP_SINGLES, COMPLEX128: _STEEP},
    "chlo.cosh": {COMPLEX64: _STEEP_SINGLES, COMPLEX128: _STEEP},
    "chlo.acos": {COMPLEX64: ((1.0, 1e30), (-1.5, 1e-30)), COMPLEX128: (*_AT_ONE, *_HUGE)},
    "chlo.asin": {COMPLEX64: ((1e30, -2.0), (2.0**-100, 1e-40)), COMPLEX128: (*_AT_ONE, *_HUGE)},
    "chlo.acosh": {COMPLEX128: (*_AT_ONE, *_HUGE)},
    "chlo.asinh": {COMPLEX128: (*_AT_ONE, *_HUGE)},
    "chlo.atan": {COMPLEX128: (*_AT_ONE[:4], *_HUGE)},
    "chlo.atanh": {COMPLEX64: ((-(2.0**60), -(2.0**60)), (-1.5, 2.0**-40)), COMPLEX128: (*_AT_ONE[:4], *_HUGE)},
    "log": {COMPLEX64: _NEAR_ONE[:4], COMPLEX128: (*_NEAR_ONE, *_ROOTS)},
    "log_plus_one": {COMPLEX128: ((-0.4, 0.8), (-0.72, -0.96), (-1.0, 2.0**-30), (_TINY, 1e-300), (1e300, 1e200))},
    "sqrt": {COMPLEX128: _ROOTS},
    "rsqrt": {COMPLEX128: _ROOTS},
    "cbrt": {COMPLEX128: _ROOTS},
}  # fmt: skip
"""Real and imaginary parts, by the op's name in ids and element type."""

PAIRS: dict[str, tuple[tuple[tuple[float, float], tuple[float, float]], ...]] = {
    "power": (
        ((725.0, 725.0), (0.9732171245236424, -0.22988779596057488)), ((0.7, 0.2), (3.0, 2.0)),
        ((-1.5, 0.75), (-2.5, 0.125)), ((0.0, 1e300), (0.5, 0.25)), ((_TINY, 2e-300), (0.3, 0.1)),
        ((0.6, -0.8), (100.0, -3.0)), ((-3.0, 4.0), (-7.0, 0.0)),
    ),
    "multiply": (
        ((-0.0, 0.0), (-26483.757880803856, 0.23841730520170643)), ((0.0, 0.00390625), (-0.0, -7.0)),
        ((0.0, 1.5), (-0.0, -19.5)), ((1.0, 2.0**-53), (2.0**-53, 1.0)),
    ),
    "divide": (
        ((1e300, 1e-300), (1e-308, 1e300)), ((1.0, 2.0**-53), (2.0**-53, -1.0)), ((5e-324, 1e-320), (3e-310, 2e-320)),
        ((-0.0, 0.0), (-2.0, 0.5)),
    ),
}  # fmt: skip
"""Two operands of complex<f64>."""

REALS: dict[str, tuple[tuple[float, ...], ...]] = {
    "chlo.digamma": ((53.658694709308605, -26.547842799028352, 1e5, 1e300, -1e5 - 0.25, 20.0, -20.0625, 2.0**-101),),
    "chlo.lgamma": ((53.658694709308605, -26.547842799028352, 1e5, 1e300, -1e5 - 0.25, 20.0, -20.0625, 2.0**-101),),
    "chlo.erf": ((-0.7550199942120988, 2.6199955667541293, -1.3865210450897647, 0.5045691047699814, 2.0**-30),),
    "chlo.erfc": ((-0.7550199942120988, 2.6199955667541293, 4.034561062050768, 0.5045691047699814, 26.5),),
    "chlo.bessel_i1e": ((-66.04762341510711, 2.6199955667541293, -1.3865210450897647, 604.3824440295045, 1e-300),),
    "chlo.zeta": ((43.0, 53.0, 29.0, 3.0, 5.0, 7.0, 4.0),
                  (-34.5, -23.5, -3.5, -2.499999999, -6.50000001, -1.5000000001, -8.25)),
    "chlo.polygamma": ((38.0, 22.0, 20.0, 2.0, 4.0, 1.0), (-23.5, -12.5, -10.5, -2.499999999, -6.50000001, -8.25)),
}  # fmt: skip
"""Operands of f32 and f64."""


def drafts(op: Op) -> Iterator[Draft]:
    """Drafts of an op whose arguments are known."""
    name = file_of(op)
    for element, points in COMPLEX.get(name, {}).items():
        yield _draft(op, element, [points])
    if name in PAIRS:
        yield _draft(op, COMPLEX128, list(zip(*PAIRS[name], strict=True)))
    for element in (F32, F64) if name in REALS else ():
        yield _draft(op, element, list(REALS[name]))


def _draft(op: Op, element: Any, operands: list[Any]) -> Draft:
    slots = [slot.name for slot in op.operands]
    inputs = {name: _values(element, numbers) for name, numbers in zip(slots, operands, strict=True)}
    aspect = f"rare-ways-{short(element)}"
    return Draft(file_of(op), aspect, Level.ACCURACY, op, Example(aspect, inputs, {}))


def _values(element: Any, numbers: Any) -> Any:
    """A tensor constant of numbers, rounded to the element type; pairs are parts of complex numbers."""
    type_ = TensorType((len(numbers),), element)
    dtype = type_.dtype
    array = np.empty(type_.sizes, dtype)
    with np.errstate(over="ignore"):
        if dtype.kind == "c":
            array.real, array.imag = np.array(numbers, np.float64).T
        else:
            array[...] = numbers
    return literal(element, from_array(array, type_).cells)
