"""Random bits against published answers and the layout written down; random numbers against their distribution."""

from __future__ import annotations

import ml_dtypes
import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.spec.attributes.rng_distribution import RngDistribution
from stablehlo_reference.spec.lang.registry import find
from stablehlo_reference.spec.numerics.random_bits import philox, philox4x32, three_fry, threefry2x32
from stablehlo_reference.spec.types import TensorType, from_dtype

# Random123's kat_vectors: threefry 2x32 20 (counter, key, result), philox 4x32 10 (counter, key, result).
THREEFRY = [
    ("00000000 00000000", "00000000 00000000", "6b200159 99ba4efe"),
    ("ffffffff ffffffff", "ffffffff ffffffff", "1cb996fc bb002be7"),
    ("243f6a88 85a308d3", "13198a2e 03707344", "c4923a9c 483df7a0"),
]
PHILOX = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]
ALL = 2**64 - 1


def words(text: str) -> tuple[int, ...]:
    return tuple(int(word, 16) for word in text.split())


def arrays(text: str) -> tuple[np.ndarray, ...]:
    return tuple(np.array([word], np.uint32) for word in words(text))


@pytest.mark.parametrize(("counter", "key", "result"), THREEFRY)
def test_threefry_gives_the_known_answers(counter: str, key: str, result: str) -> None:
    found = threefry2x32(words(key), *arrays(counter))
    assert tuple(int(word[0]) for word in found) == words(result)


@pytest.mark.parametrize(("counter", "key", "result"), PHILOX)
def test_philox_gives_the_known_answers(counter: str, key: str, result: str) -> None:
    found = philox4x32(words(key), arrays(counter))
    assert tuple(int(word[0]) for word in found) == words(result)


def one_threefry(key: int, counter: int) -> tuple[int, int]:
    """The cipher of one counter, in Python integers."""
    mask = 2**32 - 1
    k = [key & mask, key >> 32]
    k.append(k[0] ^ k[1] ^ 0x1BD11BDA)
    x, y = (counter & mask) + k[0] & mask, (counter >> 32) + k[1] & mask
    for i in range(20):
        rotation = (13, 15, 26, 6, 17, 29, 16, 24)[i % 8]
        x = x + y & mask
        y = (y << rotation | y >> (32 - rotation)) & mask ^ x
        if i % 4 == 3:
            x, y = x + k[(i // 4 + 1) % 3] & mask, y + k[(i // 4 + 2) % 3] + i // 4 + 1 & mask
    return x, y


@pytest.mark.parametrize("shape", [(), (1,), (2,), (5,), (3, 3), (3, 4), (2, 3, 5), (3, 5, 5), (1, 7, 1), (0,), (3, 0)])
@pytest.mark.parametrize("state", [(1, 2), (0x0123456789ABCDEF, ALL - 2)])
def test_threefry_gives_neighbours_along_the_halved_dimension(shape: tuple[int, ...], state: tuple[int, int]) -> None:
    after, found = three_fry(np.array(state, np.uint64), shape, np.dtype(np.uint32))
    axis = next((i for i, n in enumerate(shape) if n % 2 == 0), int(np.argmax(shape)) if shape else None)
    half = tuple((n + 1) // 2 if i == axis else n for i, n in enumerate(shape))
    for index in np.ndindex(shape):
        block = tuple(k // 2 if i == axis else k for i, k in enumerate(index))
        number = int(np.ravel_multi_index(block, half)) if shape else 0
        pair = one_threefry(state[0], (state[1] + number) % 2**64)
        assert found[index] == pair[index[axis] % 2 if axis is not None else 0]
    assert after.tolist() == [state[0], (state[1] + int(np.prod(half))) % 2**64]


@pytest.mark.parametrize("dtype", [np.uint64, np.int64, np.float64])
def test_threefry_fills_64_bit_elements_in_row_major_order(dtype) -> None:
    after, found = three_fry(np.array([9, ALL], np.uint64), (2, 3), np.dtype(dtype))
    expected = [low | high << 32 for low, high in (one_threefry(9, (ALL + i) % 2**64) for i in range(6))]
    assert found.view(np.uint64).ravel().tolist() == expected
    assert after.tolist() == [9, 5]


@pytest.mark.parametrize("run", [three_fry, philox])
@pytest.mark.parametrize(
    "dtype",
    [np.uint8, np.int16, ml_dtypes.bfloat16, ml_dtypes.float8_e5m2, ml_dtypes.uint4, ml_dtypes.int4, ml_dtypes.int2,
     ml_dtypes.float4_e2m1fn, ml_dtypes.float6_e3m2fn],
)  # fmt: skip
def test_narrow_elements_are_the_low_bits_of_words(run, dtype) -> None:
    state = np.array([3, 4], np.uint64)
    _, wide = run(state, (5, 7), np.dtype(np.uint32))
    _, narrow = run(state, (5, 7), np.dtype(dtype))
    width = from_dtype(np.dtype(dtype)).bits
    octets = np.ascontiguousarray(narrow).view(f"u{narrow.dtype.itemsize}")
    assert narrow.dtype == dtype
    np.testing.assert_array_equal(octets & (2**width - 1), wide & (2**width - 1))
    if np.dtype(dtype).name.startswith("int"):
        np.testing.assert_array_equal(narrow.astype(np.int64) % 2**width, wide % 2**width)


def test_a_philox_counter_carries_into_its_upper_word() -> None:
    key = 0x1122334455667788
    _, found = philox(np.array([key, ALL, 5], np.uint64), (3, 2), np.dtype(np.uint64))
    _, second = philox(np.array([key, 0, 6], np.uint64), (2, 2), np.dtype(np.uint64))
    np.testing.assert_array_equal(found[1:], second)


@pytest.mark.parametrize("run", [three_fry, philox])
@pytest.mark.parametrize("dtype", [np.uint32, np.uint64])
def test_large_tensors_continue_where_small_ones_end(run, dtype) -> None:
    state = np.array([1, ALL - 1000], np.uint64)
    _, whole = run(state, (70_000,), np.dtype(np.uint64))
    middle, first = run(state, (35_000,), np.dtype(np.uint64))
    _, second = run(middle, (35_000,), np.dtype(np.uint64))
    if run is three_fry:
        np.testing.assert_array_equal(whole, np.concatenate([first, second]))
    else:
        np.testing.assert_array_equal(whole[:35_000], first)
    assert np.unique(whole).size == whole.size
    assert abs(np.unpackbits(whole.view(np.uint8)).mean() - 0.5) < 1e-3


def draw(dtype, a: float, b: float, shape: tuple[int, ...], distribution: RngDistribution, seed: int = 0) -> np.ndarray:
    run, type_ = find("stablehlo.rng").run, TensorType(shape, from_dtype(np.dtype(dtype)))
    ends = np.array(a).astype(dtype), np.array(b).astype(dtype)
    return run(*ends, np.array(shape, np.int64), distribution, type_, np.random.Generator(np.random.PCG64(seed)))


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int32, np.uint32, np.int64, np.uint64, ml_dtypes.int4])
def test_uniform_integers_are_equally_frequent(dtype) -> None:
    low, high = (0, 7) if np.dtype(dtype).name.startswith("u") else (-4, 3)
    found = draw(dtype, low, high, (7, 2000), RngDistribution.UNIFORM)
    assert found.dtype == dtype
    values, counts = np.unique(found.astype(np.int64), return_counts=True)
    assert values.tolist() == list(range(low, high))
    assert ((counts - 2000.0) ** 2 / 2000).sum() < 22.5  # chi-squared with 6 degrees of freedom: one in a thousand


def test_uniform_integers_reach_both_ends_of_their_type() -> None:
    found = draw(np.uint64, 0, ALL, (4000,), RngDistribution.UNIFORM)
    assert found.min() < 2**54
    assert found.max() > 2**64 - 2**54


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16, ml_dtypes.bfloat16, ml_dtypes.float8_e4m3fn])
def test_uniform_floats_spread_evenly_and_never_reach_the_end(dtype) -> None:
    found = draw(dtype, -1, 3, (20_000,), RngDistribution.UNIFORM).astype(np.float64)
    assert found.min() >= -1
    assert found.max() < 3
    assert abs(found.mean() - 1) < 0.06
    assert abs(found.var() - 4 / 3) < 0.06
    step = 2.0 ** -(ml_dtypes.finfo(dtype).nmant - 1)
    for share in (0.25, 0.5, 0.75):
        assert abs((found < 4 * share - 1).mean() - share) < 0.02 + step


def test_a_uniform_interval_may_span_all_finite_values() -> None:
    most = np.finfo(np.float64).max
    found = draw(np.float64, -most, most, (1000,), RngDistribution.UNIFORM)
    assert np.isfinite(found).all()
    assert abs((found < 0).mean() - 0.5) < 0.06


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16, ml_dtypes.bfloat16])
def test_normal_floats_have_the_mean_and_deviation(dtype) -> None:
    found = draw(dtype, 2, 3, (100, 300), RngDistribution.NORMAL).astype(np.float64)
    assert found.shape == (100, 300)
    assert abs(found.mean() - 2) < 0.06
    assert abs(found.std() - 3) < 0.06
    for deviations, share in ((1, 0.6827), (2, 0.9545)):
        assert abs((np.abs(found - 2) < 3 * deviations).mean() - share) < 0.02


RNG = """
func.func @main(%n: tensor<1xi64>) -> (tensor<?xf32>, tensor<4xf32>) {
  %a = stablehlo.constant dense<0.0> : tensor<f32>
  %b = stablehlo.constant dense<1.0> : tensor<f32>
  %x = stablehlo.rng %a, %b, %n, distribution = UNIFORM : (tensor<f32>, tensor<f32>, tensor<1xi64>) -> tensor<?xf32>
  %y = stablehlo.rng %a, %b, %n, distribution = NORMAL : (tensor<f32>, tensor<f32>, tensor<1xi64>) -> tensor<4xf32>
  return %x, %y : tensor<?xf32>, tensor<4xf32>
}
"""


def test_the_same_seed_gives_the_same_numbers() -> None:
    module = si.parse(RNG)
    first, again, other = (si.run(module, [4], seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (np.asarray(first) != np.asarray(other)).any()


@pytest.mark.parametrize("size", [3, -1])
def test_a_shape_that_is_not_the_declared_one_is_an_error(size: int) -> None:
    with pytest.raises(si.ExecutionError, match="shape"):
        si.run(si.parse(RNG), [size])


def test_a_state_of_another_size_is_not_supported_by_default() -> None:
    program = """
    func.func @main(%s: tensor<4xui64>) -> (tensor<4xui64>, tensor<i8>) {
      %t, %x = stablehlo.rng_bit_generator %s, algorithm = DEFAULT : (tensor<4xui64>) -> (tensor<4xui64>, tensor<i8>)
      return %t, %x : tensor<4xui64>, tensor<i8>
    }
    """
    with pytest.raises(si.UnsupportedError, match="4 words"):
        si.run(si.parse(program), [1, 2, 3, 4])
