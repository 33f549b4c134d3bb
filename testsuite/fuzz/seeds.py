"""Sound programs to begin with: the examples of all ops, in pretty and in generic syntax, and folders of files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ...spec.lang.registry import find, mnemonics
from ..cases.programs import example_program

ODD = r"""
#map = affine_map<(d0) -> (d0)>
!pair = tuple<tensor<2xf32>, !stablehlo.token>
module @m attributes {mhlo.num_partitions = 1 : i32} {
  func.func public @main(%arg0: tensor<2x?xf32> {jax.x = "\C3"} loc("x")) -> (tensor<f32> {jax.result_info = ""}) {
    %c = stablehlo.constant dense<[[1, 2], [-3, 0x4]]> : tensor<2x2xi32> loc(#loc1)
    %0:2 = "a.b"(%arg0, %c) <{p = array<i64: 1, 2>, q = [#map, unit, @s::@t, 1.5 : f16]}> ({
    ^bb0(%x: tensor<f32>):
      %1 = stablehlo.add %x, %x : tensor<f32>
      "a.c"(%1)[^bb1] : (tensor<f32>) -> ()
    ^bb1:
      stablehlo.return %1 : tensor<f32>
    }) {g = #stablehlo.conv<[b, f, 0]x[o, i, 0]->[b, f, 0]>, r = dense_resource<k> : tensor<1xi32>}
      : (tensor<2x?xf32>, tensor<2x2xi32>) -> (tensor<f32>, !quant.uniform<i8:f32:0, {0.1:2, 0.2}>)
    return %0#0 : tensor<f32>
  }
}
#loc1 = loc(callsite("f"("f.py":1:2) at fused<#map>[unknown, "g.py":3:4 to :5]))
{-# dialect_resources: { builtin: { k: "0x0400000001000000" } } #-}
"""

OLD = r"""
func @old(%a: tensor<2x3xf32>, %t: !mhlo.token) -> tensor<3x2xf32> {
  %0 = "mhlo.transpose"(%a) {permutation = dense<[1, 0]> : tensor<2xi64>} : (tensor<2x3xf32>) -> tensor<3x2xf32>
  %1 = mhlo.convert(%0) : (tensor<3x2xf32>) -> tensor<3x2xf64>
  %2 = "mhlo.compare"(%0, %0) {comparison_direction = "LT"} : (tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xi1>
  %3 = "mhlo.dot_general"(%a, %0) {dot_dimension_numbers = {lhs_contracting_dimensions = dense<1> : tensor<1xi64>,
    rhs_contracting_dimensions = dense<0> : tensor<1xi64>}, precision_config = ["DEFAULT", "HIGH"]} :
    (tensor<2x3xf32>, tensor<3x2xf32>) -> tensor<2x2xf32>
  %4:2 = mhlo.topk(%3, k = 1, largest = true) : tensor<2x2xf32> -> (tensor<2x1xf32>, tensor<2x1xi32>)
  %5 = mhlo.tanh %0 : tensor<3x2xf32>
  return %5 : tensor<3x2xf32>
}
"""

VERSIONED = r"""
vhlo.func_v1 @main(%arg0: !vhlo.tensor_v1<2x?x!vhlo.f32_v1, #vhlo.type_extensions_v1<bounds = [?, 4]>>, %arg1:
    !vhlo.tensor_v1<3x!vhlo.quant_per_axis_v1<!vhlo.i8_v1:!vhlo.f32_v1, 0, [0.5, 0.25, 1.0], [0, -3, 0], -3:4, 1>>) ->
    (!vhlo.tensor_v1<2x2x!vhlo.f32_v1>) {
  %0 = "vhlo.constant_v1"() <{value = #vhlo.tensor_v1<dense<1.0> : tensor<2x2xf32>>}> : () ->
    !vhlo.tensor_v1<2x2x!vhlo.f32_v1>
  %1 = "vhlo.exponential_v2"(%0) <{result_accuracy = #vhlo.result_accuracy_v1<atol = 0.0, rtol = 0.0, ulps = 0,
    mode = #vhlo<result_accuracy_mode_v1 DEFAULT>>}> : (!vhlo.tensor_v1<2x2x!vhlo.f32_v1>) ->
    !vhlo.tensor_v1<2x2x!vhlo.f32_v1>
  %2 = "vhlo.dot_general_v1"(%1, %1) <{lhs_batching_dimensions = #vhlo.tensor_v1<dense<> : tensor<0xi64>>,
    lhs_contracting_dimensions = #vhlo.tensor_v1<dense<1> : tensor<1xi64>>, precision_config =
    #vhlo.array_v1<[#vhlo<precision_v1 DEFAULT>, #vhlo<precision_v1 HIGH>]>, rhs_batching_dimensions =
    #vhlo.tensor_v1<dense<> : tensor<0xi64>>, rhs_contracting_dimensions = #vhlo.tensor_v1<dense<0> : tensor<1xi64>>}> :
    (!vhlo.tensor_v1<2x2x!vhlo.f32_v1>, !vhlo.tensor_v1<2x2x!vhlo.f32_v1>) -> !vhlo.tensor_v1<2x2x!vhlo.f32_v1>
  "vhlo.return_v1"(%2) : (!vhlo.tensor_v1<2x2x!vhlo.f32_v1>) -> ()
} {arg_attrs = #vhlo.array_v1<[#vhlo.dict_v1<{#vhlo.string_v1<"x.y"> = #vhlo.type_v1<!vhlo.i8_v1>}>,
    #vhlo.dict_v1<{}>]>, res_attrs = #vhlo.array_v1<[]>, sym_visibility = #vhlo.string_v1<"">}
"""

AROUND = r"""
#map = affine_map<(d0, d1) -> (d1, d0)>
sdy.mesh @mesh = <["x"=1]>
func.func @main(%a: tensor<2xf32>, %i: index, %s: f32, %m: memref<2x2xf32, #map>) -> tensor<2xf32>
    attributes {m = #map} {
  %0 = sdy.all_gather [{"x"}] %a out_sharding=<@mesh, [{}]> : tensor<2xf32>
  %1 = sdy.named_computation<"f">(%0) in_shardings=[<@mesh, [{}]>] out_shardings=[<@mesh, [{}]>] (%x: tensor<2xf32>) {
    sdy.return %x : tensor<2xf32>
  } : (tensor<2xf32>) -> tensor<2xf32>
  %2 = sdy.propagation_barrier %1 allowed_direction=BOTH : tensor<2xf32>
  %3 = tensor.insert %s into %2[%i] : tensor<2xf32>
  %4 = tensor.empty(%i) : tensor<?xf32>
  %5 = arith.divui %i, %i exact : index
  %6 = arith.cmpi ult, %5, %i : index
  %7 = arith.select %6, %3, %2 : tensor<2xf32>
  return %7 : tensor<2xf32>
}
"""


def own_programs() -> Iterator[str]:
    """One program for each example of each op, and programs of what is odd about the syntax."""
    yield from (ODD, OLD, VERSIONED, AROUND)
    for dialect in ("stablehlo", "chlo"):
        for mnemonic in mnemonics(dialect):
            op = find(f"{dialect}.{mnemonic}")
            for number, example in enumerate(op.examples if op else ()):
                module, _ = example_program(op, example)
                yield module.text(generic=number % 3 == 2)


def programs_in(folders: Iterable[Path]) -> Iterator[str]:
    """The programs of all .mlir files below the folders; a file of several programs gives several."""
    for folder in folders:
        for file in sorted(folder.rglob("*.mlir")) if folder.is_dir() else [folder]:
            yield from re.split(r"(?m)^[ \t]*// -----.*$", file.read_bytes().decode(errors="surrogateescape"))
