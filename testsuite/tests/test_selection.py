"""Expressions that select cases."""

from __future__ import annotations

import pytest
from stablehlo_reference.testsuite.golden import Case, Level
from stablehlo_reference.testsuite.selection import SelectionError, parse_selection

CASE = Case(
    "reduce/NaN-propagates-f32", Level.EDGE, ("stablehlo.reduce", "stablehlo.add"), ("f32", "complex<f32>"), "",
    labels=("reduce.S2", "reduce.C1"),
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "nan", "NAN", "reduce", "reduce/nan", "f32", "edge", "C1", "op:add", "op:stablehlo.add", "op:re*",
        "element:f32", "element:complex*", "element:complex<f32>", "level:edge", "label:reduce.S2", "label:S2",
        "id:reduce/*", "not core", "nan and f32", "core or nan", "not (core or f64)", "not core and not f64",
        "core and f64 or nan", "nan or core and f64", "'and' or nan", "id:'reduce/NaN-propagates-f32'", "((nan))",
        "not not nan", "stablehlo.reduce",
    ],
)  # fmt: skip
def test_these_select_the_case(text: str) -> None:
    assert parse_selection(text)(CASE)


@pytest.mark.parametrize(
    "text",
    [
        "core",
        "f64",
        "op:red",
        "op:dd",
        "level:ed",
        "not nan",
        "nan and core",
        "label:S1",
        "id:reduce",
        "'nan '",
        "element:f3",
    ],
)
def test_these_do_not(text: str) -> None:
    assert not parse_selection(text)(CASE)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nan and", "column 8: expected a word, found the end"),
        ("and nan", "column 1: expected a word, found 'and'"),
        ("(nan", "column 5: expected `)`"),
        ("nan)", "column 4: expected `and`, `or` or the end, not ')'"),
        ("nan f32", "column 5: expected `and`, `or` or the end, not 'f32'"),
        ("nan or or x", "column 8: expected a word, found 'or'"),
        ("()", "column 2: expected a word, found ')'"),
        ("nan 'f32", "column 5: the quote is not closed"),
        ("ops:add", "column 1: no field 'ops'; there are id, op, element, level, label"),
        ("nan and op:", "column 9: nothing follows op:"),
        ("(" * 200 + "nan" + ")" * 200, "column 101: nested too deep"),
    ],
)
def test_errors_name_a_column(text: str, message: str) -> None:
    with pytest.raises(SelectionError) as error:
        parse_selection(text)
    assert str(error.value) == message
