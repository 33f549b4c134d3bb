"""Text that is no program is refused with a place and a reason, however large, deep or malformed it is."""

from __future__ import annotations

import contextlib
import random
import sys

import pytest
from stablehlo_reference.interpreter.diagnostics import Error, LimitExceeded, ParseError, UnsupportedError
from stablehlo_reference.interpreter.ir import Source
from stablehlo_reference.interpreter.limits import Limits
from stablehlo_reference.interpreter.text.reader import decode, read_attribute, read_literal, read_module, read_type
from stablehlo_reference.testsuite.fuzz.seeds import ODD


def refuse(text: str | bytes, *, limits: Limits | None = None, allow_unregistered: bool = True) -> Error:
    """The error that a text gives."""
    source = decode("bad.mlir", text) if isinstance(text, bytes) else Source("bad.mlir", text)
    with pytest.raises(Error) as caught:
        read_module(source, limits=limits, allow_unregistered=allow_unregistered)
    return caught.value


F = "func.func @f(%a: tensor<2xf32>) -> tensor<2xf32> {{\n  {}\n  return %a : tensor<2xf32>\n}}"
ADD = '"stablehlo.add"(%a, %a) {} : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>'

PROGRAMS = {
    # text -> line, column, a part of the message
    "$": (1, 1, "unknown character '$'"),
    "module {\n\t§\n}": (2, 2, "unknown character '§'"),
    "module {\0}": (1, 9, "NUL"),
    "module @": (1, 8, "expected a name after '@'"),
    "module {": (1, 9, "expected '}', found the end of the text"),
    "module {}}": (1, 10, "expected an operation, found '}'"),
    "module attributes {a = [1, 2": (1, 29, "expected ',' or ']', found the end of the text"),
    'module attributes {a = "b} {}\n': (1, 24, "a string is not closed on its line"),
    'module attributes {a = "' + "x" * 1000: (1, 24, "a string is not closed on its line"),
    'module attributes {a = "a\\qb"} {}': (1, 26, "unknown escape"),
    "module attributes {a, a = 1} {}": (1, 23, "attribute 'a' is given twice"),
    "module attributes {1 = 1} {}": (1, 20, "expected the name of an attribute, found '1'"),
    'module attributes {a = #foo.bar<"x} {}': (1, 32, "'<' is not closed"),
    "module attributes {a = #foo.bar<(>)} {}": (1, 34, "expected ')', found '>'"),
    "module attributes {a = #x} {}": (1, 24, "attribute alias '#x' is not defined"),
    "#x = 1\n#x = 2": (2, 1, "alias '#x' is defined twice"),
    "#x.y = 1": (1, 1, "the name of an alias has no '.'"),
    "!t = i32\nfunc.func private @f(!u)": (2, 22, "type alias '!u' is not defined"),
    "func.func private @f(tensor<2xq32>)": (1, 31, "unknown type 'q32'"),
    "func.func private @f(%a: i32)": (1, 30, "expected the body"),
    "func.func @f(i32) {}": (1, 19, "the arguments of a function with a body need names"),
    "func.func @f(%a: i32, i8)": (1, 26, "either all arguments have names or none"),
    "func.func @f() {}": (1, 16, "the body of a function is empty"),
    "func.func @f() attributes {sym_name = 1} { return }": (1, 27, "attribute 'sym_name' cannot stand here"),
    '"a.b"() : () -> () loc(#x)': (1, 20, "location alias '#x' is not defined"),
    '#x = 1\n"a.b"() : () -> () loc(#x)': (2, 20, "stands for an attribute that is no location"),
    '"a.b"() : () -> () loc(nowhere)': (1, 24, "expected a location, found 'nowhere'"),
    '"a.b"() : () -> () loc("f":1)': (1, 29, "expected ':'"),
    '"a.b"() ({ ^x: ^x: }) : () -> ()': (1, 16, "block '^x' is defined twice"),
    '"a.b"() ({ "a.c"()[^x] : () -> () }) : () -> ()': (1, 20, "block '^x' is not defined"),
    '"a.b"() ({ ^x(%a#1: i32): }) : () -> ()': (1, 15, "a block argument has no number"),
    '"a.b"() {a = dense_resource<k> : i32} : () -> ()': (1, 14, "a constant has a tensor type, not i32"),
    '{-# dialect_resources: { builtin: { k: "0x0400" } } #-}': (1, 40, "four bytes of alignment"),
    '{-# dialect_resources: { builtin: { k: "zz" } } #-}': (1, 40, "hexadecimal digits after 0x"),
    'return': (1, 1, "expected an operation, found 'return'"),
    '%0 = "a.b"()': (1, 13, "expected ':' and the type of the operation"),
    '"a.b"() : i32': (1, 11, "expected a function type"),
    '%0:0 = "a.b"() : () -> ()': (1, 4, "a name stands for one result or more"),
    '%0:2 = "a.b"() : () -> i32': (1, 1, "a.b has 1 result, 2 named here"),
    '%0, %1:2 = "a.b"() : () -> (i32, i32)': (1, 1, "a.b has 2 results, 3 named here"),
    '%0#1 = "a.b"() : () -> i32': (1, 1, "a result is named without '#'"),
    '"stablehlo.add"()[^x] : () -> ()': (1, 18, "stablehlo.add has no successors"),
    F.format("%0 = stablehlo.add %a, %aa : tensor<2xf32>"): (2, 26, "'%aa' is not defined"),
    F.format("%a = stablehlo.add %a, %a : tensor<2xf32>"): (2, 3, "'%a' is defined twice"),
    F.format("%0 = stablehlo.add %a, %a : tensor<3xf32>"): (2, 22, "has the type tensor<2xf32>, not tensor<3xf32>"),
    F.format("%0 = stablehlo.add %0, %a : tensor<2xf32>"): (2, 22, "'%0' is used before it is defined"),
    F.format("%0 = stablehlo.add %a, %a#1 : tensor<2xf32>"): (2, 26, "'%a' stands for 1, there is no #1"),
    F.format("%0 = stablehlo.add %a %a : tensor<2xf32>"): (2, 25, "expected ',', found '%a'"),
    F.format('%0 = "stablehlo.add"(%a, %a) : (tensor<2xf32>) -> tensor<2xf32>'): (2, 32, "2 operands, but 1 type"),
    F.format(ADD.format("{x = -0}")): (2, 32, "no negative zero"),
    F.format("%0 = shape.const_shape [6, 99999999999999999999] : tensor<2xindex>"): (2, 30, "does not fit"),
    F.format("%0 = shape.const_size 99999999999999999999"): (2, 25, "does not fit into 64 bits"),
    F.format('"a.b"() ({ %b = "a.c"() : () -> i32 }) : () -> ()\n"a.d"(%b) : (i32) -> ()'): (3, 7, "not defined"),
}  # fmt: skip


@pytest.mark.parametrize("text", PROGRAMS)
def test_an_error_says_where_and_why(text: str) -> None:
    line, column, message = PROGRAMS[text]
    error = refuse(text)
    assert isinstance(error, ParseError)
    first = error.diagnostics[0]
    assert message in first.message
    assert (first.file, first.line, first.column) == ("bad.mlir", line, column)


PARTS = {
    "256 : i8": "256 is outside of i8 (-128 to 255)",
    "-129 : i8": "-129 is outside of i8",
    "-1 : ui8": "-1 is outside of ui8 (0 to 255)",
    "128 : si8": "128 is outside of si8 (-128 to 127)",
    "2 : i1": "2 is outside of i1",
    "18446744073709551616": "outside of i64",
    "-5 : ui4096": "-5 is outside of ui4096",
    "1 : f32": "'1' is an integer, and f32 needs a float",
    "0x1FFFFFFFF : f32": "longer than f32",
    "-0x7FC00000 : f32": "has no sign",
    "1.5 : i32": "a float cannot have the type i32",
    "1 : tensor<i32>": "a number cannot have the type tensor<i32>",
    "[1,]": "expected an attribute, found ']'",
    "- x": "expected a number, found 'x'",
    "array<i3: 1>": "an array cannot have elements of type i3",
    "array<i8: 300>": "300 is outside of i8",
    "array<i1: 1>": "expected 'true' or 'false'",
    "array<i64:>": "expected a number",
    "#stablehlo.gathr<>": "unknown attribute '#stablehlo.gathr'",
    "#stablehlo.gather<offset_dim = [1]>": "'offset_dim' is no field of 'gather'",
    "#stablehlo.gather<offset_dims = [1], offset_dims = [1]>": "field 'offset_dims' is given twice",
    "#stablehlo.gather<index_vector_dim = 9223372036854775808>": "does not fit into 64 bits",
    "#stablehlo.channel_handle<handle = 1>": "needs type",
    "#stablehlo<comparison_direction XX>": "expected one of EQ, NE, GE, GT, LE, LT, found 'XX'",
    "#stablehlo.conv<[b, f, 0]x[o, i, 0]->[b, f, f]>": "'f' stands twice",
    "#stablehlo.conv<[b, f, 1]x[o, i, 0]->[b, f, 0]>": "dimension 0 is missing",
    "#stablehlo.conv<[b, f, 0]x[o, c, 0]->[b, f, 0]>": "expected i, o or a number, found 'c'",
    "tensor<2x3>": "expected 'x' and an element type after '3'",
    "tensor<9223372036854775808xi1>": "a dimension size is too large",
    "tensor<2xtensor<2xf32>>": "tensor<2xf32> cannot be the element type of a tensor",
    "tensor<2xnone>": "none cannot be the element type of a tensor",
    "tensor<*xf32, #foo.a>": "a tensor without rank has no encoding",
    "tensor<?x?xf32, #stablehlo.bounds<3>>": "1 bounds for a tensor of 2 dimensions",
    "tensor<2xf32, #stablehlo.bounds<3>>": "dimension 0 has the size 2 and cannot have a bound",
    "i16777216": "at most 16777215 bits",
    "complex<index>": "index cannot be a part of a complex number",
    "!stablehlo.tokn": "unknown type '!stablehlo.tokn'",
    "!stablehlo.future<>": "a future has at least one type",
    "!quant.uniform<i8:f32, 0.0>": "(C5)",
    "!quant.uniform<i8:f32, 1.0:200>": "(C7)",
    "!quant.uniform<i8<5:5>:f32, 1.0>": "(C3)",
    "!quant.uniform<i8:f32:{0:1}, {{1.0}, {1.0, 2.0}}>": "groups of scales differ in size",
    "dense<[1, 2]> : tensor<3xi32>": "elements of shape [2] in a constant of type tensor<3xi32>",
    "dense<[[1, 2], [3]]> : tensor<2x2xi32>": "shape [1] after [2] in one list",
    "dense<[1]> : tensor<1000000000000xi32>": "elements of shape [1]",
    "dense<[]> : tensor<2x0xi32>": "elements of shape [0]",
    "dense<> : tensor<1xi32>": "no elements, where tensor<1xi32> has 1",
    "dense<[1, 300]> : tensor<2xi8>": "300 is outside of i8",
    "dense<[1, -0]> : tensor<2xi8>": "no negative zero",
    "dense<[1 2]> : tensor<2xi8>": "expected ',' or ']', found '2'",
    "dense<[1, 2,]> : tensor<2xi8>": "expected an element after ','",
    "dense<1.0> : tensor<2xi32>": "1.0 is no element of type i32",
    "dense<[1.0, 2]> : tensor<2xf32>": "'2' is an integer, and f32 needs a float",
    "dense<true> : tensor<2xi8>": "true is no element of type i8",
    "dense<1.0> : tensor<2xcomplex<f32>>": "expected a complex number",
    "dense<nan> : tensor<f32>": "expected a number, found 'nan'",
    "dense<1> : tensor<?xi32>": "a constant needs sizes that are known",
    "dense<1> : tensor<*xi32>": "a constant needs sizes that are known",
    "dense<1> : i32": "a constant has a tensor type",
    "dense<1> : tensor<2x!quant.uniform<i8:f32, 1.0>>": "stored integers",
    'dense<"0x0102"> : tensor<2xi32>': "2 bytes of data, where tensor<2xi32> takes 8 bytes",
    'dense<"0x010"> : tensor<2xi32>': "even number of hexadecimal digits",
    'dense<"0xzz"> : tensor<2xi8>': "even number of hexadecimal digits",
    "dense<[1, 2": "this '<' is not closed",
    "sparse<[[0, 9]], [1]> : tensor<2x3xi32>": "an index lies outside",
    "sparse<[[0]], [1]> : tensor<2x3xi32>": "expected 2 indices",
    "sparse<[[0, 0]], [1, 2]> : tensor<2x3xi32>": "2 values for 1 indices",
    "1 2": "expected the end of the text, found '2'",
}


@pytest.mark.parametrize("text", PARTS)
def test_an_attribute_or_type_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ParseError) as caught:
        read_attribute(text)
    assert PARTS[text] in caught.value.diagnostics[0].message
    assert caught.value.diagnostics[0].line == 1


def test_an_error_points_to_the_definition() -> None:
    note = refuse(F.format("%0 = stablehlo.add %a, %a : tensor<3xf32>")).diagnostics[0].notes[0]
    assert (note.message, note.line, note.column) == ("it is defined here", 1, 14)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("%0 = stablehlo.ad %a, %a : tensor<2xf32>", "did you mean 'stablehlo."),
        ("%0 = stablehl.add %a, %a : tensor<2xf32>", "did you mean 'stablehlo.add'?"),
        ("%0 = add %a, %a : tensor<2xf32>", "did you mean 'stablehlo.add'?"),
        ("%0 = stablehlo.add %a, %A : tensor<2xf32>", None),
        ("%0 = stablehlo.add %a, %aa : tensor<2xf32>", "did you mean '%a'?"),
        ('%0 = "torch.add"(%a) : (tensor<2xf32>) -> tensor<2xf32>', "supported are stablehlo, "),
    ],
)
def test_an_error_guesses_what_was_meant(text: str, hint: str | None) -> None:
    found = refuse(F.format(text), allow_unregistered=False).diagnostics[0].hint
    assert hint == found if hint is None else found is not None and found.startswith(hint)


@pytest.mark.parametrize("data", [b"module {\xff}", b"module attributes {a = \xc3\x28} {}", b"\xfe"])
def test_bytes_that_are_not_utf_8_stand_in_strings_only(data: bytes) -> None:
    error = refuse(data)
    assert "is not UTF-8" in error.diagnostics[0].message
    assert "?" in str(error).encode().decode()  # what is said can be written to any stream


# Limits ---------------------------------------------------------------------------------------------------------------

N = 100_000
DEEP = {
    "arrays": '"a.b"() {x = ' + "[" * N,
    "dictionaries": '"a.b"() {x = ' + "{a = " * N,
    "tuples": '"a.b"() : () -> ' + "tuple<" * N,
    "functions": '"a.b"() : () -> ' + "(" * N,
    "complex numbers": '"a.b"() : () -> ' + "complex<" * N,
    "tensors": '"a.b"() : () -> ' + "tensor<2x" * N,
    "buffers": '"a.b"() : () -> ' + "memref<2x" * N,
    "futures": '"a.b"() : () -> ' + "!stablehlo.future<" * N,
    "quantized types": '"a.b"() : () -> !quant.uniform<i8:f32:{0:1}, ' + "{" * N,
    "unknown types": '"a.b"() : () -> !foo.bar<' + "<" * N,
    "unknown attributes": '"a.b"() {x = #foo.bar<' + "[" * N,
    "axes": '"a.b"() {x = #stablehlo.replica_group_mesh_axes<mesh = ' + "#stablehlo.mesh<axes = [" * N,
    "literals": '"a.b"() {x = dense<' + "[" * N + "> : tensor<1xi32>",
    "distinct attributes": '"a.b"() {x = ' + "distinct[0]<" * N,
    "calls in locations": '"a.b"() : () -> () loc(' + "callsite(" * N,
    "names in locations": '"a.b"() : () -> () loc(' + '"a"(' * N,
    "fused locations": '"a.b"() : () -> () loc(' + "fused[" * N,
    "regions": '"a.b"() ({' * N,
    "modules": "module {" * N,
    "aliases of types": "!t0 = i32\n" + "".join(f"!t{i + 1} = tuple<!t{i}>\n" for i in range(1500)),
    "aliases of attributes": "#a0 = 1\n" + "".join(f"#a{i + 1} = [#a{i}]\n" for i in range(1500)),
    "aliases that double": "!t0 = i32\n" + "".join(f"!t{i + 1} = tuple<!t{i}, !t{i}>\n" for i in range(99)),
    "locations that double": '#l0 = loc("a")\n' + "".join(f"#l{i + 1} = loc(fused[#l{i}, #l{i}])\n" for i in range(99)),
}


@pytest.mark.parametrize("name", DEEP)
@pytest.mark.parametrize("levels", [20, 256, 10**6])
def test_nesting_is_bounded(name: str, levels: int) -> None:
    before = sys.getrecursionlimit()
    error = refuse(DEEP[name], limits=Limits(max_depth=levels))
    assert sys.getrecursionlimit() == before
    if name.startswith("unknown") and levels > N:
        assert "is not closed" in error.diagnostics[0].message
        return
    assert isinstance(error, LimitExceeded)
    assert error.limit == "max_depth"
    assert "max_depth" in error.diagnostics[0].message
    assert error.diagnostics[0].line > 0


@pytest.mark.parametrize(
    ("before", "inside", "after"),
    [
        ('"a.b"() {x = ', "[]", "} : () -> ()"),
        ('"a.b"() : () -> ', "tuple<>", ""),
        ("", '"a.b"() ({}) : () -> ()', ""),
        ('"a.b"() : () -> () loc(', 'callsite("a" at "a")', ")"),
    ],
)
def test_nesting_up_to_the_limit_is_read(before: str, inside: str, after: str) -> None:
    holes = {"[]": "[{}]", "tuple<>": "tuple<{}>"}
    outside = holes.get(inside, inside.replace("{}", "{{{}}}") if "b" in inside else 'callsite({} at "a")')
    for _ in range(250):
        inside = outside.format(inside)
    assert read_module(Source("deep.mlir", before + inside + after), allow_unregistered=True).body.operations


def test_deep_text_is_named_with_its_operation() -> None:
    error = refuse("func.func @f() {\n" + '"a.b"() {x = ' + "[" * 1000)
    assert error.diagnostics[0].op == "a.b"
    assert error.diagnostics[0].line == 2


def test_the_size_of_a_text_is_bounded() -> None:
    limits = Limits(max_source_bytes=10)
    for text in ("module {   }", "//ééééé"):
        error = refuse(text, limits=limits)
        assert isinstance(error, LimitExceeded)
        assert error.limit == "max_source_bytes"
    for limits in (Limits(max_source_bytes=12), Limits(max_source_bytes=None)):
        read_module(Source("small.mlir", "module {   }"), limits=limits)


@pytest.mark.parametrize(
    "text", ["dense<[1, 2, 3]>", 'dense<"0x010000000200000003000000">', "dense<[1, 0x2, 3]>", "sparse<0, 1>"]
)
def test_the_number_of_elements_is_bounded(text: str) -> None:
    with pytest.raises(LimitExceeded) as caught:
        read_literal(f"{text} : tensor<3xi32>", limits=Limits(max_elements=2))
    assert caught.value.limit == "max_elements"


def test_what_no_array_can_hold_is_not_supported() -> None:
    for type_ in ("tensor<9223372036854775807x9223372036854775807xi32>", f"tensor<{'1x' * 100}i32>"):
        with pytest.raises(UnsupportedError, match="no array can have the type"):
            read_literal(f"dense<1> : {type_}")


def test_a_sparse_constant_is_not_made_beyond_the_limits() -> None:
    for limits, name in ((Limits(), "max_elements"), (Limits(max_elements=None), "max_bytes")):
        with pytest.raises(LimitExceeded) as caught:
            read_literal("sparse<0, 1> : tensor<1000000000000xi32>", limits=limits)
        assert caught.value.limit == name


DIGITS = "9" * 1_000_000


@pytest.mark.parametrize(
    "text",
    [
        DIGITS,
        f"0x{DIGITS}",
        f"dense<[{DIGITS}]> : tensor<1xi32>",
        f"dense<0x{DIGITS}> : tensor<1xf32>",
        f"tensor<{DIGITS}xi32>",
        f"i{DIGITS}",
        f"array<i64: {DIGITS}>",
        f"!quant.uniform<i8:f32, 1.0:{DIGITS}>",
        f"#stablehlo.gather<index_vector_dim = {DIGITS}>",
    ],
)
def test_huge_numbers_are_refused_at_once(text: str) -> None:
    with pytest.raises(ParseError):
        read_attribute(text)


def test_huge_decimals_are_infinite() -> None:
    assert read_attribute(f"{DIGITS}.0") == read_attribute("0x7FF0000000000000 : f64")


@pytest.mark.parametrize(
    "text",
    [
        "".join(f'%{i} = "a.b"(%{i + 1}) : (i32) -> i32\n' for i in range(4000)),
        '"a.b"() ({ "a.c"(%x) : (i32) -> () }) : () -> ()\n' * 4000,
        "[" + '"\\00" ' * 4000,
        "tensor<" * 100_000,
        "//" * 100_000 + "\n$",
        " \n" * 100_000 + "$",
    ],
)
def test_time_grows_with_the_text_not_faster(text: str) -> None:
    """Each of these would take minutes, not tenths of seconds, if any part of it were read again and again."""
    refuse(text)


# Random damage --------------------------------------------------------------------------------------------------------

def test_the_sound_program_is_read() -> None:
    assert len(list(read_module(Source("sound.mlir", ODD), allow_unregistered=True).walk())) == 8


@pytest.mark.parametrize("seed", range(8))
def test_damaged_programs_are_read_or_refused(seed: int) -> None:
    """Whatever is cut, doubled, swapped or replaced: nothing but the package's own errors is raised."""
    rng = random.Random(seed)
    pieces = ["<", ">", "(", ")", "{", "}", "[", "]", '"', "%", "#", "!", "@", "^", ":", "=", ",", "-", "0x", "1", "?"]
    pieces += ["tensor<", "dense<", "loc(", "\0", "\udcff", "\\", "//", "->", "1e9", ".5", "x", "::", "{-#", "9" * 30]
    for _ in range(120):
        text = ODD
        for _ in range(rng.randint(1, 3)):
            start = rng.randrange(len(text))
            end = min(len(text), start + rng.choice([0, 1, 1, 2, 5, 20]))
            text = text[:start] + rng.choice(["", text[end : end + 10], *pieces]) + text[end:]
        with contextlib.suppress(Error):
            read_module(Source("damaged.mlir", text), allow_unregistered=True)


@pytest.mark.parametrize("text", ["", "tensor", "tensor<", "dense<1>", "1 :", "#", "loc(", '"', "[", "-", "(i32)"])
def test_half_a_part_is_refused(text: str) -> None:
    with pytest.raises(ParseError):
        read_attribute(text)
    with pytest.raises(ParseError):
        read_type(text)


@pytest.mark.parametrize("attribute", ['#x.y<"a\0">', '!x.y<"\0">', 'distinct[0]<"\0">', '"\0"', 'loc("\0")'])
def test_a_nul_character_in_a_string_is_printed_as_an_escape(attribute: str) -> None:
    text = f'%0 = "a.b"() {{b = {attribute}}} : () -> i32\n"a.c"(%0) {{b = {attribute}}} : (i32) -> ()\n'
    printed = str(read_module(Source("nul.mlir", text), allow_unregistered=True))
    assert printed.count(attribute.replace("\0", "\\00")) == 2
    assert str(read_module(Source("again.mlir", printed), allow_unregistered=True)) == printed


def test_a_nul_character_elsewhere_is_refused() -> None:
    with pytest.raises(ParseError, match="a NUL character outside of a string"):
        read_attribute("#x.y<a\0b>")
