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
    with pytest.raises(si.UnsupportedError, match="divided among devices"):
        si.run(si.parse(SHARDED), np.zeros((4, 8), np.float32))
