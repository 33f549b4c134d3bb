"""What every elementwise op promises the engine: any shape, broadcasting, exact reducers, the types it takes."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
from stablehlo_reference.spec.attributes import Literal
from stablehlo_reference.spec.lang import Example, Op
from stablehlo_reference.spec.lang.binding import bind_attributes
from stablehlo_reference.spec.lang.op import parameters
from stablehlo_reference.spec.lang.registry import find, mnemonics
from stablehlo_reference.spec.numerics import arithmetic
from stablehlo_reference.spec.types import ELEMENT_TYPES, F32, SI8, ElementType, QuantizedType, TensorType

OPS = [
    op
    for dialect in ("stablehlo", "chlo")
    for op in (find(f"{dialect}.{mnemonic}") for mnemonic in mnemonics(dialect))
    if op.elementwise and op.run is not None
]


def rows(op: Op) -> list[Example]:
    """Examples whose operands are all of one dimension."""
    return [one for one in op.examples if all(one.inputs[slot.name].array.ndim == 1 for slot in op.operands)]


EXAMPLES = [pytest.param(op, one, id=f"{op.short_name}/{one.title}") for op in OPS for one in rows(op)]


def run(op: Op, example: Example, arrays: list[np.ndarray]) -> np.ndarray:
    """The kernel on other arrays than the example's, with its attributes and the result type that it declares."""
    types = {name: one.type for name, one in (example.inputs | example.results).items() if isinstance(one, Literal)}
    bound = types | bind_attributes(op, example.inputs, types)
    given = dict(zip((slot.name for slot in op.operands), arrays, strict=True))
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("error")
        return np.asarray(op.run(*(given.get(name, bound[name]) for name in parameters(op.run))))


def operands(op: Op, example: Example) -> list[np.ndarray]:
    return [example.inputs[slot.name].array for slot in op.operands]


@pytest.mark.parametrize(("op", "example"), EXAMPLES)
def test_a_kernel_takes_any_shape_whatever_is_declared(op: Op, example: Example) -> None:
    arrays = operands(op, example)
    row = run(op, example, arrays)
    column = run(op, example, [array.reshape(-1, 1, 1) for array in arrays])
    assert column.shape == (row.size, 1, 1)
    assert column.tobytes() == row.tobytes()
    for k in range(row.size):
        one = run(op, example, [array[k : k + 1].reshape(()) for array in arrays])
        assert one.shape == ()
        assert one.tobytes() == row[k : k + 1].tobytes()


@pytest.mark.parametrize(("op", "example"), [one for one in EXAMPLES if len(one.values[0].operands) > 1])
def test_a_kernel_broadcasts_operands(op: Op, example: Example) -> None:
    first, *others = operands(op, example)
    size = first.size
    grid = run(op, example, [first.reshape(-1, 1), *(other.reshape(1, -1) for other in others)])
    assert grid.shape == (size, size)
    for k in range(size):
        row = run(op, example, [np.repeat(first[k : k + 1], size), *others])
        assert grid[k].tobytes() == row.tobytes()
        assert run(op, example, [first[k : k + 1].reshape(()), *others]).tobytes() == row.tobytes()


def samples(element: ElementType) -> np.ndarray:
    """All bit patterns of a type of up to 8 bits, random and special ones of others."""
    word = np.dtype(f"u{element.dtype.itemsize // (2 if element.dtype.kind == 'c' else 1)}")
    if element.bits <= 8:
        return np.arange(1 << element.bits).astype(word).view(element.dtype)
    part = element.dtype.type(0).real.dtype if element.dtype.kind == "c" else element.dtype
    patterns = np.random.default_rng(element.bits).integers(0, np.iinfo(word).max, 32, word, endpoint=True)
    with np.errstate(all="ignore"):
        specials = np.array([0.0, 1.0, 3.0, 100.0]).astype(part)
    if element.dtype.kind not in "iu":
        with np.errstate(all="ignore"):
            specials = np.array([0.0, -0.0, 1.0, -2.5, np.inf, -np.inf, np.nan, 1e-40]).astype(part)
    return np.concatenate([patterns.view(part), specials, specials]).view(element.dtype)


def all_pairs(element: ElementType) -> tuple[np.ndarray, np.ndarray]:
    values = samples(element)
    return np.repeat(values, values.size), np.tile(values, values.size)


def same(a: np.ndarray, b: np.ndarray) -> bool:
    """Equal bit for bit, but that one NaN is as good as another."""
    if a.dtype.kind == "c":
        return same(a.real, b.real) and same(a.imag, b.imag)
    if a.dtype.kind in "biu" or "int" in a.dtype.name:
        return a.tobytes() == b.tobytes()
    a, b = a.astype(np.float64), b.astype(np.float64)
    return bool(np.all(np.isnan(a) & np.isnan(b) | (a == b) & (np.signbit(a) == np.signbit(b))))


def accepted(op: Op) -> list[ElementType]:
    return [element for element in ELEMENT_TYPES if op.operands[0].types.accepts(TensorType((), element))]


REDUCERS = [
    pytest.param(op, element, id=f"{op.short_name}/{element}")
    for op in OPS
    if len(op.operands) == 2
    for element in accepted(op)
    if op.ufunc(element.dtype) is not None
]


@pytest.mark.parametrize(("op", "element"), REDUCERS)
def test_a_reducer_gives_what_the_kernel_gives(op: Op, element: ElementType) -> None:
    x, y = all_pairs(element)
    ufunc = op.ufunc(element.dtype)
    assert ufunc is not None
    with np.errstate(all="ignore"):
        direct, kernel = ufunc(x, y), op.run(x, y)
    assert direct.dtype == element.dtype
    assert same(direct, kernel)


def test_sums_have_a_reducer_and_maxima_of_floats_have_none() -> None:
    """np.maximum takes either of two zeros."""
    assert find("stablehlo.add").ufunc(np.dtype(np.float32)) is np.add
    assert find("stablehlo.maximum").ufunc(np.dtype(np.int32)) is np.maximum
    assert find("stablehlo.maximum").ufunc(np.dtype(np.float32)) is None


GENERAL = {name: getattr(arithmetic, name) for name in ("add", "subtract", "multiply", "divide", "maximum", "minimum")}


SHORT = [
    pytest.param(find(f"stablehlo.{name}"), element, id=f"{name}/{element}")
    for name in GENERAL
    for element in accepted(find(f"stablehlo.{name}"))
]


@pytest.mark.parametrize(("op", "element"), SHORT)
def test_short_ways_give_what_the_general_ones_give(op: Op, element: ElementType) -> None:
    x, y = all_pairs(element)
    with np.errstate(all="ignore"):
        assert same(np.asarray(op.run(x, y)), GENERAL[op.short_name](x, y))


QUANTIZED = {
    "abs", "add", "atan2", "cbrt", "ceil", "clamp", "compare", "cosine", "divide", "exponential", "floor", "is_finite",
    "exponential_minus_one", "log", "log_plus_one", "logistic", "maximum", "minimum", "multiply", "negate", "power",
    "reduce_precision", "remainder", "round_nearest_afz", "round_nearest_even", "rsqrt", "select", "sign", "sine",
    "sqrt", "subtract", "tan", "tanh",
}  # fmt: skip


@pytest.mark.parametrize("op", [pytest.param(op, id=op.short_name) for op in OPS])
def test_quantized_operands_are_taken_where_the_specification_says(op: Op) -> None:
    per_tensor: Any = QuantizedType.of(SI8, F32, (0.5,), (3,))
    per_axis: Any = QuantizedType.of(SI8, F32, (0.5, 0.25), (0, 1), dimension=0)
    slots = [slot for slot in op.operands if slot.name != "pred"]
    assert all(slot.types.accepts(TensorType((2,), per_tensor)) == (op.short_name in QUANTIZED) for slot in slots)
    assert all(slot.types.accepts(TensorType((2,), per_axis)) == (op.short_name == "add") for slot in slots)
