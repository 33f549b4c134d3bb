"""Kinds of attributes, in which attribute slots are declared.

A kind turns the attribute found in a program into the value that constraints and kernels see (`read`), and a value
back into an attribute (`build`). `read` raises `WrongKind` with what was expected.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..attributes import (
    UNIT,
    ArrayAttr,
    ComplexAttr,
    DictAttr,
    EnumAttribute,
    FloatAttr,
    IntegerAttr,
    Literal,
    ResourceAttr,
    SymbolRef,
    UnitAttr,
)
from ..record import record
from ..types import (
    F64,
    I1,
    SI32,
    SI64,
    UI32,
    UI64,
    ComplexType,
    ElementType,
    FloatType,
    IntegerType,
    TensorType,
    Type,
)


class WrongKind(Exception):  # noqa: N818 - named after what it says
    """An attribute is not of the kind its slot takes; the message says what is expected."""


class AttributeKind:
    """Base of all kinds. `words` names the kind in signatures and messages."""

    words: str

    def read(self, attribute: Any) -> Any:
        """The value of an attribute. Raises WrongKind."""
        raise NotImplementedError

    def build(self, value: Any) -> Any:
        """The attribute that stands for a value."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.words


@record
class IntegerKind(AttributeKind):
    """One integer of a given type."""

    type: IntegerType

    @property
    def words(self) -> str:
        return f"constant of type `{self.type.name}`"

    def read(self, attribute: Any) -> int:
        if isinstance(attribute, IntegerAttr) and attribute.type == self.type:
            return attribute.value
        raise WrongKind(f"an integer of type {self.type}")

    def build(self, value: int) -> IntegerAttr:
        return IntegerAttr(value, self.type)


@record
class FloatKind(AttributeKind):
    """One float of a given type."""

    type: FloatType

    @property
    def words(self) -> str:
        return f"constant of type `{self.type.name}`"

    def read(self, attribute: Any) -> float:
        if isinstance(attribute, FloatAttr) and attribute.type == self.type:
            return attribute.value
        raise WrongKind(f"a float of type {self.type}")

    def build(self, value: float) -> FloatAttr:
        return _float_attribute(np.asarray(value), self.type)


@record
class BoolKind(AttributeKind):
    """True or false."""

    words = "constant of type `i1`"

    def read(self, attribute: Any) -> bool:
        if isinstance(attribute, bool):
            return attribute
        raise WrongKind("a boolean")

    def build(self, value: bool) -> bool:
        return value


@record
class UnitKind(AttributeKind):
    """A flag that is set by being there."""

    words = "flag"

    def read(self, attribute: Any) -> bool:
        if isinstance(attribute, UnitAttr):
            return True
        raise WrongKind("a unit attribute")

    def build(self, value: bool) -> UnitAttr | None:
        return UNIT if value else None


@record
class StringKind(AttributeKind):
    """A string."""

    words = "constant of type `string`"

    def read(self, attribute: Any) -> str:
        if isinstance(attribute, str):
            return attribute
        raise WrongKind("a string")

    def build(self, value: str) -> str:
        return value


MOST = 1 << 20
"""Elements of an array that says how an operation works. A splat of more takes no room until it is looked at."""


def listed(literal: Literal, what: str = "elements") -> np.ndarray[Any, Any]:
    """The elements of such an array. Raises WrongKind where there are too many."""
    count = max(literal.array.size, *literal.array.shape, 0)  # none at all may be in many rows
    if count > MOST:
        raise WrongKind(f"a tensor constant of at most {MOST} {what}, found {count}")
    return literal.array


@record
class ArrayKind(AttributeKind):
    """A 1-dimensional constant: a tuple of integers (or booleans). `dense<...>` of older programs is accepted."""

    element: IntegerType | ElementType

    @property
    def words(self) -> str:
        return f"1-dimensional tensor constant of type `{self.element.name}`"

    def read(self, attribute: Any) -> tuple[Any, ...]:
        if isinstance(attribute, ArrayAttr) and attribute.element == self.element:
            return attribute.values
        if isinstance(attribute, Literal) and attribute.type.element == self.element and attribute.type.rank == 1:
            return tuple(listed(attribute).tolist())
        raise WrongKind(f"a 1-dimensional array of {self.element}")

    def build(self, value: Any) -> ArrayAttr:
        return ArrayAttr(self.element, tuple(value))


@record
class ElementsKind(AttributeKind):
    """A tensor constant of any type: a `Literal`."""

    words = "tensor constant"

    def read(self, attribute: Any) -> Literal:
        if isinstance(attribute, Literal):
            return attribute
        if isinstance(attribute, ResourceAttr):
            try:
                return attribute.literal()
            except (ValueError, TypeError) as error:
                raise WrongKind(f"a tensor constant ({error})") from None
        raise WrongKind("a tensor constant")

    def build(self, value: Literal) -> Literal:
        return value


@record
class IntegerElementsKind(AttributeKind):
    """A tensor constant of si64: an integer array."""

    words = "tensor constant of type `si64`"

    def read(self, attribute: Any) -> np.ndarray[Any, Any]:
        if isinstance(attribute, Literal) and attribute.type.element == SI64:
            return listed(attribute)
        raise WrongKind("a tensor constant of i64")

    def build(self, value: Any) -> Literal:
        array = np.asarray(value, np.int64)
        return Literal(TensorType(array.shape, SI64), array)


@record
class InstanceKind(AttributeKind):
    """An attribute class of the dialect (an enumeration or a structured attribute), standing for itself."""

    type: type[Any]
    words: str

    def read(self, attribute: Any) -> Any:
        if isinstance(attribute, self.type):
            return attribute
        raise WrongKind(self.words)

    def build(self, value: Any) -> Any:
        return value


@record
class IntegerEnumKind(AttributeKind):
    """An enumeration that the text form writes as an integer, by default an i32."""

    type: type[EnumAttribute]
    width: IntegerType = SI32

    @property
    def words(self) -> str:
        return f"{self.width} that numbers one of {', '.join(member.name for member in self.type)}"

    def read(self, attribute: Any) -> Any:
        if isinstance(attribute, IntegerAttr) and attribute.type == self.width:
            for member in self.type:
                if member.value == attribute.value:
                    return member
        raise WrongKind(f"an {self.words}")

    def build(self, value: Any) -> IntegerAttr:
        return IntegerAttr(value.value, self.width)


@record
class ListKind(AttributeKind):
    """A list whose members are all of one kind: a tuple."""

    member: AttributeKind

    @property
    def words(self) -> str:
        return f"variadic number of {self.member}"

    def read(self, attribute: Any) -> tuple[Any, ...]:
        if not isinstance(attribute, tuple):
            raise WrongKind(f"a list, each member {self.member}")
        return tuple(self.member.read(part) for part in attribute)

    def build(self, value: Any) -> tuple[Any, ...]:
        return tuple(self.member.build(part) for part in value)


@record
class EitherKind(AttributeKind):
    """An attribute of one of several kinds."""

    members: tuple[AttributeKind, ...]

    @property
    def words(self) -> str:
        return " or ".join(map(str, self.members))

    def read(self, attribute: Any) -> Any:
        for member in self.members:
            try:
                return member.read(attribute)
            except WrongKind:
                continue
        raise WrongKind(self.words)

    def build(self, value: Any) -> Any:
        for member in self.members:
            attribute = member.build(value)
            try:
                member.read(attribute)
            except WrongKind:
                continue
            return attribute
        raise WrongKind(self.words)


class NumberKind(AttributeKind):
    """A number (or boolean) with its type: a `Literal` of rank 0."""

    words = "number"

    def read(self, attribute: Any) -> Literal:
        match attribute:
            case bool():
                return Literal(TensorType((), I1), np.asarray(attribute))
            case IntegerAttr(value=value, type=IntegerType() as type_) if type_.bits <= 64:
                return Literal(TensorType((), type_), np.asarray(np.asarray(value, f"{_kind(type_)}8"), type_.dtype))
            case FloatAttr():
                return Literal(TensorType((), attribute.type), _float_of(attribute))
            case ComplexAttr(real=real, imag=imag):
                array = np.stack((_float_of(real), _float_of(imag))).view(attribute.type.dtype)[0]
                return Literal(TensorType((), attribute.type), np.asarray(array))
            case _:
                raise WrongKind("a number")

    def build(self, value: Literal) -> Any:
        match value.type.element:
            case FloatType() as type_:
                return _float_attribute(value.array, type_)
            case ComplexType() as type_:
                assert isinstance(type_.part, FloatType)
                real, imag = np.real(value.array), np.imag(value.array)
                return ComplexAttr(_float_attribute(real, type_.part), _float_attribute(imag, type_.part))
            case IntegerType() as type_:
                return IntegerAttr(int(value.array), type_)
            case _:
                return bool(value.array)


def _kind(type_: IntegerType) -> str:
    return "i" if type_.signed else "u"


def _float_of(attribute: FloatAttr) -> np.ndarray[Any, Any]:
    dtype = attribute.type.dtype
    return np.asarray(attribute.bits, f"u{dtype.itemsize}").view(dtype)


def _float_attribute(value: np.ndarray[Any, Any], type_: FloatType) -> FloatAttr:
    return FloatAttr(int(np.asarray(value, type_.dtype).view(f"u{type_.dtype.itemsize}")), type_)


class AnyKind(AttributeKind):
    """Any attribute, unread."""

    words = "attribute"

    def read(self, attribute: Any) -> Any:
        return attribute

    def build(self, value: Any) -> Any:
        return value


I32, I64, U32, U64 = (IntegerKind(type_) for type_ in (SI32, SI64, UI32, UI64))
F64_VALUE = FloatKind(F64)
TYPED_NUMBER = NumberKind()
BOOLEAN, FLAG, STRING = BoolKind(), UnitKind(), StringKind()
I64_ARRAY, BOOL_ARRAY = ArrayKind(SI64), ArrayKind(I1)
ELEMENTS, I64_ELEMENTS = ElementsKind(), IntegerElementsKind()
SYMBOL = InstanceKind(SymbolRef, "function name")
DICTIONARY = InstanceKind(DictAttr, "dictionary")
TYPE = InstanceKind(Type, "type")
ANYTHING = AnyKind()


def enumeration(cls: type[EnumAttribute]) -> InstanceKind:
    """One member of an enumeration."""
    return InstanceKind(cls, f"enum of {', '.join(f'`{member.name}`' for member in cls)}")


def structure(cls: type[Any]) -> InstanceKind:
    """One structured attribute."""
    return InstanceKind(cls, f"`#{cls.dialect}.{cls.mnemonic}`")
