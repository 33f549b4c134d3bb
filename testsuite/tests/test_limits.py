"""No program can take more than the limits allow, and what it took is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.spec.lang.regions import MOST_DIMENSIONS

LOOP = """func.func @main() -> tensor<i32> {
  %zero = stablehlo.constant dense<0> : tensor<i32>
  %0 = "stablehlo.while"(%zero) ({
  ^bb0(%i: tensor<i32>):
    %yes = stablehlo.constant dense<true> : tensor<i1>
    "stablehlo.return"(%yes) : (tensor<i1>) -> ()
  }, {
  ^bb0(%i: tensor<i32>):
    %one = stablehlo.constant dense<1> : tensor<i32>
    %next = stablehlo.add %i, %one : tensor<i32>
    "stablehlo.return"(%next) : (tensor<i32>) -> ()
  }) : (tensor<i32>) -> tensor<i32>
  return %0 : tensor<i32>
}"""
BIG = """func.func @main() -> tensor<1000x1000xf32> {
  %0 = stablehlo.constant dense<1.0> : tensor<1000x1000xf32>
  %1 = stablehlo.add %0, %0 : tensor<1000x1000xf32>
  return %1 : tensor<1000x1000xf32>
}"""
RECURSIVE = """func.func @main(%a: tensor<i32>) -> tensor<i32> {
  %0 = func.call @main(%a) : (tensor<i32>) -> tensor<i32>
  return %0 : tensor<i32>
}"""


@pytest.mark.parametrize(
    ("text", "limits", "name", "line"),
    [
        (LOOP, si.Limits(max_steps=1000), "max_steps", None),
        (LOOP, si.Limits(max_seconds=0.05), "max_seconds", None),
        (BIG, si.Limits(max_bytes=1_000_000), "max_bytes", 3),
        (BIG, si.Limits(max_elements=1000), "max_elements", 2),
        (BIG.replace("1000x1000x", "1000000000000x"), si.Limits(), "max_elements", 2),
    ],
)
def test_a_passed_limit_is_named_with_op_and_line(text, limits, name, line) -> None:
    module = si.parse(text, "big.mlir")
    with pytest.raises(si.LimitExceeded) as caught:
        si.run(module, limits=limits)
    (problem,) = caught.value.diagnostics
    assert caught.value.limit == name
    assert name in problem.message
    assert problem.op is not None
    assert problem.line == line or (line is None and problem.line > 0)


def test_a_function_that_calls_itself_for_ever_is_stopped() -> None:
    with pytest.raises(si.LimitExceeded) as caught:
        si.run(si.parse(RECURSIVE), 1)
    assert caught.value.limit == "max_depth"
    assert caught.value.diagnostics[0].op == "func.call"
    assert caught.value.diagnostics[0].line == 2


def test_memory_is_given_back_at_last_use() -> None:
    chain = "\n".join(f"  %{i + 1} = stablehlo.add %{i}, %{i} : tensor<1000xf32>" for i in range(100))
    text = (
        f"func.func @main(%0: tensor<1000xf32>) -> tensor<1000xf32> {{\n{chain}\n  return %100 : tensor<1000xf32>\n}}"
    )
    si.run(si.parse(text), [0.0] * 1000, limits=si.Limits(max_bytes=3 * 4000))


COLLECTIVE = """%r = "stablehlo.all_reduce"(%a) <{{replica_groups = dense<0> : tensor<{size}xi64>}}> ({{
  ^bb0(%x: tensor<f32>, %y: tensor<f32>):
    stablehlo.return %x : tensor<f32>
  }}) : (tensor<4xf32>) -> tensor<4xf32>"""


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (COLLECTIVE.format(size="1x2147483648"), "at most 1048576 ids, found 2147483648"),
        (
            '%r = "stablehlo.collective_permute"(%a) {source_target_pairs = dense<0> : tensor<2147483648x0xi64>}'
            " : (tensor<4xf32>) -> tensor<4xf32>",
            "at most 1048576",
        ),
        (
            '%r = "stablehlo.transpose"(%a) {permutation = dense<0> : tensor<2147483648xi64>}'
            " : (tensor<4xf32>) -> tensor<4xf32>",
            "at most 1048576 elements, found 2147483648",
        ),
        (
            '%r = "stablehlo.convolution"(%b, %b) {batch_group_count = 1 : i64, feature_group_count = 1 : i64, '
            "dimension_numbers = #stablehlo.conv<[b, 0, f]x[0, i, o]->[b, 0, f]>, "
            "padding = dense<2> : tensor<3x300000xi64>} : (tensor<1x4x1xf32>, tensor<1x4x1xf32>) -> tensor<1x4x1xf32>",
            "padding = an array of 3x300000 integers",
        ),
    ],
)
def test_splats_of_attributes_are_not_spread_out(line: str, message: str) -> None:
    text = f"func.func @main(%a: tensor<4xf32>, %b: tensor<1x4x1xf32>) {{\n  {line}\n  return\n}}"
    [problem] = si.check(text)
    assert message in f"{problem.message} {problem.formula}"
    assert len(str(problem)) < 2000


def test_splats_take_no_memory() -> None:
    text = """func.func @main() -> tensor<f32> {
  %0 = stablehlo.constant dense<1.0> : tensor<2000000000xf32>
  %1 = stablehlo.slice %0 [5:6] : (tensor<2000000000xf32>) -> tensor<1xf32>
  %2 = stablehlo.reshape %1 : (tensor<1xf32>) -> tensor<f32>
  return %2 : tensor<f32>
}"""
    assert si.run(si.parse(text), limits=si.Limits(max_bytes=1000))[0].tolist() == 1.0


# Programs of weights --------------------------------------------------------------------------------------------------

WEIGHTS = {
    "dense": "func.func @f() {{\n  %0 = stablehlo.constant dense<\"0x{data}\"> : tensor<{count}xf32>\n  return\n}}\n",
    "dense_resource": "func.func @f() {{\n  %0 = stablehlo.constant dense_resource<w> : tensor<{count}xf32>\n"
    "  return\n}}\n{{-# dialect_resources: {{ builtin: {{ w: \"0x04000000{data}\" }} }} #-}}\n",
}  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is measured as on Linux")
@pytest.mark.parametrize("form", WEIGHTS)
@pytest.mark.parametrize("way", ["path", "standard input"])
def test_a_program_of_weights_takes_less_than_twice_its_size(form: str, way: str, tmp_path: Path) -> None:
    count = 12_000_000
    program = tmp_path / "weights.mlir"
    program.write_text(WEIGHTS[form].format(data="0000803F" * count, count=count))
    script = f"""
import resource, sys
from pathlib import Path
from stablehlo_reference.interpreter import api, parse, Limits
parse("func.func @f() {{ return }}")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
source = Path({str(program)!r}) if {way == "path"} else api.load_stream(sys.stdin.buffer, "-", Limits()).text
module = parse(source)
constant = next(one for one in module.walk() if one.name == "stablehlo.constant").attributes["value"]
array = constant.literal().array if hasattr(constant, "literal") else constant.array
assert array.shape == ({count},) and (array == 1).all() and not array.flags.writeable
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    with program.open("rb") as stream:
        done = subprocess.run([sys.executable, "-c", script], stdin=stream, capture_output=True, text=True, check=True)
    assert int(done.stdout) * 1024 < 1.75 * program.stat().st_size


DYNAMIC_CONV = """!images = tensor<1x1x2xf32>
!kernel = tensor<1x1x1xf32>
!found = tensor<1x1x{size}xf32>
func.func @main(%x: !images, %k: !kernel, %padding: tensor<1x2xi64>) -> !found {{
  %0 = "stablehlo.dynamic_conv"(%x, %k, %padding) {{
    dimension_numbers = #stablehlo.conv<[b, f, 0]x[o, i, 0]->[b, f, 0]>, batch_group_count = 1 : i64,
    feature_group_count = 1 : i64}} : (!images, !kernel, tensor<1x2xi64>) -> !found
  return %0 : !found
}}
"""


@pytest.mark.parametrize(
    ("size", "error", "message"),
    [("?", si.LimitExceeded, "more than 1000 elements"), ("3", si.ExecutionError, "does not agree with")],
)
def test_padding_of_a_run_is_held_against_limits_and_types(size: str, error: type[si.Error], message: str) -> None:
    inputs = np.ones((1, 1, 2), np.float32), np.ones((1, 1, 1), np.float32), np.array([[1 << 40, 0]])
    with pytest.raises(error, match=message):
        si.run(si.parse(DYNAMIC_CONV.format(size=size)), *inputs, limits=si.Limits(max_elements=1000))


SLIDING = """!many = tensor<{sizes}2xi32>
func.func @main(%x: !many, %init: tensor<i32>) -> (!many, !many) {{
  %0 = "stablehlo.reduce_window"(%x, %init) ({{
  ^bb0(%a: tensor<i32>, %b: tensor<i32>):
    %2 = stablehlo.subtract %b, %a : tensor<i32>
    stablehlo.return %2 : tensor<i32>
  }}) {{window_dimensions = array<i64: {ones}2>, padding = dense<[{zeros}[1, 0]]> : tensor<{rank}x2xi64>}}
    : (!many, tensor<i32>) -> !many
  %1 = "stablehlo.select_and_scatter"(%x, %0, %init) ({{
  ^bb0(%a: tensor<i32>, %b: tensor<i32>):
    %2 = stablehlo.compare GE, %a, %b : (tensor<i32>, tensor<i32>) -> tensor<i1>
    stablehlo.return %2 : tensor<i1>
  }}, {{
  ^bb0(%a: tensor<i32>, %b: tensor<i32>):
    %2 = stablehlo.add %a, %b : tensor<i32>
    stablehlo.return %2 : tensor<i32>
  }}) {{window_dimensions = array<i64: {ones}2>, padding = dense<[{zeros}[1, 0]]> : tensor<{rank}x2xi64>}}
    : (!many, !many, tensor<i32>) -> !many
  return %0, %1 : !many, !many
}}
"""


@pytest.mark.parametrize("rank", [1, MOST_DIMENSIONS // 2 + 1, MOST_DIMENSIONS])
def test_windows_slide_in_as_many_dimensions_as_arrays_have(rank: int) -> None:
    few = rank - 1
    text = SLIDING.format(sizes="1x" * few, ones="1, " * few, zeros="[0, 0], " * few, rank=rank)
    module = si.parse(text)
    windows, picked = si.run(module, np.array([5, 7], np.int32).reshape((1,) * few + (2,)), np.int32(3))
    assert windows.ravel().tolist() == [5, 7 - (5 - 3)]
    assert picked.ravel().tolist() == [3 + 5, 3 + 5]


def test_windows_in_too_many_dimensions_are_unsupported() -> None:
    few = MOST_DIMENSIONS // 2
    text = SLIDING.format(sizes="1x" * few, ones="2, " * few, zeros="[1, 0], " * few, rank=few + 1)
    inputs = np.ones((1,) * few + (2,), np.int32), np.int32(0)
    with pytest.raises(si.UnsupportedError, match=f"windows slide along {few + 1} dimensions"):
        si.run(si.parse(text), *inputs)


def test_convolution_in_too_many_dimensions_is_unsupported() -> None:
    rest = list(range(2, MOST_DIMENSIONS))
    numbers = ", ".join(
        f"{side}_{first}_dimension = 0, {side}_{second}_dimension = 1, {side}_spatial_dimensions = {rest}"
        for side, first, second in (
            ("input", "batch", "feature"),
            ("kernel", "output_feature", "input_feature"),
            ("output", "batch", "feature"),
        )
    )
    text = f"""!many = tensor<{"1x" * MOST_DIMENSIONS}f32>
    func.func @main(%x: !many) -> !many {{
      %0 = "stablehlo.convolution"(%x, %x) {{dimension_numbers = #stablehlo.conv<raw {numbers}>,
        batch_group_count = 1 : i64, feature_group_count = 1 : i64}} : (!many, !many) -> !many
      return %0 : !many
    }}"""
    with pytest.raises(si.UnsupportedError, match=f"convolution along {MOST_DIMENSIONS - 2} dimensions"):
        si.run(si.parse(text), np.ones((1,) * MOST_DIMENSIONS, np.float32))
