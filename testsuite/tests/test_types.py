"""Element types held against ml_dtypes and numpy, bit pattern by bit pattern; spellings; composed types."""

from __future__ import annotations

import math
import struct

import ml_dtypes
import numpy as np
import pytest
from hypothesis import given, strategies as st
from stablehlo_reference.spec.lang import elements_of
from stablehlo_reference.spec.types import (
    BF16,
    BY_NAME,
    COMPLEX64,
    COMPLEX128,
    ELEMENT_TYPES,
    F16,
    F32,
    F64,
    FLOATS,
    FORMATS,
    I1,
    INDEX,
    SI2,
    SI4,
    SI8,
    SI16,
    SI32,
    SI64,
    SIGNED_INTEGERS,
    TENSOR_FLOATS,
    TF32,
    TOKEN,
    UI2,
    UI4,
    UI8,
    UNSIGNED_INTEGERS,
    Bounds,
    BufferType,
    ComplexType,
    FloatFormat,
    FloatType,
    FunctionType,
    FutureType,
    IntegerType,
    Nans,
    QuantizedType,
    Signedness,
    TensorType,
    TupleType,
    UnknownElementType,
    UnrankedTensorType,
    Zeros,
    float_text,
    from_dtype,
    tensor,
)

UNSIGNED_WORDS = {8: np.uint8, 16: np.uint16, 32: np.uint32, 64: np.uint64}
SMALL_FLOATS = [pytest.param(float_, id=float_.name) for float_ in TENSOR_FLOATS if float_.bits <= 16]
ALL_FLOATS = [pytest.param(float_, id=float_.name) for float_ in TENSOR_FLOATS]
INTEGERS = [pytest.param(integer, id=integer.name) for integer in (*SIGNED_INTEGERS, *UNSIGNED_INTEGERS)]


def every_value(float_: FloatType) -> np.ndarray:
    """All values of a format of at most 16 bits in the order of their patterns, as its dtype reads them."""
    word = UNSIGNED_WORDS[8 * float_.dtype.itemsize]
    with np.errstate(invalid="ignore"):  # signalling NaNs
        return np.arange(1 << float_.bits, dtype=word).view(float_.dtype).astype(np.float64)


def same(a: float, b: float) -> bool:
    """Equal, signs of zeros included; NaN equals NaN."""
    return (math.isnan(a) and math.isnan(b)) or (a == b and math.copysign(1, a) == math.copysign(1, b))


# Floating-point formats -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("float_", SMALL_FLOATS)
def test_every_pattern_of_a_small_format_decodes_as_its_dtype_does(float_: FloatType) -> None:
    wrong = [
        (pattern, value, float_.format.decode(pattern))
        for pattern, value in enumerate(every_value(float_).tolist())
        if not same(value, float_.format.decode(pattern))
    ]
    assert not wrong, wrong[:5]


def packed(code: str, word: str, bits: int) -> float:
    """The float of a bit pattern, by the struct module."""
    return struct.unpack(f"<{code}", struct.pack(f"<{word}", bits))[0]


# Zero, smallest and largest subnormal, smallest and largest normal, infinity, NaNs, negative zero, negative infinity.
EDGES_32 = [0, 1, 0x007FFFFF, 0x00800000, 0x7F7FFFFF, 0x7F800000, 0x7F800001, 0xFFFFFFFF, 1 << 31, 0xFF800000]
EDGES_64 = [0, 1, (1 << 52) - 1, 1 << 52, (0x7FF << 52) - 1, 0x7FF << 52, (0x7FF << 52) + 1, 1 << 63, 0xFFF << 52]


@given(st.sampled_from(EDGES_32) | st.integers(0, (1 << 32) - 1))
def test_f32_decodes_as_the_machine_does(pattern: int) -> None:
    assert same(F32.format.decode(pattern), packed("f", "I", pattern))


@given(st.sampled_from(EDGES_64) | st.integers(0, (1 << 64) - 1))
def test_f64_decodes_as_the_machine_does(pattern: int) -> None:
    assert same(F64.format.decode(pattern), packed("d", "Q", pattern))


@pytest.mark.parametrize("float_", ALL_FLOATS)
def test_computed_properties_are_those_of_the_dtype(float_: FloatType) -> None:
    row, info = float_.format, ml_dtypes.finfo(float_.dtype)
    assert row.bits == info.bits
    assert row.mantissa_bits == info.nmant
    assert row.max_finite == float(info.max)
    assert row.min_normal == float(info.smallest_normal)
    assert row.min_positive == float(info.smallest_subnormal)
    assert 2.0**-row.mantissa_bits == float(info.eps)


@pytest.mark.parametrize("float_", SMALL_FLOATS)
def test_computed_properties_are_those_of_all_patterns(float_: FloatType) -> None:
    row, values = float_.format, every_value(float_)
    finite = values[np.isfinite(values)]
    positive = finite[finite > 0]
    assert positive.max() == row.max_finite
    assert positive.min() == row.min_positive
    assert row.infinities == bool(np.isinf(values).any())
    assert row.has_nan == bool(np.isnan(values).any())
    assert row.signed == bool((finite < 0).any())
    zeros = {math.copysign(1, zero) for zero in finite[finite == 0]}
    assert zeros == {Zeros.SIGNED: {1.0, -1.0}, Zeros.UNSIGNED: {1.0}, Zeros.NONE: set()}[row.zeros]
    assert 2.0**row.max_exponent <= row.max_finite < 2.0 ** (row.max_exponent + 1)


@pytest.mark.parametrize("float_", SMALL_FLOATS)
def test_nan_patterns_are_those_that_the_format_names(float_: FloatType) -> None:
    row = float_.format
    found = set(np.flatnonzero(np.isnan(every_value(float_))).tolist())
    sign = 1 << (row.bits - 1)
    exponent = ((1 << row.exponent_bits) - 1) << row.mantissa_bits
    mantissas = range(1, 1 << row.mantissa_bits)
    expected = {
        Nans.NONE: set(),
        Nans.NEGATIVE_ZERO: {sign},
        Nans.ALL_ONES: {(1 << row.bits) - 1, (1 << (row.exponent_bits + row.mantissa_bits)) - 1},
        Nans.IEEE: {s | exponent | m for s in (0, sign) for m in mantissas},
    }[row.nans]
    assert found == expected


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_fields_fill_the_format(row: FloatFormat) -> None:
    assert row.exponent_bits + row.mantissa_bits + row.signed == row.bits
    assert row.precision == row.mantissa_bits + 1


def test_tf32_has_the_range_of_f32_and_the_precision_of_f16() -> None:
    assert TF32.format.max_exponent == F32.format.max_exponent
    assert TF32.format.min_normal == F32.format.min_normal
    assert TF32.format.precision == F16.format.precision
    assert TF32 not in TENSOR_FLOATS
    assert elements_of(TF32) is None


# Integers, booleans, complex numbers ------------------------------------------------------------------------------


@pytest.mark.parametrize("integer", INTEGERS)
def test_integers_have_the_range_of_their_dtype(integer: IntegerType) -> None:
    info = ml_dtypes.iinfo(integer.dtype) if integer.bits < 8 else np.iinfo(integer.dtype)
    assert (integer.min, integer.max) == (int(info.min), int(info.max))
    assert integer.standard
    assert integer.dtype.itemsize == max(1, integer.bits // 8)


@pytest.mark.parametrize("integer", [SI2, SI4, SI8, UI2, UI4, UI8], ids=lambda integer: integer.name)
def test_small_integers_hold_exactly_their_range(integer: IntegerType) -> None:
    values = np.arange(integer.min, integer.max + 1)
    assert values.astype(integer.dtype).astype(np.int64).tolist() == values.tolist()
    assert len(values) == 1 << integer.bits


def test_an_odd_width_has_a_name_and_no_array() -> None:
    odd = IntegerType(7)
    assert str(odd) == "i7"
    assert not odd.standard
    with pytest.raises(TypeError, match="i7"):
        _ = odd.dtype


def test_explicitly_signed_integers_are_not_stablehlo() -> None:
    assert str(IntegerType(8, Signedness.SIGNED)) == "si8"
    assert not IntegerType(8, Signedness.SIGNED).standard
    assert elements_of(IntegerType(8, Signedness.SIGNED)) is None


def test_complex_types_hold_two_parts() -> None:
    assert (COMPLEX64.bits, COMPLEX128.bits) == (64, 128)
    assert (COMPLEX64.dtype, COMPLEX128.dtype) == (np.dtype(np.complex64), np.dtype(np.complex128))
    with pytest.raises(TypeError, match="complex<f16>"):
        _ = ComplexType(F16).dtype


# Spelling ---------------------------------------------------------------------------------------------------------


def test_the_specification_has_32_element_types() -> None:
    assert len(set(ELEMENT_TYPES)) == len(ELEMENT_TYPES) == 1 + 6 + 6 + 15 + 2
    assert all(elements_of(element) is not None for element in ELEMENT_TYPES)


@pytest.mark.parametrize("element", [*ELEMENT_TYPES, TF32, INDEX], ids=str)
def test_a_spelling_names_its_type(element) -> None:
    assert BY_NAME[str(element)] is element


@pytest.mark.parametrize(
    ("element", "name", "mlir"),
    [
        (I1, "i1", "i1"),
        (SI4, "si4", "i4"),
        (UI8, "ui8", "ui8"),
        (BF16, "bf16", "bf16"),
        (FLOATS["f8E4M3B11FNUZ"], "f8E4M3B11FNUZ", "f8E4M3B11FNUZ"),
        (COMPLEX64, "complex<f32>", "complex<f32>"),
        (INDEX, "index", "index"),
    ],
    ids=str,
)
def test_the_specification_and_mlir_spell_types(element, name: str, mlir: str) -> None:
    assert (element.name, str(element)) == (name, mlir)


@pytest.mark.parametrize("element", ELEMENT_TYPES, ids=str)
def test_a_dtype_names_its_type(element) -> None:
    assert from_dtype(element.dtype) is element


def test_a_foreign_dtype_has_no_type() -> None:
    with pytest.raises(TypeError, match="datetime64"):
        from_dtype(np.dtype("datetime64[s]"))


def test_types_compare_by_content() -> None:
    assert IntegerType(8) == SI8
    assert hash(IntegerType(8)) == hash(SI8)
    assert SI8 != UI8
    assert FloatType(F16.format) == F16
    assert len({SI32, IntegerType(32), F32, F64}) == 3


# Tensors and other values -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (tensor(element=F32), "tensor<f32>"),
        (tensor(2, 3, element=SI32), "tensor<2x3xi32>"),
        (tensor(0, None, element=I1), "tensor<0x?xi1>"),
        (TensorType((None, 2), F32, Bounds((4, None))), "tensor<?x2xf32, #stablehlo.bounds<4, ?>>"),
        (UnrankedTensorType(F32), "tensor<*xf32>"),
        (BufferType((2, None), BF16), "memref<2x?xbf16>"),
        (TOKEN, "!stablehlo.token"),
        (TupleType((tensor(element=F32), TOKEN)), "tuple<tensor<f32>, !stablehlo.token>"),
        (TupleType(()), "tuple<>"),
        (FutureType((tensor(2, element=F32),)), "!stablehlo.future<tensor<2xf32>>"),
        (FunctionType((TOKEN,), (TOKEN,)), "(!stablehlo.token) -> !stablehlo.token"),
        (FunctionType((), ()), "() -> ()"),
        (FunctionType((), (FunctionType((), ()),)), "() -> (() -> ())"),
    ],
    ids=str,
)
def test_types_print_in_mlir_spelling(type_, text: str) -> None:
    assert str(type_) == text


def test_a_static_tensor_knows_its_size() -> None:
    type_ = tensor(2, 3, element=SI4)
    assert (type_.rank, type_.size, type_.nbytes, type_.static) == (2, 6, 6, True)


def test_an_unknown_size_is_not_a_number() -> None:
    type_ = tensor(2, None, element=F32)
    assert not type_.static
    with pytest.raises(ValueError, match="unknown"):
        _ = type_.size


def test_bounds_stay_with_the_shape() -> None:
    type_ = TensorType((None, 2), F32, Bounds((4, None)))
    assert type_.with_element(F64).bounds == Bounds((4, None))
    assert type_.with_shape((2, 2)).bounds is None
    assert tensor(2, element=F32).bounds is None


def test_an_unknown_element_type_is_kept_as_it_is_spelled() -> None:
    unknown = UnknownElementType("!dialect.thing")
    assert str(tensor(2, element=unknown)) == "tensor<2x!dialect.thing>"
    assert elements_of(unknown) is None


# Quantized types --------------------------------------------------------------------------------------------------


def test_a_per_tensor_type_prints_its_parameters() -> None:
    assert str(QuantizedType.of(SI8, F32, (0.5,), (3,))) == "!quant.uniform<i8:f32, 5.000000e-01:3>"
    assert str(QuantizedType.of(UI8, F32, (0.5,), (0,))) == "!quant.uniform<u8:f32, 5.000000e-01>"


def test_a_narrowed_storage_range_is_printed() -> None:
    narrow = QuantizedType.of(SI8, F32, (1.0,), (0,), storage_range=(-127, 127))
    assert str(narrow) == "!quant.uniform<i8<-127:127>:f32, 1.000000e+00>"
    assert not narrow.full_range


def test_a_per_axis_type_has_one_pair_an_index() -> None:
    per_axis = QuantizedType.of(SI8, F32, (1.0, 2.0), (0, 4), dimension=1)
    assert (per_axis.per_tensor, per_axis.per_axis, per_axis.sub_channel) == (False, True, False)
    assert str(per_axis) == "!quant.uniform<i8:f32:1, {1.000000e+00,2.000000e+00:4}>"


def test_a_sub_channel_type_has_one_pair_a_block() -> None:
    blocks = QuantizedType(
        SI8, F32, (1.0, 2.0, 3.0, 4.0), (0, 0, 0, 1), None, -128, 127,
        block_dimensions=(0, 1), block_sizes=(2, 4), block_counts=(2, 2),
    )  # fmt: skip
    assert (blocks.per_tensor, blocks.per_axis, blocks.sub_channel) == (False, False, True)
    assert str(blocks) == (
        "!quant.uniform<i8:f32:{0:2, 1:4}, {{1.000000e+00, 2.000000e+00}, {3.000000e+00, 4.000000e+00:1}}>"
    )


def test_the_baseline_forgets_scales_and_zero_points_only() -> None:
    a = QuantizedType.of(SI8, F32, (1.0, 2.0), (0, 4), dimension=1)
    b = QuantizedType.of(SI8, F32, (3.0, 5.0), (1, 1), dimension=1)
    assert a != b
    assert a.baseline() == b.baseline()
    assert a.baseline() != QuantizedType.of(SI8, F32, (1.0, 2.0), (0, 4), dimension=0).baseline()


@pytest.mark.parametrize(
    ("label", "quantized"),
    [
        ("C3", QuantizedType.of(SI8, F32, (1.0,), (0,), storage_range=(-129, 127))),
        ("C3", QuantizedType.of(SI8, F32, (1.0,), (0,), storage_range=(5, 5))),
        ("C4", QuantizedType.of(SI8, SI32, (1.0,), (0,))),
        ("C5", QuantizedType.of(SI8, F32, (0.0,), (0,))),
        ("C5", QuantizedType.of(SI8, F32, (float("nan"),), (0,))),
        ("C6", QuantizedType.of(SI8, F32, (float("inf"),), (0,))),
        ("C7", QuantizedType.of(SI8, F32, (1.0,), (100,), storage_range=(-8, 7))),
        ("C9", QuantizedType.of(SI8, F32, (1.0, 2.0), (0,), dimension=0)),
        ("C10", QuantizedType.of(SI8, F32, (1.0, 2.0), (0, 0))),
        ("C11", QuantizedType.of(SI8, F32, (1.0,), (0,), dimension=-1)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_parameters_break_a_labelled_rule(label: str, quantized: QuantizedType) -> None:
    problem = quantized.problem()
    assert problem is not None
    assert problem.startswith(f"({label})")


@pytest.mark.parametrize(
    "quantized",
    [
        QuantizedType.of(SI8, F32, (0.1,), (-128,)),
        QuantizedType.of(UI4, BF16, (1e-30,), (15,)),
        QuantizedType.of(SI32, F64, (1.0, 2.0), (0, 1), dimension=3),
        QuantizedType.of(SI16, F16, (1.0,), (7,), storage_range=(-8, 7)),
    ],
    ids=str,
)
def test_good_parameters_break_no_rule(quantized: QuantizedType) -> None:
    assert quantized.problem() is None
    assert tensor(2, element=quantized).storage is quantized.storage
    assert SI64.bits > quantized.bits


@given(st.floats(allow_nan=False))
def test_the_text_of_a_float_reads_back(value: float) -> None:
    text = float_text(value)
    read = packed("d", "Q", int(text, 16)) if text.startswith("0x") else float(text)
    assert same(read, value)
