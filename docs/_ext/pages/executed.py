"""Examples and rejects of ops, executed while the docs are built. What does not do what it says stops the build."""

from __future__ import annotations

import functools
import re
import textwrap
from dataclasses import dataclass
from typing import Any

from stablehlo_reference import interpreter as si
from stablehlo_reference.interpreter.show import result_text
from stablehlo_reference.interpreter.verify import verify
from stablehlo_reference.spec.attributes import Literal
from stablehlo_reference.spec.lang import Example, Op, Operand, Reject, Result
from stablehlo_reference.spec.types import ComplexType, FloatType
from stablehlo_reference.testsuite.cases.agreement import disagreement
from stablehlo_reference.testsuite.cases.programs import example_program, reject_program, type_of


class WrongExample(Exception):  # noqa: N818 - named after what it says
    """An example or reject does not do what the op file says."""


@dataclass(frozen=True)
class Shown:
    """An executed example: the values that go in, the program, the values that come out (`name: value`)."""

    title: str
    inputs: tuple[str, ...]
    program: str
    results: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Refused:
    """A refused program: the label of the constraint, the line that breaks it, and what is said."""

    label: str
    line: str
    message: str


def shown(op: Op, example: Example) -> Shown:
    """Runs an example. Raises WrongExample where it does not give what it says."""
    module, arguments = example_program(op, example)
    where = f"{op.name}, example {example.title!r}"
    if problems := verify(module):
        raise WrongExample(f"{where}: {problems[0]}")
    given = _by_slot(op, example.inputs, Operand)
    inputs = tuple(f"{name}: {_text(type_of(value), value)}" for name, value in given)
    expected = _by_slot(op, example.results, Result)
    if op.run is None:
        return Shown(example.title, inputs, _program(module), (), op.unsupported or "")
    try:
        outputs = si.run(module, *arguments)
    except si.UnsupportedError as error:
        return Shown(example.title, inputs, _program(module), (), error.diagnostics[0].message)
    except si.Error as error:
        raise WrongExample(f"{where}: {error}") from error
    if len(outputs) != len(expected):
        raise WrongExample(f"{where}: {len(outputs)} results where {len(expected)} are given")
    for (name, value), actual in zip(expected, outputs, strict=True):
        if problem := disagreement(op, actual, value):
            raise WrongExample(f"{where}: {name}: {problem}")
    types = module.functions["main"].attributes["function_type"].outputs
    rows = zip(expected, types, outputs, strict=True)
    results = tuple(f"{name}: {_text(type_, actual)}" for (name, _), type_, actual in rows)
    return Shown(example.title, inputs, _program(module), results)


def refused(op: Op, reject: Reject) -> Refused:
    """What is said about a reject, as a reader of its text sees it. Raises WrongExample where it is not refused."""
    module = reject_program(op, reject)
    name = f"{op.short_name}.mlir"
    problems = si.check(module.text(), name)
    said = next((problem for problem in problems if problem.label == reject.label), None)
    if said is None:  # the pretty syntax leaves out what is wrong (types that follow from others)
        said = next((p for p in si.check(module.text(generic=True), name) if p.label == reject.label), None)
    if said is None:
        said = next((problem for problem in verify(module) if problem.label == reject.label), None)
    if said is None:
        raise WrongExample(f"{op.name}: reject of ({reject.label}) is not refused by it: {[str(p) for p in problems]}")
    return Refused(reject.label, (said.source_line or "").strip(), said.message)


def _by_slot(op: Op, values: Any, kind: type[Any]) -> list[tuple[str, Any]]:
    """Names and values of the given slots of a kind in order; the members of a variadic slot are numbered."""
    rows: list[tuple[str, Any]] = []
    for slot in op.slots:
        if not isinstance(slot, kind) or slot.name not in values:
            continue
        value = values[slot.name]
        rows += [(f"{slot.name}[{i}]", one) for i, one in enumerate(value)] if slot.variadic else [(slot.name, value)]
    return rows


def _program(module: si.Module) -> str:
    """The program without the braces of its module, which text may leave out."""
    text = module.text().strip()
    first, _, rest = text.partition("\n")
    return textwrap.dedent(rest.removesuffix("}")).strip() if first == "module {" else text


def _text(type_: Any, value: Any) -> str:
    """A value as the command line shows it, with infinities and NaN in words."""
    text = result_text(type_, _arrays(value))
    element = getattr(type_, "element", None)
    element = element.part if isinstance(element, ComplexType) else element
    if not isinstance(element, FloatType):
        return text
    elements, colon, after = text.rpartition(" : ")
    return re.sub(r"0x([0-9A-F]+)", lambda word: f"{element.format.decode(int(word[1], 16))}", elements) + colon + after


def _arrays(value: Any) -> Any:
    """A value of an example as a run gives it: literals become arrays."""
    if isinstance(value, tuple):
        return tuple(_arrays(part) for part in value)
    return value.array if isinstance(value, Literal) else value


@functools.cache
def examples_of(op: Op) -> tuple[Shown, ...]:
    """All examples of an op, executed."""
    return tuple(shown(op, example) for example in op.examples)


@functools.cache
def rejects_of(op: Op) -> tuple[Refused, ...]:
    """What is said about the first reject of each constraint of an op."""
    first = {reject.label: reject for reject in reversed(op.rejects)}
    return tuple(refused(op, first[one.label]) for one in op.constraints if one.label in first)
