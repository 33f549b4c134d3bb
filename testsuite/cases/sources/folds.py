"""Variants of ops that join elements by a body: reductions, windows, sorting, maps."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from ....spec.attributes.comparison_direction import ComparisonDirection
from ....spec.lang import Op, Sketch, call, sketch
from ....spec.types import ELEMENT_TYPES, I1, BooleanType, ComplexType, FloatType, IntegerType, TensorType
from ...golden import Level
from ..oracles.reals import INF
from ..oracles.rounding import largest_pattern, pattern_of
from ..oracles.tensors import count
from .drafts import Draft
from .numbers import literal, ordinary, specials, whole_numbers
from .variants import Inputs, drawn, shape_of

BODIES = ("add", "maximum", "minimum", "multiply", "and", "or", "xor")


def allowed(body: str, element: Any) -> bool:
    """Whether a body exists on an element type and does not depend on the order."""
    if body in ("and", "or", "xor"):
        return isinstance(element, (IntegerType, BooleanType))
    return not (isinstance(element, ComplexType) and body != "add")


def neutral(body: str, element: Any) -> Any:
    """The element that leaves all others as they are (or, for extremes of floats, the most extreme one)."""
    if isinstance(element, BooleanType):
        return body in ("multiply", "and", "minimum")
    if isinstance(element, ComplexType):
        return (0, 0)
    if isinstance(element, FloatType):
        if body in ("add", "multiply"):
            return pattern_of(element.format, 0.0) if body == "add" else pattern_of(element.format, Fraction(1))
        return _extreme(element, body == "maximum")
    every_bit = -1 if element.signed else element.max
    return {"maximum": element.min, "minimum": element.max, "multiply": 1, "and": every_bit}.get(body, 0)


def _extreme(element: FloatType, low: bool) -> int:
    form = element.format
    if form.infinities:
        return pattern_of(form, -INF if low else INF)
    top = largest_pattern(form)
    return (top | 1 << (form.bits - 1) if form.signed else 0) if low else top


def joining(body: str, element: Any) -> Sketch:
    """A body of one op."""
    scalar = TensorType((), element)
    return sketch(lambda x, y: call(body, x, y), scalar, scalar)


def _numbers(element: Any, shape: tuple[int, ...], random_: random.Random, body: str) -> Any:
    if body == "multiply":
        return literal(element, ordinary(element, count(shape), random_, scale=1), shape)
    return literal(element, ordinary(element, count(shape), random_), shape)


def _reduce(body: str, *, rank: int | None = None) -> Callable[[random.Random, Any], Inputs | None]:
    def reduce(random_: random.Random, element: Any) -> Inputs | None:
        if not allowed(body, element):
            return None
        shape = shape_of(random_, rank, 5, least=0 if rank is None else 1)
        dimensions = random_.sample(range(len(shape)), random_.randint(0 if rank is None else 1, len(shape)))
        return {"inputs": [_numbers(element, shape, random_, body)],
                "init_values": [literal(element, [neutral(body, element)], ())],
                "dimensions": sorted(dimensions), "body": joining(body, element)}, {}  # fmt: skip

    return reduce


def _reductions(op: Op) -> Iterator[Draft]:
    for body in BODIES:
        yield from drawn(op, f"{body}-drawn", 16, _reduce(body))
        yield from drawn(op, f"{body}-all-types", len(ELEMENT_TYPES), _reduce(body, rank=2), ELEMENT_TYPES)
    for body in ("maximum", "minimum"):
        rows = _special_rows(body)
        yield from drawn(op, f"{body}-specials", len(ELEMENT_TYPES), rows, ELEMENT_TYPES, level=Level.EDGE)


def _special_rows(body: str) -> Callable[[random.Random, Any], Inputs | None]:
    def reduce(random_: random.Random, element: Any) -> Inputs | None:
        if not allowed(body, element):
            return None
        cells = [random_.choice(specials(element)[:12]) for _ in range(24)]
        return {"inputs": [literal(element, cells, (8, 3))],
                "init_values": [literal(element, [neutral(body, element)], ())],
                "dimensions": [1], "body": joining(body, element)}, {}  # fmt: skip

    return reduce


def _window(body: str) -> Callable[[random.Random, Any], Inputs | None]:
    def reduce_window(random_: random.Random, element: Any) -> Inputs | None:
        if not allowed(body, element):
            return None
        shape = shape_of(random_, random_.randint(1, 3), 5)
        draw = lambda *options: [random_.choice(options) for _ in shape]  # noqa: E731
        padding = [[random_.randint(-1, 2) for _ in range(2)] for _ in shape]
        return {"inputs": [_numbers(element, shape, random_, body)],
                "init_values": [literal(element, [neutral(body, element)], ())],
                "window_dimensions": draw(1, 2, 3), "window_strides": draw(1, 2), "base_dilations": draw(1, 1, 2),
                "window_dilations": draw(1, 1, 2), "padding": padding, "body": joining(body, element)}, {}  # fmt: skip

    return reduce_window


def _windows(op: Op) -> Iterator[Draft]:
    for body in ("add", "maximum", "minimum", "multiply"):
        yield from drawn(op, f"{body}-drawn", 32, _window(body))


def _picked(random_: random.Random, element: Any) -> Inputs | None:
    if not allowed("maximum", element):
        return None
    counts = [random_.randint(1, 3) for _ in range(random_.randint(1, 3))]
    window, strides = [random_.randint(1, 3) for _ in counts], [random_.randint(1, 3) for _ in counts]
    low = [random_.randint(0, size - 1) for size in window]
    ends = [(n - 1) * stride + size for n, stride, size in zip(counts, strides, window, strict=True)]
    sizes = [max(end - a, 1) for end, a in zip(ends, low, strict=True)]
    direction = {"comparison_direction": ComparisonDirection.GE}
    scalar = TensorType((), element)
    select = sketch(lambda x, y: call("compare", x, y, types=[TensorType((), I1)], **direction), scalar, scalar)
    padding = [[a, 0] for a in low]
    return {"operand": literal(element, ordinary(element, count(sizes), random_), tuple(sizes)),
            "source": literal(element, whole_numbers(element, count(counts), random_), tuple(counts)),
            "init_value": literal(element, [neutral("add", element)], ()), "window_dimensions": window,
            "window_strides": strides, "padding": padding, "select": select,
            "scatter": joining("add", element)}, {}  # fmt: skip


def _sort(direction: ComparisonDirection, second: bool) -> Callable[[random.Random, Any], Inputs | None]:
    def sort(random_: random.Random, element: Any) -> Inputs | None:
        if isinstance(element, ComplexType):
            return None
        shape = shape_of(random_, random_.randint(1, 3), 6)
        scalar = TensorType((), element)
        types = [scalar, scalar] * (1 + second)
        flag = [TensorType((), I1)]
        comparator = sketch(
            lambda x, y, *_: call("compare", x, y, types=flag, comparison_direction=direction), *types
        )  # fmt: skip
        cells = ordinary(element, count(shape), random_)
        inputs = [literal(element, cells, shape)]
        if second:
            inputs.append(literal(element, ordinary(element, count(shape), random_), shape))
        return {"inputs": inputs, "dimension": random_.randrange(-len(shape), len(shape)), "is_stable": True,
                "comparator": comparator}, {}  # fmt: skip

    return sort


def _sorts(op: Op) -> Iterator[Draft]:
    for direction in (ComparisonDirection.LT, ComparisonDirection.GT):
        for second in (False, True):
            name = f"{direction.name.lower()}-{'pairs' if second else 'keys'}"
            yield from drawn(op, name, 16, _sort(direction, second))


SWEEPS: dict[str, Callable[[Op], Iterator[Draft]]] = {
    "reduce": _reductions,
    "reduce_window": _windows,
    "select_and_scatter": lambda op: drawn(op, "drawn", 32, _picked),
    "sort": _sorts,
}
"""By mnemonic."""
