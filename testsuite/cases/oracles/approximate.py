"""Running error bounds for whole programs of floats: each element is a number and how far any right result may be off.

`value` is what exact arithmetic gives, in double precision; `error` bounds its distance from what an implementation
gives whose every operation keeps the accuracy that the op declares (Wilkinson's running error analysis, with the terms
of second order kept). What moves elements moves these cells; a comparison that the bounds leave undecided has no
oracle.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ....spec.attributes.result_accuracy import ResultAccuracy
from ....spec.families.transcendental import permitted
from ....spec.lang import Bound, Op, elements_of
from ....spec.types import BooleanType, FloatType, IntegerType, TensorType
from .reals import is_infinite, is_nan
from .rounding import number_of
from .tensors import NoOracle

DOUBLE = 2.0**-51
"""What the computation of `value` itself may lose, relative."""


@dataclass(frozen=True, slots=True)
class Approximate:
    """A number and a bound of its error."""

    value: float
    error: float = 0.0


def lifted(element: Any, cell: Any) -> Approximate:
    """A float element as an approximate number, exact where it is none yet."""
    if isinstance(cell, Approximate):
        return cell
    number = number_of(element.format, cell)
    if is_nan(number):
        raise NoOracle("NaN in a program of floats")
    return Approximate(float(number))


def settled(op: Op, element: Any, value: float, error: float, asked: ResultAccuracy | None = None) -> Approximate:
    """A result of an op: with the error that the op itself may make, or that the program allows it."""
    if not math.isfinite(value):
        return Approximate(value)
    stated = permitted(asked, element)
    if stated is not None:
        return rounded(element, value, error + max(stated[0] * (abs(value) + error), stated[1]), 0.5)
    kind = elements_of(element)
    accuracy = None if kind is None else op.accuracy_of(kind, element)
    ulps = accuracy.ulps if accuracy is not None and accuracy.bound is Bound.ULP else 0.0
    exact = accuracy is None or accuracy.bound is Bound.EXACT
    return rounded(element, value, error, 0.0 if exact else ulps + 0.5)


def rounded(element: Any, value: float, error: float, ulps: float) -> Approximate:
    """A number after rounding by `ulps` units in the last place."""
    form = element.format
    unit = max(abs(value) + error, form.min_normal) * 2.0**-form.mantissa_bits
    return Approximate(value, error * (1 + DOUBLE) + unit * ulps + abs(value) * DOUBLE)


def total(element: Any, terms: Iterable[Approximate], products: bool = False) -> Approximate:
    """A sum in any order (of products already formed, each of which may have been rounded)."""
    parts = list(terms)
    size = math.fsum(abs(one.value) + one.error for one in parts)
    error = math.fsum(one.error for one in parts)
    roundings = (len(parts) + products) * 2.0 ** -(element.format.mantissa_bits + 1)
    return rounded(element, math.fsum(one.value for one in parts), error + size * roundings * (1 + roundings), 0.5)


def product(a: Approximate, b: Approximate) -> Approximate:
    """A product before it is rounded."""
    error = abs(a.value) * b.error + abs(b.value) * a.error + a.error * b.error
    return Approximate(a.value * b.value, error)


def extreme(cells: list[Approximate], larger: bool) -> Approximate:
    """The largest (or smallest) of several."""
    value = (max if larger else min)(one.value for one in cells)
    return Approximate(value, max(one.error for one in cells))


def _quotient(a: Approximate, b: Approximate) -> Approximate:
    if abs(b.value) <= 2 * b.error:
        raise NoOracle("a divisor that may be zero")
    value = a.value / b.value
    return Approximate(value, (a.error + abs(value) * b.error) / (abs(b.value) - b.error))


def _monotonic(function: Callable[[float], float], least: float = -math.inf) -> Callable[[Approximate], Approximate]:
    """A monotonic function: its error is what both ends of the interval give."""

    def applied(x: Approximate) -> Approximate:
        if x.value - x.error < least:
            raise NoOracle("an argument that may lie outside of the domain")
        if math.isinf(x.value):
            return Approximate(function(x.value))
        value = function(x.value)
        ends = (function(x.value - x.error), function(x.value + x.error))
        return Approximate(value, max(abs(end - value) for end in ends))

    return applied


def _steady(function: Callable[[float], float]) -> Callable[[Approximate], Approximate]:
    """A function that changes no faster than its argument."""
    return lambda x: Approximate(function(x.value), x.error)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0


def _exp(x: float) -> float:
    return math.exp(x) if x < 709 else math.inf


def _power(a: Approximate, b: Approximate) -> Approximate:
    if a.value - a.error <= 0 or b.error:
        raise NoOracle("powers of numbers that may be negative")
    return _monotonic(lambda x: x**b.value)(a)


FUNCTIONS: dict[str, Callable[..., Approximate]] = {
    "add": lambda a, b: Approximate(a.value + b.value, a.error + b.error),
    "subtract": lambda a, b: Approximate(a.value - b.value, a.error + b.error),
    "multiply": product,
    "divide": _quotient,
    "negate": lambda a: Approximate(-a.value, a.error),
    "abs": lambda a: Approximate(abs(a.value), a.error),
    "maximum": lambda a, b: extreme([a, b], True),
    "minimum": lambda a, b: extreme([a, b], False),
    "clamp": lambda low, x, high: extreme([extreme([x, low], True), high], False),
    "exponential": _monotonic(_exp),
    "exponential_minus_one": _monotonic(math.expm1),
    "log": _monotonic(math.log, 1e-300),
    "log_plus_one": _monotonic(math.log1p, -1 + 1e-15),
    "sqrt": _monotonic(math.sqrt, 0.0),
    "rsqrt": _monotonic(lambda x: 1 / math.sqrt(x), 1e-300),
    "tanh": _monotonic(math.tanh),
    "logistic": _monotonic(_logistic),
    "sine": _steady(math.sin),
    "cosine": _steady(math.cos),
    "power": _power,
}
"""By mnemonic: values, and errors that come from those of the arguments."""

RELATIONS: dict[str, Callable[[float, float], bool]] = {
    "EQ": lambda a, b: a == b, "NE": lambda a, b: a != b, "LT": lambda a, b: a < b, "LE": lambda a, b: a <= b,
    "GT": lambda a, b: a > b, "GE": lambda a, b: a >= b,
}  # fmt: skip


def cell_function(
    op: Op, types: list[TensorType], result: TensorType, attributes: dict[str, Any]
) -> Callable[..., Any]:
    """What an elementwise op does to approximate elements. Raises NoOracle."""
    name, target = op.mnemonic, result.element
    if name == "select":
        return lambda pred, on_true, on_false: on_true if pred else on_false
    if name == "compare":
        relation = RELATIONS[attributes["comparison_direction"].name]
        return lambda a, b: _decided(relation, lifted(types[0].element, a), lifted(types[1].element, b))
    if name == "convert":
        return lambda x: _converted(op, types[0].element, target, x)
    if name not in FUNCTIONS or not isinstance(target, FloatType):
        raise NoOracle(f"{op.name} on numbers with errors")
    function = FUNCTIONS[name]

    def applied(*cells: Any) -> Approximate:
        found = function(*(lifted(type_.element, cell) for type_, cell in zip(types, cells, strict=True)))
        return settled(op, target, found.value, found.error, attributes.get("result_accuracy"))

    return applied


def _decided(relation: Callable[[float, float], bool], a: Approximate, b: Approximate) -> bool:
    if a.error + b.error and abs(a.value - b.value) <= a.error + b.error:
        raise NoOracle("a comparison that errors leave undecided")
    return relation(a.value, b.value)


def _converted(op: Op, source: Any, target: Any, cell: Any) -> Any:
    if isinstance(source, (IntegerType, BooleanType)) and isinstance(target, FloatType):
        return rounded(target, float(cell), 0.0, 0.0 if abs(int(cell)) < 1 << target.format.precision else 0.5)
    if not isinstance(source, FloatType):
        raise NoOracle(f"conversion from {source}")
    x = lifted(source, cell)
    if isinstance(target, FloatType):
        return rounded(target, x.value, x.error, 0.5)
    if isinstance(target, IntegerType):
        ends = {math.trunc(x.value - x.error), math.trunc(x.value + x.error)}
        if len(ends) > 1 or is_infinite(x.value) or not target.min <= ends.copy().pop() <= target.max:
            raise NoOracle("a conversion that errors leave undecided")
        return ends.pop()
    raise NoOracle(f"conversion to {target}")


def any_approximate(columns: Iterable[list[Any]]) -> bool:
    """Whether elements have errors."""
    return any(_has_error(cell) for column in columns for cell in column)


def _has_error(cell: Any) -> bool:
    return isinstance(cell, Approximate) or (isinstance(cell, tuple) and any(map(_has_error, cell)))
