"""Tensor constants are read as MLIR reads them: lists, splats, raw bytes, sparse ones, resources.

Expected values are those of MLIR's own parser, or follow from the bit formats.
"""

from __future__ import annotations

import numpy as np
import pytest
from stablehlo_reference.interpreter.ir import Source
from stablehlo_reference.interpreter.text.reader import read_attribute, read_literal, read_module
from stablehlo_reference.spec.attributes import FloatAttr, ResourceAttr
from stablehlo_reference.spec.types import BF16

LITERALS = {
    "dense<1> : tensor<2x2xi32>": np.full((2, 2), 1, np.int32),
    "dense<[1, -2]> : tensor<2xi64>": np.array([1, -2], np.int64),
    "dense<[[1], [2]]> : tensor<2x1xi8>": np.array([[1], [2]], np.int8),
    "dense<[255, 0x80, -128]> : tensor<3xi8>": np.array([-1, -128, -128], np.int8),
    "dense<[ 255 ,\n 0 ]> : tensor<2xui8>": np.array([255, 0], np.uint8),
    "dense<18446744073709551615> : tensor<1xui64>": np.array([2**64 - 1], np.uint64),
    "dense<[18446744073709551615, 1]> : tensor<2xi64>": np.array([-1, 1], np.int64),
    "dense<5> : tensor<index>": np.array(5, np.int64),
    "dense<[1.0, -2.5e-1, 3.]> : tensor<3xf32>": np.array([1, -0.25, 3], np.float32),
    "dense<[0x7F800000, 1.0]> : tensor<2xf32>": np.array([np.inf, 1], np.float32),
    "dense<1.0e400> : tensor<f64>": np.array(np.inf),
    "dense<1.00000005960464477539062500001> : tensor<f32>": np.array(1, np.float32),
    "dense<[true, false]> : tensor<2xi1>": np.array([True, False]),
    "dense<[1, 0, -1]> : tensor<3xi1>": np.array([True, False, True]),
    "dense<[(1.0, 2.0), (0x80000000, -1.0)]> : tensor<2xcomplex<f32>>": np.array([1 + 2j, -0.0 - 1j], np.complex64),
    "dense<(1.0, 2.0)> : tensor<2xcomplex<f64>>": np.array([1 + 2j, 1 + 2j]),
    "dense<> : tensor<0xi32>": np.zeros(0, np.int32),
    "dense<[]> : tensor<0xf32>": np.zeros(0, np.float32),
    "dense<[[], []]> : tensor<2x0xi1>": np.zeros((2, 0), np.bool_),
    "dense<1> : tensor<0xi32>": np.zeros(0, np.int32),
    'dense<"0x0100000002000000"> : tensor<2xi32>': np.array([1, 2], np.int32),
    'dense<"0x01000000"> : tensor<3xi32>': np.array([1, 1, 1], np.int32),
    'dense<"0x"> : tensor<0xi32>': np.zeros(0, np.int32),
    'dense<"0x0000803f00000040"> : tensor<1xcomplex<f32>>': np.array([1 + 2j], np.complex64),
    'dense<"0x0100FF"> : tensor<3xi1>': np.array([True, False, True]),
    'dense<"0x0502"> : tensor<10xi1>': np.array([1, 0, 1, 0, 0, 0, 0, 0, 0, 1], np.bool_),
    "dense<[1, // one > two\n 2]> : tensor<2xi32>": np.array([1, 2], np.int32),
    "sparse<[[0, 0], [1, 2]], [1, 5]> : tensor<2x3xi32>": np.array([[1, 0, 0], [0, 0, 5]], np.int32),
    "sparse<1, 2.0> : tensor<3xf32>": np.array([0, 2, 0], np.float32),
    "sparse<> : tensor<2xi32>": np.zeros(2, np.int32),
}


@pytest.mark.parametrize("text", LITERALS)
def test_a_tensor_constant_is_read(text: str) -> None:
    literal, expected = read_literal(text), LITERALS[text]
    assert literal.array.dtype == expected.dtype
    assert literal.array.shape == expected.shape
    assert literal.array.tobytes() == expected.tobytes()
    assert not literal.array.flags.writeable


SMALL = {
    # text of one element -> the byte that holds it
    ("-1", "i4"): 0x0F,
    ("15", "i4"): 0x0F,
    ("-2", "i2"): 0x02,
    ("3", "ui2"): 0x03,
    ("1000.0", "f4E2M1FN"): 0x7,
    ("-0.3", "f4E2M1FN"): 0x9,
    ("7.2", "f6E2M3FN"): 0x1E,
    ("1000.0", "f8E4M3FN"): 0x7F,
    ("1000.0", "f8E4M3"): 0x78,
    ("-0.0", "f8E4M3FNUZ"): 0x00,
    ("1.0e6", "f8E4M3FNUZ"): 0x80,
    ("-1.0e6", "f8E5M2"): 0xFC,
    ("0.0", "f8E8M0FNU"): 0x00,
    ("3.0", "f8E8M0FNU"): 0x81,
    ("1.0e60", "f8E8M0FNU"): 0xFF,
}


@pytest.mark.parametrize(("number", "element"), SMALL)
def test_narrow_elements_are_rounded_to_their_format(number: str, element: str) -> None:
    for text in (f"dense<{number}> : tensor<2x{element}>", f"dense<[{number}, {number}]> : tensor<2x{element}>"):
        assert read_literal(text).array.tobytes() == bytes([SMALL[number, element]] * 2)


@pytest.mark.parametrize(
    ("value", "expected"), [("1.00390625000001", 0x3F81), ("1.00390625", 0x3F80), ("1.01171875", 0x3F82)]
)
def test_decimals_are_rounded_once(value: str, expected: int) -> None:
    assert read_literal(f"dense<[{value}, {value}]> : tensor<2xbf16>").array.view(np.uint16).tolist() == [expected] * 2
    assert read_attribute(f"{value} : bf16") == FloatAttr(expected, BF16)


def test_a_splat_takes_no_memory() -> None:
    literal = read_literal("dense<1.0> : tensor<1000000x1000000xf64>")
    assert literal.splat
    assert literal.array.base is None or literal.array.base.nbytes <= 8
    assert read_literal('dense<"0x01"> : tensor<1000000x1000000xi8>').splat


def test_bits_of_nan_survive() -> None:
    for text in ("dense<[0x7FC00001, 0xFF800002]>", 'dense<"0x0100C07F020080FF">'):
        assert read_literal(f"{text} : tensor<2xf32>").array.view(np.uint32).tolist() == [0x7FC00001, 0xFF800002]


@pytest.mark.parametrize("element", ["i32", "f32", "i1", "complex<f64>", "ui4", "bf16"])
@pytest.mark.parametrize("shape", [(7,), (2, 3), (3, 1, 2)])
def test_lists_are_read_alike_in_one_go_and_token_by_token(element: str, shape: tuple[int, ...]) -> None:
    rng = np.random.default_rng(0)

    def spell(values: np.ndarray) -> str:
        if values.ndim:
            return f"[{', '.join(spell(part) for part in values)}]"
        value = int(values)
        match element:
            case "i1":
                return "true" if value % 2 else "false"
            case "complex<f64>":
                return f"({value / 7:e}, {-value / 3:f})"
            case "f32" | "bf16":
                return f"{value / 7 - 1:.5f}"
            case _:
                return str(value)

    elements = spell(rng.integers(0, 16, shape))
    type_ = f"tensor<{''.join(f'{size}x' for size in shape)}{element}>"
    plain = read_literal(f"dense<{elements}> : {type_}")
    commented = read_literal(f"dense<{elements.replace('[', '[ // a list' + chr(10), 1)}> : {type_}")
    assert plain == commented
    assert plain.array.shape == shape


def test_a_resource_stands_at_the_end_of_the_file() -> None:
    text = """
    "a.b"() {value = dense_resource<key> : tensor<2xi32>} : () -> ()
    {-# dialect_resources: { builtin: { key: "0x040000000100000002000000", "other key": "0x04000000" } },
        external_resources: { mlir_reproducer: { pipeline: "x", verify: true } } #-}
    """
    module = read_module(Source("test.mlir", text), allow_unregistered=True)
    attribute = module.body.operations[0].attributes["value"]
    assert isinstance(attribute, ResourceAttr)
    assert attribute.blob.alignment == 4
    assert attribute.literal().array.tolist() == [1, 2]


def test_a_resource_may_be_left_out() -> None:
    attribute = read_attribute("dense_resource<__elided__> : tensor<2xi32>")
    assert isinstance(attribute, ResourceAttr)
    assert attribute.blob.data is None


def test_large_data_is_read_whole() -> None:
    data = np.random.default_rng(0).integers(0, 256, 4 * 300_001, np.uint8).tobytes()
    literal = read_literal(f'dense<"0x{data.hex().upper()}"> : tensor<300001xf32>')
    assert literal.array.tobytes() == data
