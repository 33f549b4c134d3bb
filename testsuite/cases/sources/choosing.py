"""Reductions of elements with their indices by bodies that choose: the largest, the smallest, the first, the last, by
any order of elements. Thousands of elements, so that implementations which know such bodies try to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ....interpreter import api
from ....spec.lang import Op
from ....spec.types import BF16, F32, SI32, FloatType, TensorType
from ...golden import Level
from ..oracles.tensors import Tensor, to_array
from .drafts import Draft, file_of, seeded, short
from .large import spread_over, table
from .numbers import whole_numbers

ROWS, COLUMNS = 65, 64


@dataclass(frozen=True)
class Chooser:
    """What is chosen: which compared elements stay on the left, which index goes with them, of what elements."""

    name: str
    left: str
    """Lines that make %left of %p, %q (elements), %j, %k (indices), and of what `_BODY` compares."""
    init: str
    element: str = "f32"
    falling: bool = False
    """Whether indices fall."""
    zeros: bool = False
    """Whether elements are zeros of both signs, and -1 or, for the smallest, 1."""
    nan: bool = False


_BODY = {
    "gt": "stablehlo.compare GT, %p, %q : (T, T) -> tensor<i1>",
    "lt": "stablehlo.compare LT, %p, %q : (T, T) -> tensor<i1>",
    "eq": "stablehlo.compare EQ, %p, %q : (T, T) -> tensor<i1>",
    "above": "stablehlo.compare GT, %p, %q, TOTALORDER : (T, T) -> tensor<i1>",
    "below": "stablehlo.compare LT, %p, %q, TOTALORDER : (T, T) -> tensor<i1>",
    "nan": "stablehlo.compare NE, %p, %p : (T, T) -> tensor<i1>",
    "other": "stablehlo.compare NE, %q, %q : (T, T) -> tensor<i1>",
    "before": "stablehlo.compare LT, %j, %k : (I, I) -> tensor<i1>",
    "after": "stablehlo.compare GT, %j, %k : (I, I) -> tensor<i1>",
    "first": "stablehlo.and %eq, %before : tensor<i1>",
    "last": "stablehlo.and %eq, %after : tensor<i1>",
    "both": "stablehlo.and %nan, %other : tensor<i1>",
    "early": "stablehlo.and %both, %before : tensor<i1>",
    "late": "stablehlo.and %both, %after : tensor<i1>",
    "apart": "stablehlo.or %above, %below : tensor<i1>",
    "same": "stablehlo.not %apart : tensor<i1>",
    "and_same": "stablehlo.and %same, %before : tensor<i1>",
    "alone": "stablehlo.xor %nan, %both : tensor<i1>",
}
"""What lines of a body say, by name of their result."""

_NAN = "nan other both early alone"
CHOOSERS = (
    Chooser("smallest-last-of-falling-indices", "lt eq before first = lt first", "10.0", falling=True),
    Chooser("largest-of-falling-indices", "gt eq before first = gt first", "-10.0", falling=True),
    Chooser("zeros-largest-in-total-order", "above = above", "-10.0", zeros=True),
    Chooser("zeros-smallest-in-total-order", "below = below", "10.0", zeros=True),
    Chooser("largest-or-first-nan", f"gt eq before first {_NAN} = gt first alone early", "-10.0", nan=True),
    Chooser("smallest-or-first-nan", f"lt eq before first {_NAN} = lt first alone early", "10.0", nan=True),
    Chooser("largest-of-integers", "gt eq before first = gt first", "-10", "i32"),
    Chooser("smallest-of-integers", "lt eq before first = lt first", "10", "i32"),
    Chooser("largest-last-of-integers", "gt eq after last = gt last", "-10", "i32"),
    Chooser(
        "largest-or-last-nan", "gt eq after last nan other both late alone = gt last alone late", "-10.0", nan=True
    ),
    Chooser("zeros-largest-first", "above below apart same before and_same = above and_same", "-10.0", zeros=True),
    Chooser("zeros-smallest-first", "above below apart same before and_same = below and_same", "10.0", zeros=True),
    Chooser("largest-of-narrow-floats", "gt eq before first = gt first", "-10.0", "bf16"),
)
ELEMENTS = {"f32": F32, "i32": SI32, "bf16": BF16}


def drafts(op: Op) -> Iterator[Draft]:
    """Drafts of `reduce`."""
    for chooser in CHOOSERS if file_of(op) == "reduce" else ():
        element = ELEMENTS[chooser.element]
        aspect = f"choosing-{chooser.name}-{short(element)}"
        module = api.parse(_text(chooser), f"{aspect}.mlir")
        yield Draft(file_of(op), aspect, Level.CORE, op, program=(module, [_elements(chooser, aspect)]))


def _elements(chooser: Chooser, aspect: str) -> np.ndarray:
    element = ELEMENTS[chooser.element]
    random_ = seeded(f"reduce/{aspect}")
    cells = whole_numbers(element, COLUMNS, random_)
    if isinstance(element, FloatType):
        sign = 1 << element.bits - 1
        if chooser.zeros:
            one = element.format.bias << element.format.mantissa_bits
            cells = [random_.choice(((one if "small" in chooser.name else sign | one), sign, 0)) for _ in cells]
        if chooser.nan:
            quiet = ((1 << element.bits - 1) - 1) & ~((1 << element.format.mantissa_bits - 1) - 1)
            cells[random_.randrange(20, COLUMNS)] = quiet
    return to_array(Tensor(TensorType((COLUMNS,), element), cells))


def _text(chooser: Chooser) -> str:
    scalar, index = f"tensor<{chooser.element}>", "tensor<i64>"
    whole, places = table(chooser.element, ROWS, COLUMNS), table("i64", ROWS, COLUMNS)
    lines, left = _predicate(chooser.left)
    body = lines.replace("T, T", f"{scalar}, {scalar}").replace("I, I", f"{index}, {index}")
    turned = (
        f"  %most = stablehlo.constant dense<5000> : {places}\n"
        f"  %turned = stablehlo.subtract %most, %i : {places}\n"
    )  # fmt: skip
    indexed = "turned" if chooser.falling else "i"
    return (
        f"func.func @main(%a: tensor<{COLUMNS}x{chooser.element}>) -> ({scalar}, {index}) {{\n"
        + spread_over("x", "a", chooser.element, 1, ROWS, COLUMNS)
        + f"  %flat = stablehlo.iota dim = 0 : tensor<{ROWS * COLUMNS}xi64>\n"
        f"  %i = stablehlo.reshape %flat : (tensor<{ROWS * COLUMNS}xi64>) -> {places}\n"
        + (turned if chooser.falling else "")
        + f"  %init = stablehlo.constant dense<{chooser.init}> : {scalar}\n"
        f"  %none = stablehlo.constant dense<9000> : {index}\n"
        f"  %r:2 = stablehlo.reduce(%x init: %init), (%{indexed} init: %none)"
        f" across dimensions = [0, 1]"
        f" : ({whole}, {places}, {scalar}, {index}) -> ({scalar}, {index})\n"
        f"    reducer(%p: {scalar}, %q: {scalar}) (%j: {index}, %k: {index}) {{\n"
        + body
        + f"      %v = stablehlo.select %{left}, %p, %q : tensor<i1>, {scalar}\n"
        f"      %n = stablehlo.select %{left}, %j, %k : tensor<i1>, {index}\n"
        f"      stablehlo.return %v, %n : {scalar}, {index}\n    }}\n"
        f"  return %r#0, %r#1 : {scalar}, {index}\n}}\n"
    )


def _predicate(words: str) -> tuple[str, str]:
    """Lines that make comparisons and join some of them by `or`; what the last one is called."""
    made, _, joined = words.partition(" = ")
    lines = [f"      %{name} = {_BODY[name]}\n" for name in _BODY if name in made.split()]
    first, *rest = joined.split()
    for i, name in enumerate(rest):
        lines.append(f"      %or{i} = stablehlo.or %{first}, %{name} : tensor<i1>\n")
        first = f"or{i}"
    return "".join(lines), first
