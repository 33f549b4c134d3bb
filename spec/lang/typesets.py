"""Sets of types, in which operands and results are declared.

`tensor(INT | FLOAT)` accepts every tensor of integers or floats; `scalar(BOOL)` those of rank 0; `|` joins sets.
"""

from __future__ import annotations

import enum

from ..record import record
from ..types import (
    BooleanType,
    BufferType,
    ComplexType,
    ElementType,
    FloatType,
    FutureType,
    IndexType,
    IntegerType,
    QuantizedType,
    TensorType,
    TokenType,
    TupleType,
    Type,
    UnrankedTensorType,
)
from ..types.element import TF32


class Elements(enum.Flag):
    """Kinds of element types."""

    BOOL = enum.auto()
    SIGNED = enum.auto()
    UNSIGNED = enum.auto()
    FLOAT = enum.auto()
    COMPLEX = enum.auto()
    QUANTIZED = enum.auto()
    QUANTIZED_PER_AXIS = enum.auto()
    INDEX = enum.auto()


BOOL, SIGNED, UNSIGNED, FLOAT, COMPLEX = (
    Elements.BOOL, Elements.SIGNED, Elements.UNSIGNED, Elements.FLOAT, Elements.COMPLEX,
)  # fmt: skip
QUANTIZED, QUANTIZED_PER_AXIS, INDEX = Elements.QUANTIZED, Elements.QUANTIZED_PER_AXIS, Elements.INDEX
INT = SIGNED | UNSIGNED
NUMBER = BOOL | INT | FLOAT | COMPLEX
ANY = NUMBER | QUANTIZED
ANY_PER_AXIS = ANY | QUANTIZED_PER_AXIS
DIMENSION = INT | INDEX

_WORDS = (
    (BOOL, "boolean"),
    (INT, "integer"),
    (SIGNED, "signed integer"),
    (UNSIGNED, "unsigned integer"),
    (FLOAT, "floating-point"),
    (COMPLEX, "complex"),
    (QUANTIZED, "per-tensor quantized"),
    (QUANTIZED_PER_AXIS, "per-axis quantized"),
    (INDEX, "index"),
)


def elements_of(element: ElementType | QuantizedType) -> Elements | None:
    """The kind of an element type; None for those that no StableHLO tensor has (tf32, si32, i3, unknown ones)."""
    match element:
        case FloatType():
            return FLOAT if element is not TF32 and element != TF32 else None
        case IntegerType():
            return None if not element.standard else SIGNED if element.signed else UNSIGNED
        case BooleanType():
            return BOOL
        case ComplexType():
            return COMPLEX
        case QuantizedType():
            return QUANTIZED_PER_AXIS if element.per_axis else QUANTIZED
        case IndexType():
            return INDEX
        case _:
            return None


def describe_elements(elements: Elements) -> str:
    """`integer, floating-point`: the kinds in words."""
    words: list[str] = []
    for flag, word in _WORDS:
        if flag in elements:
            words.append(word)
            elements &= ~flag
    return ", ".join(words)


@record
class TensorSet:
    """Ranked tensors of some element kinds; optionally of one rank, of certain element types, or static."""

    elements: Elements
    rank: int | None = None
    only: tuple[ElementType, ...] = ()
    static: bool = False
    bounded: bool = False  # with static: one bounded dynamic dimension is let through
    unranked: bool = False

    def accepts(self, type_: Type) -> bool:
        if isinstance(type_, UnrankedTensorType):
            kind = elements_of(type_.element)
            return self.unranked and kind is not None and kind in self.elements
        if not isinstance(type_, TensorType):
            return False
        kind = elements_of(type_.element)
        if kind is None or kind not in self.elements:
            return False
        if self.rank is not None and type_.rank != self.rank:
            return False
        if self.only and type_.element not in self.only:
            return False
        return not self.static or type_.static or (self.bounded and _one_bounded_dimension(type_))

    def __str__(self) -> str:
        names = ", ".join(map(str, self.only)) if self.only else describe_elements(self.elements)
        static = "static " if self.static else ""
        rank = "" if self.rank is None else f"{self.rank}-dimensional "
        return f"{static}{rank}tensor of {names} type"


def _one_bounded_dimension(type_: TensorType) -> bool:
    bounds = type_.bounds
    unknown = [i for i, size in enumerate(type_.shape) if size is None]
    return bounds is not None and len(unknown) == 1 and bounds.sizes[unknown[0]] is not None


@record
class ClassSet:
    """All types of one class: tokens, tuples, buffers, futures."""

    type: type[object]
    words: str

    def accepts(self, type_: Type) -> bool:
        return isinstance(type_, self.type)

    def __str__(self) -> str:
        return self.words


@record
class Exactly:
    """One type, which text need not spell."""

    type: Type | ElementType

    def accepts(self, type_: Type) -> bool:
        return type_ == self.type

    def __str__(self) -> str:
        return f"`{self.type}`"


@record
class ElementSet:
    """Element types of some kinds: values that are no tensors, which other dialects have."""

    elements: Elements

    def accepts(self, type_: Type | ElementType) -> bool:
        kind = None if isinstance(type_, (TensorType, UnrankedTensorType)) else elements_of(type_)  # type: ignore[arg-type]
        return kind is not None and kind in self.elements

    def __str__(self) -> str:
        return describe_elements(self.elements)


@record
class Union:
    """Types of any of several sets."""

    members: tuple[TensorSet | ClassSet | ElementSet, ...]

    def accepts(self, type_: Type) -> bool:
        return any(member.accepts(type_) for member in self.members)

    def __str__(self) -> str:
        return " or ".join(map(str, self.members))


TypeSet = TensorSet | ClassSet | ElementSet | Exactly | Union


def tensor(
    elements: Elements,
    rank: int | None = None,
    *,
    only: tuple[ElementType, ...] = (),
    static: bool = False,
    bounded: bool = False,
    unranked: bool = False,
) -> TensorSet:
    """Tensors of these element kinds."""
    return TensorSet(elements, rank, only, static, bounded, unranked)


def scalar(elements: Elements, *, only: tuple[ElementType, ...] = ()) -> TensorSet:
    """0-dimensional tensors of these element kinds."""
    return TensorSet(elements, 0, only)


def any_of(*members: TensorSet | ClassSet | ElementSet) -> Union:
    """Types of any of these sets."""
    return Union(members)


TOKEN_TYPE = ClassSet(TokenType, "token")
TUPLE_TYPE = ClassSet(TupleType, "tuple")
BUFFER_TYPE = ClassSet(BufferType, "buffer")
FUTURE_TYPE = ClassSet(FutureType, "future")
ANY_TYPE = ClassSet(Type, "any type")
