"""Our print of programs is that of MLIR (jaxlib), and our print is read as the same program."""

from __future__ import annotations

import pytest
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
