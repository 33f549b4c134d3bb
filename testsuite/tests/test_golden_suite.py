"""The committed golden suite: complete, small, quick to load, current, and sound where it says how it was earned."""

from __future__ import annotations

import re
import time
from collections import Counter

import pytest
from stablehlo_reference.spec.lang.choices import CHOICES
from stablehlo_reference.spec.types import ELEMENT_TYPES
from stablehlo_reference.testsuite.cases.current import outdated, problem
from stablehlo_reference.testsuite.cases.generate import files
from stablehlo_reference.testsuite.cases.sources.drafts import file_of, short, subjects
from stablehlo_reference.testsuite.golden import SUITE, Case, Kind, Level, load


@pytest.fixture(scope="module")
def suite() -> list[Case]:
    return load()


def test_the_suite_is_large_and_its_files_are_small(suite: list[Case]) -> None:
    assert len(suite) >= 6000
    assert sum(path.stat().st_size for path in SUITE.rglob("*") if path.is_file()) <= 15_000_000


def test_the_suite_loads_in_less_than_a_second() -> None:
    def seconds() -> float:
        started = time.process_time()
        load()
        return time.process_time() - started

    assert min(seconds() for _ in range(5)) < 1.0


def test_ids_are_unique_and_say_op_aspect_and_type(suite: list[Case]) -> None:
    assert not [id_ for id_, number in Counter(case.id for case in suite).items() if number > 1]
    assert not [case.id for case in suite if not re.fullmatch(r"[\w.-]+/[\w.-]+", case.id)]


def test_every_op_has_cases(suite: list[Case]) -> None:
    with_cases = {case.id.partition("/")[0] for case in suite}
    assert not [file_of(op) for op in subjects() if file_of(op) not in with_cases and (op.run or op.rejects)]


def test_every_reject_of_the_records_is_a_case(suite: list[Case]) -> None:
    rejected = Counter(case.id.partition("/")[0] for case in suite if case.reject is not None)
    assert not [file_of(op) for op in subjects() if rejected[file_of(op)] != len(op.rejects)]


def test_addition_has_every_element_type(suite: list[Case]) -> None:
    found = {element for case in suite if case.id.startswith("add/") for element in case.elements}
    assert {short(element) for element in ELEMENT_TYPES} <= found


def test_cases_are_whole(suite: list[Case]) -> None:
    for case in suite:
        assert len(case.expected) == len(case.judges), case.id
        assert (case.level is Level.REJECT) == (case.reject is not None), case.id
        assert case.oracle, case.id
        for value in (*case.inputs, *case.expected):
            _ = value.array  # raises where the elements do not fit the type


def test_judges_have_the_data_that_their_kinds_need(suite: list[Case]) -> None:
    for case in suite:
        for value, judge in zip(case.expected, case.judges, strict=True):
            assert (judge.magnitudes is not None) == (judge.kind in (Kind.DOT, Kind.SUM, Kind.NORM)), case.id
            assert (judge.depth > 0 and judge.precision is not None) == (judge.magnitudes is not None), case.id
            assert (judge.ulps > 0) == (judge.kind is Kind.ULP), case.id
            assert set(judge.choices) <= set(CHOICES), case.id
            if judge.magnitudes is not None:
                assert judge.magnitudes.array.shape == value.array.shape, case.id
            if judge.open is not None:
                assert judge.open.array.shape == value.array.shape, case.id
                assert judge.choices, case.id


def test_the_kernel_vouches_for_few_cases(suite: list[Case]) -> None:
    weak = [case.id for case in suite if case.oracle == "kernel"]
    assert len(weak) <= len(suite) // 100


QUICK = ("add", "slice", "gather", "cholesky", "reverse", "shift_left", "rng_bit_generator", "tanh", "case")


@pytest.mark.parametrize("name", QUICK)
def test_files_of_some_ops_are_current(name: str) -> None:
    assert problem(name) == ""


@pytest.mark.slow
def test_all_files_are_current() -> None:
    assert outdated() == []


def test_no_file_belongs_to_nothing() -> None:
    assert {path.stem for path in SUITE.glob("*.jsonl")} <= set(files())
