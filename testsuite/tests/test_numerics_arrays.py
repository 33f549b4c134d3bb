"""What all functions of arrays share: any shape and layout, new arrays, untouched operands, no warnings, no seams."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import ml_dtypes
import numpy as np
import pytest
from stablehlo_reference.spec.numerics import (
    arithmetic,
    cores,
    elementary,
    integers,
    lanes,
    precision,
    real,
    rounding,
)
from stablehlo_reference.spec.numerics.choose import choose
from stablehlo_reference.spec.types import FLOATS as FLOATS_BY_NAME
from stablehlo_reference.spec.types.formats import FORMATS

pytestmark = pytest.mark.filterwarnings("error")

FLOATS = [np.dtype(t) for t in (np.float64, np.float32, np.float16, ml_dtypes.bfloat16, ml_dtypes.float8_e4m3fn)]
PLANES = [np.dtype(np.complex64), np.dtype(np.complex128)]
INTEGERS = [np.dtype(t) for t in (np.int8, np.uint64, np.int64, ml_dtypes.int4, ml_dtypes.uint2)]

CHOSEN = [np.bool_, np.int8, np.float16, ml_dtypes.bfloat16, ml_dtypes.int4, np.float32, np.complex64, np.complex128]
ROUNDING = [rounding.half_away, rounding.half_even, rounding.floor, rounding.ceil]
ELEMENTARY = [
    elementary.exp, elementary.expm1, elementary.log, elementary.log1p, elementary.sqrt, elementary.rsqrt,
    elementary.cbrt, elementary.sin, elementary.cos, elementary.tan, elementary.tanh, elementary.logistic,
]  # fmt: skip
UNARY = [arithmetic.negate, arithmetic.absolute, arithmetic.sign]
BINARY = [
    arithmetic.add, arithmetic.subtract, arithmetic.multiply, arithmetic.divide, arithmetic.power, arithmetic.maximum,
    arithmetic.minimum,
]  # fmt: skip
COUNTS = [integers.population_count, integers.count_leading_zeros]
SHIFTS = [integers.shift_left, integers.shift_right_logical, integers.shift_right_arithmetic]

Function = Callable[..., np.ndarray]
CASES: list[tuple[Function, int, np.dtype]] = [
    *((f, 1, t) for f in [*ELEMENTARY, *UNARY, *ROUNDING] for t in FLOATS),
    *((f, 1, t) for f in [*ELEMENTARY, *UNARY] for t in PLANES),
    *((f, 1, t) for f in [*UNARY, *COUNTS] for t in INTEGERS),
    *((f, 2, t) for f in [*BINARY, arithmetic.remainder] for t in [*FLOATS, *INTEGERS]),
    *((f, 2, t) for f in [*BINARY, elementary.atan2] for t in PLANES),
    *((elementary.atan2, 2, t) for t in FLOATS),
    *((f, 2, t) for f in SHIFTS for t in INTEGERS),
]
EVERY = pytest.mark.parametrize(
    ("function", "count", "dtype"), CASES, ids=[f"{f.__name__}-{t.name}" for f, _, t in CASES]
)


def values_of(x: np.ndarray) -> np.ndarray:
    """Floats as float64."""
    with np.errstate(all="ignore"):
        return x.astype(np.float64)


def values(dtype: np.dtype, size: int, seed: int) -> np.ndarray:
    """Random values, and special ones where the type has them."""
    random = np.random.default_rng(seed)
    if dtype in INTEGERS:
        patterns = random.integers(0, 256, size * dtype.itemsize, dtype=np.uint8)
        info = ml_dtypes.iinfo(dtype)
        return (patterns & ((1 << info.bits) - 1 if info.bits < 8 else 255)).view(dtype)
    special = [0.0, -0.0, np.inf, -np.inf, np.nan, 1.0, -1.0, 1e30, 1e-30]
    x = np.where(random.random(size) < 0.2, random.choice(special, size), random.normal(size=size) * 4)
    with np.errstate(all="ignore"):
        if dtype in PLANES:
            z = np.empty(size, dtype)
            z.real, z.imag = x, np.roll(x, 5)
            return z
        return x.astype(dtype)


def raw(x: np.ndarray) -> bytes:
    return np.ascontiguousarray(x).tobytes()


@EVERY
def test_results_do_not_depend_on_shape_and_layout(function: Function, count: int, dtype: np.dtype) -> None:
    operands = [values(dtype, 24, seed) for seed in range(count)]
    for operand in operands:
        operand.flags.writeable = False
    before = [raw(operand) for operand in operands]
    flat = function(*operands)
    assert [raw(operand) for operand in operands] == before
    assert not any(np.shares_memory(flat, operand) for operand in operands)
    assert raw(function(*(operand.reshape(2, 3, 4) for operand in operands))) == raw(flat)
    transposed = function(*(operand.reshape(4, 6).T for operand in operands))
    assert raw(transposed.T) == raw(flat)
    spaced = function(*(np.repeat(operand, 3)[::3] for operand in operands))
    assert raw(spaced) == raw(flat)
    backwards = function(*(operand[::-1] for operand in operands))
    assert raw(backwards[::-1]) == raw(flat)
    for k in range(24):
        single = function(*(operand[k : k + 1].reshape(()) for operand in operands))
        assert isinstance(single, np.ndarray)
        assert single.shape == ()
        assert raw(single) == raw(flat[k])
    empty = function(*(operand[:0].reshape(0, 3) for operand in operands))
    assert empty.shape == (0, 3)
    assert empty.dtype == flat.dtype


@EVERY
def test_blocks_have_no_seams(function: Function, count: int, dtype: np.dtype) -> None:
    size = lanes.BLOCK + 37
    operands = [values(dtype, size, seed) for seed in range(count)]
    whole = function(*operands)
    cut = 4099
    pieces = [function(*(operand[part] for operand in operands)) for part in (slice(cut), slice(cut, None))]
    assert raw(whole) == raw(np.concatenate(pieces))


def test_operands_broadcast() -> None:
    lhs, rhs = np.arange(3.0).reshape(3, 1), np.float32(2) * np.ones((1, 4))
    assert arithmetic.add(lhs, rhs).shape == (3, 4)
    assert arithmetic.power(np.array(2.0), np.arange(5.0)).tolist() == [1, 2, 4, 8, 16]
    with pytest.raises(ValueError, match="shape"):
        arithmetic.add(np.zeros(3), np.zeros(4))


def test_booleans_add_as_or_and_multiply_as_and() -> None:
    lhs, rhs = np.array([False, False, True, True]), np.array([False, True, False, True])
    assert arithmetic.add(lhs, rhs).tolist() == arithmetic.maximum(lhs, rhs).tolist() == [False, True, True, True]
    assert (
        arithmetic.multiply(lhs, rhs).tolist() == arithmetic.minimum(lhs, rhs).tolist() == [False, False, False, True]
    )


def test_reduce_precision_takes_every_shape() -> None:
    assert precision.reduce_precision(np.array(65519.0), 5, 10).shape == ()
    assert precision.reduce_precision(np.zeros((0, 2), ml_dtypes.float8_e5m2), 4, 1).shape == (0, 2)
    x = np.float32([[1.25, 1.75], [3e38, -1e-40]])
    assert precision.reduce_precision(x.T, 5, 1).tolist() == [[1.0, np.inf], [2.0, -0.0]]


def test_the_rank_of_an_operand_does_not_change_the_last_bit() -> None:
    x = np.random.default_rng(0).uniform(0.01, 3, 1000)
    for function in (real.exp, real.log, real.sin, real.tan):
        assert [float(function(np.array(value))) for value in x] == function(x).tolist()


@pytest.mark.parametrize("dtype", CHOSEN, ids=lambda dtype: np.dtype(dtype).name)
@pytest.mark.parametrize("shape", [(5000,), (3, 4099), (70000,), (0,)], ids=str)
def test_choosing_by_masks_gives_what_where_gives(dtype: Any, shape: tuple[int, ...]) -> None:
    random = np.random.default_rng(1)
    x, y = (random.integers(-7, 8, shape).astype(dtype) for _ in range(2))
    mask = random.random(shape) < 0.4
    chosen, expected = choose(mask, x, y), np.where(mask, x, y)
    assert chosen.dtype == expected.dtype
    assert chosen.tobytes() == expected.tobytes()


def test_choosing_keeps_bits_and_takes_splats() -> None:
    nan = np.full(9000, 0x7FA00001, np.uint32).view(np.float32)
    zeros, mask = np.broadcast_to(np.float32(-0.0), 9000), np.arange(9000) % 3 == 0
    chosen = choose(mask, nan, zeros).view(np.uint32)
    assert (chosen == np.where(mask, 0x7FA00001, 0x80000000)).all()


@pytest.mark.parametrize("name", [row.name for row in FORMATS if row.bits <= 16])
@pytest.mark.parametrize("function", [arithmetic.maximum, arithmetic.minimum])
def test_extremes_of_pairs_of_narrow_floats(function: Function, name: str) -> None:
    dtype = FLOATS_BY_NAME[name].dtype
    bits = FLOATS_BY_NAME[name].bits
    if bits <= 8:  # every pair
        patterns = np.arange(1 << bits, dtype=np.uint8)
        x, y = (side.reshape(-1).view(dtype) for side in np.meshgrid(patterns, patterns))
    else:  # infinities, zeros and NaNs of both signs among others
        drawn = np.random.default_rng(3).integers(0, 1 << 16, (2, 20000)).astype(np.uint16)
        drawn[:, ::16] &= 0x8000 | drawn[:, 1::16] & 0x7F80
        x, y = (side.view(dtype) for side in drawn)
    left, right = values_of(x), values_of(y)
    larger = function is arithmetic.maximum
    first = np.where(left == right, np.signbit(left) != larger, left > right if larger else left < right)
    expected = np.where(np.isnan(left) | np.isnan(right), np.nan, np.where(first, left, right))
    for operands in ((x, y), (x[: 2 * bits].reshape(2, -1), y[: 2 * bits].reshape(2, -1))):
        found = values_of(function(*operands)).reshape(-1)
        wanted = expected[: found.size]
        np.testing.assert_array_equal(found, wanted)
        zeros = wanted == 0
        np.testing.assert_array_equal(np.signbit(found[zeros]), np.signbit(wanted[zeros]))


def test_copies_of_scattered_rows() -> None:
    for dtype, shape, order in (
        (np.float32, (515, 300), (1, 0)),
        (ml_dtypes.bfloat16, (70, 33, 520), (2, 0, 1)),
        (np.int8, (4, 1030, 67), (0, 2, 1)),
        (np.float64, (300, 300), (1, 0)),
    ):
        x = np.random.default_rng(5).integers(0, 99, shape).astype(dtype)
        scattered = x.transpose(order)[..., ::-1]
        copy = lanes.copied(scattered)
        assert copy.flags.c_contiguous
        assert copy.dtype == x.dtype
        assert copy.tolist() == scattered.tolist()
        assert not np.shares_memory(copy, x)


def test_results_do_not_depend_on_the_number_of_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(2)
    x = random.standard_normal(20 * lanes.BLOCK + 17)
    z, short = (x + 1j * x[::-1]).astype(np.complex64), x.astype(np.float32)
    many = np.resize(short, 64 * lanes.BLOCK + 17)
    found = []
    for number in (1, 2, 5):
        monkeypatch.setattr(cores, "cores", lambda number=number: number)
        monkeypatch.setattr(lanes, "cores", cores.cores)
        results = [elementary.tanh(x), elementary.exp(z), arithmetic.divide(x, -x), arithmetic.sign(many)]
        results += [function(short) for function in (real.tanh, real.cos, real.tan, real.cbrt)]
        found.append([result.tobytes() for result in results])
    assert found[0] == found[1] == found[2]


def test_on_a_crowded_machine_one_core_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1, 2}, raising=False)
    monkeypatch.setattr(os, "getloadavg", lambda: (7.5, 30.0, 30.0), raising=False)
    assert cores.cores() == 3
    monkeypatch.setattr(os, "getloadavg", lambda: (8.5, 0.0, 0.0), raising=False)
    assert cores.cores() == 1


def test_what_goes_wrong_on_another_core_is_raised_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def work(piece: int) -> None:
        if piece == 19:
            raise MemoryError

    monkeypatch.setattr(cores, "cores", lambda: 3)
    with pytest.raises(MemoryError):
        cores.on_all_cores(work, range(20))
