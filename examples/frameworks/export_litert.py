"""Exports programs of PyTorch through LiteRT's converter, as it has them before they become a flatbuffer.

    python examples/frameworks/export_litert.py

Needs torch and litert-torch. Results are recorded from PyTorch itself, run eagerly on the CPU, so that they do not come
from the exporter; `recording.py` says how tolerances are derived.
"""

from __future__ import annotations

import copy
from importlib.metadata import version

import numpy as np
import torch
from litert_torch.backend.export import exported_program_to_mlir
from recording import record, tolerances
from torch import nn

UNIT = 2.0**-24
"""Unit roundoff of f32."""


class GatedMixer(nn.Module):
    """A normalization, a gated layer, a depthwise convolution along the sequence, and an exact GELU."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(6)
        self.gate, self.up, self.down = nn.Linear(6, 8), nn.Linear(6, 8), nn.Linear(8, 6)
        self.along = nn.Conv1d(6, 6, 3, padding=1, groups=6)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        y = self.norm(x)
        y = x + self.down(nn.functional.silu(self.gate(y)) * self.up(y))
        y = nn.functional.gelu(self.along(y.transpose(1, 2))).transpose(1, 2)
        return y, y.cumsum(1).amax(-1)


def export(name_: str, model: nn.Module, argument: torch.Tensor, longest_sum: int, description: str) -> None:
    """Records one program: weights and input are its arguments."""
    print(name_)
    model = model.eval()
    with torch.no_grad():
        recorded = [one.numpy() for one in model(argument)]
    lowered = exported_program_to_mlir(torch.export.export(model, (argument,)), inline_constants=False)
    names = [one.input_spec.name if one.input_spec.is_parameter else "" for one in lowered.input_signature]
    inputs = [lowered.state_dict[name].detach().numpy() if name else argument.numpy() for name in names]
    text = str(lowered.module.operation.get_asm(enable_debug_info=False)).rstrip() + "\n"
    double = copy.deepcopy(model).double()

    def exact(*wide: np.ndarray) -> list[np.ndarray]:
        given = dict(zip(names, map(torch.tensor, wide), strict=True))
        data = given.pop("")
        with torch.no_grad():
            found = torch.func.functional_call(double, given, (data,))
        return [one.numpy() for one in found]

    made_with = {name: version(name) for name in ("torch", "litert-torch")} | {"results_from": "PyTorch, eager, CPU"}
    record(
        name_, description, made_with, text, inputs, recorded, tolerances(exact, inputs, recorded, longest_sum * UNIT)
    )


def main() -> None:
    torch.manual_seed(5)
    export(
        "litert_mixer", GatedMixer(), torch.randn(2, 5, 6), 16,
        "layer norm, a gated layer, a depthwise convolution, GELU, running sums",
    )  # fmt: skip


if __name__ == "__main__":
    main()
