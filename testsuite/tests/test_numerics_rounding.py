"""Rounding, conversion and bit patterns against exact fractions: every value and midpoint of the narrow formats."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import product
from math import copysign, floor, inf, isinf, isnan, ldexp, nan

import ml_dtypes
import numpy as np
import pytest
from stablehlo_reference.spec.numerics import rounding
from stablehlo_reference.spec.numerics.bitcast import bitcast
from stablehlo_reference.spec.numerics.conversion import convert
from stablehlo_reference.spec.numerics.formats import bits as bits_of, float_format
from stablehlo_reference.spec.numerics.precision import reduce_precision
from stablehlo_reference.spec.types.formats import Nans, Zeros

NARROW = [
    np.dtype(getattr(ml_dtypes, name))
    for name in (
        "float4_e2m1fn", "float6_e2m3fn", "float6_e3m2fn", "float8_e3m4", "float8_e4m3", "float8_e4m3fn",
        "float8_e4m3fnuz", "float8_e4m3b11fnuz", "float8_e5m2", "float8_e5m2fnuz", "float8_e8m0fnu",
    )
]  # fmt: skip
SIXTEEN = [np.dtype(ml_dtypes.bfloat16), np.dtype(np.float16)]
FLOATS = [*NARROW, *SIXTEEN, np.dtype(np.float32), np.dtype(np.float64)]
SUBBYTE = [np.dtype(t) for t in (ml_dtypes.int2, ml_dtypes.int4, ml_dtypes.uint2, ml_dtypes.uint4)]
INTEGERS = [*SUBBYTE, *(np.dtype(f"{kind}{size}") for kind in "iu" for size in (1, 2, 4, 8))]


def named(dtypes: list[np.dtype], argument: str = "dtype") -> pytest.MarkDecorator:
    return pytest.mark.parametrize(argument, dtypes, ids=lambda dtype: dtype.name)


# The exact oracle: numbers are fractions, or one of the floats nan, inf, -inf, -0.0 -----------------------------------

Number = Fraction | float


@cache
def finite_values(dtype: np.dtype) -> list[tuple[Fraction, int]]:
    """Positive finite values of a format of up to 16 bits in order, with their patterns."""
    form = float_format(dtype)
    count = 1 << (form.bits - 1 if form.signed else form.bits)
    decoded = ((form.decode(pattern), pattern) for pattern in range(count))
    return sorted((Fraction(value), pattern) for value, pattern in decoded if not (isnan(value) or isinf(value)))


def nearest(x: Number, dtype: np.dtype) -> Number:
    """x rounded to a format, ties to even."""
    form = float_format(dtype)
    if isinstance(x, float) and (isnan(x) or isinf(x)):
        return overflow(x, dtype)
    if x == 0:
        return zero(x, dtype)
    size = abs(x)
    if form.zeros is Zeros.NONE:
        if x < 0:
            return nan
        exponent = max(floor_log2(Fraction(size)), form.min_exponent)
        tail = Fraction(size) / Fraction(2) ** exponent
        rounded = Fraction(2) ** (exponent + (tail >= Fraction(3, 2)))
        return rounded if rounded <= form.max_finite else nan
    step = Fraction(2) ** (max(floor_log2(Fraction(size)), form.min_exponent) - form.mantissa_bits)
    rounded = round(Fraction(size) / step) * step  # Python rounds fractions half to even
    if rounded > form.max_finite:
        return overflow(copysign(inf, x), dtype)
    return zero(-0.0 if x < 0 else 0.0, dtype) if rounded == 0 else rounded * (1 if x > 0 else -1)


def zero(x: Number, dtype: np.dtype) -> Number:
    zeros = float_format(dtype).zeros
    return nan if zeros is Zeros.NONE else 0.0 if zeros is Zeros.UNSIGNED else float(x)


def overflow(x: float, dtype: np.dtype) -> Number:
    """NaN or an infinity in a format."""
    form = float_format(dtype)
    if form.nans is Nans.NONE:
        return -0.0 if isnan(x) else copysign(form.max_finite, x)
    return x if form.infinities else nan


def floor_log2(x: Fraction) -> int:
    guess = x.numerator.bit_length() - x.denominator.bit_length()
    return guess if Fraction(2) ** guess <= x else guess - 1


def numbers(x: np.ndarray) -> list[Number]:
    """Elements of a float array as the oracle has them; values of narrow formats by their definition."""
    if x.dtype.kind == "f" and x.dtype.itemsize > 1:
        with np.errstate(invalid="ignore"):  # signalling NaN
            decoded = x.astype(np.float64).tolist()
    else:
        word = np.dtype(f"u{x.dtype.itemsize}")
        decoded = [float_format(x.dtype).decode(int(pattern)) for pattern in x.view(word)]
    return [value if isnan(value) or isinf(value) or value == 0 else Fraction(value) for value in decoded]


def assert_same(result: np.ndarray, expected: list[Number], shown: list[Number] | None = None) -> None:
    """Equal numbers, signs of zeros included."""
    for k, (got, want) in enumerate(zip(numbers(result), expected, strict=True)):
        same = isnan(got) if isnan(want) else got == want and (want != 0 or copysign(1, got) == copysign(1, want))
        assert same, f"{result.dtype}: element {k} ({shown[k] if shown else ''}) is {got}, not {want}"


def every(dtype: np.dtype) -> np.ndarray:
    """Every value of a format of up to 16 bits."""
    return np.arange(1 << bits_of(dtype)).astype(np.dtype(f"u{dtype.itemsize}")).view(dtype)


def samples(dtype: np.dtype) -> np.ndarray:
    """Every value of an 8-bit type, some of a wider one: edges, and random patterns."""
    if bits_of(dtype) <= 8:
        return every(dtype)
    form = float_format(dtype)
    random = np.random.default_rng(form.bits)
    word = np.dtype(f"u{dtype.itemsize}")
    edges = [0.0, -0.0, inf, -inf, nan, form.max_finite, -form.max_finite, form.min_normal, form.min_positive, 1.5]
    patterns = random.integers(0, (1 << form.bits) - 1, 400, dtype=word, endpoint=True)
    scaled = np.ldexp(random.uniform(-2, 2, 400), random.integers(-12, 12, 400))
    with np.errstate(all="ignore"):
        return np.concatenate([np.array(edges).astype(dtype), patterns.view(dtype), scaled.astype(dtype)])


def probes(dtype: np.dtype, source: type[np.floating]) -> np.ndarray:
    """Values of `source` at and next to every value, midpoint and limit of a narrow format, and special ones."""
    known = [value for value, _ in finite_values(dtype)]
    last = known[-1] + (known[-1] - known[-2])
    points = [*known, last, *((a + b) / 2 for a, b in zip([*known, last], [*known[1:], last, 2 * last], strict=False))]
    with np.errstate(over="ignore"):
        at = np.array([float(point) for point in points]).astype(source)
    near = np.concatenate([at, np.nextafter(at, source(inf)), np.nextafter(at, source(-inf))])
    special = np.array([0.0, inf, nan, 1e-30, 1e30, 2.0**-149, 2.0**-127, 2.0**-128]).astype(source)
    return np.concatenate([near, -near, special, -special])


# Rounding -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", [np.float32, np.float64])
@named(NARROW)
def test_narrow_formats_round_once_at_every_value_and_midpoint(dtype: np.dtype, source: type[np.floating]) -> None:
    x = probes(dtype, source)
    result = rounding.round_to(x, dtype)
    assert result.dtype == dtype
    shown = numbers(x)
    assert_same(result, [nearest(number, dtype) for number in shown], shown)


@named([*SIXTEEN, np.dtype(np.float32)])
def test_wider_formats_round_float64_once(dtype: np.dtype) -> None:
    random = np.random.default_rng(1)
    if dtype.itemsize == 2:
        known = [value for value, _ in finite_values(dtype)[::97]]
    else:
        known = [value for value in numbers(samples(dtype)) if isinstance(value, Fraction) and value > 0]
    top = np.array(inf, dtype)
    up = [
        float(np.nextafter(np.array(float(v)).astype(dtype), top)) for v in known if v < float_format(dtype).max_finite
    ]
    middle = np.array([float((v + Fraction(w)) / 2) for v, w in zip(known, up, strict=False)])
    x = np.concatenate([middle, np.nextafter(middle, inf), np.nextafter(middle, -inf)])
    limit = float_format(dtype).max_finite
    half_step = ldexp(1.0, float_format(dtype).max_exponent - float_format(dtype).mantissa_bits - 1)
    edges = [limit + half_step, np.nextafter(limit + half_step, 0), 1e300, nan]
    x = np.concatenate([x, -x, random.normal(size=50), edges])
    shown = numbers(x)
    assert_same(rounding.round_to(x, dtype), [nearest(number, dtype) for number in shown], shown)


def test_overflow_by_hand() -> None:
    def rounded(x: float, name: str) -> float:
        return float(rounding.round_to(np.array(x), np.dtype(getattr(ml_dtypes, name))))

    assert rounded(464.0, "float8_e4m3fn") == 448
    assert isnan(rounded(464.1, "float8_e4m3fn"))
    assert rounded(1e9, "float8_e5m2") == inf
    assert isnan(rounded(1e9, "float8_e5m2fnuz"))
    assert rounded(1e9, "float4_e2m1fn") == 6
    assert rounded(-1e9, "float6_e3m2fn") == -28
    assert rounded(1e-300, "float8_e8m0fnu") == 2.0**-127
    assert isnan(rounded(0.0, "float8_e8m0fnu"))
    assert rounded(1 + 2.0**-8 + 2.0**-50, "bfloat16") == 1 + 2.0**-7  # float32 would lose the last bit: rounds twice


@named([*NARROW, *SIXTEEN])
def test_integral_rounding_is_exact_for_every_value(dtype: np.dtype) -> None:
    def integral(number: Number, rule: str) -> Number:
        if isinstance(number, float):
            return nearest(number, dtype)
        size, sign = abs(number), 1 if number > 0 else -1
        whole = {
            "half_away": sign * floor(size + Fraction(1, 2)),
            "half_even": sign * round(size),
            "floor": floor(number),
            "ceil": -floor(-number),
        }[rule]
        return nearest(copysign(0.0, sign) if whole == 0 else Fraction(whole), dtype)

    x = every(dtype)[:: 1 if dtype.itemsize == 1 else 13]
    for rule in ("half_away", "half_even", "floor", "ceil"):
        assert_same(getattr(rounding, rule)(x), [integral(number, rule) for number in numbers(x)], numbers(x))


def test_integral_rounding_of_float64_near_halves() -> None:
    x = np.array([0.49999999999999994, 0.5, 1.5, 2.5, -0.5, -2.5, 4503599627370497.5, -0.2, 1e300, -inf])
    assert rounding.half_away(x).tolist() == [0, 1, 2, 3, -1, -3, 4503599627370498, -0.0, 1e300, -inf]
    assert rounding.half_even(x).tolist() == [0, 0, 2, 2, -0.0, -2, 4503599627370498, -0.0, 1e300, -inf]
    assert np.signbit(rounding.half_even(x)).tolist() == np.signbit(x).tolist()


# reduce_precision -----------------------------------------------------------------------------------------------------


def reduced(pattern: int, dtype: np.dtype, exponent_bits: int, mantissa_bits: int) -> Number:
    """By the definition, on fields: first the mantissa field, then the range."""
    form = float_format(dtype)
    value = form.decode(pattern)
    if isnan(value) and mantissa_bits == 0:
        negative = form.signed and pattern >> form.bits - 1
        return overflow(-inf if negative else inf, dtype)
    if isnan(value) or isinf(value):
        return value
    magnitude = pattern & ((1 << form.bits - form.signed) - 1)
    unit = 1 << max(form.mantissa_bits - mantissa_bits, 0)
    magnitude = round(Fraction(magnitude, unit)) * unit
    sign = copysign(1, value)
    field, mantissa = divmod(magnitude, 1 << form.mantissa_bits)
    if field == 0 and form.zeros is not Zeros.NONE:
        size = Fraction(mantissa) * Fraction(2) ** (form.min_exponent - form.mantissa_bits)
    else:
        size = (1 + Fraction(mantissa, 1 << form.mantissa_bits)) * Fraction(2) ** (field - form.bias)
    bias = (1 << exponent_bits - 1) - 1
    if size > form.max_finite or (exponent_bits < form.exponent_bits and size >= Fraction(2) ** (bias + 1)):
        return overflow(sign * inf, dtype)
    if size == 0 or (exponent_bits < form.exponent_bits and size < Fraction(2) ** (1 - bias)):
        return zero(sign * 0.0, dtype)
    return size * int(sign)


@named(FLOATS)
def test_reduce_precision_follows_its_definition(dtype: np.dtype) -> None:
    form = float_format(dtype)
    x = samples(dtype)[: 256 if form.bits <= 8 else 300]
    if form.bits > 16:
        x = np.concatenate([x, samples(dtype)[-300:]])
    patterns = [int(pattern) for pattern in x.view(np.dtype(f"u{dtype.itemsize}"))]
    widths = {(1, 0), (1, 3), (2, 2), (3, 0), (4, 3), (5, 2), (5, 10), (8, 0), (8, 7), (8, 23), (11, 30), (20, 60)}
    for exponent_bits, mantissa_bits in widths | {(form.exponent_bits, m) for m in range(4)}:
        expected = [reduced(pattern, dtype, exponent_bits, mantissa_bits) for pattern in patterns]
        assert_same(reduce_precision(x, exponent_bits, mantissa_bits), expected, numbers(x))


def test_reduce_precision_to_a_type_is_conversion_there_and_back_but_for_subnormals() -> None:
    x = samples(np.dtype(np.float32))
    there = convert(x, ml_dtypes.bfloat16)
    np.testing.assert_array_equal(reduce_precision(x, 8, 7), convert(there, np.float32))
    half = convert(convert(x, np.float16), np.float32)
    flushed = np.where(np.abs(half) < 2.0**-14, np.copysign(0, half), half)
    np.testing.assert_array_equal(reduce_precision(x, 5, 10), flushed)


# Conversion -----------------------------------------------------------------------------------------------------------


def integer_samples(dtype: np.dtype) -> list[int]:
    low, high = int(ml_dtypes.iinfo(dtype).min), int(ml_dtypes.iinfo(dtype).max)
    if high < 256:
        return list(range(low, high + 1))
    chosen = {0, 1, -1, low, low + 1, high, high - 1}
    for k in range(high.bit_length()):  # numbers that two roundings would get wrong: just above a tie
        chosen |= {1 << k, (1 << k) + 1, (1 << k) + (1 << k // 2), (1 << k) + (1 << k // 2) + 1, -(1 << k) - 1}
        chosen |= {(1 << k) + (1 << (k - p)) + d for p in (4, 5, 8, 11, 24, 53) if k > p for d in (-1, 0, 1)}
    return sorted(n for n in chosen if low <= n <= high)


def integer_array(values: list[int], dtype: np.dtype) -> np.ndarray:
    bits = bits_of(dtype)
    return np.array([n % (1 << bits) for n in values], np.dtype(f"u{dtype.itemsize}")).view(dtype)


@named(FLOATS, "target")
@named(INTEGERS, "source")
def test_integers_become_floats_with_one_rounding(source: np.dtype, target: np.dtype) -> None:
    values = integer_samples(source)
    expected = [nearest(Fraction(n) if n else 0.0, target) for n in values]
    assert_same(convert(integer_array(values, source), target), expected, [Fraction(n) for n in values])


@named(INTEGERS, "target")
@named(FLOATS, "source")
def test_floats_become_integers_truncated_and_saturated(source: np.dtype, target: np.dtype) -> None:
    low, high = int(ml_dtypes.iinfo(target).min), int(ml_dtypes.iinfo(target).max)
    x = samples(source)
    if source.itemsize >= 4:
        edges = np.array([low, high, high + 1], np.float64).astype(source)
        x = np.concatenate([x, edges, np.nextafter(edges, source.type(inf)), np.nextafter(edges, source.type(-inf))])
    expected = [
        0 if isnan(n) else (high if n > 0 else low) if isinf(n) else min(max(int(n), low), high) for n in numbers(x)
    ]
    np.testing.assert_array_equal(convert(x, target), integer_array(expected, target))


@named(FLOATS, "target")
@named(FLOATS, "source")
def test_floats_become_floats_with_one_rounding(source: np.dtype, target: np.dtype) -> None:
    x = samples(source)
    assert_same(convert(x, target), [nearest(n, target) for n in numbers(x)], numbers(x))


@named(INTEGERS, "target")
@named(INTEGERS, "source")
def test_integers_keep_their_low_bits(source: np.dtype, target: np.dtype) -> None:
    values = integer_samples(source)
    np.testing.assert_array_equal(convert(integer_array(values, source), target), integer_array(values, target))


@named([*FLOATS, *INTEGERS])
def test_booleans_are_zero_and_one_and_everything_else_is_true(dtype: np.dtype) -> None:
    booleans = np.array([False, True])
    back = convert(booleans, dtype)
    assert [float(v) for v in back][1] == 1
    if dtype in INTEGERS:
        values = integer_samples(dtype)
        assert convert(integer_array(values, dtype), np.bool_).tolist() == [n != 0 for n in values]
    else:
        assert convert(samples(dtype), np.bool_).tolist() == [n != 0 for n in numbers(samples(dtype))]


def test_complex_numbers_convert_by_their_real_part() -> None:
    z = np.array([3.7 - 1j, 0 + 2j, complex(nan, 1), 1e300 + 1e-50j])
    assert convert(z, np.int8).tolist() == [3, 0, 0, 127]
    assert convert(z, np.bool_).tolist() == [True, False, True, True]
    narrow = convert(z, np.complex64)
    assert narrow.tolist()[3] == complex(inf, 0)
    assert narrow[0] == np.complex64(3.7 - 1j)
    assert convert(np.array([-2, 7], np.int64), np.complex64).tolist() == [-2 + 0j, 7 + 0j]
    assert convert(np.array([True]), np.complex128).tolist() == [1 + 0j]
    once = convert(np.array([2**24 + 1, (1 << 62) + (1 << 38) + 1]), np.complex64)  # the second is just above a tie
    assert once.tolist() == [2.0**24 + 0j, 2.0**62 + 2.0**39 + 0j]


# Bit patterns ---------------------------------------------------------------------------------------------------------

ANY = [np.dtype(np.bool_), *INTEGERS, *FLOATS, np.dtype(np.complex64), np.dtype(np.complex128)]


def patterns_of(x: np.ndarray) -> list[int]:
    """Bit patterns as Python integers, read from memory."""
    raw, size = np.ascontiguousarray(x).tobytes(), x.dtype.itemsize
    return [int.from_bytes(raw[k : k + size], "little") for k in range(0, len(raw), size)]


@named(ANY, "source")
def test_bitcast_moves_bits_least_significant_first(source: np.dtype) -> None:
    random = np.random.default_rng(5)
    old = bits_of(source)
    for target in ANY:
        new = bits_of(target)
        if max(old, new) % min(old, new):
            with pytest.raises(ValueError, match="do not divide"):
                bitcast(np.zeros((), source), target)
            continue
        ratio = max(old, new) // min(old, new)
        shape = (3, ratio) if new > old else (3,)
        total = [int.from_bytes(random.bytes(16), "little") % (1 << max(old, new)) for _ in range(3)]
        small = [[word >> k * min(old, new) & ((1 << min(old, new)) - 1) for k in range(ratio)] for word in total]
        given, wanted = (small, total) if new > old else (total, small if new < old else total)
        octets = b"".join(int(v).to_bytes(source.itemsize, "little") for v in np.array(given, object).reshape(-1))
        result = bitcast(np.frombuffer(octets, source).reshape(shape), target)
        assert result.dtype == target
        assert result.shape == ((3, ratio) if new < old else (3,))
        assert patterns_of(result) == list(np.array(wanted, object).reshape(-1))


def test_bitcast_of_empty_arrays_and_wrong_shapes() -> None:
    assert bitcast(np.zeros((0, 4), np.uint8), np.float32).shape == (0,)
    assert bitcast(np.zeros((2, 0), np.float32), np.uint8).shape == (2, 0, 4)
    with pytest.raises(ValueError, match="last dimension"):
        bitcast(np.zeros((2, 3), np.uint8), np.float32)
    with pytest.raises(ValueError, match="last dimension"):
        bitcast(np.zeros((), np.uint8), np.float32)


def test_every_conversion_keeps_shape_and_dtype() -> None:
    for source, target in product(ANY, ANY):
        assert convert(np.zeros((2, 0), source), target).shape == (2, 0)
        scalar = convert(np.ones((), np.uint8).astype(source), target)
        assert isinstance(scalar, np.ndarray)
        assert scalar.shape == ()
        assert scalar.dtype == target
