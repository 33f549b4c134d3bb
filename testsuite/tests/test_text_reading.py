"""Program text is read as MLIR reads it: types, attributes, locations, operations, modules.

Expected values are those of MLIR's own parser, or follow from the bit formats.
"""

from __future__ import annotations

import pytest
from stablehlo_reference.interpreter.diagnostics import Error
from stablehlo_reference.interpreter.ir import (
    UNKNOWN,
    CallLocation,
    FileLocation,
    FusedLocation,
    Location,
    Module,
    NameLocation,
    OpaqueLocation,
    Operation,
    Source,
)
from stablehlo_reference.interpreter.text.reader import decode, read_attribute, read_module, read_type
from stablehlo_reference.spec.attributes import (
    UNIT,
    ArrayAttr,
    DictAttr,
    FloatAttr,
    IntegerAttr,
    OpaqueAttr,
    SymbolRef,
)
from stablehlo_reference.spec.attributes.axis_ref import AxisRef
from stablehlo_reference.spec.attributes.channel_handle import ChannelHandle
from stablehlo_reference.spec.attributes.comparison_direction import ComparisonDirection
from stablehlo_reference.spec.attributes.conv import ConvDimensionNumbers
from stablehlo_reference.spec.attributes.dot_algorithm import DotAlgorithm
from stablehlo_reference.spec.attributes.gather import GatherDimensionNumbers
from stablehlo_reference.spec.attributes.output_operand_alias import OutputOperandAlias
from stablehlo_reference.spec.attributes.precision import Precision
from stablehlo_reference.spec.attributes.replica_group_mesh_axes import ReplicaGroupMeshAxes
from stablehlo_reference.spec.attributes.result_accuracy import ResultAccuracy
from stablehlo_reference.spec.attributes.result_accuracy_mode import ResultAccuracyMode
from stablehlo_reference.spec.attributes.sub_axis_info import SubAxisInfo
from stablehlo_reference.spec.types import (
    BF16,
    COMPLEX64,
    F16,
    F32,
    F64,
    FLOATS,
    I1,
    INDEX,
    SI8,
    SI32,
    SI64,
    TF32,
    TOKEN,
    UI8,
    UI64,
    Bounds,
    BufferType,
    ComplexType,
    FunctionType,
    FutureType,
    IntegerType,
    NoneType,
    QuantizedType,
    Signedness,
    TensorType,
    TupleType,
    UnknownElementType,
    UnknownType,
    UnrankedTensorType,
)


def read(text: str) -> Module:
    """A program; operations of unknown dialects are let through."""
    return read_module(Source("test.mlir", text), allow_unregistered=True)


def operations(text: str) -> list[Operation]:
    """The operations of a program, without the module around them."""
    return list(read(text).walk())[1:]


# Types ----------------------------------------------------------------------------------------------------------------

TYPES = {
    "tensor<2x3xf32>": TensorType((2, 3), F32),
    "tensor< 2 x 3 x f32 >": TensorType((2, 3), F32),
    "tensor<f32>": TensorType((), F32),
    "tensor<0x1xi8>": TensorType((0, 1), SI8),
    "tensor<2x?xui64>": TensorType((2, None), UI64),
    "tensor<*xi32>": UnrankedTensorType(SI32),
    "tensor<2xcomplex<f32>>": TensorType((2,), COMPLEX64),
    "tensor<9223372036854775807xi1>": TensorType((9223372036854775807,), I1),
    "tensor<?x2xf32, #stablehlo.bounds<3, ?>>": TensorType((None, 2), F32, Bounds((3, None))),
    "tensor<?x2xf32, #stablehlo.type_extensions<bounds = [3, ?]>>": TensorType((None, 2), F32, Bounds((3, None))),
    "tensor<2xf32, #sparse_tensor.encoding<{ map = (d0) -> (d0 : compressed) }>>": TensorType(
        (2,), F32, OpaqueAttr("#sparse_tensor.encoding<{ map = (d0) -> (d0 : compressed) }>")
    ),
    "tensor<2x!foo.bar<1>>": TensorType((2,), UnknownElementType("!foo.bar<1>")),
    "tensor<2xvector<2xf32>>": TensorType((2,), UnknownElementType("vector<2xf32>")),
    "i1": I1,
    "i7": IntegerType(7),
    "ui8": UI8,
    "si8": IntegerType(8, Signedness.SIGNED),
    "index": INDEX,
    "tf32": TF32,
    "f80": UnknownElementType("f80"),
    "none": NoneType(),
    "complex<i32>": ComplexType(SI32),
    "tuple<>": TupleType(()),
    "tuple<i32, tensor<2xf32>>": TupleType((SI32, TensorType((2,), F32))),
    "memref<?x2xf32>": BufferType((None, 2), F32),
    "memref<2xf32, strided<[1], offset: ?>>": BufferType((2,), F32, (OpaqueAttr("strided<[1], offset: ?>"),)),
    "vector<[4]xf32>": UnknownType("vector<[4]xf32>"),
    "!stablehlo.token": TOKEN,
    "!stablehlo<token>": TOKEN,
    "!stablehlo.future<tensor<f32>, tensor<2xi1>>": FutureType((TensorType((), F32), TensorType((2,), I1))),
    '!foo.bar<1, "a>b", {x}, (i) -> j>': UnknownType('!foo.bar<1, "a>b", {x}, (i) -> j>'),
    '!foo<"bar">': UnknownType('!foo<"bar">'),
    "() -> ()": FunctionType((), ()),
    "(i32) -> (i32, f32)": FunctionType((SI32,), (SI32, F32)),
    "(i32) -> ((i32) -> i32)": FunctionType((SI32,), (FunctionType((SI32,), (SI32,)),)),
    "!quant.uniform<i8:f32, 0.5>": QuantizedType.of(SI8, F32, (0.5,), (0,)),
    "!quant.uniform<u8<1:200>:f32, 1.5e-1:30>": QuantizedType.of(UI8, F32, (0.15,), (30,), None, (1, 200)),
    "!quant.uniform<i8:f32:1, {0.1, 0.2:-3}>": QuantizedType.of(SI8, F32, (0.1, 0.2), (0, -3), 1),
    "!quant.uniform<i8:f32:{0:1, 1:2}, {{0.5, 0.25:1}, {2.0, 4.0}}>": QuantizedType(
        SI8, F32, (0.5, 0.25, 2.0, 4.0), (0, 1, 0, 0), None, -128, 127, (0, 1), (1, 2), (2, 2)
    ),
    "!quant.any<i8:f32>": UnknownType("!quant.any<i8:f32>"),
}


@pytest.mark.parametrize("text", TYPES)
def test_a_type_is_read(text: str) -> None:
    assert read_type(text) == TYPES[text]


@pytest.mark.parametrize("name", FLOATS)
def test_every_float_type_has_a_name(name: str) -> None:
    assert read_type(name) == FLOATS[name]


def test_one_spelling_of_a_type_gives_one_object() -> None:
    first, second = operations('"a.b"() : () -> tensor<2xf32>\n"a.b"() : () -> tensor<2xf32>')
    assert first.results[0].type is second.results[0].type


# Attributes -----------------------------------------------------------------------------------------------------------

ATTRIBUTES = {
    "3": IntegerAttr(3, SI64),
    "- 5": IntegerAttr(-5, SI64),
    "18446744073709551615": IntegerAttr(-1, SI64),
    "255 : i8": IntegerAttr(-1, SI8),
    "0xFF : i8": IntegerAttr(-1, SI8),
    "255 : ui8": IntegerAttr(255, UI8),
    "-128 : i8": IntegerAttr(-128, SI8),
    "7 : index": IntegerAttr(7, INDEX),
    "123456789012345678901 : i128": IntegerAttr(123456789012345678901, IntegerType(128)),
    "1 : i1": True,
    "0 : i1": False,
    "-1 : i1": True,
    "true": True,
    "false": False,
    "unit": UNIT,
    "1.5": FloatAttr(0x3FF8000000000000, F64),
    "1.": FloatAttr(0x3FF0000000000000, F64),
    "-1.5e-3 : f32": FloatAttr(0xBAC49BA6, F32),
    "-0.0 : f16": FloatAttr(0x8000, F16),
    "0x7FC00001 : f32": FloatAttr(0x7FC00001, F32),
    "1.0e400 : f32": FloatAttr(0x7F800000, F32),
    "0x3F80 : bf16": FloatAttr(0x3F80, BF16),
    "1.0 : tf32": FloatAttr(0x1FC00, TF32),
    "1.0 : f80": OpaqueAttr("1.0 : f80"),
    '"a b"': "a b",
    r'"a\0Ab\t\n\\\"\C3\A9"': 'a\nb\t\n\\"é',
    r'"\FF"': "\udcff",
    '"é"': "é",
    '"x" : i32': OpaqueAttr('"x" : i32'),
    "@f": SymbolRef("f"),
    '@"a b"::@c$.d': SymbolRef("a b", ("c$.d",)),
    "[]": (),
    "[1 : i8, [unit], i32]": (IntegerAttr(1, SI8), (UNIT,), SI32),
    "{}": DictAttr(),
    '{b = 1 : i8, "a b", c = {}}': DictAttr((("b", IntegerAttr(1, SI8)), ("a b", UNIT), ("c", DictAttr()))),
    "tensor<2xf32>": TensorType((2,), F32),
    "(i32) -> i32": FunctionType((SI32,), (SI32,)),
    "array<i64>": ArrayAttr(SI64, ()),
    "array<i64: 1, -2>": ArrayAttr(SI64, (1, -2)),
    "array<i64:9223372036854775807 ,-1>": ArrayAttr(SI64, (9223372036854775807, -1)),
    "array<i8: 255, 0x10>": ArrayAttr(SI8, (-1, 16)),
    "array<i1: true, false>": ArrayAttr(I1, (True, False)),
    "array<f32: 1.0, 0x7FC00000>": ArrayAttr(F32, (FloatAttr(0x3F800000, F32), FloatAttr(0x7FC00000, F32))),
    "affine_map<(d0, d1) -> (d0)>": OpaqueAttr("affine_map<(d0, d1) -> (d0)>"),
    "affine_set<(d0) : (d0 - 1 >= 0)>": OpaqueAttr("affine_set<(d0) : (d0 - 1 >= 0)>"),
    "distinct[0]<1>": OpaqueAttr("distinct[0]<1>"),
    '#sdy.sharding<@mesh, [{"x"}, {}]>': OpaqueAttr('#sdy.sharding<@mesh, [{"x"}, {}]>'),
    "#mhlo<precision DEFAULT>": Precision.DEFAULT,
    "#mhlo<fusion_kind kLoop>": OpaqueAttr("#mhlo<fusion_kind kLoop>"),
    "#foo.bar": OpaqueAttr("#foo.bar"),
    "#foo.bar<1 -> 2> : i32": OpaqueAttr("#foo.bar<1 -> 2> : i32"),
    'dense<["a", "b>"]> : tensor<2x!foo.string>': OpaqueAttr('dense<["a", "b>"]> : tensor<2x!foo.string>'),
    "dense<1> : vector<4xi32>": OpaqueAttr("dense<1> : vector<4xi32>"),
    "dense<1> : tensor<2xi128>": OpaqueAttr("dense<1> : tensor<2xi128>"),
    "#stablehlo<precision HIGH>": Precision.HIGH,
    "#stablehlo.precision<HIGH>": Precision.HIGH,
    "#chlo<comparison_direction LT>": ComparisonDirection.LT,
    "#stablehlo.bounds<3, ?>": Bounds((3, None)),
    "#stablehlo.gather<index_vector_dim = 1, offset_dims = [2, 3]>": GatherDimensionNumbers(
        offset_dims=(2, 3), index_vector_dim=1
    ),
    "#stablehlo.channel_handle<type = 1, handle = 2>": ChannelHandle(2, 1),
    "#stablehlo<channel_handle <handle = 2, type = 1>>": ChannelHandle(2, 1),
    "#stablehlo.conv<[b, f, 0, 1]x[o, 1, i, 0]->[f, 1, 0, b]>": ConvDimensionNumbers(
        0, 1, (2, 3), 2, 0, (3, 1), 3, 0, (2, 1)
    ),
    "#stablehlo.conv<raw input_feature_dimension = 9, kernel_spatial_dimensions = [1]>": ConvDimensionNumbers(
        input_feature_dimension=9, kernel_spatial_dimensions=(1,)
    ),
    "#stablehlo.dot_algorithm<lhs_precision_type = tf32, rhs_precision_type = tf32, accumulation_type = f32, "
    "lhs_component_count = 1, rhs_component_count = 1, num_primitive_operations = 3, "
    "allow_imprecise_accumulation = false>": DotAlgorithm(TF32, TF32, F32, 1, 1, 3, False),
    "#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 1, operand_tuple_indices = []>": (
        OutputOperandAlias((0,), 1, ())
    ),
    "#stablehlo.result_accuracy<atol = 1.0, ulps = 2, mode = #stablehlo.result_accuracy_mode<TOLERANCE>>": (
        ResultAccuracy(1.0, 0.0, 2, ResultAccuracyMode.TOLERANCE)
    ),
    '#stablehlo.replica_group_mesh_axes<mesh = @m, axes = [#stablehlo.axis_ref<name = "x", sub_axis_info = (1)2>]>': (
        ReplicaGroupMeshAxes(SymbolRef("m"), (AxisRef("x", SubAxisInfo(1, 2)),))
    ),
}


@pytest.mark.parametrize("text", ATTRIBUTES)
def test_an_attribute_is_read(text: str) -> None:
    attribute = read_attribute(text)
    assert attribute == ATTRIBUTES[text]
    assert type(attribute) is type(ATTRIBUTES[text])


# Locations ------------------------------------------------------------------------------------------------------------

A, B = NameLocation("a"), NameLocation("b")
LOCATIONS: dict[str, Location] = {
    "unknown": UNKNOWN,
    '"a"': A,
    '"a"("b")': NameLocation("a", B),
    '"f.py":1:2': FileLocation("f.py", 1, 2),
    '"f.py":1:2 to 3:4': FileLocation("f.py", 1, 2, 3, 4),
    '"f.py":1:2 to :4': FileLocation("f.py", 1, 2, 1, 4),
    'callsite("a" at "b")': CallLocation(A, B),
    'fused["a", "b"]': FusedLocation((A, B)),
    'fused<1 : i8>["a"]': FusedLocation((A,), IntegerAttr(1, SI8)),
    "#foo.loc<1>": OpaqueLocation("#foo.loc<1>"),
    "#early": A,
    "#late": B,
    "callsite(#early at unknown)": CallLocation(A, UNKNOWN),
}


@pytest.mark.parametrize("text", LOCATIONS)
def test_a_location_is_read(text: str) -> None:
    program = f'#early = loc("a")\n"a.b"() : () -> () loc({text})\n#late = loc("b")'
    assert operations(program)[0].location == LOCATIONS[text]


def test_arguments_have_locations() -> None:
    text = """
    func.func @f(%a: i32 loc("x"), %b: i32 {k} loc(#l)) -> i32 {
      "a.r"() ({ ^bb0(%c: i32 loc(unknown)): "a.t"(%c) : (i32) -> () }) : () -> () loc(#l)
      return %a : i32 loc("y")
    } loc(#l)
    #l = loc("a")
    """
    function = read(text).functions["f"]
    assert function.location == A
    arguments = function.regions[0].blocks[0].arguments
    assert [(value.name, value.location) for value in arguments] == [("a", NameLocation("x")), ("b", A)]


# Operations -----------------------------------------------------------------------------------------------------------


def test_generic_form_has_operands_properties_regions_and_attributes() -> None:
    text = """
    %a:2, %b = "a.source"() : () -> (i32, i32, tensor<f32>)
    %c = "a.all"(%a#1, %b) <{p = 1 : i8}> ({ "a.in"() : () -> () }, {}) {q, r = "x"} : (i32, tensor<f32>) -> i8 loc("l")
    """
    source, everything = (one for one in operations(text) if one.name != "a.in")
    assert everything.operands == source.results[1:]
    assert everything.attributes == {"p": IntegerAttr(1, SI8), "q": UNIT, "r": "x"}
    assert everything.properties == {"p"}
    assert [len(region.blocks) for region in everything.regions] == [1, 0]
    assert [value.type for value in everything.results] == [SI8]
    assert everything.location == NameLocation("l")
    assert [value.name for value in source.results] == ["a#0", "a#1", "b"]
    assert everything.op is None


def test_a_name_of_several_results_stands_for_the_first() -> None:
    source, use = operations('%a:2 = "a.b"() : () -> (i32, i8)\n"a.c"(%a, %a#0) : (i32, i32) -> ()')
    assert use.operands == [source.results[0]] * 2


def test_pretty_and_generic_form_give_the_same_operation() -> None:
    text = """
    func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {
      %0 = stablehlo.add %x, %x : tensor<2xf32>
      %1 = "stablehlo.add"(%x, %x) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
      return %1 : tensor<2xf32>
    }
    """
    pretty, generic, end = read(text).functions["f"].regions[0].blocks[0].operations
    assert (pretty.op, pretty.operands, pretty.attributes) == (generic.op, generic.operands, generic.attributes)
    assert end.name == "func.return"


def test_spans_show_where_things_stand() -> None:
    text = '%abc = "a.b"() : () -> i32 loc(unknown)'
    operation = operations(text)[0]
    assert operation.span is not None
    assert text[operation.span.start : operation.span.end] == '%abc = "a.b"() : () -> i32'
    span = operation.results[0].span
    assert span is not None
    assert text[span.start : span.end] == "%abc"


def test_values_may_be_used_before_they_are_defined_in_an_unordered_region() -> None:
    use, definition = operations('"a.use"(%x#1, %x#1) : (i8, i8) -> ()\n%x:2 = "a.def"() : () -> (i32, i8)')
    assert use.operands == [definition.results[1]] * 2
    assert definition.results[1].owner is definition
    assert definition.results[1].name == "x#1"


def test_values_may_be_used_before_they_are_defined_in_another_block() -> None:
    text = """
    func.func @f() {
      "cf.br"()[^second] : () -> ()
    ^first(%a: i32):
      "a.use"(%b, %a) : (i8, i32) -> ()
      return
    ^second:
      %b = "a.def"() : () -> i8
      "cf.br"(%c)[^first] : (i32) -> ()
    ^third(%c: i32):
      return
    }
    """
    blocks = read(text).functions["f"].regions[0].blocks
    assert [block.label for block in blocks] == ["", "first", "second", "third"]
    assert blocks[0].operations[0].successors == (blocks[2],)
    assert blocks[1].operations[0].operands == [blocks[2].operations[0].results[0], blocks[1].arguments[0]]
    assert blocks[2].operations[1].operands == blocks[3].arguments


def test_a_region_sees_the_values_around_it_and_keeps_its_own() -> None:
    text = """
    %a = "a.def"() : () -> i32
    "a.region"() ({ %b = "a.use"(%a) : (i32) -> i32 }) : () -> ()
    %b = "a.def"() : () -> i8
    """
    found = operations(text)
    assert found[2].operands == found[0].results
    assert found[3].results[0].type == SI8


# Modules and functions ------------------------------------------------------------------------------------------------


def test_a_module_has_a_name_attributes_and_modules_inside() -> None:
    module = read('module @m attributes {mhlo.x = 1 : i32, "a b"} { module {} module @inner { } }')
    assert module.name == "m"
    assert module.operation.attributes == {"sym_name": "m", "mhlo.x": IntegerAttr(1, SI32), "a b": UNIT}
    assert [inner.symbol for inner in module.body.operations] == [None, "inner"]
    assert all(len(inner.regions[0].blocks) == 1 for inner in module.body.operations)


def test_a_text_without_module_is_the_body_of_one() -> None:
    module = read("func.func private @f()\nfunc.func private @g()")
    assert list(module.functions) == ["f", "g"]
    assert module.name is None
    assert read("").body.operations == []
    assert [one.symbol for one in read("module @a {} module @b {}").body.operations] == ["a", "b"]


def test_a_function_has_visibility_types_and_attributes_of_arguments_and_results() -> None:
    text = """
    func.func public @f(%x: tensor<2xf32> {jax.arg_info = "x"}, %y: i32)
        -> (tensor<2xf32> {jax.result_info = ""}, i32) attributes {a.b = 1 : i8} {
      return %x, %y : tensor<2xf32>, i32
    }
    """
    function = read(text).functions["f"]
    vector = TensorType((2,), F32)
    assert function.attributes == {
        "sym_visibility": "public",
        "sym_name": "f",
        "function_type": FunctionType((vector, SI32), (vector, SI32)),
        "arg_attrs": (DictAttr((("jax.arg_info", "x"),)), DictAttr()),
        "res_attrs": (DictAttr((("jax.result_info", ""),)), DictAttr()),
        "a.b": IntegerAttr(1, SI8),
    }


def test_a_function_may_have_no_body() -> None:
    function = read("func.func private @f(tensor<2xf32> {a}, i32) -> i8").functions["f"]
    assert function.attributes["function_type"] == FunctionType((TensorType((2,), F32), SI32), (SI8,))
    assert function.regions[0].blocks == []


def test_functions_have_a_generic_form() -> None:
    text = """
    "builtin.module"() <{sym_name = "m"}> ({
      "func.func"() <{function_type = (i32) -> i32, sym_name = "f"}> ({
      ^bb0(%arg0: i32):
        %0 = "func.call"(%arg0) <{callee = @f}> : (i32) -> i32
        "func.return"(%0) : (i32) -> ()
      }) : () -> ()
    }) : () -> ()
    """
    module = read(text)
    assert module.name == "m"
    call = module.functions["f"].regions[0].blocks[0].operations[0]
    assert call.attributes == {"callee": SymbolRef("f")}


def test_calls_are_read() -> None:
    text = "func.func @f(%a: i32) -> i32 { %0 = call @f(%a) : (i32) -> i32 return %0 : i32 }"
    call = read(text).functions["f"].regions[0].blocks[0].operations[0]
    assert call.name == "func.call"
    assert call.attributes == {"callee": SymbolRef("f")}


# Aliases, comments, encodings -----------------------------------------------------------------------------------------


def test_aliases_stand_for_attributes_and_types() -> None:
    text = """
    !pair = tuple<i32, i8>
    #one = 1 : i8
    #list = [#one, #one]
    %0 = "a.b"() {x = #list, y = !pair, z = tensor<2xf32, #enc>} : () -> !pair
    """
    operation = operations(text.replace("#one = ", "#enc = #foo.bar\n#one = "))[0]
    pair = TupleType((SI32, SI8))
    assert operation.attributes["x"] == (IntegerAttr(1, SI8),) * 2
    assert operation.attributes["y"] == pair
    assert operation.attributes["z"] == TensorType((2,), F32, OpaqueAttr("#foo.bar"))
    assert operation.results[0].type == pair


def test_comments_and_blanks_stand_anywhere() -> None:
    text = '// a\n\t%0 // b\r\n = "a.b" ( ) { x = "// no comment" } : // c\n ( ) -> i32 // the end'
    assert operations(text)[0].attributes == {"x": "// no comment"}


def test_bytes_that_are_not_utf_8_are_kept_in_strings() -> None:
    source = decode("test.mlir", b'"a.b"() {x = "\xff\xc3\xa9"} : () -> () // \xfe')
    operation = list(read_module(source, allow_unregistered=True).walk())[1]
    assert operation.attributes["x"] == "\udcffé"


def test_an_operation_that_is_not_known_needs_leave() -> None:
    source = Source("test.mlir", '"a.b"() : () -> ()')
    assert list(read_module(source, allow_unregistered=True).walk())[1].name == "a.b"
    with pytest.raises(Error, match=r"unknown operation 'a\.b'"):
        read_module(source)
