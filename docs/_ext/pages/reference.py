"""What the reference pages show: types, attributes, notation, choices, errors, limits."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from stablehlo_reference import interpreter as si
from stablehlo_reference.spec import attributes, types
from stablehlo_reference.spec.attributes import EnumAttribute, StructAttribute
from stablehlo_reference.spec.lang import EitherKind, ListKind, Op, notation
from stablehlo_reference.spec.lang.choices import CHOICES

from . import markup


def number(value: float) -> str:
    """A positive float: short decimals as they are, powers of two as such, others to six digits."""
    if value == int(value) and value < 1e6:
        return str(int(value))
    mantissa, exponent = value.hex().split("p")
    if float.fromhex(f"{mantissa}p0") == 1:
        return f"2\\ :sup:`{int(exponent)}` ≈ {value:.3g}"
    return f"{value:.7g}"


def type_tables() -> dict[str, Any]:
    """What the page of types shows."""
    values = (
        types.TensorType, types.TokenType, types.TupleType, types.FutureType, types.BufferType, types.FunctionType,
        types.UnrankedTensorType,
    )  # fmt: skip
    quantized = types.QuantizedType.of(types.SI8, types.F32, (1.0,), (0,))
    return {
        "integers": [*types.SIGNED_INTEGERS, *types.UNSIGNED_INTEGERS],
        "floats": list(types.FLOATS.values()),
        "complex": [types.COMPLEX64, types.COMPLEX128],
        "quantized": markup.parts(inspect.getmodule(types.QuantizedType).__doc__ or ""),
        "quantized_constraints": [(label, formula) for label, formula, _ in quantized.constraints()],
        "values": [_spelling_and_meaning(cls) for cls in values],
    }


def _spelling_and_meaning(cls: type[Any]) -> tuple[str, str]:
    """A class's docstring starts with the spelling of its types in backticks, then says what they are."""
    match = re.match(r"`(.+?)`:? ?(.*)", " ".join((inspect.getdoc(cls) or "").split()))
    assert match is not None, cls
    return match[1], match[2]


@dataclass(frozen=True)
class Field:
    """A field of a structured attribute."""

    name: str
    type: str
    default: str


@dataclass(frozen=True)
class Described:
    """An attribute class: a structure with fields, or an enumeration with members."""

    mnemonic: str
    meaning: str
    fields: tuple[Field, ...]
    members: tuple[str, ...]
    ops: tuple[Op, ...]


def attribute_classes(ops: list[Op]) -> list[Described]:
    """The attributes of the dialect by mnemonic, with the ops that read them."""
    return [_described(cls, ops) for _, cls in sorted(_classes())]


def _classes() -> Iterator[tuple[str, type[Any]]]:
    for info in pkgutil.iter_modules(attributes.__path__):
        module = importlib.import_module(f"{attributes.__name__}.{info.name}")
        for cls in vars(module).values():
            if isinstance(cls, type) and cls.__module__ == module.__name__ and "mnemonic" in vars(cls):
                yield cls.mnemonic, cls  # pyright: ignore[reportAttributeAccessIssue]


def _described(cls: Any, ops: list[Op]) -> Described:
    meaning = inspect.getdoc(cls) or ""
    readers = tuple(op for op in ops if any(cls in _classes_of(slot.kind) for slot in op.attributes))
    if issubclass(cls, EnumAttribute):
        return Described(cls.name_of(), meaning, (), tuple(member.name for member in cls), readers)
    assert issubclass(cls, StructAttribute)
    fields = tuple(Field(one.name, str(one.type), _default(one)) for one in dataclasses.fields(cls))
    return Described(cls.mnemonic, meaning, fields, (), readers)


def _classes_of(kind: Any) -> set[Any]:
    """The attribute classes that a kind reads."""
    if isinstance(kind, ListKind):
        return _classes_of(kind.member)
    if isinstance(kind, EitherKind):
        return set().union(*map(_classes_of, kind.members))
    return {getattr(kind, "type", None)}


def _default(field: dataclasses.Field[Any]) -> str:
    if field.default is dataclasses.MISSING:
        return ""
    return "`[]`" if field.default == () else f"`{field.default}`"


def notation_rows() -> list[tuple[str, str]]:
    """Functions of the notation: call and meaning."""
    functions = [
        value for name, value in vars(notation).items()
        if inspect.isfunction(value) and value.__module__ == notation.__name__ and not name.startswith("_")
    ]  # fmt: skip
    return [(f"{one.__name__}({_parameters(one)})", inspect.getdoc(one) or "") for one in functions]


def _parameters(function: Any) -> str:
    return ", ".join(
        f"{one.name}..." if one.kind is one.VAR_POSITIONAL else one.name
        for one in inspect.signature(function).parameters.values()
    )


def choice_rows(ops: list[Op]) -> list[tuple[str, Any, list[Op]]]:
    """Choices with the ops that meet them."""
    return [(name, choice, [op for op in ops if name in op.choices]) for name, choice in CHOICES.items()]


def error_classes() -> list[tuple[int, type[si.Error]]]:
    """The tree of errors, depth first."""

    def visit(cls: type[si.Error], depth: int) -> Iterator[tuple[int, type[si.Error]]]:
        yield depth, cls
        for child in sorted(cls.__subclasses__(), key=lambda one: (one.exit_code, one.__name__)):
            yield from visit(child, depth + 1)

    return list(visit(si.Error, 0))


def limit_rows() -> list[tuple[str, str, str, str]]:
    """Limits: name, command-line flag, default and meaning (from the docstring: `name: meaning.`)."""
    doc = " ".join((inspect.getdoc(si.Limits) or "").split())
    meanings = dict(re.findall(r"(max_\w+): (.*?)(?=\. max_|\.?$)", doc))
    defaults = si.Limits()._asdict()
    return [
        (name, f"--{name.replace('_', '-')}", "none" if value is None else f"{value:,}", meanings[name])
        for name, value in defaults.items()
    ]
