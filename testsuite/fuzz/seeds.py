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


def own_programs() -> Iterator[str]:
    """One program for each example of each op, and a program of everything that is odd about the syntax."""
    yield ODD
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
