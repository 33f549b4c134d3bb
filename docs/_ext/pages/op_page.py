"""What the page of an op shows, taken from its record."""

from __future__ import annotations

import functools
import inspect
import json
import re
import sys
import typing
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from stablehlo_reference.interpreter.text.printer import print_attribute
from stablehlo_reference.spec.attributes import StructAttribute
from stablehlo_reference.spec.lang import REQUIRED, Attribute, Op, Operand, Region, Result
from stablehlo_reference.spec.lang.choices import CHOICES, Choice
from stablehlo_reference.spec.lang.typesets import describe_elements
from stablehlo_reference.spec.types import TOKEN
from stablehlo_reference.testsuite.accuracy import limit

from . import markup
from .accuracy_plot import Bar, svg

OP_PACKAGES = ("stablehlo_reference.spec.ops.", "stablehlo_reference.spec.chlo.")

WORDS = {
    "int": "constant of type `si64`",
    "bool": "constant of type `i1`",
    "float": "constant of type `f64`",
    "ElementType": "element type",
    "str": "constant of type `string`",
    "tuple[int, ...]": "1-dimensional tensor constant of type `si64`",
}
"""Fields of structured attributes in the words of signatures, by annotation."""


@dataclass(frozen=True)
class Row:
    """A row of the signature or of the results."""

    label: str
    name: str
    words: str
    default: str
    read_by: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """A stretch of a source file."""

    path: Path
    first: int
    last: int


def file_of(op: Op) -> Path:
    """The file that declares an op."""
    return Path(module_of(op).__file__ or "")


def module_of(op: Op) -> ModuleType:
    """The module that declares an op."""
    files = [module for name, module in sys.modules.items() if name.startswith(OP_PACKAGES)]
    return next(module for module in files if getattr(module, "op", None) is op)


def inputs(op: Op) -> list[Row]:
    """Operands, attributes (field by field where they are structured) and regions, in order."""
    rows: list[Row] = []
    for slot in op.slots:
        if isinstance(slot, Attribute) and slot.group:
            rows += [_field(op, slot, name) for name in slot.group]
        elif not isinstance(slot, Result):
            rows.append(Row(op.input_labels[slot.name], slot.name, words(slot), default(slot), readers(op, slot.name)))
    return rows


def results(op: Op) -> list[Row]:
    """Results, in order."""
    return [Row("", slot.name, words(slot), "", readers(op, slot.name)) for slot in op.results]


def _field(op: Op, slot: Attribute, name: str) -> Row:
    cls = slot.kind.type  # type: ignore[attr-defined] # a structured attribute
    annotation = cls.__dataclass_fields__[name].type
    said = WORDS.get(annotation) or WORDS.get(annotation.removesuffix(" | None")) or f"`{annotation}`"
    return Row(
        op.input_labels[name], name, said, "" if slot.required else _value(getattr(slot.default, name, slot.default)),
        readers(op, name, slot.name),
    )  # fmt: skip


def words(slot: Operand | Attribute | Region | Result) -> str:
    """What a slot takes, in words."""
    if isinstance(slot, Attribute):
        return str(slot.kind)
    said = "function" if isinstance(slot, Region) else str(slot.types)
    if slot.variadic:
        return f"variadic number of {said}s" if isinstance(slot, Region) else f"variadic number of {said}"
    return f"{said}, optional" if isinstance(slot, Operand) and slot.optional else said


def default(slot: Any) -> str:
    """What stands for a slot that is not given; empty where it must be."""
    if not isinstance(slot, Attribute) or slot.default is REQUIRED:
        return ""
    if callable(slot.default):
        return inspect.getdoc(slot.default) or "follows from other inputs"
    return _value(slot.default)


def _value(value: Any) -> str:
    if value is None:
        return "absent"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple) and not value:
        return "`[]`"
    if isinstance(value, StructAttribute):
        return f"`{print_attribute(value)}`"
    return f"`{value}`"


def readers(op: Op, *names: str) -> tuple[str, ...]:
    """Labels of the constraints that read a slot (or, with several names, any of them)."""
    return tuple(dict.fromkeys(one.label for one in op.constraints if set(names) & set(one.parameters)))


def accuracies(op: Op) -> list[tuple[str, str]]:
    """Element types in words, and the bound."""
    return [
        (", ".join(map(str, one.only)) or describe_elements(one.elements) or "any value", bound_words(one))
        for one in op.accuracies
    ]


def bound_words(accuracy: Any) -> str:
    """A bound in words."""
    text = str(accuracy)
    return f"{text}, relative to the larger part" if accuracy.by_modulus else text


@dataclass(frozen=True)
class Measured:
    """Measured errors in ULP on one element type: number of arguments, largest error and where it is, 99.9th
    percentile, mean, share of correctly rounded results."""

    element: str
    points: int
    max_ulp: str
    worst: str
    percentile: str
    mean: str
    rounded: str
    holds: bool


@functools.cache
def _measurements() -> list[dict[str, Any]]:
    """What `stablehlo-conform accuracy --output docs/accuracy.json` has written."""
    return json.loads((Path(__file__).resolve().parents[2] / "accuracy.json").read_text(encoding="utf-8"))


def measured(op: Op) -> list[Measured]:
    """Measured errors of an op, type by type. Raises ValueError where they belong to another declaration."""
    rows = [row for row in _measurements() if row["op"] == op.short_name]
    declared = {str(one) for one in op.accuracies}
    if stale := {row["declared"] for row in rows} - declared:
        raise ValueError(f"{op.name}: docs/accuracy.json was measured for {stale}, the op declares {declared}")
    return [
        Measured(
            row["type"],
            row["points"],
            f"{row['max_ulp']:.3g}",
            row["worst"],
            f"{row['percentile_999']:.3g}",
            f"{row['mean_ulp']:.2g}",
            f"{row['correctly_rounded']:.1%}",
            row["holds"],
        )
        for row in rows
    ]


def error_plot(op: Op) -> str:
    """A drawing of the measured errors of an op, empty where there are none."""
    declared = {str(one): limit(one) for one in op.accuracies}
    bars = [
        Bar(row["type"], row["max_ulp"], row["percentile_999"], row["mean_ulp"], declared[row["declared"]])
        for row in _measurements()
        if row["op"] == op.short_name
    ]
    return svg(op.short_name, bars) if bars else ""


@functools.cache
def _differences() -> list[dict[str, Any]]:
    """What `stablehlo-conform decompositions --output docs/decompositions.json` has written."""
    return json.loads((Path(__file__).resolve().parents[2] / "decompositions.json").read_text(encoding="utf-8"))


def decomposed(op: Op) -> list[dict[str, Any]]:
    """Measured distances of an op's results from those of its decomposition, type by type."""
    return [row for row in _differences() if row["op"] == op.short_name]


def decomposition_source(op: Op) -> Source | None:
    """The decomposition, where the op's own file writes it; the formula, where it is one."""
    function = op.declared_decomposition
    if not isinstance(function, FunctionType):
        return None
    formula = inspect.unwrap(function)
    own = formula is not function or inspect.getmodule(function) is module_of(op)
    return _span(formula) if own else None


def choices(op: Op) -> list[tuple[str, Choice]]:
    """The named choices that the op meets."""
    return [(name, CHOICES[name]) for name in op.choices]


def kernel_source(op: Op) -> list[Source]:
    """The kernel, and the functions beside it in the same file that it uses, in order."""
    if op.run is None:
        return []
    kernel = inspect.unwrap(op.run)
    module = inspect.getmodule(kernel)
    assert module is not None
    found: dict[str, FunctionType] = {}
    waiting: list[Any] = [kernel]
    while waiting:
        function = waiting.pop()
        if not isinstance(function, FunctionType) or inspect.getmodule(function) is not module:
            continue
        if function.__qualname__ in found:
            continue
        found[function.__qualname__] = function
        waiting += [vars(module).get(name) for name in names_in(function.__code__)]
    return sorted((_span(function) for function in found.values()), key=lambda source: source.first)


def names_in(code: CodeType) -> set[str]:
    """Global names that a function uses, inner functions included."""
    inner = [constant for constant in code.co_consts if isinstance(constant, CodeType)]
    return set(code.co_names).union(*(names_in(one) for one in inner))


def _span(function: FunctionType) -> Source:
    lines, first = inspect.getsourcelines(function)
    return Source(Path(inspect.getfile(function)), first, first + len(lines) - 1)


def summary(op: Op) -> str:
    """The first sentence of the prose."""
    first = markup.parts(op.prose)[0]
    assert isinstance(first, markup.Paragraph), op.name
    return re.split(r"(?<!\.)\. ", first.text)[0].rstrip(".:") + "."


GROUPS: typing.Final = (
    ("elementwise", "Element by element"),
    ("creation", "Making tensors"),
    ("movement", "Moving data"),
    ("bodies", "With a function as input"),
    ("collective", "Between processes"),
    ("effects", "Tokens, tuples and side effects"),
    ("others", "Everything else"),
    ("deprecated", "Deprecated"),
)


def group(op: Op) -> str:
    """The group of the index to which an op belongs, by what its record says."""
    families = {
        getattr(value, "__module__", "").rpartition(".")[2]
        for value in vars(module_of(op)).values()
        if ".spec.families." in (getattr(value, "__module__", None) or "")
    }
    values = [slot for slot in op.slots if isinstance(slot, Operand | Result)]
    if op.deprecated:
        return "deprecated"
    if op.elementwise:
        return "elementwise"
    if "collective" in families or all(isinstance(slot, Result) for slot in op.slots):  # the latter tell who executes
        return "collective"
    if op.regions:
        return "bodies"
    if op.side_effects or not values or any(slot.types.accepts(TOKEN) or "tuple" in str(slot.types) for slot in values):
        return "effects"
    if not op.operands:
        return "creation"
    return "movement" if op.view or "movement" in families else "others"
