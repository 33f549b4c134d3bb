"""The format of the golden suite: values, lines, files, schema."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from stablehlo_reference.spec.types import BF16, COMPLEX64, F32, FLOATS, I1, SI4, SI32, UI2, TensorType
from stablehlo_reference.testsuite.golden import Case, Judge, Kind, Level, SuiteError, Value, digest, read
from stablehlo_reference.testsuite.golden.read import digested, load, text_of
from stablehlo_reference.testsuite.golden.schema import PATH, schema_text

CASE = Case(
    "add/test-f32", Level.CORE, ("stablehlo.add",), ("f32",), "module {}\n",
    (Value("tensor<2xf32>", "0000803f", True),), (Value("tensor<f32>", "0000803f"),), (Judge(Kind.ULP, ulps=1.0),),
    ("add.S3",), "literal formula",
)  # fmt: skip


@pytest.mark.parametrize(
    ("element", "values", "data"),
    [
        (I1, [True, False], "0100"),
        (SI4, [-1, 7], "0f07"),
        (UI2, [3, 1], "0301"),
        (SI32, [1, -2], "01000000feffffff"),
        (FLOATS["f4E2M1FN"], [-1, 0.5], "0a01"),
        (BF16, [1, -0.0], "803f0080"),
        (F32, [np.inf, 1], "0000807f0000803f"),
        (COMPLEX64, [1 + 2j, 0], "0000803f00000040" + "00" * 8),
    ],
    ids=str,
)
def test_elements_are_little_endian_bytes(element: object, values: list[object], data: str) -> None:
    type_ = TensorType((2,), element)
    value = Value.of(np.array(values).astype(type_.storage.dtype), type_)
    assert value == Value(f"tensor<2x{element}>", data)
    assert value.array.dtype == type_.storage.dtype
    assert value.array.tobytes() == np.array(values).astype(type_.storage.dtype).tobytes()


def test_equal_bits_are_a_splat_and_unequal_zeros_are_none() -> None:
    type_ = TensorType((2, 2), F32)
    assert Value.of(np.full((2, 2), 1.0), type_) == Value("tensor<2x2xf32>", "0000803f", True)
    assert not Value.of(np.array([[0.0, -0.0], [0.0, 0.0]]), type_).splat
    assert Value.of(np.full((2, 2), 1.0), type_).array.shape == (2, 2)


def test_no_elements_are_no_bytes() -> None:
    value = Value.of(np.zeros((2, 0), np.float32), TensorType((2, 0), F32))
    assert value == Value("tensor<2x0xf32>", "")
    assert value.array.shape == (2, 0)


def test_too_few_bytes_are_an_error() -> None:
    with pytest.raises(ValueError, match="1 elements where"):
        _ = Value("tensor<2xf32>", "0000803f").array


def test_cases_are_written_and_read_back(tmp_path: Path) -> None:
    (tmp_path / "add.jsonl").write_text(text_of([CASE]))
    assert load(tmp_path) == [CASE]
    assert '"kind":"ulp","ulps":1.0' in text_of([CASE])
    assert "witnesses" not in text_of([CASE])
    assert [known for _, known in digested(tmp_path / "add.jsonl")] == [digest(CASE)]


def test_witnesses_count_for_the_case_they_saw(tmp_path: Path) -> None:
    (tmp_path / "add.jsonl").write_text(text_of([CASE]))
    (tmp_path / "witnesses").mkdir()
    for told, agreed in ((digest(CASE), ("xla 1.0",)), ("A" * 8, ())):
        record = [{"agree": ["xla 1.0"], "dissent": ["cpp 1.0"], "cases": [f"{'1' * 16} {told}"]}]
        (tmp_path / "witnesses" / "add.json").write_text(json.dumps(record))
        [case] = load(tmp_path)
        assert case.witnesses == agreed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{}\n", ":1: the first line"),
        ('{"format": 2}\n', ":1: format 2"),
        ('{"format": 1}\n{"id": "a"}\n', r":2: .*level.*required"),
        ('{"format": 1}\n{]\n', ":2: "),
        (text_of([CASE]).replace('"id"', '"more":1,"id"'), r":2: .*more"),
    ],
)
def test_a_file_that_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "add.jsonl").write_text(text)
    with pytest.raises(SuiteError, match=message):
        read(tmp_path / "add.jsonl")


def test_the_committed_schema_is_current() -> None:
    assert PATH.read_text() == schema_text()
