"""Elementwise ops: each element of the result from those of the operands, by a function of Python numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

import numpy as np

from ....spec.attributes.result_accuracy import ResultAccuracy
from ....spec.families.transcendental import permitted
from ....spec.lang import Bound, Op, elements_of
from ....spec.types import SI16, BooleanType, ComplexType, FloatType, IntegerType, Nans, TensorType, Zeros
from ...golden import Judge, Kind, Value
from . import approximate
from .complex_limits import LIMITS, PAIRS
from .conversions import converted
from .enclosure import offset, rounded, rounded_parts
from .functions import COMPLEX_FUNCTIONS, FUNCTIONS, mpf
from .integers import BOOLEANS, INTEGERS, Open, wrap
from .reals import EXACT, PREDICATES, is_infinite, is_nan, negative
from .rounding import Number, largest, largest_pattern, nan_pattern, number_of, overflow, pattern_of
from .special import SPECIAL
from .tensors import NoOracle, Tensor, UnknownOp

Cell = Any
"""An element, or with an offset for the judge, or open."""


class Rounded:
    """A pattern (or pair of patterns) with its distance from the exact number, for the judge."""

    def __init__(self, cell: Any, offsets: tuple[int, ...]) -> None:
        self.cell = cell
        self.offsets = offsets


def elementwise(op: Op, operands: list[Tensor], type_: TensorType, attributes: dict[str, Any]) -> Tensor:
    """The result of an elementwise op. Operands of rank 0 serve for all elements. Raises NoOracle."""
    size = type_.size
    columns = [one.cells * size if one.type.rank == 0 and type_.rank else one.cells for one in operands]
    types = [operand.type for operand in operands]
    if approximate.any_approximate(columns):
        function = approximate.cell_function(op, types, type_, attributes)
        return Tensor(type_, [function(*cells) for cells in zip(*columns, strict=True)])
    if op.mnemonic.removeprefix("broadcast_") in _BY_NAME:  # those that have attributes
        function = cache(cell_function(op, types, type_, attributes))
    else:
        function = _kept(op, tuple(types), type_)
    made = [function(*cells) for cells in zip(*columns, strict=True)]
    return gathered(op, type_, made, attributes.get("result_accuracy"))


@lru_cache(256)
def _kept(op: Op, types: tuple[TensorType, ...], type_: TensorType) -> Callable[..., Cell]:
    """The function of an op without attributes. Large arrays repeat their elements, reductions the op."""
    return cache(cell_function(op, list(types), type_, {}))


def gathered(op: Op, type_: TensorType, cells: list[Cell], asked: ResultAccuracy | None = None) -> Tensor:
    """A result made of cells, with its judge."""
    parts = 2 if isinstance(type_.element, ComplexType) else 1
    plain: list[Any] = []
    offsets: list[int] = []
    left_open: list[bool] = []
    choices: dict[str, None] = {}
    for cell in cells:
        left_open.append(isinstance(cell, Open))
        if isinstance(cell, Open):
            choices[cell.choice] = None
            cell = cell.value
        offsets.extend(cell.offsets if isinstance(cell, Rounded) else (0,) * parts)
        plain.append(cell.cell if isinstance(cell, Rounded) else cell)
    judge = judge_of(op, type_, asked)
    if judge.kind is Kind.ULP and any(offsets):
        shape = (*type_.sizes, 2) if parts == 2 else type_.sizes
        steps = Value.of(np.array(offsets, np.int16).reshape(shape), TensorType(shape, SI16))
        judge = replace(judge, offsets=steps)
    if any(left_open):
        mask = Value.of(np.array(left_open).reshape(type_.sizes), TensorType(type_.sizes, BooleanType()))
        judge = replace(judge, open=mask, choices=tuple(choices))
    return Tensor(type_, plain, judge)


_KINDS = {Bound.EXACT: Kind.EXACT, Bound.CORRECTLY_ROUNDED: Kind.CORRECTLY_ROUNDED, Bound.ULP: Kind.ULP}


@lru_cache(1024)
def judge_of(op: Op, type_: TensorType, asked: ResultAccuracy | None = None) -> Judge:
    """The judge that an op's declared accuracy asks for, or the tolerance that the program states instead; no result is
    asked to be nearer than the exact one, rounded. Raises NoOracle where the accuracy is no elementwise one."""
    kind = elements_of(type_.element)
    accuracy = None if kind is None else op.accuracy_of(kind, type_.element)
    if accuracy is None or accuracy.bound not in _KINDS:
        raise NoOracle(f"{op.name} on {type_}")
    stated = permitted(asked, type_.element)
    if stated is not None:
        return Judge(Kind.ULP, ulps=0.5, rtol=stated[0], atol=stated[1], by_modulus=accuracy.by_modulus)
    return Judge(_KINDS[accuracy.bound], ulps=float(accuracy.ulps), by_modulus=accuracy.by_modulus)


def cell_function(
    op: Op, types: list[TensorType], result: TensorType, attributes: dict[str, Any]
) -> Callable[..., Cell]:
    """The function of elements that an op applies. Raises NoOracle."""
    name, source, target = op.mnemonic.removeprefix("broadcast_"), types[0].element, result.element
    if name in _BY_NAME:
        return _BY_NAME[name](types, result, attributes)
    if isinstance(source, BooleanType) and name in BOOLEANS:
        return BOOLEANS[name]
    if isinstance(source, IntegerType) and name in INTEGERS:
        function = INTEGERS[name]
        return lambda *cells: _into(source, function(source, *cells))
    if isinstance(source, FloatType):
        return _float_function(op, name, source, target)
    if isinstance(source, ComplexType):
        return _complex_function(op, name, source, target)
    raise UnknownOp(f"{op.name} on {source}")


def _into(type_: IntegerType, value: Any) -> Cell:
    return Open(wrap(type_, value.value), value.choice) if isinstance(value, Open) else wrap(type_, value)


def _float_function(op: Op, name: str, source: FloatType, target: Any) -> Callable[..., Cell]:
    form = source.format
    if name in PREDICATES and isinstance(target, BooleanType):
        return lambda x: PREDICATES[name](number_of(form, x))
    if name in EXACT:
        exact = EXACT[name]
        return lambda *cells: _settled(form, exact(*(number_of(form, cell) for cell in cells)))
    if name in FUNCTIONS or name in SPECIAL:
        function = FUNCTIONS.get(name) or SPECIAL[name]
        return lambda *cells: _settled(form, function(*(number_of(form, cell) for cell in cells)))
    if name in ("real", "conj"):
        return lambda x: x
    if name == "imag":
        return lambda x: pattern_of(form, 0.0)
    raise UnknownOp(f"{op.name} on {source}")


def _settled(form: Any, result: Any) -> Cell:
    """The pattern of a number; where the format has nothing like it, the element is open."""
    if callable(result):
        pattern, distance = rounded(form, result)
        no_zero = form.zeros is Zeros.NONE and pattern == 0  # below the smallest number there is nothing to round to
        return Open(pattern, "narrow-float-overflow") if no_zero else Rounded(pattern, (distance,))
    pattern = pattern_of(form, result)
    misfit = (
        (is_nan(result) and not form.has_nan)
        or (is_infinite(result) and not form.infinities)
        or (not form.infinities and isinstance(result, Fraction) and _lost(form, result, pattern))
        or (form.zeros is Zeros.NONE and (pattern == 0 or result <= 0))
    )
    return Open(pattern, "narrow-float-overflow") if misfit else pattern


def _lost(form: Any, number: Fraction, pattern: int) -> bool:
    """Whether a pattern is what overflow gives in a format without infinity."""
    return abs(number) > largest(form) and (pattern == nan_pattern(form) or not form.has_nan)


def _complex_function(op: Op, name: str, source: ComplexType, target: Any) -> Callable[..., Cell]:
    form = source.part.format  # type: ignore[attr-defined]
    if name == "real":
        return lambda z: z[0]
    if name == "imag":
        return lambda z: z[1]
    if name == "conj":
        return lambda z: (z[0], z[1] ^ (1 << (form.bits - 1)))
    if name in ("add", "subtract", "negate"):
        exact = EXACT[name]
        return lambda *zs: tuple(pattern_of(form, exact(*(number_of(form, z[part]) for z in zs))) for part in range(2))
    if name in ("maximum", "minimum"):
        return lambda z, w: _ordered(form, z, w, name == "maximum")
    if name == "abs":
        return lambda z: _modulus(form, z)
    if name in COMPLEX_FUNCTIONS:
        return lambda *zs: _complex_result(form, name, zs)
    raise UnknownOp(f"{op.name} on {source}")


def _ordered(form: Any, z: Any, w: Any, larger: bool) -> Cell:
    a, b = ([number_of(form, part) for part in one] for one in (z, w))
    for one, pair in ((z, a), (w, b)):
        if any(map(is_nan, pair)):
            return Open(one, "complex-order-beside-nan")
    if a == b and z != w:
        return Open(w, "complex-order-of-zeros")
    return (w if b > a else z) if larger else (w if b < a else z)


def _modulus(form: Any, z: Any) -> Cell:
    a, b = (number_of(form, part) for part in z)
    if is_infinite(a) or is_infinite(b):
        return pattern_of(form, float("inf"))
    if is_nan(a) or is_nan(b):
        return nan_pattern(form)
    if not a and not b:
        return pattern_of(form, 0.0)
    return _settled(form, lambda mp: mp.sqrt(mpf(mp, a) ** 2 + mpf(mp, b) ** 2))


def _complex_result(form: Any, name: str, zs: tuple[Any, ...]) -> Cell:
    numbers = [[number_of(form, part) for part in z] for z in zs]
    if any(isinstance(part, float) for pair in numbers for part in pair):
        try:
            return _limit(form, name, numbers)
        except NoOracle:
            pass
    return _complex_value(form, COMPLEX_FUNCTIONS[name], numbers)


def _limit(form: Any, name: str, numbers: list[list[Number]]) -> Cell:
    """A value beside a zero, an infinity or NaN."""
    if name not in LIMITS and name not in PAIRS:
        raise NoOracle("a function whose limits are not known")
    parts = LIMITS[name](*numbers[0]) if name in LIMITS else PAIRS[name](*numbers)
    cells = [_settled(form, part) for part in parts]
    found = [(cell.cell, cell.offsets[0]) if isinstance(cell, Rounded) else (cell, 0) for cell in cells]
    return Rounded(tuple(pattern for pattern, _ in found), tuple(offset_ for _, offset_ in found))


def _complex_value(form: Any, function: Callable[..., Any], numbers: list[list[Number]]) -> Cell:
    """A value that mpmath knows, or that is exact."""
    if any(isinstance(part, float) and part != 0 for pair in numbers for part in pair):
        raise NoOracle("complex functions beside infinities and NaN")
    if function in ON_CUTS and any(part == 0 for pair in numbers for part in pair):
        raise NoOracle("a side of a branch cut, which the sign of a zero tells and mpmath does not")
    if function in (COMPLEX_FUNCTIONS["multiply"], COMPLEX_FUNCTIONS["divide"]):
        exact = _exact_parts(function is COMPLEX_FUNCTIONS["multiply"], *numbers)
        patterns = tuple(pattern_of(form, part) for part in exact)
        return Rounded(patterns, tuple(offset_of(form, *pair) for pair in zip(patterns, exact, strict=True)))
    parts = rounded_parts(form, lambda mp: function(mp, *(mp.mpc(mpf(mp, a), mpf(mp, b)) for a, b in numbers)))
    return Rounded(tuple(pattern for pattern, _ in parts), tuple(offset for _, offset in parts))


ON_CUTS = [COMPLEX_FUNCTIONS[name] for name in ("acos", "acosh", "asin", "asinh", "atan", "atanh")]


def _exact_parts(product: bool, z: list[Number], w: list[Number]) -> tuple[Number, Number]:
    """Both parts of a product or quotient of finite complex numbers."""
    multiply, add, divide = EXACT["multiply"], EXACT["add"], EXACT["divide"]
    (a, b), (c, d) = z, w
    if product:
        return add(multiply(a, c), -multiply(b, d)), add(multiply(a, d), multiply(b, c))
    size = add(multiply(c, c), multiply(d, d))
    if not size:
        raise NoOracle("a complex number divided by zero")
    return divide(add(multiply(a, c), multiply(b, d)), size), divide(add(multiply(b, c), -multiply(a, d)), size)


def offset_of(form: Any, pattern: int, exact: Number) -> int:
    """How far an exact number lies from its rounded one."""
    return offset(form, pattern, exact) if isinstance(exact, Fraction) else 0


# Ops with rules of their own -----------------------------------------------------------------------------------------


def _select(types: list[TensorType], result: TensorType, attributes: dict[str, Any]) -> Callable[..., Cell]:
    return lambda pred, on_true, on_false: on_true if pred else on_false


def _clamp(types: list[TensorType], result: TensorType, attributes: dict[str, Any]) -> Callable[..., Cell]:
    element = types[1].element
    if isinstance(element, FloatType):
        form = element.format
        larger, smaller = EXACT["maximum"], EXACT["minimum"]

        def clamped(*cells: int) -> int:
            low, x, high = (number_of(form, cell) for cell in cells)
            return pattern_of(form, smaller(larger(x, low), high))

        return clamped
    if isinstance(element, ComplexType):
        form = element.part.format  # type: ignore[attr-defined]

        def between(low: Any, x: Any, high: Any) -> Cell:
            if any(is_nan(number_of(form, part)) for one in (low, x, high) for part in one):
                raise NoOracle("complex order beside NaN")
            limited = _ordered(form, x, low, True)
            return _ordered(form, limited.value if isinstance(limited, Open) else limited, high, False)

        return between
    return lambda low, x, high: min(max(x, low), high)


def _compare(types: list[TensorType], result: TensorType, attributes: dict[str, Any]) -> Callable[..., Cell]:
    element = types[0].element
    direction = attributes["comparison_direction"].name
    holds: dict[str, Callable[[Any, Any], bool]] = {
        "EQ": lambda a, b: a == b, "NE": lambda a, b: a != b, "LT": lambda a, b: a < b, "LE": lambda a, b: a <= b,
        "GT": lambda a, b: a > b, "GE": lambda a, b: a >= b,
    }  # fmt: skip
    relation = holds[direction]
    if isinstance(element, FloatType):
        form = element.format
        if attributes["compare_type"].name == "TOTALORDER":
            return lambda a, b: relation(total_order(form, a), total_order(form, b))
        return lambda a, b: relation(number_of(form, a), number_of(form, b))
    if isinstance(element, ComplexType):
        form = element.part.format  # type: ignore[attr-defined]
        return lambda z, w: _compare_complex(direction, relation, *(_numbers(form, one) for one in (z, w)))
    return relation


def _numbers(form: Any, z: Any) -> list[Number]:
    return [number_of(form, part) for part in z]


def _compare_complex(direction: str, relation: Any, a: list[Number], b: list[Number]) -> bool:
    if direction in ("EQ", "NE"):
        return (direction == "EQ") == (a[0] == b[0] and a[1] == b[1])
    return relation(a[1], b[1]) if a[0] == b[0] else relation(a[0], b[0])


def total_order(form: Any, pattern: int) -> int:
    """An integer that orders patterns as IEEE 754 totalOrder does."""
    sign = 1 << (form.bits - 1)
    if form.nans is Nans.NEGATIVE_ZERO and pattern == sign:
        return -sign - 1  # the one NaN has its sign set
    return -(pattern & ~sign) - 1 if form.signed and pattern & sign else pattern


def _complex(types: list[TensorType], result: TensorType, attributes: dict[str, Any]) -> Callable[..., Cell]:
    return lambda re, im: (re, im)


def _reduce_precision(types: list[TensorType], result: TensorType, attributes: dict[str, Any]) -> Callable[..., Cell]:
    form = types[0].element.format  # type: ignore[union-attr]
    exponent_bits, mantissa_bits = attributes["exponent_bits"], attributes["mantissa_bits"]

    def reduced(pattern: int) -> Cell:
        x = number_of(form, pattern)
        if not isinstance(x, Fraction):
            if is_nan(x) and mantissa_bits == 0:
                infinity = float("-inf") if pattern >> (form.bits - 1) else float("inf")
                return Open(pattern_of(form, infinity), "nan-payload")
            return pattern
        dropped = max(form.mantissa_bits - mantissa_bits, 0)
        magnitude = pattern & ~(1 << (form.bits - 1)) if form.signed else pattern
        half = 1 << (dropped - 1) if dropped else 0
        if dropped:
            rest = magnitude & ((1 << dropped) - 1)
            magnitude -= rest
            if rest > half or (rest == half and (magnitude >> dropped) & 1):
                magnitude += 1 << dropped
        if magnitude > largest_pattern(form):
            return Open(overflow(form, negative(x)), "narrow-float-overflow")
        exponent = (magnitude >> form.mantissa_bits) - form.bias
        if exponent_bits < form.exponent_bits:
            bias = (1 << (exponent_bits - 1)) - 1
            if exponent > bias:
                return pattern_of(form, float("-inf") if negative(x) else float("inf"))
            if exponent <= -bias:
                return pattern_of(form, -0.0 if negative(x) else 0.0)
        sign = pattern & (1 << (form.bits - 1)) if form.signed else 0
        return sign | magnitude

    return reduced


def _next_after(types: list[TensorType], result: TensorType, attributes: dict[str, Any]) -> Callable[..., Cell]:
    form = types[0].element.format  # type: ignore[union-attr]

    def stepped(x: int, y: int) -> Cell:
        a, b = number_of(form, x), number_of(form, y)
        if is_nan(a) or is_nan(b):
            return nan_pattern(form)
        if a == b:
            return y
        sign = 1 << (form.bits - 1)
        if not a:
            return 1 | (sign if b < 0 else 0)
        stepped = x + 1 if (b > a) == (a > 0) else x - 1
        return 0 if stepped == sign and form.zeros is not Zeros.SIGNED and form.signed else stepped

    return stepped


def _convert(types: list[TensorType], result: TensorType, attributes: dict[str, Any]) -> Callable[..., Cell]:
    source, target = types[0].element, result.element
    return lambda cell: converted(source, target, cell)


_BY_NAME: dict[str, Callable[..., Callable[..., Cell]]] = {
    "select": _select,
    "clamp": _clamp,
    "compare": _compare,
    "complex": _complex,
    "reduce_precision": _reduce_precision,
    "convert": _convert,
    "next_after": _next_after,
}
