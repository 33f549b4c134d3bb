"""Elementwise ops over all their element types, special values, and shapes: any op that says it is elementwise."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from ....spec.attributes.comparison_direction import ComparisonDirection
from ....spec.attributes.comparison_type import ComparisonType
from ....spec.lang import Bound, Example, Op, elements_of
from ....spec.types import (
    ELEMENT_TYPES,
    F32,
    F64,
    I1,
    SI32,
    SI64,
    UI32,
    UI64,
    ComplexType,
    FloatType,
    TensorType,
)
from ...golden import Level
from ..oracles.rounding import pattern_of
from ..oracles.tensors import count
from .drafts import Draft, file_of, seeded, short
from .numbers import any_bits, literal, nans, ordinary, specials, spread

SHAPES = ((), (3,), (2, 3), (2, 1, 3), (1, 2, 2, 2), (0,), (2, 0, 3), (1, 1, 1, 1))
PAIRS = 10
"""Special values of each of two operands that are paired, all with all."""
PAIRS_OF_LARGE = 7
"""The same for the complex numbers of 128 bits: those of 64 bits try the others."""


def sweeps(op: Op) -> Iterator[Draft]:
    """Drafts of an op; combinations that its constraints refuse fall away later."""
    if not op.elementwise:
        return
    if "exponent_bits" in {slot.name for slot in op.attributes}:
        yield from _just_beyond(op)
    for extra_name, extra in _attributes(op):
        elements = [element for element in ELEMENT_TYPES if _accepts(op, element)]
        for element in elements:
            yield from _values(op, element, extra_name, extra)
        shaped = next((one for one in (F32, SI32, I1, *elements) if one in elements), None)
        if shaped is not None and not extra_name:
            for shape in SHAPES:
                yield _shaped(op, shaped, shape)


def _just_beyond(op: Op) -> Iterator[Draft]:
    """One number that field widths do not hold, the first that is too large or too small, among some that they do."""
    for bits, mantissa in ((5, 10), (4, 3)):
        bias = (1 << bits - 1) - 1
        beyond = {"large": Fraction(2) ** (bias + 1), "small": Fraction(2) ** (1 - bias) * Fraction(3, 4)}
        for name, number in beyond.items():
            cells = [pattern_of(F32.format, one) for one in (number, Fraction(1), Fraction(2) ** bias, Fraction(5, 4))]
            aspect = f"e{bits}m{mantissa}-one-too-{name}-f32"
            inputs = {op.operands[0].name: literal(F32, cells), "exponent_bits": bits, "mantissa_bits": mantissa}
            yield _draft(op, aspect, Level.EDGE, inputs)


def _accepts(op: Op, element: Any) -> bool:
    return all(slot.types.accepts(TensorType((), element)) or _fixed(slot) is not None for slot in op.operands)


def _fixed(slot: Any) -> Any:
    """The one element type of a slot that takes no other."""
    found = [one for one in ELEMENT_TYPES if slot.types.accepts(TensorType((), one))]
    return found[0] if len(found) == 1 else None


def _element(slot: Any, element: Any) -> Any:
    fixed = _fixed(slot)
    return element if fixed is None else fixed


def _attributes(op: Op) -> Iterator[tuple[str, dict[str, Any]]]:
    """Partitions of the attributes that change what an op does."""
    names = {slot.name for slot in op.attributes}
    if "comparison_direction" in names:
        for direction in ComparisonDirection:
            yield direction.name.lower(), {"comparison_direction": direction}
            given = {"comparison_direction": direction, "compare_type": ComparisonType.TOTALORDER}
            yield f"{direction.name.lower()}-totalorder", given
    elif "exponent_bits" in names:
        for bits in ((5, 10), (8, 7), (4, 3), (2, 0), (8, 23), (11, 52), (1, 1)):
            yield f"e{bits[0]}m{bits[1]}", {"exponent_bits": bits[0], "mantissa_bits": bits[1]}
    else:
        yield "", {}


def _draft(op: Op, aspect: str, level: Level, inputs: dict[str, Any], **more: Any) -> Draft:
    return Draft(file_of(op), aspect, level, op, Example(aspect, inputs, {}), optional=True, **more)


def _values(op: Op, element: Any, extra_name: str, extra: dict[str, Any]) -> Iterator[Draft]:
    prefix = f"{extra_name}-" if extra_name else ""
    keeps = op.mnemonic in ("select", "real", "imag", "complex", "conj")
    if not (isinstance(element, ComplexType) and op.mnemonic not in _COMPLEX_SPECIALS):
        aspect = f"{prefix}specials-{short(element)}"
        inputs = _special_inputs(op, element, aspect)
        yield _draft(op, aspect, Level.EDGE, {**inputs, **extra}, keeps_bits=keeps)
    aspect = f"{prefix}ordinary-{short(element)}"
    random_ = seeded(f"{file_of(op)}/{aspect}")
    number = 12 if extra_name else 24
    level = Level.ACCURACY if isinstance(element, (FloatType, ComplexType)) else Level.CORE
    inputs = {
        slot.name: literal(_element(slot, element), ordinary(_element(slot, element), number, random_))
        for slot in op.operands
    }
    yield _draft(op, aspect, level, {**inputs, **extra}, keeps_bits=keeps)
    yield from _spread(op, element)
    if extra_name or isinstance(element, ComplexType) or len(op.operands) != 1:
        if not extra_name:
            yield from _any_bits(op, element, keeps)
        return
    if element.bits <= 8:
        aspect = f"all-{short(element)}"
        every = _every(element)
        inputs = {slot.name: literal(element, every) for slot in op.operands}
        yield _draft(op, aspect, Level.ACCURACY, inputs, keeps_bits=keeps)
    else:
        yield from _any_bits(op, element, keeps)


_COMPLEX_SPECIALS = frozenset({
    "add", "subtract", "negate", "maximum", "minimum", "compare", "select", "abs", "real", "imag", "conj",
})  # fmt: skip
"""Ops whose result is known for every complex number; the others are tried on finite ones off the axes."""


def _spread(op: Op, element: Any) -> Iterator[Draft]:
    """Numbers of many sizes, for functions that are not exact and types too wide for all their values."""
    kind = elements_of(element)
    accuracy = None if kind is None else op.accuracy_of(kind, element)
    if element.bits <= 8 or op.mnemonic.startswith("broadcast_") or accuracy is None or accuracy.bound is not Bound.ULP:
        return
    for part in range(2):
        aspect = f"spread-{part}-{short(element)}"
        random_ = seeded(f"{file_of(op)}/{aspect}")
        inputs = {slot.name: literal(element, spread(element, 24, random_)) for slot in op.operands}
        yield _draft(op, aspect, Level.ACCURACY, inputs)


def _any_bits(op: Op, element: Any, keeps: bool) -> Iterator[Draft]:
    """Numbers of every size."""
    if isinstance(element, ComplexType) and op.mnemonic not in _COMPLEX_SPECIALS:
        return
    aspect = f"any-bits-{short(element)}"
    random_ = seeded(f"{file_of(op)}/{aspect}")
    inputs = {
        slot.name: literal(_element(slot, element), any_bits(_element(slot, element), 24, random_))
        for slot in op.operands
    }
    yield _draft(op, aspect, Level.EDGE, inputs, keeps_bits=keeps)


def _every(element: Any) -> list[Any]:
    if element == I1:
        return [False, True]
    if isinstance(element, FloatType):
        return list(range(1 << element.bits))
    return list(range(element.min, element.max + 1))


def _special_inputs(op: Op, element: Any, aspect: str) -> dict[str, Any]:
    columns: list[tuple[Any, ...]]
    pools = [specials(_element(slot, element)) for slot in op.operands]
    if op.mnemonic == "power" and isinstance(element, FloatType):  # a signalling NaN to the power 0 is left open
        pools = [[one for one in pool if one not in nans(element.format)[2:]] for pool in pools]
    if len(pools) == 1:
        columns = [(one,) for one in pools[0]]
    elif len(pools) == 2:
        paired = PAIRS - 2 if op.attributes else PAIRS
        if element.bits > 64:
            paired = PAIRS_OF_LARGE
        columns = list(itertools.product(*(pool[:paired] for pool in pools)))
    else:
        columns = list(itertools.product(*(pool[:7] for pool in pools)))
        most = 128 if element.bits < 64 else 64
        columns = seeded(f"{file_of(op)}/{aspect}").sample(columns, min(len(columns), most))
    return {
        slot.name: literal(_element(slot, element), [column[i] for column in columns])
        for i, slot in enumerate(op.operands)
    }


def _shaped(op: Op, element: Any, shape: tuple[int, ...]) -> Draft:
    sizes = "x".join(map(str, shape)) or "scalar"
    aspect = f"shape-{sizes}-{short(element)}"
    random_ = seeded(f"{file_of(op)}/{aspect}")
    inputs = {
        slot.name: literal(_element(slot, element), ordinary(_element(slot, element), count(shape), random_), shape)
        for slot in op.operands
    }
    return _draft(op, aspect, Level.CORE, inputs)


def conversions(op: Op) -> Iterator[Draft]:
    """`convert` between all pairs of types, `bitcast_convert` between those of equal width."""
    if op.mnemonic == "convert":
        yield from _ends(op)
    for source, target in itertools.product(ELEMENT_TYPES, ELEMENT_TYPES):
        if op.mnemonic == "bitcast_convert":
            yield from _bitcast(op, source, target)
            continue
        cells = specials(source)[:26]
        aspect = f"specials-{short(source)}-to-{short(target)}"
        if source != target and not isinstance(source, ComplexType):
            cells = cells + ordinary(source, 8, seeded(f"convert/{aspect}"), scale=9)
        result = {"result": TensorType((len(cells),), target)}
        example = Example(aspect, {"operand": literal(source, cells)}, result)
        yield Draft(file_of(op), aspect, Level.EDGE, op, example, optional=True, keeps_bits=source == target)


ENDS = ((F32, (SI32, UI32, SI64)), (F64, (SI64, UI64)))
"""Floats of which the end of an integer type, or the number after it, is not next to those that the type holds."""


def _ends(op: Op) -> Iterator[Draft]:
    """Floats next to the ends of integer types."""
    for source, targets in ENDS:
        for target in targets:
            numbers = [Fraction(target.max + 1), Fraction(target.min or -1)]
            cells = [pattern_of(source.format, one) + step for one in numbers for step in (-1, 0, 1)]
            aspect = f"ends-{short(source)}-to-{short(target)}"
            result = {"result": TensorType((len(cells),), target)}
            example = Example(aspect, {"operand": literal(source, cells)}, result)
            yield Draft(file_of(op), aspect, Level.EDGE, op, example)


def _bitcast(op: Op, source: Any, target: Any) -> Iterator[Draft]:
    wide, narrow = max(source.bits, target.bits), min(source.bits, target.bits)
    if wide % narrow:
        return
    aspect = f"bits-{short(source)}-to-{short(target)}"
    times, random_ = wide // narrow, seeded(f"bitcast_convert/bits-{short(source)}-to-{short(target)}")
    rows = 4 if times <= 8 else 1
    shape = (rows,) if source.bits >= target.bits else (rows, times)
    result = (rows,) if source.bits <= target.bits else (rows, times)
    inputs = {"operand": literal(source, any_bits(source, count(shape), random_), shape)}
    example = Example(aspect, inputs, {"result": TensorType(result, target)})
    yield Draft(file_of(op), aspect, Level.CORE, op, example, optional=True, keeps_bits=True)
