"""Declared accuracies hold in the recorded measurement, and the measurement measures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import mpmath as mp
import numpy as np
import pytest
from stablehlo_reference.spec.lang import Bound, Op, elements_of
from stablehlo_reference.spec.lang.registry import find, mnemonics
from stablehlo_reference.spec.types import F64, FLOATS, ComplexType, ElementType
from stablehlo_reference.testsuite import exact_balls
from stablehlo_reference.testsuite.accuracy import Measurement, limit, measure, merged, sample, subjects
from stablehlo_reference.testsuite.exact_special import polygamma_by_sums, zeta_by_sums

RECORD = Path(__file__).parents[2] / "docs" / "accuracy.json"
ROWS = [Measurement(**row) for row in json.loads(RECORD.read_text(encoding="utf-8"))]
SUBJECTS = [pytest.param(op, element, id=f"{op.short_name}-{element}") for op, element in subjects()]


def row_of(op: Op, element: ElementType) -> Measurement:
    return next(row for row in ROWS if (row.op, row.type) == (op.short_name, str(element)))


def test_every_transcendental_op_is_measured_on_every_type() -> None:
    recorded = {(row.op, row.type) for row in ROWS}
    assert recorded == {(op.short_name, str(element)) for op, element in subjects()}
    measured = {op.mnemonic for op, _ in subjects()}
    for dialect in ("stablehlo", "chlo"):
        for op in map(find, (f"{dialect}.{mnemonic}" for mnemonic in mnemonics(dialect))):
            assert op is not None
            inner = op.mnemonic.startswith("_")  # what compilers make of acos and asin: it has their functions
            if any(one.bound is Bound.ULP for one in op.accuracies) and not inner:
                assert op.mnemonic.removeprefix("broadcast_") in measured, op.name


@pytest.mark.parametrize(("op", "element"), SUBJECTS)
def test_the_record_keeps_what_the_op_declares(op: Op, element: ElementType) -> None:
    row = row_of(op, element)
    produced = element.part if isinstance(element, ComplexType) and op.mnemonic == "abs" else element
    accuracy = op.accuracy_of(elements_of(produced), produced)
    assert row.declared == str(accuracy)
    assert row.holds
    assert row.max_ulp <= limit(accuracy), row.worst
    assert row.mean_ulp <= row.percentile_999 <= row.max_ulp


@pytest.mark.parametrize(
    ("op", "element"), [one for one in SUBJECTS if one.values[1] in FLOATS.values() and one.values[1] != F64]
)
def test_floats_of_at_most_32_bits_are_correctly_rounded(op: Op, element: ElementType) -> None:
    assert row_of(op, element).correctly_rounded == 1


def test_a_sample_holds_all_values_of_16_bits_and_all_pairs_of_8() -> None:
    values = sample(find("chlo.sinh"), FLOATS["bf16"], 1 << 16)[0]
    assert np.unique(values.view(np.uint16)).size == 1 << 16
    first, second = sample(find("stablehlo.atan2"), FLOATS["f8E5M2"], 1 << 16)
    assert np.unique(first.view(np.uint8).astype(int) * 256 + second.view(np.uint8)).size == 1 << 16


def test_a_wide_sample_holds_boundaries_and_subnormals_and_is_the_same_each_time() -> None:
    op = find("chlo.sinh")
    x = sample(op, F64, 1000)[0]
    assert {0.0, 5e-324, 2.0**-1022, float(np.finfo(float).max), 1.0, 1 - 2.0**-53} <= set(x.tolist())
    assert np.count_nonzero((x != 0) & (np.abs(x) < 2.0**-1022)) > 50
    np.testing.assert_array_equal(x, sample(op, F64, 1000)[0])


RANDOM = np.random.Generator(np.random.PCG64(5))
LARGE = np.rint(2 ** RANDOM.uniform(1, 30, 6))
PAIRS = [
    *zip(RANDOM.integers(2, 31, 8).tolist(), RANDOM.uniform(-9, 40, 8).tolist(), strict=True),
    *zip(LARGE.tolist(), (LARGE / 3).tolist(), strict=True),
    *((3, 1e-300), (9, -1e-9), (12, 2.0**80), (5, -0.5), (7, -8.5), (40, -30.75)),
]  # fmt: skip
"""Integer orders and arguments, some next to poles and some where terms cancel."""


@pytest.mark.parametrize(
    ("ball", "by_sums", "pairs"),
    [
        pytest.param(exact_balls.zeta, zeta_by_sums, [*PAIRS, (1.0000000001, 0.3), (2.5, 1e-8)], id="zeta"),
        pytest.param(
            exact_balls.polygamma, polygamma_by_sums, [*PAIRS, (0, 1.5), (0, -3.25), (1, 7.5)], id="polygamma"
        ),
    ],
)
def test_balls_agree_with_sums(ball: Any, by_sums: Any, pairs: list[tuple[float, float]]) -> None:
    """python-flint's functions are those of mpmath."""
    pytest.importorskip("flint")
    for pair in pairs:
        found, wanted = ball(*map(mp.mpf, pair)), by_sums(*map(mp.mpf, pair))
        with mp.workprec(200):
            assert abs(found - wanted) <= abs(wanted) * mp.mpf(2) ** -110, pair


def test_balls_are_not_asked_for_orders_that_take_them_long() -> None:
    assert exact_balls.zeta(mp.mpf(2) ** 60, mp.mpf(1)) is None


def test_a_sample_of_zeta_functions_lies_in_their_domain_for_the_most_part() -> None:
    s, q = sample(find("chlo.zeta"), F64, 3000)
    assert np.count_nonzero((s > 1) & np.where(q < 0, s == np.rint(s), q > 0)) > 2000
    n, x = sample(find("chlo.polygamma"), F64, 3000)
    assert np.count_nonzero(n == np.rint(n)) == 3000
    assert np.count_nonzero((n > 2.0**20) & (x > 0)) > 200


def test_an_error_is_seen_and_named() -> None:
    op = Op("sinh", "(S1)", find("chlo.sinh").family, dialect="chlo")
    op.accuracies = find("chlo.sinh").accuracies

    @op.kernel
    def off(operand: np.ndarray) -> np.ndarray:
        good = find("chlo.sinh").run(operand)
        return np.where(operand == 0.5, np.nextafter(np.nextafter(good, 9.0), 9.0), good)

    row = measure(op, F64, 300)
    assert not row.holds
    assert row.worst == "0.5"
    with mp.workprec(200):
        error = abs(mp.mpf(float(off(np.array([0.5]))[0])) - mp.sinh(mp.mpf(0.5))) * 2**53
    assert abs(row.max_ulp - float(error)) < 1e-6


def test_rows_are_merged_into_a_file(tmp_path: Path) -> None:
    file = tmp_path / "rows.json"
    file.write_text(RECORD.read_text(encoding="utf-8"), encoding="utf-8")
    new = measure(find("chlo.sinh"), FLOATS["f8E4M3FN"], 1)
    rows = merged(str(file), [new])
    assert len(rows) == len(ROWS)
    assert [row.op for row in rows] == [row.op for row in ROWS]
    assert new in rows


@pytest.mark.slow
@pytest.mark.parametrize(("op", "element"), SUBJECTS)
def test_a_sample_measured_again_holds(op: Op, element: ElementType) -> None:
    row = measure(op, element, 2000)
    assert row.holds, row.worst
