"""Looking into a running program: interpreter.print, interpreter.probe, check.expect_serialized_eq."""

from __future__ import annotations

import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.interpreter.cli import main

TWICE = """func.func @main(%a: tensor<2xi32>) -> tensor<2xi32> {
  %0 = interpreter.probe %a, probe_id = "sum/0" : tensor<2xi32>
  %1 = stablehlo.add %0, %0 : tensor<2xi32>
  %2 = interpreter.probe %1, probe_id = "sum/0" : tensor<2xi32>
  check.expect_serialized_eq %a, probe_id = "sum/0" : tensor<2xi32>
  check.expect_serialized_eq %1, probe_id = "sum/0", iter = 1 : tensor<2xi32>
  interpreter.print %2 : tensor<2xi32>
  return %2 : tensor<2xi32>
}"""


def test_probed_values_go_to_a_folder_with_an_index(tmp_path, capsys) -> None:
    (result,) = si.run(si.parse(TWICE), [1, 2], probe_folder=tmp_path / "probes")
    assert result.tolist() == [2, 4]
    assert (tmp_path / "probes" / "index.csv").read_text().split() == [
        "sum/0,tensor<2xi32>,sum_0_1.npy",
        "sum/0,tensor<2xi32>,sum_0_2.npy",
    ]
    assert np.load(tmp_path / "probes" / "sum_0_2.npy").tolist() == [2, 4]
    assert capsys.readouterr().out == "dense<[2, 4]> : tensor<2xi32>\n"


def test_the_command_line_names_the_folder(tmp_path) -> None:
    (tmp_path / "p.mlir").write_text(TWICE)
    folder = tmp_path / "out"
    assert main([str(tmp_path / "p.mlir"), "--input=2xi32=1,2", f"--probe-output-dir={folder}"]) == 0
    assert len(list(folder.iterdir())) == 3


def test_a_missing_record_fails_the_check() -> None:
    text = TWICE.replace("iter = 1", "iter = 7")
    with pytest.raises(si.CheckFailed, match="no iteration 7"):
        si.run(si.parse(text), [1, 2])
