"""The dialect `sdy`: read, printed as MLIR prints it, and without influence on values."""

from __future__ import annotations

import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.interpreter.ir.equality import same_module

SHARDED = """module {
  sdy.mesh @mesh = <["x"=2, "y"=2]> {stablehlo.mesh = {axes = [{name = "x", size = 2 : i64}]}}
  sdy.mesh @other = <["a"=4], device_ids=[0, 2, 1, 3]>
  func.func @main(%arg0: tensor<4x8xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x", ?}, {"y"}p1]>}) -> \
(tensor<2x8xf32> {sdy.sharding = #sdy.sharding<@mesh, [{}, {?}]>}) {
    %0 = sdy.sharding_constraint %arg0 <@mesh, [{"x":(1)2}, {"y"}]> : tensor<4x8xf32>
    %1 = stablehlo.add %0, %0 {sdy.sharding = #sdy.sharding_per_value<[<@mesh, [{"x"}, {}]>]>} : tensor<4x8xf32>
    %2 = sdy.reshard %1 <@mesh, [{}, {}], replicated={"x"}> : tensor<4x8xf32>
    %3 = sdy.manual_computation(%2) in_shardings=[<@mesh, [{"x"}, {"y"}]>] out_shardings=[<@mesh, [{}, {"y"}]>] \
manual_axes={"x", "y"} (%arg1: tensor<2x4xf32>) {
      sdy.return %arg1 : tensor<2x4xf32>
    } : (tensor<4x8xf32>) -> tensor<2x8xf32>
    return %3 : tensor<2x8xf32>
  }
}
"""


def test_shardings_read_and_print() -> None:
    module = si.parse(SHARDED)
    assert str(module) == SHARDED
    generic = module.text(generic=True)
    assert '"sdy.mesh"() <{mesh = #sdy.mesh<["x"=2, "y"=2]>, sym_name = "mesh"}>' in generic
    assert 'manual_axes = #sdy<manual_axes{"x", "y"}>' in generic
    again = si.parse(generic)
    assert same_module(module, again) is None
    assert str(again) == SHARDED


def test_blanks_are_as_in_mlir() -> None:
    spread = SHARDED.replace("[0, 2, 1, 3]", "[ 0,2,1 ,3 ]").replace('["x"=2, "y"=2]', '["x" = 2,"y"=2]')
    assert str(si.parse(spread)) == SHARDED


def test_a_constraint_changes_no_value() -> None:
    text = """
    sdy.mesh @mesh = <["x"=1]>
    func.func @main(%a: tensor<2xf32>) -> tensor<2xf32> {
      %0 = sdy.sharding_constraint %a <@mesh, [{"x"}]> : tensor<2xf32>
      %1 = sdy.manual_computation(%0) in_shardings=[<@mesh, [{"x"}]>] out_shardings=[<@mesh, [{"x"}]>] manual_axes={"x"}
      (%b: tensor<2xf32>) {
        %2 = stablehlo.add %b, %b : tensor<2xf32>
        sdy.return %2 : tensor<2xf32>
      } : (tensor<2xf32>) -> tensor<2xf32>
      return %1 : tensor<2xf32>
    }"""
    np.testing.assert_array_equal(si.run(si.parse(text), np.array([1, 2], np.float32))[0], [2, 4])


def test_a_program_for_several_devices_is_not_run_as_one() -> None:
    with pytest.raises(si.UnsupportedError, match="written for each of several devices"):
        si.run(si.parse(SHARDED), np.zeros((4, 8), np.float32))


DEVICE = """
sdy.mesh @mesh = <["x"={size}, "y"=1]>
func.func @main() -> tensor<ui32> {{
  %0 = sdy.manual_computation() in_shardings=[] out_shardings=[<@mesh, []>] manual_axes={{"x", "y"}} () {{
    %1 = stablehlo.partition_id : tensor<ui32>
    sdy.return %1 : tensor<ui32>
  }} : () -> tensor<ui32>
  return %0 : tensor<ui32>
}}"""


def test_a_device_is_the_only_one_where_every_axis_has_size_one() -> None:
    assert si.run(si.parse(DEVICE.format(size=1)))[0].tolist() == 0
    with pytest.raises(si.UnsupportedError, match="written for each of several devices"):
        si.run(si.parse(DEVICE.format(size=2)))


MOVED = """module {{
  sdy.mesh @mesh = <["x"={size}, "y"=1]>
  func.func @main(%arg0: tensor<8x8xf32>) -> tensor<8x8xf32> {{
    %0 = sdy.sharding_constraint %arg0 <@mesh, [{{}}, {{"x"}}]> : tensor<8x8xf32>
{lines}
    return %arg0 : tensor<8x8xf32>
  }}
}}
"""
ANNOTATIONS = {
    'sdy.all_gather [{}, {"x", "y":(1)2}] %0 out_sharding=<@mesh, [{}, {}]> {foo}': True,
    'sdy.all_slice [{}, {"x"}] %0 out_sharding=<@mesh, [{}, {"x"}]>': True,
    'sdy.all_to_all [{"x"}: 1->0, {"y"}: 2->3] %0 out_sharding=<@mesh, [{"x"}, {}]>': True,
    'sdy.collective_permute %0 out_sharding=<@mesh, [{}, {"y"}]>': True,
    'sdy.replicated_to_unreduced {"y"} %0 out_sharding=<@mesh, [{}, {}], unreduced={"y"}>': True,
    'sdy.sharded_to_unreduced [{}, {"x"}] %0 out_sharding=<@mesh, [{}, {}], unreduced={"x"}>': True,
    'sdy.all_reduce {"x"} %0 out_sharding=<@mesh, [{}, {}]>': False,
    'sdy.reduce_scatter [{}, {"x"}] %0 out_sharding=<@mesh, [{}, {"x"}]>': False,
    "sdy.propagation_barrier %0 allowed_direction=FORWARD": True,
    'sdy.data_flow_edge %0 sharding=<@mesh, [{"x"}, {}]>': True,
    "sdy.data_flow_edge %0": True,
    "sdy.func_data_flow_edge %0": True,
    "sdy.reshard %0 <@mesh, [{}, {}]>": True,
}
"""Operations that give their operand, and whether they do so on several devices too."""


@pytest.mark.parametrize("line", ANNOTATIONS)
def test_annotations_read_print_and_give_their_operand(line: str) -> None:
    text = MOVED.format(size=2, lines=f"    %1 = {line} : tensor<8x8xf32>")
    module = si.parse(text)
    assert str(module) == text
    assert same_module(module, si.parse(module.text(generic=True))) is None
    value = np.arange(64, dtype=np.float32).reshape(8, 8)
    for size in (1, 2):
        program = text.replace('"x"=2', f'"x"={size}').replace("return %arg0", "return %1")
        if size == 1 or ANNOTATIONS[line]:
            np.testing.assert_array_equal(si.run(si.parse(program), value)[0], value)
        else:
            with pytest.raises(si.UnsupportedError, match="several devices"):
                si.run(si.parse(program), value)


NAMED = """    sdy.sharding_group %0 group_id=3 : tensor<8x8xf32>
    %1 = sdy.constant dense<1.000000e+00> : tensor<8x8xf32>
    %2 = sdy.named_computation<"foo">(%0, %1) in_shardings=[<@mesh, [{"x"}, {}]>, <@mesh, [{}, {}]>] \
out_shardings=[<@mesh, [{}, {}]>] {foo} (%arg1: tensor<8x8xf32>, %arg2: tensor<8x8xf32>) {
      %4 = stablehlo.add %arg1, %arg2 : tensor<8x8xf32>
      sdy.return %4 : tensor<8x8xf32>
    } : (tensor<8x8xf32>, tensor<8x8xf32>) -> tensor<8x8xf32>
    %3 = sdy.named_computation<"bar">(%2) (%arg1: tensor<8x8xf32>) {
      sdy.return %arg1 : tensor<8x8xf32>
    } : (tensor<8x8xf32>) -> tensor<8x8xf32>"""


def test_computations_with_a_name_are_done() -> None:
    text = MOVED.format(size=2, lines=NAMED)
    module = si.parse(text)
    assert str(module) == text
    assert same_module(module, si.parse(module.text(generic=True))) is None
    program = si.parse(text.replace("return %arg0", "return %3"))
    np.testing.assert_array_equal(si.run(program, np.full((8, 8), 2, np.float32))[0], np.full((8, 8), 3))


def test_a_body_must_fit_the_computation() -> None:
    text = MOVED.format(size=2, lines=NAMED.replace("sdy.return %arg1 : tensor<8x8xf32>", "sdy.return"))
    (problem,) = si.check(text, "x.mlir")
    assert (problem.op, problem.label) == ("sdy.named_computation", "C1")
