"""Whether mistakes that no case notices do harm: told by other arguments, of every sort and type."""

from __future__ import annotations

import ml_dtypes
import numpy as np
import pytest
from stablehlo_reference.testsuite.backends import find_backend
from stablehlo_reference.testsuite.golden import Judge, Kind, load
from stablehlo_reference.testsuite.mutation.harm import ELEMENTS, SORTS, Attempt, attempts
from stablehlo_reference.testsuite.mutation.measure import candidates, measure

TYPES = [np.float32, np.float64, np.complex64, np.int8, np.uint64, np.bool_, ml_dtypes.bfloat16, ml_dtypes.int4,
         ml_dtypes.float8_e4m3fn, ml_dtypes.float4_e2m1fn]  # fmt: skip


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("dtype", TYPES, ids=lambda dtype: np.dtype(dtype).name)
def test_arguments_of_every_sort_fit_their_type(sort: str, dtype: type) -> None:
    own = np.array([0, 1, 1, 0], np.int8).astype(dtype)
    drawn = SORTS[sort](np.random.default_rng(0), own, (40, 3))
    assert drawn.dtype == own.dtype
    assert drawn.shape == (40, 3)
    again = SORTS[sort](np.random.default_rng(0), own, (40, 3))
    assert drawn.tobytes() == again.tobytes()
    assert len(np.unique(np.frombuffer(drawn.tobytes(), np.uint8))) > 1
    assert SORTS[sort](np.random.default_rng(0), own[:0], (0,)).shape == (0,)


def test_a_mistake_that_few_cases_do_not_notice_harms_other_arguments() -> None:
    cases = [case for case in load() if case.id == "sine/multiples-of-pi-2-f64"]
    drawn = [
        one
        for one in candidates(lambda name: name.startswith("numerics.float64_trigonometric._"))
        if one.mistake.what in {"LtE became Lt", "Mult became Div", "Div became Mult"}
    ]
    outcomes = measure(cases, find_backend("reference"), drawn, [])
    harmful = [one for one in outcomes if one.harms is not None]
    assert any("sine/multiples-of-pi-2-f64 with ordinary numbers" in str(one.harms) for one in harmful)
    assert any(one.what == "LtE became Lt" for one in outcomes if one.idle)
    assert any(one.harms == "what no case comes to" for one in harmful)
    assert all((one.noticed is None) + (one.harms is None) + (not one.idle) == 2 for one in outcomes)


def test_arrays_become_larger_where_all_shapes_are_one_size() -> None:
    backend = find_backend("reference")
    ids = ("sine/bf16-bf16", "sine/no-elements-f32", "sine/an-accuracy-is-asked-f32")
    cases = {case.id: case for case in load() if case.id in ids}
    sizes = [{one.inputs[0].size for one in attempts([cases[name]], backend)} for name in ids]
    assert sizes == [{ELEMENTS}, {0}, {1}]


@pytest.mark.parametrize(
    ("kind", "dtype", "change", "harmed"),
    [
        (Kind.EXACT, np.float32, 1, True), (Kind.ULP, np.float32, 1, True), (Kind.ULP, np.float64, 1, False),
        (Kind.ULP, np.float64, 2, True), (Kind.SUM, np.float32, 3, False), (Kind.SUM, np.float32, 3000, True),
        (Kind.EXACT, np.int32, 1, True), (Kind.EXACT, np.int32, 0, False),
    ],
)  # fmt: skip
def test_what_counts_as_harm(kind: Kind, dtype: type, change: int, harmed: bool) -> None:
    case = next(case for case in load() if case.id == "sine/bf16-bf16")
    sound = np.array([1, 2, 3], dtype)
    found = (sound.view(f"i{sound.itemsize}") + change).view(dtype)
    case = type(case)(case.id, case.level, case.ops, case.elements, case.program, judges=(Judge(kind),))
    assert Attempt(case, "numbers", lambda inputs: [found], [], [sound]).harmed() is harmed


def test_another_shape_or_an_error_is_harm() -> None:
    case = next(case for case in load() if case.id == "sine/bf16-bf16")
    sound = np.zeros(3, np.float32)

    def fails(inputs: object) -> list[np.ndarray]:
        raise ValueError

    assert Attempt(case, "numbers", lambda inputs: [sound[:2]], [], [sound]).harmed()
    assert Attempt(case, "numbers", lambda inputs: [], [], [sound]).harmed()
    assert Attempt(case, "numbers", fails, [], [sound]).harmed()
    nan = np.array([np.nan, -np.nan], np.float32)
    assert not Attempt(case, "numbers", lambda inputs: [-nan], [], [nan]).harmed()
