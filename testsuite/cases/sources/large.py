"""Arrays large enough for the other ways that implementations take: blocks, threads, tables, trees, windows in runs.

Programs make large arrays of small inputs, and small results of large ones: the bits of every row and every column
joined by exclusive or, or some of the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ....interpreter import api
from ....spec.lang import Op
from ....spec.types import (
    BF16,
    F16,
    F32,
    F64,
    FLOATS,
    SI8,
    SI32,
    SI64,
    UI64,
    FloatType,
    TensorType,
)
from ...golden import Level
from ..oracles.rounding import nan_pattern
from ..oracles.tensors import Tensor, count, to_array
from .drafts import Draft, file_of, seeded, short
from .numbers import any_bits, ordinary, whole_numbers

ROWS, COLUMNS = 133, 249
"""A table of somewhat more than 32,768 cells. Both are odd: equal lines must not cancel in checksums."""
Cells = Callable[[Any, int, Any], list[Any]]


@dataclass(frozen=True)
class Large:
    """A program: its name, the element type it is for, its text, and what its arguments hold."""

    name: str
    element: Any
    text: str
    cells: Cells = whole_numbers


def drafts(op: Op) -> Iterator[Draft]:
    """Programs that apply an op to large arrays."""
    for large in PROGRAMS.get(op.name.removeprefix("stablehlo."), lambda: ())():
        aspect = f"{large.name}-{short(large.element)}"
        module = api.parse(large.text, f"{aspect}.mlir")
        types = [one.type for one in module.functions["main"].regions[0].blocks[0].arguments]
        inputs = [_array(type_, large.cells, f"{file_of(op)}/{aspect}/{i}") for i, type_ in enumerate(types)]
        yield Draft(file_of(op), aspect, Level.CORE, op, program=(module, inputs))


def _array(type_: TensorType, cells: Cells, seed: str) -> np.ndarray[Any, Any]:
    return to_array(Tensor(type_, cells(type_.element, count(type_.sizes), seeded(seed))))


# Inputs ---------------------------------------------------------------------------------------------------------------


def _signed_numbers(element: Any, number: int, random_: Any) -> list[Any]:
    """Numbers that are no NaN, zeros of both signs among them."""
    if not isinstance(element, FloatType):
        return any_bits(element, number, random_)
    zeros = [0, 1 << element.bits - 1] if element.format.signed else [0]
    numbers = [random_.choice(zeros) if random_.random() < 0.1 else one for one in ordinary(element, number, random_)]
    return numbers[: number - len(zeros)] + zeros


# Programs -------------------------------------------------------------------------------------------------------------


def table(element: Any, rows: int = ROWS, columns: int = COLUMNS) -> str:
    """The type of a table."""
    return f"tensor<{rows}x{columns}x{element}>"


def spread_over(name: str, source: str, element: Any, dimension: int, rows: int, columns: int) -> str:
    """A line of elements repeated along the other dimension of a table, where no compiler looks through."""
    line = f"tensor<{(rows, columns)[dimension]}x{element}>"
    whole = table(element, rows, columns)
    return (
        f"  %{name}_ = stablehlo.broadcast_in_dim %{source}, dims = [{dimension}] : ({line}) -> {whole}\n"
        f"  %{name} = stablehlo.optimization_barrier %{name}_ : {whole}\n"
    )


def checksums(value: str, element: Any, rows: int = ROWS, columns: int = COLUMNS) -> str:
    """Lines that join the bits of all rows and of all columns of a table, and return both."""
    word, whole = f"ui{element.bits}", table(element, rows, columns)
    bits, scalar = table(word, rows, columns), f"tensor<{word}>"
    across, down = f"tensor<{columns}x{word}>", f"tensor<{rows}x{word}>"
    return (
        f"  %z = stablehlo.optimization_barrier %{value} : {whole}\n"
        f"  %bits = stablehlo.bitcast_convert %z : ({whole}) -> {bits}\n"
        f"  %zero = stablehlo.constant dense<0> : {scalar}\n"
        f"  %p = stablehlo.reduce(%bits init: %zero) applies stablehlo.xor across dimensions = [0]"
        f" : ({bits}, {scalar}) -> {across}\n"
        f"  %q = stablehlo.reduce(%bits init: %zero) applies stablehlo.xor across dimensions = [1]"
        f" : ({bits}, {scalar}) -> {down}\n"
        f"  return %p, %q : {across}, {down}\n}}\n"
    )


def results(element: Any, rows: int = ROWS, columns: int = COLUMNS) -> str:
    """The types of checksums."""
    return f"(tensor<{columns}xui{element.bits}>, tensor<{rows}xui{element.bits}>)"


def _pairs(mnemonic: str, element: Any) -> str:
    """An op on every pair of two lines of elements."""
    rows, columns = ROWS, COLUMNS
    whole = table(element, rows, columns)
    return (
        f"func.func @main(%a: tensor<{rows}x{element}>, %b: tensor<{columns}x{element}>) -> {results(element)} {{\n"
        + spread_over("x", "a", element, 0, rows, columns)
        + spread_over("y", "b", element, 1, rows, columns)
        + f"  %r = stablehlo.{mnemonic} %x, %y : {whole}\n"
        + checksums("r", element)
    )


def _extremes(mnemonic: str) -> Callable[[], Iterator[Large]]:
    def programs() -> Iterator[Large]:
        for element in (F32, BF16):
            yield Large("large-pairs", element, _pairs(mnemonic, element), _signed_numbers)

    return programs


def _arithmetic(mnemonic: str, elements: tuple[Any, ...]) -> Callable[[], Iterator[Large]]:
    def programs() -> Iterator[Large]:
        for element in elements:
            yield Large("large-pairs", element, _pairs(mnemonic, element))

    return programs


def _clamp() -> Iterator[Large]:
    for name, low, high in (("between-numbers", "-1.5", "2.0"), ("above-zero", "0.0", "2.0"),
                            ("above-minus-zero", "-0.0", "2.0"), ("below-zero", "-2.0", "0.0")):  # fmt: skip
        yield Large(f"large-{name}", F32, _clamped(F32, low, high), _signed_numbers)
    yield Large("large", SI32, _clamped(SI32, "-1000000000", "1500000000"), _signed_numbers)


def _clamped(element: Any, low: str, high: str) -> str:
    rows = ROWS
    whole = table(element, rows)
    return (
        f"func.func @main(%a: tensor<{COLUMNS}x{element}>) -> {results(element, rows)} {{\n"
        f"  %low = stablehlo.constant dense<{low}> : tensor<{element}>\n"
        f"  %high = stablehlo.constant dense<{high}> : tensor<{element}>\n"
        + spread_over("x", "a", element, 1, rows, COLUMNS)
        + f"  %r = stablehlo.clamp %low, %x, %high : (tensor<{element}>, {whole}, tensor<{element}>) -> {whole}\n"
        + checksums("r", element, rows)
    )


def _select() -> Iterator[Large]:
    for element in (BF16, SI64):
        whole = table(element)
        text = (
            f"func.func @main(%c: tensor<{ROWS}xi1>, %a: tensor<{ROWS}x{element}>, %d: tensor<{COLUMNS}x{element}>)"
            f" -> {results(element)} {{\n"
            + spread_over("m", "c", "i1", 0, ROWS, COLUMNS)
            + spread_over("x", "a", element, 0, ROWS, COLUMNS)
            + spread_over("y", "d", element, 1, ROWS, COLUMNS)
            + f"  %r = stablehlo.select %m, %x, %y : {table('i1')}, {whole}\n"
            + checksums("r", element)
        )
        yield Large("large", element, text, _signed_numbers)


def _convert() -> Iterator[Large]:
    pairs = ((F32, SI32), (F64, SI8), (SI32, F16), (F32, BF16), (F32, FLOATS["f8E5M2"]))
    for source, target in pairs:
        text = (
            f"func.func @main(%a: tensor<{COLUMNS}x{source}>) -> {results(target)} {{\n"
            + spread_over("x", "a", source, 1, ROWS, COLUMNS)
            + f"  %r = stablehlo.convert %x : ({table(source)}) -> {table(target)}\n"
            + checksums("r", target)
        )
        yield Large(f"large-to-{short(target)}", source, text, _signed_numbers)


def _rows_of(mnemonic: str, elements: tuple[Any, ...]) -> Callable[[], Iterator[Large]]:
    """A function on a large array, of which some rows are the result."""

    def programs() -> Iterator[Large]:
        for element in elements:
            rows, columns = 8192, 9
            whole, some = table(element, rows, columns), f"tensor<5x{columns}x{element}>"
            text = (
                f"func.func @main(%a: tensor<{columns}x{element}>) -> {some} {{\n"
                + spread_over("x", "a", element, 1, rows, columns)
                + f"  %y = stablehlo.{mnemonic} %x : {whole}\n"
                f"  %z = stablehlo.optimization_barrier %y : {whole}\n"
                f"  %r = stablehlo.slice %z [0:{rows}:2047, 0:{columns}] : ({whole}) -> {some}\n"
                f"  return %r : {some}\n}}\n"
            )
            yield Large("large", element, text, ordinary)

    return programs


def _arg_extremes() -> Iterator[Large]:
    """The extreme element of each row and where it is: of equal ones the first or the last; a NaN may win."""
    for direction, tie, nan in (("GT", "LT", False), ("LT", "LT", False), ("GT", "GT", False), ("GT", "LT", True)):
        rows, columns = 17, COLUMNS
        line, places = f"tensor<{rows}xf32>", f"tensor<{rows}xi32>"
        whole, index = table(F32, rows, columns), table("i32", rows, columns)
        text = (
            f"func.func @main(%a: tensor<{columns}xf32>, %init: tensor<f32>) -> ({line}, {places}) {{\n"
            + spread_over("x", "a", F32, 1, rows, columns)
            + f"  %i = stablehlo.iota dim = 1 : {index}\n"
            "  %last = stablehlo.constant dense<1000> : tensor<i32>\n"
            f"  %r:2 = stablehlo.reduce(%x init: %init), (%i init: %last) across dimensions = [1]"
            f" : ({whole}, {index}, tensor<f32>, tensor<i32>) -> ({line}, {places})\n"
            "    reducer(%p: tensor<f32>, %q: tensor<f32>) (%j: tensor<i32>, %k: tensor<i32>) {\n"
            f"      %better = stablehlo.compare {direction}, %p, %q : (tensor<f32>, tensor<f32>) -> tensor<i1>\n"
            "      %nan = stablehlo.compare NE, %p, %p : (tensor<f32>, tensor<f32>) -> tensor<i1>\n"
            "      %equal = stablehlo.compare EQ, %p, %q : (tensor<f32>, tensor<f32>) -> tensor<i1>\n"
            f"      %before = stablehlo.compare {tie}, %j, %k : (tensor<i32>, tensor<i32>) -> tensor<i1>\n"
            "      %tie = stablehlo.and %equal, %before : tensor<i1>\n"
            f"      %won = stablehlo.or %better, %{'nan' if nan else 'better'} : tensor<i1>\n"
            "      %left = stablehlo.or %won, %tie : tensor<i1>\n"
            "      %v = stablehlo.select %left, %p, %q : tensor<i1>, tensor<f32>\n"
            "      %n = stablehlo.select %left, %j, %k : tensor<i1>, tensor<i32>\n"
            "      stablehlo.return %v, %n : tensor<f32>, tensor<i32>\n    }\n"
            f"  return %r#0, %r#1 : {line}, {places}\n}}\n"
        )
        cells = _numbers_and_nan if nan else whole_numbers
        yield Large(f"long-arg-{direction.lower()}-tie-{tie.lower()}{'-or-nan' if nan else ''}", F32, text, cells)


def _deep_products() -> Iterator[Large]:
    """Sums of hundreds of products of any integers, most of which wrap: lines of 16 and of 13, again and again."""
    for element in (SI64, UI64):
        text = (
            f"func.func @main(%a: tensor<16x{element}>, %b: tensor<13x{element}>) -> tensor<2x2x{element}> {{\n"
            f"  %x_ = stablehlo.broadcast_in_dim %a, dims = [1] : (tensor<16x{element}>) -> tensor<26x16x{element}>\n"
            f"  %y_ = stablehlo.broadcast_in_dim %b, dims = [1] : (tensor<13x{element}>) -> tensor<32x13x{element}>\n"
            f"  %x = stablehlo.reshape %x_ : (tensor<26x16x{element}>) -> tensor<2x208x{element}>\n"
            f"  %y = stablehlo.reshape %y_ : (tensor<32x13x{element}>) -> tensor<208x2x{element}>\n"
            f"  %r = stablehlo.dot_general %x, %y, contracting_dims = [1] x [0]"
            f" : (tensor<2x208x{element}>, tensor<208x2x{element}>) -> tensor<2x2x{element}>\n"
            f"  return %r : tensor<2x2x{element}>\n}}\n"
        )
        yield Large("deep-wrapping", element, text, _great_numbers)


def _great_numbers(element: Any, number: int, random_: Any) -> list[Any]:
    """Numbers next to both ends of an integer type, and any."""
    ends = (element.min, element.max, element.max - 1, element.max // 2, max(element.min, element.min // 2 - 1))
    return [random_.choice((*ends, random_.randint(element.min, element.max))) for _ in range(number)]


def _numbers_and_nan(element: Any, number: int, random_: Any) -> list[Any]:
    cells = whole_numbers(element, number, random_)
    if number > 1:
        cells[random_.randrange(number)] = nan_pattern(element.format)
    return cells


PROGRAMS: dict[str, Callable[[], Iterator[Large]]] = {
    "reduce": _arg_extremes,
    "dot_general": _deep_products,
    "maximum": _extremes("maximum"),
    "minimum": _extremes("minimum"),
    "multiply": _arithmetic("multiply", (F16,)),
    "add": _arithmetic("add", (BF16,)),
    "clamp": _clamp,
    "select": _select,
    "convert": _convert,
    "exponential": _rows_of("exponential", (BF16, F32)),
    "tanh": _rows_of("tanh", (FLOATS["f8E4M3FN"],)),
    "negate": _rows_of("negate", (FLOATS["f4E2M1FN"],)),
}
"""By the name of the op in ids."""
