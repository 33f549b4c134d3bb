"""Mistakes made on purpose: all kinds are made, they are noticed, and nothing of them stays."""

from __future__ import annotations

import ast

from stablehlo_reference.testsuite.backends import find_backend
from stablehlo_reference.testsuite.golden import load
from stablehlo_reference.testsuite.harness.execution import run_case
from stablehlo_reference.testsuite.harness.records import Verdict
from stablehlo_reference.testsuite.mutation.measure import measure
from stablehlo_reference.testsuite.mutation.mistakes import mistakes

SOURCE = '''
def kernel(x, y, flag=True):
    """Docstrings and defaults are left alone: 1 + 1."""
    if x < y and not flag:
        return np.where(x, -y, np.maximum(x, 2))
    return x - y
'''


def test_each_mistake_changes_one_place() -> None:
    function = ast.parse(SOURCE).body[0]
    assert isinstance(function, ast.FunctionDef)
    found = list(mistakes(function))
    assert {one.what for one in found} == {
        "branch always taken", "branch never taken", "And became Or", "Lt became LtE", "Lt became Gt", "Not lost",
        "arms of where exchanged", "USub lost", "maximum became minimum", "2 became 3", "Sub became Add",
        "operands of Sub exchanged",
    }  # fmt: skip
    texts = {ast.unparse(one.function) for one in found}
    assert len(texts) == len(found)
    assert ast.unparse(function) not in texts


def test_mistakes_in_a_kernel_are_noticed_and_do_not_stay() -> None:
    cases = [case for case in load() if case.id.startswith("shift_left/") and case.reject is None]
    backend = find_backend("reference")
    heard = []
    outcomes = measure(cases, backend, 40, 1, heard.append)
    assert heard == outcomes
    assert len(outcomes) == 40
    assert sum(one.noticed is not None for one in outcomes) >= 10
    assert {run_case(case, backend).verdict for case in cases} == {Verdict.PASS}
