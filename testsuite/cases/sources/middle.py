"""Ops over tens and hundreds of elements, where implementations sort by keys, sum in trees, slide in runs, move rows.

Floats hold small whole numbers, so that sums in any order are the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from ....spec.attributes.comparison_direction import ComparisonDirection
from ....spec.attributes.comparison_type import ComparisonType
from ....spec.attributes.conv import ConvDimensionNumbers
from ....spec.attributes.dot import DotDimensionNumbers
from ....spec.attributes.gather import GatherDimensionNumbers
from ....spec.attributes.scatter import ScatterDimensionNumbers
from ....spec.lang import Op, call, sketch
from ....spec.types import (
    BF16,
    COMPLEX64,
    COMPLEX128,
    F16,
    F32,
    F64,
    FLOATS,
    I1,
    SI8,
    SI16,
    SI32,
    SI64,
    UI8,
    UI16,
    UI32,
    UI64,
    FloatType,
    TensorType,
)  # fmt: skip
from ..oracles.reals import is_nan
from ..oracles.rounding import number_of
from ..oracles.tensors import count
from .drafts import Draft
from .folds import joining, neutral
from .numbers import any_bits, integers_of, literal, specials, whole_numbers
from .variants import Inputs, drawn

INTEGERS = (SI8, UI8, SI16, UI16, SI32, UI32, SI64, UI64)
LONG = 66
"""Elements of a row that is sorted: more than a first guess is tried on."""


def _whole(element: Any, shape: tuple[int, ...], random_: random.Random, limit: int = 4) -> Any:
    return literal(element, whole_numbers(element, count(shape), random_, limit), shape)


def _sorted(
    direction: ComparisonDirection, other: ComparisonDirection | None = None, kind: ComparisonType | None = None
) -> Callable[..., Inputs]:
    """Rows of more elements than a first guess looks at; `other` sorts equal ones by the second operand."""

    def make(random_: random.Random, element: Any) -> Inputs:
        cells = specials(element) if isinstance(element, FloatType) else any_bits(element, 60, random_)
        if isinstance(element, FloatType) and kind is None:
            cells = [cell for cell in cells if not is_nan(number_of(element.format, cell))]  # which have no place
        keys = [random_.choice(cells) for _ in range(2 * LONG)]
        scalar, flag = TensorType((), element), [TensorType((), I1)]
        index = TensorType((), SI8)

        def compare(x: Any, y: Any, i: Any, j: Any) -> Any:
            first = call("compare", x, y, types=flag, comparison_direction=direction, compare_type=kind)
            if other is None:
                return first
            same = call("compare", x, y, types=flag, comparison_direction=ComparisonDirection.EQ)
            second = call("compare", i, j, types=flag, comparison_direction=other)
            return call("or", first, call("and", same, second))

        places = integers_of(SI8, [[random_.randint(-9, 9) for _ in range(LONG)] for _ in range(2)])
        return {"inputs": [literal(element, keys, (2, LONG)), places], "dimension": 1, "is_stable": True,
                "comparator": sketch(compare, scalar, scalar, index, index)}, {}  # fmt: skip

    return make


def _late(random_: random.Random, element: Any) -> Inputs:
    """An order that is that of the numbers at first, and another one later: by magnitude."""
    numbers = [*sorted(random_.sample(range(100), 70)), *(random_.randint(-100, 100) for _ in range(60))]
    scalar, flag = TensorType((), element), [TensorType((), I1)]

    def compare(x: Any, y: Any) -> Any:
        return call("compare", call("abs", x), call("abs", y), types=flag, comparison_direction=ComparisonDirection.LT)

    return {"inputs": [integers_of(element, numbers)], "dimension": 0, "is_stable": True,
            "comparator": sketch(compare, scalar, scalar)}, {}  # fmt: skip


def _rows_by_magnitude(random_: random.Random, element: Any) -> Inputs:
    """Rows that no guess puts in order."""
    scalar, flag = TensorType((), element), [TensorType((), I1)]

    def compare(x: Any, y: Any) -> Any:
        return call("compare", call("abs", x), call("abs", y), types=flag, comparison_direction=ComparisonDirection.LT)

    numbers = [[random_.randint(-100, 100) for _ in range(LONG)] for _ in range(3)]
    return {"inputs": [integers_of(element, numbers)], "dimension": 1, "is_stable": True,
            "comparator": sketch(compare, scalar, scalar)}, {}  # fmt: skip


def _sorts(op: Op) -> Iterator[Draft]:
    elements = (F32, SI32, UI32, BF16, SI8, UI16, F64, SI64, FLOATS["f8E5M2"], F16)
    yield from drawn(op, "long-lt", 10, _sorted(ComparisonDirection.LT), elements)
    yield from drawn(op, "long-gt", 10, _sorted(ComparisonDirection.GT), elements)
    total = (F32, BF16, F64, FLOATS["f8E5M2"])
    for direction in (ComparisonDirection.LT, ComparisonDirection.GT):
        name = f"long-totalorder-{direction.name.lower()}"
        yield from drawn(op, name, 4, _sorted(direction, kind=ComparisonType.TOTALORDER), total)
    yield from drawn(op, "long-two-keys", 3, _sorted(ComparisonDirection.LT, ComparisonDirection.GT), (F32, SI32, UI8))
    yield from drawn(op, "long-by-magnitude", 2, _late, (SI32, SI64))
    yield from drawn(op, "rows-by-magnitude", 1, _rows_by_magnitude, (SI8,))


def _reduced(body: str, shape: tuple[int, ...], dimensions: list[int]) -> Callable[..., Inputs]:
    def make(random_: random.Random, element: Any) -> Inputs:
        inputs = _whole(element, shape, random_)
        return {"inputs": [inputs], "init_values": [literal(element, [neutral(body, element)], ())],
                "dimensions": dimensions, "body": joining(body, element)}, {}  # fmt: skip

    return make


REDUCTIONS = (
    ("last", (3, 101), [1]), ("first", (101, 3), [0]), ("both-ends", (13, 3, 9), [0, 2]), ("a-square", (100, 2), [0]),
)  # fmt: skip


def _reductions(op: Op) -> Iterator[Draft]:
    for name, shape, dimensions in REDUCTIONS:
        for body in ("add", "maximum"):
            elements = (F32, F64, BF16, SI32) + ((COMPLEX64,) if body == "add" else ())
            yield from drawn(op, f"long-{body}-{name}", len(elements), _reduced(body, shape, dimensions), elements)


def _zeros(body: str, minus: bool) -> Callable[..., Inputs]:
    """Rows of zeros of one sign, and of both."""

    def make(random_: random.Random, element: Any) -> Inputs:
        sign = 1 << element.bits - 1
        rows = [[sign] * 5, [0] * 5, [sign, sign, 0, sign, sign], [0, 0, sign, 0, 0]]
        inputs = literal(element, [cell for row in rows for cell in row], (4, 5))
        inits = [literal(element, [sign if minus else 0], ())]
        return {"inputs": [inputs], "init_values": inits, "dimensions": [1], "body": joining(body, element)}, {}

    return make


def _all_zeros(body: str) -> Callable[..., Inputs]:
    """Nothing but negative zeros."""

    def make(random_: random.Random, element: Any) -> Inputs:
        sign = 1 << element.bits - 1
        inputs, inits = literal(element, [sign] * 6, (2, 3)), [literal(element, [sign], ())]
        return {"inputs": [inputs], "init_values": inits, "dimensions": [1], "body": joining(body, element)}, {}

    return make


def _zero_rows(op: Op) -> Iterator[Draft]:
    for body in ("maximum", "minimum", "add"):
        yield from drawn(op, f"{body}-nothing-but-minus-zeros", 3, _all_zeros(body), (F32, F64, BF16))
    for body in ("maximum", "minimum", "add"):
        for minus in (False, True):
            name = f"{body}-zeros-from-{'minus' if minus else 'plus'}-zero"
            yield from drawn(op, name, 5, _zeros(body, minus), (F32, F64, BF16, F16, FLOATS["f8E5M2"]))


def _window(shape: tuple[int, ...], body: str, first: int | None = None, **how: Any) -> Callable[..., Inputs]:
    """Windows over small whole numbers, from the neutral element of a body or from the pattern `first`."""

    def make(random_: random.Random, element: Any) -> Inputs:
        rank = len(shape)
        given = {"window_strides": [1] * rank, "base_dilations": [1] * rank, "window_dilations": [1] * rank,
                 "padding": [[0, 0]] * rank, **how}  # fmt: skip
        return {"inputs": [_whole(element, shape, random_)], "body": joining(body, element),
                "init_values": [literal(element, [neutral(body, element) if first is None else first], ())],
                **given}, {}  # fmt: skip

    return make


WINDOWS: dict[str, tuple[tuple[int, ...], dict[str, Any]]] = {
    "of-21": ((206,), {"window_dimensions": [21]}),
    "of-32-far-apart": ((300,), {"window_dimensions": [32], "window_strides": [3]}),
    "of-25-dilated": ((200,), {"window_dimensions": [25], "window_dilations": [3], "padding": [[7, 4]]}),
    "of-14-along-the-first": ((80, 3), {"window_dimensions": [14, 2], "padding": [[3, 0], [1, 0]]}),
    "of-30-along-the-last": ((2, 101), {"window_dimensions": [1, 30], "window_strides": [1, 2]}),
    "over-spread-elements": ((80,), {"window_dimensions": [40], "base_dilations": [2], "padding": [[2, 0]]}),
    "running-forward": ((101,), {"window_dimensions": [101], "padding": [[100, 0]]}),
    "running-backward": ((71, 2), {"window_dimensions": [71, 1], "padding": [[0, 70], [0, 0]]}),
    "running-along-the-last": ((2, 70), {"window_dimensions": [1, 70], "padding": [[0, 0], [69, 0]]}),
    "running-a-little-less": ((90,), {"window_dimensions": [89], "padding": [[88, 0]]}),
    "few-and-far": ((6,), {"window_dimensions": [3], "base_dilations": [1000], "window_strides": [500],
                           "window_dilations": [250], "padding": [[3, 7]]}),
    "few-and-far-along-the-last": ((2, 5), {"window_dimensions": [1, 2], "base_dilations": [1, 997],
                                            "window_strides": [1, 997], "window_dilations": [1, 1994],
                                            "padding": [[0, 0], [997, 1]]}),
}  # fmt: skip


def _windows(op: Op) -> Iterator[Draft]:
    for name, (shape, how) in WINDOWS.items():
        for body, elements in (("add", (SI32, F32)), ("maximum", (F32, UI8))):
            yield from drawn(op, f"{body}-windows-{name}", 2, _window(shape, body, **how), elements)
    yield from _running_from_others(op)
    for name, shape, sizes, padding in (
        ("beside-a-dimension-of-one", (1, 9), [1, 3], [[0, 0], [0, 0]]),
        ("along-two-dimensions-one-running", (5, 4), [5, 2], [[4, 0], [0, 0]]),
        ("along-two-dimensions-the-other-running", (4, 5), [2, 5], [[0, 0], [0, 4]]),
    ):  # fmt: skip
        make = _window(shape, "add", window_dimensions=sizes, padding=padding)
        yield from drawn(op, f"add-windows-{name}", 1, make, (SI32,))


FIRST = {"maximum": ((SI32, 2), (F32, 0x40000000)), "and": ((UI8, 0x55),)}
"""Initial values of a running body that are not neutral, by body and element type; patterns of floats."""


def _running_from_others(op: Op) -> Iterator[Draft]:
    for body, initials in FIRST.items():
        for element, first in initials:
            for name, low, high in (("forward", 67, 0), ("backward", 0, 67)):
                make = _window((68,), body, first, window_dimensions=[68], padding=[[low, high]])
                yield from drawn(op, f"{body}-windows-running-{name}-from-another-number", 1, make, (element,))


def _wide_picks(random_: random.Random, element: Any) -> Inputs:
    """Windows of more places than are looked at one by one."""
    direction = {"comparison_direction": ComparisonDirection.GE}
    scalar = TensorType((), element)
    select = sketch(lambda x, y: call("compare", x, y, types=[TensorType((), I1)], **direction), scalar, scalar)
    operand = literal(element, any_bits(element, 400, random_), (20, 20))
    return {"operand": operand, "source": _whole(element, (2, 3), random_),
            "init_value": literal(element, [0], ()), "window_dimensions": [9, 9], "window_strides": [11, 5],
            "padding": [[0, 0], [0, 0]] if random_.random() < 0.5 else [[1, 0], [2, 0]], "select": select,
            "scatter": joining("add", element)}, {}  # fmt: skip


def _gathered(order: int) -> Callable[..., Inputs]:
    """Slices of dozens of elements."""

    def make(random_: random.Random, element: Any) -> Inputs:
        shape, sizes = ((9, 12), [5, 8]) if order < 2 else ((7, 40, 3), [1, 35, 3])
        mapped = (0, 1) if order == 0 else (1, 0) if order == 1 else (0, 1)
        collapsed = () if order < 2 else (0,)
        numbers = GatherDimensionNumbers((1, 2) if order != 1 else (0, 1), collapsed, (), (), mapped, 1)
        starts = literal(SI32, [random_.randint(-2, 9) for _ in range(10)], (5, 2))
        return {"operand": literal(element, any_bits(element, count(shape), random_), shape), "start_indices": starts,
                "dimension_numbers": numbers, "slice_sizes": sizes}, {}  # fmt: skip

    return make


def _gathers(op: Op) -> Iterator[Draft]:
    for order in range(3):
        yield from drawn(op, f"wide-slices-{order}", 2, _gathered(order), (SI16, BF16), keeps_bits=True)


def _scattered(body: str, inside: bool, order: int) -> Callable[..., Inputs]:
    def make(random_: random.Random, element: Any) -> Inputs:
        mapped = (0, 1) if order % 2 == 0 else (1, 0)
        collapsed = (0,) if order == 2 else ()
        window = (5, 8) if order < 2 else (8,) if order == 2 else (1, 33)
        shape = (9, 12) if order < 3 else (5, 37)
        dims = tuple(range(1, 1 + len(window)))
        numbers = ScatterDimensionNumbers(dims, collapsed, (), (), mapped, 1)
        places = [[random_.randint(0, 4), random_.randint(0, 4)] for _ in range(4)]
        if not inside:
            places[1], places[2] = [7, -3], [-2, 9]
        if order % 2:
            places = [place[::-1] for place in places]
        scalar = TensorType((), element)
        computation = sketch(lambda x, y: y if body == "replace" else call(body, x, y), scalar, scalar)
        return {"inputs": [_whole(element, shape, random_)], "scatter_indices": integers_of(SI32, places),
                "updates": [_whole(element, (4, *window), random_)], "scatter_dimension_numbers": numbers,
                "update_computation": computation}, {}  # fmt: skip

    return make


def _scatters(op: Op) -> Iterator[Draft]:
    for body in ("replace", "add"):
        for inside in (True, False):
            for order in range(4):
                name = f"{body}-windows-{'inside' if inside else 'over-the-edge'}-{order}"
                yield from drawn(op, name, 1, _scattered(body, inside, order), (F32 if order % 2 else SI16,))


def _wrapping_dot(random_: random.Random, element: Any) -> Inputs:
    """Products of any integers, most of which wrap."""
    lhs, rhs = (literal(element, any_bits(element, 24, random_), shape) for shape in ((4, 6), (6, 4)))
    return {"lhs": lhs, "rhs": rhs, "dot_dimension_numbers": DotDimensionNumbers((), (), (1,), (0,))}, {
        "result": TensorType((4, 4), element)
    }


def _one_sided_dot(random_: random.Random, element: Any) -> Inputs:
    """Numbers that are large below zero only, or above only: what a sum can hold is up to the larger side."""
    lhs = literal(element, [random_.randint(-20000, 3) for _ in range(6)], (2, 3))
    rhs = literal(element, [random_.randint(-3, 30000) for _ in range(6)], (3, 2))
    return {"lhs": lhs, "rhs": rhs, "dot_dimension_numbers": DotDimensionNumbers((), (), (1,), (0,))}, {
        "result": TensorType((2, 2), element)
    }


def _deep_dot(transposed: bool) -> Callable[..., Inputs]:
    def make(random_: random.Random, element: Any) -> Inputs:
        shapes = ((90, 3), (2, 90)) if transposed else ((3, 90), (90, 2))
        numbers = DotDimensionNumbers((), (), (0 if transposed else 1,), (1 if transposed else 0,))
        return {"lhs": _whole(element, shapes[0], random_), "rhs": _whole(element, shapes[1], random_),
                "dot_dimension_numbers": numbers}, {"result": TensorType((3, 2), element)}  # fmt: skip

    return make


def _dots(op: Op) -> Iterator[Draft]:
    yield from drawn(op, "wrapping", len(INTEGERS), _wrapping_dot, INTEGERS)
    yield from drawn(op, "one-sided", 1, _one_sided_dot, (SI32,))
    yield from drawn(op, "long", 6, _deep_dot(False), (F32, F64, BF16, COMPLEX64, SI32, COMPLEX128))
    yield from drawn(op, "long-transposed", 3, _deep_dot(True), (F32, COMPLEX64, SI8))


def _image(features: int, groups: int, last: bool) -> Callable[..., Inputs]:
    def make(random_: random.Random, element: Any) -> Inputs:
        numbers = (ConvDimensionNumbers(0, 3, (1, 2), 2, 3, (0, 1), 0, 3, (1, 2)) if last
                   else ConvDimensionNumbers(0, 1, (2, 3), 1, 0, (2, 3), 0, 1, (2, 3)))  # fmt: skip
        inner, outer = features // groups, 2 * groups
        lhs = (2, 4, 5, features) if last else (2, features, 4, 5)
        rhs = (2, 3, inner, outer) if last else (outer, inner, 2, 3)
        result = (2, 4, 2, outer) if last else (2, outer, 4, 2)
        return {"lhs": _whole(element, lhs, random_), "rhs": _whole(element, rhs, random_), "window_strides": [1, 2],
                "padding": [[1, 0], [0, 0]], "lhs_dilation": [1, 1], "rhs_dilation": [1, 1],
                "window_reversal": [False, True], "dimension_numbers": numbers, "feature_group_count": groups,
                "batch_group_count": 1, "precision_config": ()}, {"result": TensorType(result, element)}  # fmt: skip

    return make


def _images(op: Op) -> Iterator[Draft]:
    for features, groups in ((9, 1), (8, 8), (10, 2)):
        for last in (True, False):
            name = f"{features}-features-{groups}-groups-{'last' if last else 'first'}"
            yield from drawn(op, name, 2, _image(features, groups, last), (F32, SI16))


SWEEPS: dict[str, Callable[[Op], Iterator[Draft]]] = {
    "sort": _sorts,
    "reduce": lambda op: iter((*_reductions(op), *_zero_rows(op))),
    "reduce_window": _windows,
    "select_and_scatter": lambda op: drawn(op, "wide", 4, _wide_picks, (SI16, SI32)),
    "gather": _gathers,
    "scatter": _scatters,
    "dot_general": _dots,
    "convolution": _images,
}
"""By mnemonic."""
