"""The oracles' own arithmetic, held against numpy, ml_dtypes and hand-made values."""

from __future__ import annotations

import math
from fractions import Fraction

import ml_dtypes
import mpmath as mp
import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from stablehlo_reference import interpreter as si
from stablehlo_reference.spec.types import BF16, F16, F32, F64, FLOATS, SI8, SI32, TENSOR_FLOATS, UI8, TensorType
from stablehlo_reference.testsuite.cases.oracles import machine
from stablehlo_reference.testsuite.cases.oracles.enclosure import rounded, rounded_parts
from stablehlo_reference.testsuite.cases.oracles.functions import COMPLEX_FUNCTIONS, FUNCTIONS
from stablehlo_reference.testsuite.cases.oracles.integers import INTEGERS, Open, wrap
from stablehlo_reference.testsuite.cases.oracles.randoms import philox, threefry
from stablehlo_reference.testsuite.cases.oracles.reals import EXACT
from stablehlo_reference.testsuite.cases.oracles.rounding import number_of, pattern_of
from stablehlo_reference.testsuite.cases.oracles.special import SPECIAL
from stablehlo_reference.testsuite.cases.oracles.tensors import Tensor, from_array, to_array

SMALL = [element for element in TENSOR_FLOATS if element.bits <= 16]


@pytest.mark.parametrize("element", SMALL, ids=str)
def test_every_pattern_is_read_and_written_back(element) -> None:
    form = element.format
    for pattern in range(0, 1 << form.bits, 1 if form.bits <= 8 else 7):
        number = number_of(form, pattern)
        if number == number:
            assert pattern_of(form, number) == pattern
        else:
            assert number_of(form, pattern_of(form, number)) != number


@settings(max_examples=300, deadline=None)
@given(st.floats(allow_nan=False), st.sampled_from([F16, F32, BF16, FLOATS["f8E5M2"], FLOATS["f8E4M3"]]))
def test_rounding_is_that_of_numpy_and_ml_dtypes(x: float, element) -> None:
    with np.errstate(all="ignore"):
        wide = np.float32(x) if element.bits <= 16 and element != F16 else np.float64(x)  # ml_dtypes rounds from f32
    number = float(wide)
    exact = Fraction(number) if number and math.isfinite(number) else number
    with np.errstate(all="ignore"):
        expected = np.array(wide).astype(element.dtype)
    assert pattern_of(element.format, exact) == int(expected.view(f"u{element.dtype.itemsize}"))


def test_exact_float_ops_are_those_of_ieee() -> None:
    pool = [0.0, -0.0, 1.0, -1.5, 3.0, 1e-300, 5e-324, 1.7e308, math.inf, -math.inf, math.nan, 0.1]
    x, y = (one.reshape(-1) for one in np.meshgrid(pool, pool))
    with np.errstate(all="ignore"):
        expected = {"add": x + y, "subtract": x - y, "multiply": x * y, "divide": x / y, "remainder": np.fmod(x, y)}
    for name, results in expected.items():
        for a, b, result in zip(x.tolist(), y.tolist(), results.tolist(), strict=True):
            numbers = [Fraction(one) if one and math.isfinite(one) else one for one in (a, b)]
            mine = F64.format.decode(pattern_of(F64.format, EXACT[name](*numbers)))
            assert str(mine) == str(result), (name, a, b)


@pytest.mark.parametrize(
    ("name", "x", "expected"),
    [("exponential", 1, math.e), ("log", 2, math.log(2)), ("tanh", Fraction(1, 2), math.tanh(0.5)),
     ("sine", 1 << 60, math.sin(2.0**60)), ("erf_inv", Fraction(1, 2), 0.4769362762044699)],
)  # fmt: skip
def test_functions_are_rounded_right(name: str, x: object, expected: float) -> None:
    pattern, offset = rounded(F64.format, (FUNCTIONS | SPECIAL)[name](Fraction(x)))
    assert F64.format.decode(pattern) == pytest.approx(expected, rel=1e-15)
    assert abs(offset) <= 1 << 14


def test_powers_know_their_angle_however_large() -> None:
    parts = rounded_parts(F64.format, lambda mp: COMPLEX_FUNCTIONS["power"](mp, mp.mpc(20), mp.mpc(0, 2**90)))
    with mp.workprec(400):
        angle = mp.log(20) * 2**90
        wanted = float(mp.cos(angle)), float(mp.sin(angle))
    assert tuple(F64.format.decode(pattern) for pattern, _ in parts) == wanted


def test_a_tie_that_is_one_is_rounded_to_even() -> None:
    power = FUNCTIONS["power"](Fraction(5, 4), Fraction(2))  # 1.5625 lies between 1.5 and 1.625 of f8E4M3
    assert number_of(FLOATS["f8E4M3"].format, pattern_of(FLOATS["f8E4M3"].format, power)) == Fraction(3, 2)


def test_integers_wrap_and_say_what_is_open() -> None:
    assert wrap(SI8, 200) == -56
    assert wrap(UI8, -1) == 255
    division = INTEGERS["divide"](SI8, 1, 0)
    assert isinstance(division, Open)
    assert (division.value, division.choice) == (-1, "integer-division-by-zero")
    assert INTEGERS["shift_right_arithmetic"](SI8, -128, 7) == -1


def test_ciphers_give_the_known_answers() -> None:
    """Random123's kat_vectors."""
    assert threefry(0, 0) == (0x6B200159, 0x99BA4EFE)
    assert threefry((1 << 64) - 1, (1 << 64) - 1) == (0x1CB996FC, 0xBB002BE7)
    assert philox(0, 0) == (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)
    assert philox((1 << 64) - 1, (1 << 128) - 1) == (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)


@pytest.mark.parametrize("dtype", [np.bool_, np.int8, np.uint64, np.float32, np.complex64, ml_dtypes.int4], ids=str)
def test_arrays_become_tensors_and_arrays_again(dtype) -> None:
    from stablehlo_reference.spec.types import from_dtype

    array = np.array([[0, 1, 1], [1, 0, 1]]).astype(dtype)
    type_ = TensorType(array.shape, from_dtype(np.dtype(dtype)))
    tensor = from_array(array, type_)
    assert to_array(Tensor(type_, tensor.cells)).tobytes() == array.tobytes()


@pytest.mark.parametrize(
    ("body", "init", "kind", "left_open"),
    [("add", 0, "exact", False), ("add", 10, "exact", True), ("maximum", 5, "allowed", False)],
)
def test_initial_values_may_enter_any_number_of_times(body: str, init: int, kind: str, left_open: bool) -> None:
    text = (
        "func.func @main(%x: tensor<3xi32>, %i: tensor<i32>) -> tensor<i32> { %r = stablehlo.reduce(%x init: %i) "
        f"applies stablehlo.{body} across dimensions = [0] : (tensor<3xi32>, tensor<i32>) -> tensor<i32> "
        "return %r : tensor<i32> }"
    )
    row, start = Tensor(TensorType((3,), SI32), [1, 2, 3]), Tensor(TensorType((), SI32), [init])
    [found] = machine.run(si.parse(text), [row, start])
    assert found.cells == [{"add": 6 + init, "maximum": 5}[body]]
    assert (found.judge.kind.value, found.judge.open is not None) == (kind, left_open)
    assert [one.array.item() for one in found.judge.alternatives] == ([3] if body == "maximum" else [])
