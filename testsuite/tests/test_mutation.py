"""Mistakes made on purpose: all kinds are made, they are noticed, and nothing of them stays."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from stablehlo_reference.testsuite.backends import find_backend
from stablehlo_reference.testsuite.golden import load
from stablehlo_reference.testsuite.harness.execution import run_case
from stablehlo_reference.testsuite.harness.records import Verdict
from stablehlo_reference.testsuite.mutation.harmless import Harmless, HarmlessError, check_harmless, read_harmless
from stablehlo_reference.testsuite.mutation.measure import Half, candidates, draw, half_of, measure
from stablehlo_reference.testsuite.mutation.mistakes import make, mistakes

SOURCE = '''
def kernel(x, y, flag=True):
    """Docstrings and defaults are left alone: 1 + 1."""
    if x < y and not flag:
        return np.where(x, -y, np.maximum(x, 2))
    if flag > x:
        raise ValueError(f"words are left alone: {x + 1}")
    return x - y
'''


def test_each_mistake_changes_one_place() -> None:
    function = ast.parse(SOURCE).body[0]
    assert isinstance(function, ast.FunctionDef)
    found = list(mistakes(function))
    assert {one.what for one in found} == {
        "branch always taken", "branch never taken", "And became Or", "Lt became LtE", "Lt became Gt", "Not lost",
        "arms of where exchanged", "USub lost", "Gt became GtE", "Gt became Lt", "maximum became minimum", "2 became 3",
        "Sub became Add",
        "operands of Sub exchanged",
    }  # fmt: skip
    sound, texts = ast.unparse(function), set()
    for one in found:
        undo = make(one, function)
        texts.add(ast.unparse(function))
        undo()
        assert ast.unparse(function) == sound
    assert len(texts) == len(found)
    assert sound not in texts


def test_mistakes_in_a_kernel_are_noticed_and_do_not_stay() -> None:
    cases = [case for case in load() if case.id.startswith("shift_left/") and case.reject is None]
    backend = find_backend("reference")
    drawn = candidates(
        lambda name: name.startswith(("numerics.integers.shift_left", "numerics.integers._shift_narrow"))
    )
    first = drawn[0]
    speed = [Harmless(first.function.name, "only to see that it is left out", first.source, first.mistake.what)]
    heard = []
    outcomes = measure(cases, backend, drawn, speed, heard.append)
    assert heard == outcomes
    assert [one.what for one in outcomes] == [one.mistake.what for one in drawn]
    assert (outcomes[0].harmless, outcomes[0].noticed) == ("only to see that it is left out", None)
    assert all(one.noticed is not None for one in outcomes if "left_shift became" in one.what)
    assert {run_case(case, backend).verdict for case in cases} == {Verdict.PASS}


def test_reviewed_mistakes_can_be_made() -> None:
    check_harmless(read_harmless(), candidates())


def test_an_entry_that_covers_nothing_is_an_error() -> None:
    with pytest.raises(HarmlessError, match=r"mistake 1 .*covers no mistake"):
        check_harmless([Harmless("numerics.nowhere.nothing", "gone")], candidates())


def test_halves_are_about_equal_and_have_nothing_in_common() -> None:
    all_ = candidates(lambda name: name.startswith("numerics."))
    searched = [one for one in all_ if half_of(one) is Half.SEARCH]
    assert 0.45 < len(searched) / len(all_) < 0.55
    words = {(one.function.name, one.source, one.mistake.what) for one in searched}
    assert not any((one.function.name, one.source, one.mistake.what) in words
                   for one in all_ if half_of(one) is Half.MEASURE)  # fmt: skip


def test_mistakes_of_equal_name_in_a_line_are_numbered() -> None:
    both = candidates(lambda name: name == "families.reshaping.reshaped") + candidates(
        lambda name: name == "numerics.complex_exp._usual"
    )
    lines = {}
    for one in both:
        lines.setdefault((one.mistake.line, one.mistake.what), []).append(one.number)
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in lines.values())
    second = next(one for one in both if one.number == 2)
    entry = Harmless(second.function.name, "only the second", second.source, second.numbered)
    assert [one.number for one in both if entry.covers(one)] == [2]


def test_harmless_mistakes_are_read_in_groups(tmp_path: Path) -> None:
    file = tmp_path / "harmless.toml"
    file.write_text("[[harmless]]\nreason = 'r'\nmistakes = ['a.b', 'a.c : 1 became 2', 'a.d : x : y : z[0]']\n")
    assert read_harmless(file) == [Harmless("a.b", "r"), Harmless("a.c", "r", "*", "1 became 2"),
                                   Harmless("a.d", "r", "y : z[0]", "x")]  # fmt: skip
    file.write_text("[[harmless]]\nreason = 'r'\nfunction = 'a.b'\n")
    with pytest.raises(HarmlessError, match=r"entry 1: a reason, and mistakes"):
        read_harmless(file)


def test_the_same_seed_draws_the_same_mistakes() -> None:
    all_ = candidates(lambda name: name.startswith("numerics.integers."))
    assert draw(all_, 5, 1) == draw(all_, 5, 1) != draw(all_, 5, 2)
