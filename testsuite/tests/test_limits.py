"""No program can take more than the limits allow, and what it took is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from stablehlo_reference import interpreter as si

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
