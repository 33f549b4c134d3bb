"""The ledger explains failures by its first entry that fits, and says what it does not explain."""

from __future__ import annotations

from pathlib import Path

import pytest
from stablehlo_reference.testsuite.cli import main
from stablehlo_reference.testsuite.golden import Case, Level
from stablehlo_reference.testsuite.harness.records import Header, Result, Verdict, line_of
from stablehlo_reference.testsuite.ledger import Fault, LedgerError, classify, read_ledger
from stablehlo_reference.testsuite.ledger.classify import unused
from stablehlo_reference.testsuite.ledger.page import csv

LEDGER = """
[[entry]]
peers = ["npu"]
verdicts = ["FAIL"]
select = "op:add"
message = "is 0 where"
cause = "forgets the carry"
fault = "theirs"

[[entry]]
peers = ["np*"]
cause = "ends the process"
verdicts = ["CRASH"]
fault = "silent"

[[entry]]
peers = ["other"]
cause = "of another peer"
fault = "ours"
"""
CASES = {
    name: Case(name, Level.CORE, (f"stablehlo.{name.split('/')[0]}",), ("f32",), "") for name in ("add/a", "abs/b")
}


def result(name: str, verdict: Verdict, message: str = "", log: str = "") -> Result:
    return Result(name, verdict, Level.CORE, message=message, log=log)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.toml"
    path.write_text(LEDGER)
    return path


def test_the_first_entry_that_fits_explains(ledger: Path) -> None:
    entries = read_ledger(ledger)
    carried, other = result("add/a", Verdict.FAIL, "is 0 where 1"), result("add/a", Verdict.FAIL, "is 2 where 1")
    crash, passed = result("abs/b", Verdict.CRASH), result("abs/b", Verdict.PASS)
    gone = result("gone/c", Verdict.FAIL)
    found = classify("npu", [carried, other, crash, passed, gone], entries, CASES)
    assert found.explained == {0: [carried], 1: [crash]}
    assert found.unexplained == [other]
    assert found.gone == 1
    assert entries[1].fault is Fault.SILENT
    assert csv([found], entries).splitlines()[1:] == [
        "npu,abs/b,CRASH,silent,2",
        "npu,add/a,FAIL,,",
        "npu,add/a,FAIL,theirs,1",
    ]


def test_entries_that_explain_nothing_are_told(ledger: Path) -> None:
    entries = read_ledger(ledger)
    assert unused(entries, [classify("npu", [result("abs/b", Verdict.CRASH)], entries, CASES)]) == [0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[entry]]\npeers = ['a']\nfault = 'ours'\n", "entry 1: needs cause"),
        ("[[entry]]\npeers = ['a']\ncause = 'b'\nfault = 'nobody'\n", "entry 1: 'nobody'"),
        ("[[entry]]\npeers = ['a']\ncause = 'b'\nfault = 'ours'\nselect = '('\n", "entry 1: "),
        ("[[entry]]\npeers = ['a']\ncause = 'b'\nfault = 'ours'\nmore = 1\n", "entry 1: unknown key 'more'"),
        ("entry = 1 =", "ledger.toml: "),
    ],
)
def test_a_ledger_that_is_wrong_is_refused(ledger: Path, text: str, words: str) -> None:
    ledger.write_text(text)
    with pytest.raises(LedgerError, match=words):
        read_ledger(ledger)


def test_the_command_explains_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [Header(1, "0", "", "xla", {"jaxlib": "1"}, started="2026-01-01T00:00:00"),
             Result("add/specials-f32", Verdict.FAIL, Level.EDGE, message="is 0.0 (0x00000000) where 1e-45 (0x1) is"),
             Result("add/integers-wrap-si8", Verdict.FAIL, Level.CORE, message="is 1 where 2 is expected")]  # fmt: skip
    run, page = tmp_path / "run.jsonl", tmp_path / "page.rst"
    run.write_bytes(b"".join(map(line_of, lines)))
    assert main(["ledger", str(run), "--rst", str(page)]) == 1
    said = capsys.readouterr().out
    assert "xla: add/integers-wrap-si8: FAIL: is 1 where 2" in said
    assert "xla: 1 explained, 1 not" in said
    assert "flushes subnormal" in page.read_text()
    assert "not examined yet" in page.read_text()


def test_the_ledger_of_the_suite_is_read() -> None:
    entries = read_ledger()
    assert len({(entry.peers, entry.cause, entry.verdicts) for entry in entries}) == len(entries)
    assert all(entry.cause and not entry.cause.endswith(".") for entry in entries)
