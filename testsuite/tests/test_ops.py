"""Every op record, held against itself: examples run and give what they say, rejects trip what they name."""

from __future__ import annotations

import copy
import re
from typing import Any

import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.interpreter.verify import verify
from stablehlo_reference.spec.lang import TOKEN_TYPE, Op
from stablehlo_reference.spec.lang.notation import same_type
from stablehlo_reference.spec.lang.registry import find, mnemonics
from stablehlo_reference.spec.types import TensorType
from stablehlo_reference.testsuite.cases.agreement import disagreement
from stablehlo_reference.testsuite.cases.programs import example_program, reject_program

OPS = [find(f"{dialect}.{mnemonic}") for dialect in ("stablehlo", "chlo") for mnemonic in mnemonics(dialect)]
EXAMPLES = [pytest.param(op, one, id=f"{op.short_name}/{one.title}") for op in OPS for one in op.examples]
REJECTS = [
    pytest.param(op, one, id=f"{op.short_name}/{one.label}-{i}") for op in OPS for i, one in enumerate(op.rejects)
]


def leaves(value: Any) -> list[Any]:
    """The arrays (and tokens) of a value."""
    return [leaf for part in value for leaf in leaves(part)] if isinstance(value, tuple) else [value]


@pytest.mark.parametrize(("op", "example"), EXAMPLES)
def test_an_example_gives_what_it_says(op: Op, example) -> None:
    module, inputs = example_program(op, example)
    problems = verify(module)
    assert not problems, "\n".join(map(str, problems))
    if op.run is None:
        with pytest.raises(si.UnsupportedError):
            si.run(module, *inputs)
        return
    before = copy.deepcopy(inputs)
    outputs = si.run(module, *inputs)
    for given, kept in zip(leaves(tuple(inputs)), leaves(tuple(before)), strict=True):
        if isinstance(given, np.ndarray):
            assert given.tobytes() == kept.tobytes(), "the kernel changed its input"
    expected = [
        one
        for slot in op.results
        for one in (example.results[slot.name] if slot.variadic else [example.results[slot.name]])
    ]
    assert len(outputs) == len(expected)
    for actual, one in zip(outputs, expected, strict=True):
        assert disagreement(op, actual, one) is None


@pytest.mark.parametrize(("op", "reject"), REJECTS)
def test_a_reject_trips_its_constraint(op: Op, reject) -> None:
    problems = [one for one in verify(reject_program(op, reject)) if one.op == op.name]
    assert [one.label for one in problems] == [reject.label], "\n".join(map(str, problems))


@pytest.mark.parametrize("op", [pytest.param(op, id=op.short_name) for op in OPS])
def test_an_op_is_complete(op: Op) -> None:
    assert op.steps, "the prose has no numbered steps"
    assert op.terminator or op.examples, "no example"
    only_tokens = all(slot.types is TOKEN_TYPE for slot in op.results)
    assert op.terminator or op.accuracies or op.run is None or only_tokens, "no accuracy"
    untested = {one.label for one in op.constraints} - {one.label for one in op.rejects}
    assert not untested, f"constraints without a reject: {sorted(untested)}"
    labels = [one.label for one in op.constraints]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("op", [pytest.param(op, id=op.short_name) for op in OPS if op.run is not None])
def test_kernel_comments_name_steps_of_the_prose(op: Op) -> None:
    import inspect

    cited = set(re.findall(r"\bS\d+\b", "".join(re.findall(r"#.*", inspect.getsource(inspect.getmodule(op.run))))))
    assert cited <= set(op.steps), f"steps that the prose does not have: {sorted(cited - set(op.steps))}"


@pytest.mark.parametrize(("op", "example"), [p for p in EXAMPLES if p.values[0].infers])
def test_inference_agrees_with_examples(op: Op, example) -> None:
    module, _ = example_program(op, example)
    applied = next(operation for operation in module.walk() if operation.name == op.name)
    from stablehlo_reference.interpreter.verify.bind import bind

    inferred = op.infer_bound(bind(op, applied))
    for made, value in zip(inferred, applied.results, strict=True):
        leaves_open = isinstance(made, TensorType) and not made.static  # values decide what types do not say
        assert same_type(made, value.type) if leaves_open else str(made) == str(value.type)
