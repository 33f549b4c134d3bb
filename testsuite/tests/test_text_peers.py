"""Our print of programs is that of MLIR (jaxlib), and our print is read as the same program."""

from __future__ import annotations

import pytest
from stablehlo_reference.interpreter.text.reader import decode, read_module
from stablehlo_reference.spec.lang.registry import find, mnemonics
from stablehlo_reference.testsuite.cases.programs import example_program
from stablehlo_reference.testsuite.text import speed
from stablehlo_reference.testsuite.text.mlir import Mlir
from stablehlo_reference.testsuite.text.roundtrip import Outcome, round_trip
from stablehlo_reference.testsuite.text.speed import sample

pytestmark = pytest.mark.peers


def test_programs_of_jax_are_printed_to_the_letter() -> None:
    from stablehlo_reference.testsuite.text import jax_programs

    mlir = Mlir()
    reports = [round_trip(program, mlir) for program in jax_programs.programs()]
    assert len(reports) >= 200
    assert not [report for report in reports if report.outcome is not Outcome.SAME]


def test_the_program_that_is_timed_is_one_for_mlir() -> None:
    mlir = Mlir()
    text = sample(500)
    assert mlir.text(mlir.parse(text)).count("stablehlo.") == text.count("stablehlo.")


def test_all_tools_are_timed_on_the_same_program() -> None:
    found = speed.measure(speed.sample(200), speed.weights(1))
    assert [one.what.split()[0] for one in found][:2] == ["this", "MLIR"]
    assert all(min(one.read, one.printed, one.megabytes) > 0 for one in found)
    assert speed.table(found).count("\n") == len(found)


VERSIONS = ("0.9.0", "1.0.0", "1.4.0", "1.9.0", "current")


@pytest.mark.parametrize("version", VERSIONS)
def test_the_text_of_portable_artifacts_is_read_as_what_they_stand_for(version: str) -> None:
    """Examples of all ops go through jaxlib into VHLO of that version; what it prints is read here, and printed as
    jaxlib prints the program that it reads from the artifact. What jaxlib cannot put into one is left out.
    """
    mlir = Mlir()
    read, kept = 0, []
    for mnemonic in mnemonics():
        op = find(f"stablehlo.{mnemonic}")
        if op is None or not op.examples:
            continue
        artifact = mlir.artifact(str(example_program(op, op.examples[0])[0]), version)
        if artifact is None:
            kept.append(mnemonic)
            continue
        for generic in (False, True):
            module = read_module(decode("test", mlir.versioned_text(artifact, generic=generic).encode()))
            assert str(module).rstrip("\n") == mlir.plain_text(artifact).rstrip("\n")
            read += 1
    assert read > 150, kept
