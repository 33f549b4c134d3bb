"""Backends with a deliberate defect get exactly the verdicts that they deserve."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from stablehlo_reference.testsuite.backends import find_backend
from stablehlo_reference.testsuite.backends.saboteur import DEFECTS, OUTPUTS, swapped_operands
from stablehlo_reference.testsuite.golden import Case, Kind, load
from stablehlo_reference.testsuite.harness.execution import run_case
from stablehlo_reference.testsuite.harness.records import Verdict
from stablehlo_reference.testsuite.harness.run import Plan, run_plan

EXACT = (Kind.EXACT, Kind.CORRECTLY_ROUNDED)
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")  # of ml_dtypes, on NaN
SUITE = load()
SOUND = [case for case in SUITE if case.process_count == 1]


def exact(case: Case) -> bool:
    """Whether one value is right for every element."""
    return bool(case.expected) and all(judge.kind in EXACT and judge.open is None for judge in case.judges)


def sample(fitting: Callable[[Case], bool], number: int) -> list[Case]:
    """Cases drawn from those that fit, the same in every run."""
    found = [case for case in SOUND if fitting(case)]
    return random.Random(7).sample(found, min(number, len(found)))


def parts(x: np.ndarray[Any, Any]) -> list[np.ndarray[Any, Any]]:
    """The real arrays that an array is made of."""
    return [np.ascontiguousarray(part) for part in ((x.real, x.imag) if x.dtype.kind == "c" else (x,))]


def touched(defect: str, case: Case) -> bool:
    """Whether a defect of results changes what the judge sees: patterns of NaN are free."""
    return any(seen(value.array, OUTPUTS[defect](value.array)) for value in case.expected)


def seen(expected: np.ndarray[Any, Any], changed: np.ndarray[Any, Any]) -> bool:
    """Whether two arrays differ for the judge."""
    if changed.dtype != expected.dtype or changed.shape != expected.shape:
        return True
    for x, y in zip(parts(expected), parts(changed), strict=True):
        pattern = f"u{x.dtype.itemsize}"
        differ = x.view(pattern) != y.view(pattern)
        if "float" in x.dtype.name:
            differ = differ & ~(np.isnan(x) & np.isnan(y))
        if differ.any():
            return True
    return False


@pytest.mark.parametrize("defect", sorted(OUTPUTS))
def test_defects_of_results_fail_where_they_show_and_nowhere_else(defect: str) -> None:
    backend, honest = find_backend(f"saboteur:{defect}"), find_backend("reference")
    cases = sample(exact, 120)
    shown = sample(lambda case: exact(case) and touched(defect, case), 40)
    failed = 0
    for case in {case.id: case for case in (*cases, *shown)}.values():
        if run_case(case, honest).verdict is not Verdict.PASS:
            continue
        deserved = Verdict.FAIL if touched(defect, case) else Verdict.PASS
        assert run_case(case, backend).verdict is deserved, case.id
        failed += deserved is Verdict.FAIL
    assert failed >= 20


def test_swapped_operands_fail_where_the_order_matters() -> None:
    backend = find_backend("saboteur:swapped-operands")
    ordered = sample(lambda case: exact(case) and case.id.startswith(("subtract/", "divide/", "remainder/")), 60)
    alike = sample(lambda case: exact(case) and case.id.startswith(("add/", "multiply/", "and/")), 60)
    verdicts = [run_case(case, backend).verdict for case in ordered]
    assert verdicts.count(Verdict.FAIL) > 30
    for case, verdict in zip(ordered, verdicts, strict=True):
        arrays = [value.array for value in case.inputs]
        if swapped_operands(arrays)[0].tobytes() == arrays[0].tobytes():
            assert verdict is Verdict.PASS
    assert {run_case(case, backend).verdict for case in alike} == {Verdict.PASS}


def test_a_missing_output_is_a_failure() -> None:
    backend = find_backend("saboteur:missing-output")
    for case in sample(exact, 30):
        result = run_case(case, backend)
        assert result.verdict is Verdict.FAIL
        assert "output" in result.message


def test_a_backend_that_accepts_everything_fails_all_rejects() -> None:
    backend = find_backend("saboteur:accepts-everything")
    rejects = sample(lambda case: case.reject is not None, 60)
    assert {run_case(case, backend).verdict for case in rejects} == {Verdict.ACCEPTED_INVALID}
    assert {run_case(case, backend).verdict for case in sample(exact, 20)} == {Verdict.PASS}


def test_a_backend_that_refuses_everything_passes_rejects_only() -> None:
    backend = find_backend("saboteur:refuses-everything")
    rejects = sample(lambda case: case.reject is not None, 20)
    assert {run_case(case, backend).verdict for case in rejects} == {Verdict.PASS}
    assert {run_case(case, backend).verdict for case in sample(exact, 60)} == {Verdict.REJECTED_VALID}


def test_an_exception_is_a_crash() -> None:
    backend = find_backend("saboteur:exception")
    assert {run_case(case, backend).verdict for case in sample(exact, 20)} == {Verdict.CRASH}


@pytest.mark.parametrize(
    ("defect", "verdict", "timeout"),
    [("abort", Verdict.CRASH, 30.0), ("hang", Verdict.TIMEOUT, 1.0), ("out-of-memory", Verdict.CRASH, 30.0)],
)
def test_what_ends_a_worker_does_not_end_the_run(defect: str, verdict: Verdict, timeout: float) -> None:
    ids = [case.id for case in sample(exact, 2)]
    select = " or ".join(f'"id:{id_}"' if " " in id_ else f"id:{id_}" for id_ in ids)
    plan = Plan(f"saboteur:{defect}", select=select, timeout=timeout, max_memory=1 << 29)
    results = run_plan(plan, lambda run, result: None).results
    assert {one.id for one in results} == set(ids)
    assert {one.verdict for one in results} == {verdict}


def test_every_defect_is_tested() -> None:
    here = {"swapped-operands", "missing-output", "accepts-everything", "refuses-everything", "exception"}
    assert {*OUTPUTS, *here, "abort", "hang", "out-of-memory"} == set(DEFECTS)
