"""The harness: every end that a case can have gets its verdict, and a run that is cut off goes on with nothing lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from stablehlo_reference.testsuite.cli import main
from stablehlo_reference.testsuite.compare import DEFAULT, STRICT
from stablehlo_reference.testsuite.golden import Case, Judge, Kind, Level, Rejection, Value, tensor_type
from stablehlo_reference.testsuite.golden.read import text_of
from stablehlo_reference.testsuite.harness import (
    JournalError,
    Mode,
    Plan,
    Pool,
    Result,
    Run,
    Setup,
    Verdict,
    WorkerError,
    read_results,
    run_case,
    run_plan,
    schema_text,
    shard_of,
)
from stablehlo_reference.testsuite.harness.records import SCHEMA, Header, line_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="workers need POSIX")

HERE = Path(__file__).resolve().parent
PROGRAM = """func.func @main(%a: tensor<2xf32>) -> tensor<2xf32> {{  // ODD: {odd}
  %0 = stablehlo.negate %a : tensor<2xf32>
  return %0 : tensor<2xf32>
}}
"""
TYPE = tensor_type("tensor<2xf32>")
ODD = "python:odd_backends:create"


def case(name: str, odd: str = "", level: Level = Level.CORE) -> Case:
    """A case whose program tells the odd backend what to do."""
    given, wanted = Value.of(np.float32([1, -2]), TYPE), Value.of(np.float32([-1, 2]), TYPE)
    judges = (Judge(Kind.EXACT),)
    return Case(name, level, ("stablehlo.negate",), ("f32",), PROGRAM.format(odd=odd), (given,), (wanted,), judges)


def reject(name: str, odd: str = "") -> Case:
    """A case that must be refused."""
    text = PROGRAM.format(odd=odd).replace("-> tensor<2xf32>", "-> tensor<3xf32>")
    broken = Rejection("func.return", "C1", "results are those of the function")
    return replace(case(name, odd, Level.REJECT), program=text, inputs=(), expected=(), judges=(), reject=broken)


def write_suite(folder: Path, cases: list[Case]) -> Path:
    """A suite in a folder."""
    folder.mkdir(exist_ok=True)
    (folder / "odd.jsonl").write_text(text_of(cases))
    return folder


@pytest.fixture(autouse=True)
def path_of_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers find the odd backends."""
    monkeypatch.setenv("PYTHONPATH", str(HERE), prepend=os.pathsep)
    monkeypatch.syspath_prepend(str(HERE))


def plan_of(tmp_path: Path, cases: list[Case], **options: object) -> Plan:
    plan = Plan(ODD, suite=write_suite(tmp_path / "suite", cases), timeout=5.0)
    return replace(plan, **options)  # type: ignore[arg-type]


def nothing(run: Run, result: Result) -> None:
    """No report."""


# Verdicts -----------------------------------------------------------------------------------------------------------


def test_every_end_has_its_verdict_and_the_run_goes_on() -> None:
    ends = {
        "wrong": Verdict.FAIL,
        "few": Verdict.FAIL,
        "no list": Verdict.FAIL,
        "refuse": Verdict.REJECTED_VALID,
        "unsupported": Verdict.UNSUPPORTED,
        "raise": Verdict.CRASH,
        "exit": Verdict.CRASH,
        "abort": Verdict.CRASH,
        "segmentation fault": Verdict.CRASH,
        "memory": Verdict.CRASH,
        "hang": Verdict.TIMEOUT,
        "noise": Verdict.PASS,
        "overwrite": Verdict.PASS,
    }
    cases = [case(f"odd/{odd}", odd) for odd in ends]
    good = [case(f"good/{number}") for number in range(len(ends))]
    mixed = [one for pair in zip(good, cases, strict=True) for one in pair]
    mixed += [reject("reject/refused"), reject("reject/accepted", "accept"), reject("reject/crash", "abort")]
    with Pool(Setup(ODD, Mode.ARGUMENTS, STRICT, max_memory=1 << 30), jobs=2, timeout=2.0) as pool:
        found = {result.id: result for result in pool.run(mixed)}
    assert len(found) == len(mixed)
    assert {odd: found[f"odd/{odd}"].verdict for odd in ends} == ends
    assert all(found[one.id].verdict is Verdict.PASS for one in good)
    assert found["reject/refused"].verdict is Verdict.PASS
    assert found["reject/accepted"].verdict is Verdict.ACCEPTED_INVALID
    assert found["reject/accepted"].message == (
        "accepted, though C1 of func.return does not hold: results are those of the function"
    )
    assert found["reject/crash"].verdict is Verdict.CRASH
    messages = {odd: found[f"odd/{odd}"].message for odd in ends}
    assert messages["exit"] == "the process ended with exit code 7"
    assert found["odd/exit"].log == "leaving"
    assert messages["abort"] == "the process was ended by SIGABRT"
    assert found["odd/abort"].log.startswith("said before the end")
    assert messages["segmentation fault"] == "the process was ended by SIGSEGV"
    assert messages["memory"].startswith("out of memory")
    assert messages["raise"] == "ZeroDivisionError: oh"
    assert messages["hang"] == "no result within 2 s"
    assert messages["few"] == "0 outputs where 1 are expected"
    assert messages["no list"] == "gives a ndarray, not a list of arrays"
    assert found["odd/wrong"].actual == (Value.of(np.float32([0, 3]), TYPE),)


@pytest.mark.parametrize("how", ["break", "spoil"])
def test_a_case_does_not_pay_for_the_one_before_it(how: str) -> None:
    with Pool(Setup(ODD, Mode.ARGUMENTS, STRICT), jobs=1, timeout=5.0) as pool:
        results = list(pool.run([case("first", how), case("second"), case("third")]))
    assert [result.verdict for result in results] == [Verdict.PASS] * 3


def test_what_a_timed_out_case_started_is_ended(tmp_path: Path) -> None:
    script = tmp_path / "sleeper"
    script.write_text(f"#!/bin/sh\n[ $# = 0 ] || exit 1\necho $$ > {tmp_path}/pid\nexec sleep 1000\n")
    script.chmod(0o755)
    with Pool(Setup(f"command:{script}", Mode.ARGUMENTS, STRICT), jobs=1, timeout=1.0) as pool:
        assert pool.run_one(case("a")).verdict is Verdict.TIMEOUT
    pid = int((tmp_path / "pid").read_text())
    assert ended(pid)


def ended(pid: int, seconds: float = 10.0) -> bool:
    """Whether a process comes to its end soon. One that nobody waits for (a zombie) has."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
            if sys.platform == "linux" and Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("backend", "message"),
    [
        ("python:odd_backends:absent:npu", "no such device: npu"),
        ("python:odd_backends:broken", "odd_backends:broken: RuntimeError: a mistake of the backend"),
        ("python:odd_backends:missing", "odd_backends:missing: AttributeError"),
        ("python:no_such_module:create", "no_such_module:create: ModuleNotFoundError"),
        ("python:odd_backends", "python:MODULE:FUNCTION needs a module and a function"),
        ("python:odd_backends:dying", "exit code 1 while the backend started: the driver is missing"),
        ("nonsense", "no backend 'nonsense'; there are reference, cpp, xla, iree, pjrt, command"),
        ("reference:fast", "reference has no options"),
        ("command:", "command:EXECUTABLE needs an executable"),
        ("command:no-such-file-here", "no executable 'no-such-file-here'"),
        ("pjrt:no-such-file.so", "there is no file 'no-such-file.so'"),
    ],
)
def test_a_backend_that_cannot_be_used_is_an_error_of_the_run(backend: str, message: str) -> None:
    with pytest.raises(WorkerError) as error:
        Pool(Setup(backend, Mode.ARGUMENTS, STRICT), 1, 5.0)
    assert message in str(error.value)


def test_the_judge_is_not_fooled_by_the_rounding_of_a_backend() -> None:
    import ctypes

    from stablehlo_reference.testsuite.harness.execution import restore_float_environment

    if sys.platform != "linux" or os.uname().machine != "x86_64":
        pytest.skip("modes of rounding are numbered differently")
    ctypes.CDLL(None).fesetround(0x800)  # upward
    try:
        assert np.float64(1) + np.float64(2.0**-60) > 1
        restore_float_environment()
        assert np.float64(1) + np.float64(2.0**-60) == 1
    finally:
        ctypes.CDLL(None).fesetround(0)


# Runs ---------------------------------------------------------------------------------------------------------------


def test_a_run_selects_by_level_expression_and_shard(tmp_path: Path) -> None:
    cases = [case(f"negate/{number}", level=Level.EDGE if number % 2 else Level.CORE) for number in range(20)]
    run = run_plan(plan_of(tmp_path, cases, levels=(Level.EDGE,), select="id:negate/1*", jobs=0), nothing)
    assert [result.id for result in run.results] == [f"negate/{number}" for number in (1, 11, 13, 15, 17, 19)]
    shards = [run_plan(plan_of(tmp_path, cases, shard=(part, 3), jobs=0), nothing).results for part in (1, 2, 3)]
    assert sorted(result.id for part in shards for result in part) == sorted(one.id for one in cases)
    assert all(shard_of(result.id, 3) == number for number, part in enumerate(shards, 1) for result in part)


def test_exclusions_have_reasons_and_are_run_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "exclude.toml"
    path.write_text(
        "[[exclude]]\nselect = 'id:*/known'\nreason = 'a known mistake'\n"
        "[[exclude]]\nselect = 'id:*/repaired'\nreason = 'an old mistake'\n"
        "[[exclude]]\nselect = 'id:*/dangerous'\nreason = 'burns the device'\nrun = false\n"
    )
    cases = [case("a/known", "wrong"), case("a/repaired"), case("a/dangerous", "abort"), case("a/good")]
    seen: list[str] = []
    run = run_plan(plan_of(tmp_path, cases, exclude=path), lambda run, result: seen.append(result.id))
    found = {result.id: (result.verdict, result.otherwise, result.reason) for result in run.results}
    assert found == {
        "a/known": (Verdict.EXCLUDED, Verdict.FAIL, "a known mistake"),
        "a/repaired": (Verdict.EXCLUDED, Verdict.PASS, "an old mistake"),
        "a/dangerous": (Verdict.EXCLUDED, None, "burns the device"),
        "a/good": (Verdict.PASS, None, None),
    }
    assert run.succeeded
    assert sorted(seen) == sorted(found)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[exclude]]\nselect = 'nothing-like-it'\nreason = 'x'", "entry 1: 'nothing-like-it' selects no case"),
        ("[[exclude]]\nselect = 'a'", "entry 1: reason must be given as text"),
        ("[[exclude]]\nselect = 'a'\nreason = ' '", "entry 1: reason is empty"),
        ("[[exclude]]\nselect = 'a'\nreason = 'x'\nrun = 1", "entry 1: run must be given as true or false"),
        ("[[exclude]]\nselect = '('\nreason = 'x'", "entry 1: select: column 2: expected a word"),
        ("[[exclude]]\nselect = 'a'\nreason = 'x'\nuntil = 3", "entry 1: unknown key 'until'"),
        ("[[exclud]]", "unknown key 'exclud'"),
        ("x", "exclude.toml: "),
    ],
)
def test_wrong_exclusions_are_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    path = tmp_path / "exclude.toml"
    path.write_text(text)
    suite = write_suite(tmp_path / "suite", [case("a")])
    assert main(["run", "--backend=reference", "-j0", f"--suite={suite}", f"--exclude={path}"]) == 2
    assert message in capsys.readouterr().err


def test_modes_leave_out_what_has_no_other_program(tmp_path: Path) -> None:
    run = run_plan(plan_of(tmp_path, [case("a"), reject("b")], mode=Mode.CONSTANTS, jobs=0), nothing)
    assert [(result.id, result.verdict) for result in run.results] == [("a", Verdict.PASS)]


# Journal ------------------------------------------------------------------------------------------------------------


def test_a_journal_holds_header_results_and_end(tmp_path: Path) -> None:
    journal = tmp_path / "run.jsonl"
    plan = plan_of(tmp_path, [case("a"), case("b", "wrong")], journal=journal, profile=DEFAULT)
    run_plan(plan, nothing)
    header, results = read_results(journal)
    assert (header.backend, header.versions, header.cases, header.mode) == (ODD, {"odd": "1"}, 2, Mode.ARGUMENTS)
    assert [(result.id, result.verdict) for result in results] == [("a", Verdict.PASS), ("b", Verdict.FAIL)]
    assert results[1].outputs[0].first.index == (0,)
    last = json.loads(journal.read_bytes().splitlines()[-1])
    assert last["verdicts"] == {"FAIL": 1, "PASS": 1}
    with pytest.raises(JournalError, match="exists already"):
        run_plan(plan, nothing)


def test_a_reader_that_has_seen_enough_ends_a_command_quietly(tmp_path: Path) -> None:
    (tmp_path / "empty.mlir").write_text("func.func @main() {\n  return\n}\n")
    command = [sys.executable, "-m", "stablehlo_reference.testsuite", "corpus", str(tmp_path), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait() == 0


def test_a_run_that_is_killed_goes_on_with_nothing_lost(tmp_path: Path) -> None:
    cases = [case(f"a/{number}", "slow" if number % 8 else "pid") for number in range(120)]
    cases[30] = case("a/30", "abort")
    suite, journal = write_suite(tmp_path / "suite", cases), tmp_path / "run.jsonl"
    command = [
        sys.executable, "-m", "stablehlo_reference.testsuite", "run", f"--backend={ODD}:{tmp_path}", "-j2",
        f"--suite={suite}", f"--journal={journal}", "--resume",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not journal.exists() or journal.read_bytes().count(b"\n") < 20:
        assert time.monotonic() < until, "the run does not get on"
        time.sleep(0.02)
    process.kill()
    process.wait()
    kept = journal.read_bytes()
    assert 20 <= kept.count(b"\n") < 120
    workers = [int(path.stem) for path in tmp_path.glob("*.pid")]
    assert workers
    if sys.platform == "linux":
        assert all(map(ended, workers))
    journal.write_bytes(kept + b'{"id":"a/5","verd')  # a line that was not written in whole
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1, done.stderr  # one case crashes
    assert journal.read_bytes().startswith(kept[: kept.rfind(b"\n") + 1])
    _, results = read_results(journal)
    lines = [json.loads(line) for line in journal.read_bytes().splitlines()]
    assert Counter(line["id"] for line in lines if "id" in line) == Counter(one.id for one in cases)
    assert {result.id: result.verdict for result in results if result.verdict is not Verdict.PASS} == {
        "a/30": Verdict.CRASH
    }
    assert lines[-1]["verdicts"] == {"CRASH": 1, "PASS": 119}


def test_only_the_same_run_is_continued(tmp_path: Path) -> None:
    journal = tmp_path / "run.jsonl"
    plan = plan_of(tmp_path, [case("a")], journal=journal, jobs=0, backend="reference")
    run_plan(plan, nothing)
    again = run_plan(replace(plan, resume=True), nothing)
    assert again.resumed == 1
    with pytest.raises(JournalError, match="its select is '', now it is 'a'"):
        run_plan(replace(plan, resume=True, select="a"), nothing)
    with pytest.raises(JournalError, match="its mode is"):
        run_plan(replace(plan, resume=True, mode=Mode.BARRIER), nothing)
    write_suite(tmp_path / "suite", [case("a"), case("b")])
    with pytest.raises(JournalError, match="its suite is"):
        run_plan(replace(plan, resume=True), nothing)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no header"),
        (b"nonsense\n", ":1: : Invalid JSON"),
        (b'{"id":"a"}\n', ":1: format: Field required"),
        (line_of(Header(2, "", "", "")), ":1: format 2; this reader knows format 1"),
        (
            line_of(Header(1, "", "", "")) + b'{"id":"a","verdict":"GOOD","level":"core"}\n',
            ":2: verdict: Input should be",
        ),
    ],
)
def test_what_is_no_journal_is_refused_with_its_line(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(content)
    with pytest.raises(JournalError) as error:
        read_results(path)
    assert message in str(error.value)


def test_the_schema_of_results_is_current() -> None:
    assert SCHEMA.read_text() == schema_text()


# Command line and speed ---------------------------------------------------------------------------------------------


def conform(*arguments: str) -> int:
    return main(["run", *arguments])


def test_the_command_line_reports_failures_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    suite = write_suite(tmp_path / "suite", [case("a/good"), case("a/bad", "wrong"), case("a/not-yet", "unsupported")])
    assert conform(f"--backend={ODD}", "-j2", f"--suite={suite}") == 1
    out, err = capsys.readouterr()
    assert err.startswith(f"3 cases on {ODD} (odd 1)\n")
    assert "FAIL a/bad: output 0 2 of 2 elements are wrong" in err
    assert [line.split() for line in out.splitlines()[:2]] == [
        ["PASS", "FAIL", "UNSUPPORTED", "all", "passed"],
        ["core", "1", "1", "1", "3", "33.3", "%"],
    ]
    assert conform(f"--backend={ODD}", f"--suite={suite}", "--select=not bad") == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--select=("], "column 2: expected a word"),
        (["--level=nonsense"], "no level 'nonsense'; there are core, edge"),
        (["--resume"], "--resume needs the --journal"),
        (["--profile=nonsense.toml"], "nonsense.toml: no such file; profiles without a file are strict and default"),
        (["--select=no-such-case"], "no case is selected"),
        (["--exclude=nonsense.toml"], "nonsense.toml: No such file"),
        (["--journal=no-such-folder/x"], "no-such-folder/x: No such file"),
        (["-j-1"], "-j -1: a number of processes is not negative"),
        (["--batch=0"], "--batch 0: at least one case is compiled at a time"),
        (["--batch=2"], "--batch 2: at least one case is compiled at a time, several by worker processes"),
        (["--backend=nonsense"], "no backend 'nonsense'"),
    ],
)
def test_wrong_options_give_one_clear_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], message: str
) -> None:
    suite = write_suite(tmp_path / "suite", [case("a")])
    assert conform("--backend=reference", "-j0", f"--suite={suite}", *options) == 2
    err = capsys.readouterr().err
    assert message in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "option", ["--shard=0/2", "--shard=3/2", "--shard=x", "--timeout=0", "--timeout=nan", "--max-memory=1X"]
)
def test_numbers_out_of_range_are_refused(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as error:
        conform("--backend=reference", option)
    assert error.value.code == 2
    assert "is no" in capsys.readouterr().err


def test_cases_are_listed_without_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    suite = write_suite(tmp_path / "suite", [case("a/one"), case("a/two")])
    assert conform("--backend=nonsense", f"--suite={suite}", "--list", "--select=two") == 0
    assert capsys.readouterr().out == "a/two\n"


def test_an_interrupted_run_says_how_to_go_on(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", [case(f"a/{number}", "slow") for number in range(400)])
    journal = tmp_path / "run.jsonl"
    command = [sys.executable, "-m", "stablehlo_reference.testsuite", "run", f"--backend={ODD}", f"--suite={suite}"]
    process = subprocess.Popen(
        [*command, f"--journal={journal}"], stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job in the background has none
    )  # fmt: skip
    while not journal.exists() or journal.read_bytes().count(b"\n") < 3:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err.endswith("interrupted: --resume continues the run\n")
    assert "Traceback" not in err


def test_the_harness_adds_little_to_a_case() -> None:
    class Nothing:
        def versions(self) -> dict[str, str]:
            return {}

        def compile(self, program: object) -> object:
            return lambda inputs: [np.float32([-1, 2])]

    one = case("a")
    assert run_case(one, Nothing()).verdict is Verdict.PASS  # type: ignore[arg-type]
    seconds = []
    for _ in range(5):
        started = time.process_time()
        for _ in range(100):
            line_of(run_case(one, Nothing()))  # type: ignore[arg-type]
        seconds.append((time.process_time() - started) / 100)
    assert min(seconds) < 0.002
