"""Makes the golden suite: drafts from the sources, results from the oracles, cases for the files.

The expected values of a case come from an oracle; where there is none, from the example (written by hand), and only
where there is neither from the kernel, which the case then says. Kernel and oracle must agree under the case's own
judge wherever both give results; `Disagreement` tells where they do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ...interpreter import api
from ...interpreter.diagnostics import Error, UnsupportedError
from ...interpreter.ir import Module
from ...interpreter.verify import verify
from ...spec.attributes import Literal
from ...spec.families.transcendental import permitted
from ...spec.lang import Bound, Op, Unsupported, elements_of
from ...spec.types import ComplexType, FloatType, QuantizedType, TensorType
from ..golden import SUITE, Case, Judge, Kind, Level, Nan, Rejection, Value
from ..golden.read import text_of
from .oracles import machine
from .oracles.tensors import NoOracle, Tensor, UnknownOp, from_array, to_array
from .programs import example_program, reject_program
from .sources import (
    choosing,
    composed,
    elementwise,
    graded,
    large,
    limits,
    near_ties,
    rare,
    retyped,
    structures,
    written,
)
from .sources.drafts import Draft, file_of, short, slug, subjects

FRAME = frozenset({"builtin.module", "func.func", "func.return", "stablehlo.return"})
"""Operations that every program has."""


LEFT_OUT = frozenset(
    {
        "reduce_window/add-drawn-31-f8E5M2",
        "reduce_window/maximum-drawn-31-f8E5M2",
        "reduce_window/minimum-drawn-15-f8E5M2",
        "reduce_window/minimum-drawn-31-f8E5M2",
        "reduce_window/windows-over-padded-and-spread-out-rows-as-f8E5M2",
        "select_and_scatter/drawn-15-f8E5M2",
        "select_and_scatter/drawn-31-f8E5M2",
        "select_and_scatter/gradients-of-overlapping-windows-as-f8E5M2",
    }
)
"""Drafts whose operations came to run when the suite was full. `test_every_element_type` is about them."""


@dataclass(frozen=True)
class Output:
    """An expected output: type, elements, judge."""

    type: TensorType
    array: np.ndarray[Any, Any]
    judge: Judge


class GenerationError(Exception):
    """A draft that must make a case does not; the message says which and why."""


def drafts_of(op: Op) -> Iterator[Draft]:
    """All drafts about an op that give results."""
    yield from written.examples(op)
    if op.mnemonic in ("convert", "bitcast_convert") and op.dialect == "stablehlo":
        yield from elementwise.conversions(op)
    else:
        yield from elementwise.sweeps(op)
    yield from retyped.retyped(op)
    yield from structures.sweeps(op)
    yield from large.drafts(op)
    yield from near_ties.drafts(op)
    yield from rare.drafts(op)
    yield from graded.drafts(op)
    yield from limits.drafts(op)
    yield from choosing.drafts(op)


def files(select: str = "") -> Iterator[str]:
    """Names of the suite's files that hold `select`, without suffix."""
    names = [file_of(op) for op in subjects()] + ["programs"]
    yield from (name for name in names if select in name)


def cases_of(name: str) -> list[Case]:
    """The cases of one file, sorted by level and id, none twice."""
    if name == "programs":
        found = [case for draft in composed.programs() if (case := case_of(draft)) is not None]
        return _sorted(found)
    op = next(op for op in subjects() if file_of(op) == name)
    drafts = [draft for draft in drafts_of(op) if draft.id not in LEFT_OUT]
    found = [case for draft in drafts if (case := case_of(draft)) is not None]
    return _sorted([*found, *_rejects(op)])


def _sorted(cases: Iterable[Case]) -> list[Case]:
    by_id: dict[str, Case] = {}
    content: set[Any] = set()
    for case in cases:
        same = (case.program, case.inputs)
        if same in content and case.reject is None:
            continue
        content.add(same)
        if case.id in by_id:
            raise GenerationError(f"two cases are called {case.id}")
        by_id[case.id] = case
    order = list(Level)
    return sorted(by_id.values(), key=lambda case: (order.index(case.level), case.id))


def write(folder: Path = SUITE, select: str = "", told: Any = None) -> int:
    """Writes the files whose names hold `select`; gives the number of cases."""
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for name in files(select):
        cases = cases_of(name)
        total += len(cases)
        if cases:
            (folder / f"{name}.jsonl").write_text(text_of(cases))
        if told is not None:
            told(name, cases)
    return total


# Cases with results ---------------------------------------------------------------------------------------------------


def case_of(draft: Draft) -> Case | None:
    """The case that a draft makes, or None where the op does not allow it, or does not run yet."""
    made = draft.program or _program(draft)
    if made is None:
        return None
    module, inputs = made
    problems = verify(module)
    if problems:
        if draft.optional:
            return None
        raise GenerationError(f"{draft.id}: {problems[0]}")
    main = module.functions["main"].regions[0].blocks[0]
    types = [argument.type for argument in main.arguments]
    returned = [value.type for value in main.operations[-1].operands]
    if not all(isinstance(type_, TensorType) for type_ in (*types, *returned)):
        return None  # buffers
    computed = _computed(draft, module, inputs)
    if computed is None:
        return None
    outputs, oracle = computed
    given = [_static(type_, array) for type_, array in zip(types, inputs, strict=True)]
    text = str(module)
    return Case(
        draft.id,
        _level(draft, text),
        tuple(dict.fromkeys(one.name for one in module.walk() if one.name not in FRAME)),
        tuple(dict.fromkeys(short(type_.element) for type_ in (*types, *returned))),
        text,
        tuple(Value.of(array, type_) for array, type_ in zip(inputs, given, strict=True)),
        tuple(Value.of(one.array, one.type) for one in outputs),
        tuple(one.judge for one in outputs),
        draft.labels or _labels(draft, [*types, *returned]),
        oracle,
    )


def _program(draft: Draft) -> tuple[Module, list[Any]] | None:
    assert draft.op is not None
    assert draft.example is not None
    try:
        return example_program(draft.op, draft.example, tensors=True)
    except Exception:
        if draft.optional:  # inference meets what constraints would have refused
            return None
        raise


def _computed(draft: Draft, module: Module, inputs: list[Any]) -> tuple[list[Output], str] | None:
    """Expected outputs, and how they were found; None where the program does not run here."""
    main = module.functions["main"].regions[0].blocks[0]
    types = [argument.type for argument in main.arguments]
    try:
        kernel = api.run(module, *inputs)
    except (UnsupportedError, Unsupported):
        return None
    except Error:
        if draft.optional:
            return None
        raise
    tensors = [from_array(array, _static(type_, array)) for array, type_ in zip(inputs, types, strict=True)]
    returned = [value.type for value in main.operations[-1].operands]
    if draft.level is Level.PROGRAMS:
        return composed.outputs(module, tensors)
    try:
        found = machine.run(module, tensors)
        outputs = [_output(draft, one, type_) for one, type_ in zip(found, returned, strict=True)]
        return outputs, "example, literal formula" if draft.written else "literal formula"
    except UnknownOp:
        pass
    except NoOracle:
        if not draft.written:
            return None  # values of which nothing is known for sure
    expected = _expected(draft) if draft.written else None
    arrays = kernel if expected is None else expected
    return [
        Output(_static(type_, array), array, _judge(draft, type_, array))
        for type_, array in zip(returned, arrays, strict=True)
    ], "kernel" if expected is None else "example"


def _output(draft: Draft, tensor: Tensor, declared: TensorType) -> Output:
    array = to_array(tensor)
    judge = replace(tensor.judge, nan=Nan.BITS) if draft.keeps_bits else tensor.judge
    return Output(_static(declared, array), array, judge)


def _static(type_: TensorType, array: Any) -> TensorType:
    """The declared type with the sizes that an array has."""
    return type_ if type_.static and type_.encoding is None else type_.with_shape(array.shape)


def _expected(draft: Draft) -> list[Any] | None:
    """The example's results as arrays; None where it gives only types."""
    assert draft.op is not None
    assert draft.example is not None
    values = [draft.example.results.get(slot.name) for slot in draft.op.results]
    leaves = [leaf for leaf in written.leaves(values) if leaf is not written.TOKEN_VALUE]
    return [leaf.array for leaf in leaves] if all(isinstance(leaf, Literal) for leaf in leaves) else None


def _judge(draft: Draft, type_: TensorType, array: Any) -> Judge:
    """A judge for results that no oracle gives: by what the op declares, as far as that needs no data."""
    assert draft.op is not None
    kind = elements_of(type_.element)
    accuracy = None if kind is None else draft.op.accuracy_of(kind, type_.element)
    if isinstance(type_.element, QuantizedType):
        exact = accuracy is not None and accuracy.bound is Bound.EXACT
        return Judge(Kind.EXACT) if exact else Judge(Kind.QUANTUM, quanta=1)
    if accuracy is None or not isinstance(type_.element, (FloatType, ComplexType)):
        return Judge(Kind.EXACT)
    if accuracy.bound is Bound.CORRECTLY_ROUNDED:
        return Judge(Kind.CORRECTLY_ROUNDED)
    if accuracy.bound in (Bound.EXACT, Bound.BODY):
        return Judge(Kind.EXACT, nan=Nan.BITS if draft.keeps_bits else Nan.ANY)
    asked = None if draft.example is None else draft.example.inputs.get("result_accuracy")
    rtol, atol = permitted(asked, type_.element) or (0.0, 0.0)
    return Judge(Kind.ULP, ulps=float(max(accuracy.ulps, 4 if accuracy.bound is not Bound.ULP else 0)),
                 rtol=rtol, atol=atol, by_modulus=array.dtype.kind == "c")  # fmt: skip


def _level(draft: Draft, text: str) -> Level:
    if "!quant." in text:
        return Level.QUANTIZED
    return Level.DYNAMIC if "?" in text and draft.level is Level.CORE else draft.level


_WORDS = {
    "boolean": ("booleans",), "integer": ("integers", "unsigned integers", "signed integers"), "float": ("floats",),
    "complex": ("complex",), "quantized": ("quantized",),
}  # fmt: skip


def _labels(draft: Draft, types: list[TensorType]) -> tuple[str, ...]:
    """Steps of the op's prose that a case can cover: those that speak of its element types, or of none."""
    op = draft.op
    if op is None:
        return ()
    kinds = {_word(type_) for type_ in types}
    steps: list[str] = []
    for step, text in zip(op.steps, op.prose.split("(S")[1:], strict=False):
        start = text.partition(")")[2].strip().lower()[:60]
        named = {word for word, heads in _WORDS.items() if any(start.startswith(head) for head in heads)}
        if not named or named & kinds:
            steps.append(f"{file_of(op)}.{step}")
    return tuple(steps)


def _word(type_: TensorType) -> str:
    kind = elements_of(type_.element)
    name = "" if kind is None or kind.name is None else kind.name.lower()
    if "quantized" in name:
        return "quantized"
    return {"bool": "boolean", "signed": "integer", "unsigned": "integer"}.get(name, name)


# Programs that must be refused ----------------------------------------------------------------------------------------


def _rejects(op: Op) -> Iterator[Case]:
    counts: dict[str, int] = {}
    sentences = {one.label: one.sentence for one in op.constraints}
    for reject in op.rejects:
        number = counts[reject.label] = counts.get(reject.label, 0) + 1
        program = reject_program(op, reject)
        types = [value.type for one in program.walk() if one.name == op.name for value in one.operands]
        elements = [short(type_.element) for type_ in types if isinstance(type_, TensorType)]
        sentence = sentences[reject.label]
        aspect = f"reject-{slug(reject.label)}-{slug(sentence)}-{number}"
        yield Case(
            f"{file_of(op)}/{aspect}", Level.REJECT, (op.name,), tuple(dict.fromkeys(elements)),
            program.text(generic=True), labels=(f"{file_of(op)}.{reject.label}",), oracle="reject",
            reject=Rejection(op.name, reject.label, sentence),
        )  # fmt: skip
