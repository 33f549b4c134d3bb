"""Workers: a fresh process costs little where it can, and cases in company have the verdicts that they have alone."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from stablehlo_reference.testsuite.compare import STRICT
from stablehlo_reference.testsuite.golden import Case, Judge, Kind, Level, Rejection, Value, tensor_type
from stablehlo_reference.testsuite.harness import Mode, Pool, Setup, Verdict, pool as pool_module
from stablehlo_reference.testsuite.harness.pool import tasks_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell of threads")

HERE = Path(__file__).resolve().parent
PROGRAM = """module {{
  func.func @main(%a: tensor<2xf32>) -> tensor<2xf32> {{  // ODD: {odd}
    %0 = stablehlo.negate %a : tensor<2xf32>
    return %0 : tensor<2xf32>
  }}
}}
"""
CRASHES = ("abort", "segmentation fault", "exit", "raise", "memory")


def case(name: str, odd: str = "") -> Case:
    """A case whose program tells the odd backend what to do."""
    type_ = tensor_type("tensor<2xf32>")
    given, wanted = Value.of(np.float32([1, -2]), type_), Value.of(np.float32([-1, 2]), type_)
    text = PROGRAM.format(odd=odd)
    return Case(name, Level.CORE, ("stablehlo.negate",), ("f32",), text, (given,), (wanted,), (Judge(Kind.EXACT),))


def reject(name: str, odd: str = "") -> Case:
    """A case that must be refused."""
    text = PROGRAM.format(odd=odd).replace("-> tensor<2xf32>", "-> tensor<3xf32>")
    broken = Rejection("func.return", "C1", "results are those of the function")
    return replace(case(name), level=Level.REJECT, program=text, inputs=(), expected=(), judges=(), reject=broken)


@pytest.fixture(autouse=True)
def path_of_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers find the odd backends."""
    monkeypatch.setenv("PYTHONPATH", str(HERE), prepend=os.pathsep)


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The backends that workers have been started with."""
    found: list[str] = []
    start = pool_module.start_worker

    def counted(setup: Setup) -> object:
        found.append(setup.backend)
        return start(setup)

    monkeypatch.setattr(pool_module, "start_worker", counted)
    return found


@pytest.mark.parametrize("function", ["create", "threaded"])
def test_only_a_backend_with_threads_is_started_again_after_a_crash(
    function: str, tmp_path: Path, starts: list[str]
) -> None:
    cases = [one for odd in CRASHES for one in (case(f"good/{odd}", "pid"), case(f"odd/{odd}", odd))]
    setup = Setup(f"python:odd_backends:{function}:{tmp_path}", Mode.ARGUMENTS, STRICT, max_memory=1 << 30)
    with Pool(setup, jobs=1, timeout=10.0) as pool:
        found = {result.id: result for result in pool.run(cases)}
    for odd in CRASHES:
        assert found[f"good/{odd}"].verdict is Verdict.PASS
        assert found[f"odd/{odd}"].verdict is Verdict.CRASH
    assert found["odd/exit"].message == "the process ended with exit code 7"
    assert found["odd/exit"].log == "leaving"
    assert found["odd/segmentation fault"].message == "the process was ended by SIGSEGV"
    assert len(list(tmp_path.glob("*.pid"))) == len(CRASHES)  # each good case ran in a process of its own
    assert (len(starts) == 1) is (function == "create")


def test_cases_in_company_have_the_verdicts_that_they_have_alone(tmp_path: Path) -> None:
    odds = ("", "", "wrong", "", "few", "refuse", "", "unsupported", "abort", "", "", "raise", "apart", "", "")
    cases = [case(f"{number:02}/{odd or 'good'}", odd) for number, odd in enumerate(odds)]
    cases += [reject("15/refused"), reject("16/accepted", "accept"), case("17/good"), case("18/good")]
    found = {}
    for function, batch in (("create", 1), ("together", 8)):
        setup = Setup(f"python:odd_backends:{function}:{tmp_path}", Mode.ARGUMENTS, STRICT)
        with Pool(setup, jobs=1, timeout=30.0, batch=batch) as pool:
            results = list(pool.run(cases))
        assert sorted(result.id for result in results) == [one.id for one in cases]
        found[batch] = {result.id: (result.verdict, result.message) for result in results}
    assert found[1] == found[8]
    assert max(int(path.read_text()) for path in tmp_path.glob("*.batch")) == 8


def test_a_batch_with_a_case_that_hangs_is_halved(tmp_path: Path) -> None:
    cases = [case("a"), case("b", "hang")]
    with Pool(Setup(f"python:odd_backends:together:{tmp_path}", Mode.ARGUMENTS, STRICT), 1, 3.0, batch=2) as pool:
        verdicts = {result.id: result.verdict for result in pool.run(cases)}
    assert verdicts == {"a": Verdict.PASS, "b": Verdict.TIMEOUT}


def test_good_cases_are_compiled_together_once(tmp_path: Path) -> None:
    cases = [case(f"{number}/good", "wrong" if number == 3 else "") for number in range(9)]
    with Pool(Setup(f"python:odd_backends:together:{tmp_path}", Mode.ARGUMENTS, STRICT), 1, 5.0, batch=4) as pool:
        verdicts = {result.id: result.verdict for result in pool.run(cases)}
    assert [path.read_text() for path in sorted(tmp_path.glob("*.batch"))] == ["4", "4"]  # a last one, alone
    assert [id_ for id_, verdict in verdicts.items() if verdict is not Verdict.PASS] == ["3/good"]


def test_a_backend_that_compiles_one_at_a_time_has_no_batches() -> None:
    with Pool(Setup("python:odd_backends:create", Mode.ARGUMENTS, STRICT), 1, 5.0, batch=4) as pool:
        assert [result.verdict for result in pool.run([case("a"), case("b")])] == [Verdict.PASS] * 2


def test_batches_keep_the_order_and_leave_out_what_must_be_refused() -> None:
    cases = [case("a"), case("b"), case("c"), reject("d"), reject("e"), case("f")]
    sizes = [[one.id for one in task.cases] for task in tasks_of(cases, 2)]
    assert sizes == [["a", "b"], ["c"], ["d"], ["e"], ["f"]]


def test_functions_of_a_module_get_other_names_where_it_is_plain() -> None:
    from stablehlo_reference.testsuite.backends.iree import renamed_functions

    text = """module {
  func.func @main(%a: tensor<2xf32>) -> tensor<2xf32> {
    %0 = call @main_part(%a) : (tensor<2xf32>) -> tensor<2xf32>
    %1 = stablehlo.custom_call @other(%0) {note = "@main"} : (tensor<2xf32>) -> tensor<2xf32>
    return %1 : tensor<2xf32>
  }
  func.func private @main_part(%a: tensor<2xf32>) -> tensor<2xf32> {
    return %a : tensor<2xf32>
  }
}
"""
    renamed = renamed_functions(text, "7.")
    assert renamed is not None
    assert [line.split("(")[0] for line in renamed.splitlines() if "@" in line] == [
        '  func.func @"7.main"',
        '    %0 = call @"7.main_part"',
        "    %1 = stablehlo.custom_call @other",
        '  func.func private @"7.main_part"',
    ]
    assert renamed_functions(text.replace("module {", "module @named {"), "7.") is None
    assert renamed_functions("#map = affine_map<(d0) -> (d0)>\n" + text, "7.") is None


@pytest.mark.peers
def test_iree_gives_in_company_what_it_gives_alone() -> None:
    pytest.importorskip("iree.compiler")
    from stablehlo_reference.testsuite.backends import find_backend
    from stablehlo_reference.testsuite.golden import load
    from stablehlo_reference.testsuite.harness.execution import run_batch, run_case

    cases = [one for one in load() if one.id.startswith("maximum/ordinary") and one.reject is None]
    backend = find_backend("iree")
    together = run_batch(cases, backend)
    alone = [run_case(one, backend) for one in cases]
    assert together is not None
    assert any(together)
    assert [one is not None for one in together] == [one.verdict is Verdict.PASS for one in alone]
