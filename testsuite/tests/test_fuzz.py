"""Damaged programs: nothing but the package's own errors, no hang, and what is accepted prints and reads back."""

from __future__ import annotations

from pathlib import Path

import pytest
from stablehlo_reference.testsuite.fuzz import campaign as campaigns
from stablehlo_reference.testsuite.fuzz.campaign import campaign
from stablehlo_reference.testsuite.fuzz.mutation import Mutator
from stablehlo_reference.testsuite.fuzz.seeds import own_programs
from stablehlo_reference.testsuite.fuzz.target import Finding, Outcome, judge

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def test_a_few_thousand_damaged_programs_do_no_harm(tmp_path: Path) -> None:
    report = campaign([], 2500, seed=2026, most=1500, findings=tmp_path)
    assert not report.findings
    assert report.tried == 2500
    assert report.outcomes[Outcome.REFUSED] > 500
    assert report.outcomes[Outcome.DONE] + report.outcomes[Outcome.STOPPED] > 100  # not all fall at the first hurdle


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_many_damaged_programs_do_no_harm(seed: int, tmp_path: Path) -> None:
    assert not campaign([EXAMPLES], 30_000, seed, most=20_000, findings=tmp_path).findings


def test_sound_programs_are_sound() -> None:
    for text in list(own_programs())[::10]:
        assert judge(text, execute=False) is Outcome.DONE


def test_the_same_seed_makes_the_same_programs() -> None:
    seeds = ["func.func @main() {\n  return\n}\n", "module {}"]
    first, second, third = (Mutator(seeds, seed) for seed in (1, 1, 2))
    made = [first.next() for _ in range(50)]
    assert made == [second.next() for _ in range(50)]
    assert made != [third.next() for _ in range(50)]
    assert len(set(made)) > 30


def test_harm_is_noticed_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str, *, execute: bool) -> Outcome:
        raise IndexError(text[:1])

    monkeypatch.setattr(campaigns, "judge", broken)
    report = campaign([], 5, seed=0, findings=tmp_path)
    assert list(report.findings.values()) == [5]
    assert [path.suffix for path in sorted(tmp_path.iterdir())] == [".mlir", ".txt"]


def test_disagreement_is_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stablehlo_reference.interpreter.ir.Module.text", lambda self, *, generic=False: "module {")
    with pytest.raises(Finding, match="does not read back"):
        judge("module {}")
