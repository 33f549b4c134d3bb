"""The program of every example and of every reject survives being printed and read, in both forms."""

from __future__ import annotations

import pytest
from stablehlo_reference.interpreter.diagnostics import ParseError
from stablehlo_reference.interpreter.ir.core import Module, Source
from stablehlo_reference.interpreter.ir.equality import same_module
from stablehlo_reference.interpreter.text.printer import print_module
from stablehlo_reference.interpreter.text.reader import read_module
from stablehlo_reference.spec.lang import Op
from stablehlo_reference.spec.lang.registry import dialects, find, mnemonics
from stablehlo_reference.testsuite.cases.programs import example_program, reject_program

OPS = [
    op
    for dialect in ("stablehlo", "chlo")
    if dialect in dialects()
    for mnemonic in mnemonics(dialect)
    if (op := find(f"{dialect}.{mnemonic}")) is not None
]


def programs() -> list[object]:
    """The program of each example and reject, as a parameter."""
    found: list[object] = []
    for op in OPS:
        found += [pytest.param(op, one, id=f"{op.name}/{one.title}") for one in op.examples]
        found += [pytest.param(op, one, id=f"{op.name}/{one.label}-{i}") for i, one in enumerate(op.rejects)]
    return found


def build(op: Op, one: object) -> Module:
    return example_program(op, one)[0] if one in op.examples else reject_program(op, one)  # type: ignore[arg-type]


@pytest.mark.parametrize("generic", [False, True], ids=["pretty", "generic"])
@pytest.mark.parametrize(("op", "one"), programs())
def test_the_text_of_a_program_is_the_program(op: Op, one: object, generic: bool) -> None:
    module = build(op, one)
    text = print_module(module, generic=generic)
    try:
        again = read_module(Source("test", text))
    except ParseError:
        # An attribute that breaks its own rules cannot even be read; nor should it.
        assert one in op.rejects
        return
    assert same_module(module, again) is None
    assert print_module(again, generic=generic) == text
