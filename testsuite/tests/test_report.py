"""Reports of runs: what they count, what they call a regression, and that they are well-formed."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from stablehlo_reference.testsuite.cli import main
from stablehlo_reference.testsuite.golden import Level, load, suite_hash
from stablehlo_reference.testsuite.harness.records import FORMAT, Header, Result, Verdict, line_of
from stablehlo_reference.testsuite.report.difference import Change, differences
from stablehlo_reference.testsuite.report.record import RunRecord, read_run
from stablehlo_reference.testsuite.report.summary import Counts
from stablehlo_reference.testsuite.report.trend import points, trend

CASES = load()


def header(backend: str = "some", started: str = "2026-11-27T10:00:00+00:00") -> Header:
    return Header(FORMAT, "1", suite_hash(), backend, {"some": "2"}, started=started, profile={"name": "strict"})


def result(number: int, verdict: Verdict = Verdict.PASS, message: str = "") -> Result:
    case = CASES[number]
    return Result(case.id, verdict, case.level, case.ops, case.elements, 0.001 * number, message)


def record(*results: Result, backend: str = "some", started: str = "2026-11-27T10:00:00+00:00") -> RunRecord:
    return RunRecord(header(backend, started), results)


def written(path: Path, run: RunRecord) -> Path:
    path.write_bytes(b"".join(line_of(line) for line in (run.header, *run.results)))
    return path


MIXED = record(
    result(0),
    result(1, Verdict.FAIL, 'output 0 is wrong | <b>"at"</b> [0]\nmore\x00'),
    result(2, Verdict.UNSUPPORTED, "not yet"),
    result(3, Verdict.CRASH, "signal 6"),
    result(4, Verdict.EXCLUDED),
)


def test_what_a_backend_does_not_take_does_not_count() -> None:
    counts = Counts.of(MIXED.results)
    assert (counts.total, counts.asked, counts.passed, counts.percent) == (5, 3, 1, "33.3 %")


def test_rates_are_rounded_down_and_absent_without_cases() -> None:
    almost = Counts.of([result(0)] * 9999 + [result(1, Verdict.FAIL)])
    assert almost.percent == "99.9 %"
    assert Counts.of([result(2, Verdict.UNSUPPORTED)]).percent == "-"


def test_a_run_reads_back(tmp_path: Path) -> None:
    assert read_run(written(tmp_path / "r.jsonl", MIXED)) == MIXED


def test_regressions_come_first() -> None:
    old = record(result(0), result(1, Verdict.FAIL), result(2), result(3, Verdict.FAIL), result(5))
    now = {0: Verdict.FAIL, 1: Verdict.PASS, 2: Verdict.UNSUPPORTED, 3: Verdict.CRASH, 4: Verdict.PASS}
    new = record(*(result(number, verdict) for number, verdict in now.items()))
    found = differences(old, new)
    by_id = {one.id: one.change for one in found}
    assert [one.change for one in found] == sorted((one.change for one in found), key=list(Change).index)
    assert by_id[CASES[0].id] is by_id[CASES[3].id] is Change.REGRESSION
    assert by_id[CASES[2].id] is by_id[CASES[5].id] is Change.LOST
    assert by_id[CASES[1].id] is Change.PROGRESS
    assert by_id[CASES[4].id] is Change.NEW
    assert differences(old, old) == []


def test_diff_tells_regressions_by_its_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = written(tmp_path / "good.jsonl", record(result(0), result(1)))
    bad = written(tmp_path / "bad.jsonl", record(result(0), result(1, Verdict.FAIL, "wrong")))
    assert main(["diff", str(good), str(bad)]) == 1
    assert f"{CASES[1].id}: PASS -> FAIL (wrong)" in capsys.readouterr().out
    assert main(["diff", str(bad), str(good), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["change"] == "progress"
    assert main(["diff", str(good), str(tmp_path / "none.jsonl")]) == 2


def test_junit_has_every_result_once_and_only_what_xml_can_hold(tmp_path: Path) -> None:
    target = tmp_path / "j.xml"
    assert main(["report", str(written(tmp_path / "r.jsonl", MIXED)), "--junit", str(target)]) == 0
    suite = ET.parse(target).getroot()[0]
    totals = {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped")}
    assert totals == {"tests": "5", "failures": "1", "errors": "1", "skipped": "2"}
    assert [case.get("name") for case in suite] == [one.id for one in MIXED.results]
    assert suite[1][0].tag == "failure"


def test_markdown_lists_failures_in_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(written(tmp_path / "r.jsonl", MIXED))]) == 0
    text = capsys.readouterr().out
    assert "| some | some 2 | 2026-11-27T10:00:00+00:00 | 33.3 % |" in text
    assert f"| `{CASES[1].id}` | FAIL | output 0 is wrong \\| <b>" in text


def test_the_dashboard_holds_its_data_and_loads_nothing(tmp_path: Path) -> None:
    target = tmp_path / "d.html"
    other = record(*MIXED.results, backend="other")
    files = [str(written(tmp_path / f"{run.backend}.jsonl", run)) for run in (MIXED, other)]
    assert main(["report", *files, "--html", str(target)]) == 0
    text = target.read_text()
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in text
    data = json.loads(text.partition('id="data">')[2].partition("</script>")[0])
    assert [run["backend"] for run in data["runs"]] == ["some", "other"]
    assert data["details"][CASES[1].id]["program"] == CASES[1].program
    assert CASES[0].id not in data["details"]
    assert set(data["levels"]) == {one.value for one in Level}


def test_trends_are_in_the_order_of_time() -> None:
    late = record(result(0), result(1), started="2026-11-28T10:00:00+00:00")
    early = record(result(0), result(1, Verdict.FAIL))
    assert [counts.passed for _, counts in points([late, early])["some"]] == [1, 2]
    svg = ET.fromstring(trend([late, early, record(result(2, Verdict.UNSUPPORTED), backend="none")]))
    assert len([node for node in svg.iter() if node.tag.endswith("circle")]) == 2
    with pytest.raises(ValueError, match="no run"):
        trend([])


def whole_run() -> RunRecord:
    return record(*(Result(case.id, Verdict.PASS, case.level, case.ops, case.elements) for case in CASES))


def test_a_bundle_holds_and_a_changed_one_does_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journal, bundle = written(tmp_path / "r.jsonl", whole_run()), tmp_path / "b.zip"
    assert main(["submit", str(journal), "--output", str(bundle)]) == 0
    assert main(["verify", str(bundle)]) == 0
    assert "holds" in capsys.readouterr().out
    forged = tmp_path / "forged.zip"
    with zipfile.ZipFile(bundle) as source, zipfile.ZipFile(forged, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(b'"PASS"', b'"FAIL"', 1) if name == "results.jsonl" else content)
    assert main(["verify", str(forged)]) == 1
    assert "results.jsonl was changed" in capsys.readouterr().out


def test_a_bundle_must_be_of_the_whole_suite(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run, bundle = whole_run(), tmp_path / "b.zip"
    changed = replace(run, results=(*run.results[1:-1], replace(run.results[-1], id="no/such-case")))
    assert main(["submit", str(written(tmp_path / "r.jsonl", changed)), "--output", str(bundle)]) == 0
    assert main(["verify", str(bundle)]) == 1
    output = capsys.readouterr().out
    assert f"{CASES[0].id} has no result" in output
    assert "no/such-case is not in the suite" in output


def test_what_is_no_bundle_is_said_to_be_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.zip").write_bytes(b"PK nothing")
    assert main(["verify", str(tmp_path / "b.zip")]) == 2
    assert "is no bundle" in capsys.readouterr().err
    assert main(["submit", str(tmp_path / "none"), "--output", str(tmp_path / "c.zip")]) == 2
    assert not (tmp_path / "c.zip").exists()
