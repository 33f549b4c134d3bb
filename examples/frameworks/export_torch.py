"""Exports programs of PyTorch through torch.export and torchax.

    python examples/frameworks/export_torch.py

Needs torch, torchax and jax. Results are recorded from PyTorch itself, run eagerly on the CPU, so that they do not come
from the exporter; `recording.py` says how tolerances are derived.
"""

from __future__ import annotations

import copy
import importlib
from importlib.metadata import version
from typing import Any

import numpy as np
import torch
from jax.interpreters.mlir import make_ir_context
from jaxlib.mlir import ir
from recording import record, tolerances
from torch import nn
from torch._ops import OpOverloadPacket


def import_torchax() -> Any:
    """torchax 0.0.13 has overloads of named tensors in its tables, which PyTorch 2.13 no longer has: these entries are
    never looked up, so anything may stand for them while torchax is imported."""
    found = OpOverloadPacket.__getattr__

    def tolerant(packet: Any, name: str) -> Any:
        try:
            return found(packet, name)
        except AttributeError:
            if name.startswith("_"):
                raise
            return object()

    OpOverloadPacket.__getattr__ = tolerant
    try:
        return importlib.import_module("torchax.export")
    finally:
        OpOverloadPacket.__getattr__ = found


UNIT = 2.0**-24
"""Unit roundoff of f32."""


class Convolutions(nn.Module):
    """Convolutions with stride, groups and dilation, batch normalization, pooling, and a linear layer."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(2, 4, 3, stride=2, padding=1),
            nn.BatchNorm2d(4),
            nn.ReLU(),
            nn.Conv2d(4, 8, 3, padding=2, dilation=2, groups=2),
            nn.Hardswish(),
            nn.MaxPool2d(2),
        )
        self.head = nn.Linear(8, 3)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        y = self.head(self.features(x).mean((2, 3)))
        return torch.softmax(y, -1), y.argmax(-1).to(torch.int32)


class Attention(nn.Module):
    """Embeddings, attention with a causal mask, layer normalization and GELU."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(11, 8)
        self.query, self.key, self.value = (nn.Linear(8, 8) for _ in range(3))
        self.norm = nn.LayerNorm(8)
        self.inner, self.outer = nn.Linear(8, 16), nn.Linear(16, 8)

    def forward(self, tokens: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        x = self.embedding(tokens)
        q, k, v = (f(x).unflatten(-1, (2, 4)).transpose(1, 2) for f in (self.query, self.key, self.value))
        scores = q @ k.transpose(-1, -2) / 2
        mask = torch.ones(scores.shape[-2:], dtype=torch.bool).tril()
        weights = torch.softmax(scores.masked_fill(~mask, float("-inf")), -1)
        x = self.norm(x + (weights @ v).transpose(1, 2).flatten(2))
        x = x + self.outer(nn.functional.gelu(self.inner(x)))
        return x, torch.topk(x, 2, -1).values


def export(name_: str, model: nn.Module, argument: torch.Tensor, longest_sum: int, description: str) -> None:
    """Records one program: weights and input are its arguments."""
    print(name_)
    model = model.eval()
    with torch.no_grad():
        recorded = [one.numpy() for one in model(argument)]
    program = torch.export.export(model, (argument,))
    weights, lowered = import_torchax().exported_program_to_stablehlo(program)
    names = [*program.graph_signature.parameters, *program.graph_signature.buffers]
    state = program.state_dict
    assert all(np.array_equal(one, state[name].detach().numpy()) for one, name in zip(weights, names, strict=False))
    given = [np.asarray(one) for one in (*weights, argument.numpy())]
    kept = list(lowered.module_kept_var_idx)
    with make_ir_context():
        text = str(ir.Module.parse(lowered.mlir_module()).operation.get_asm(enable_debug_info=False)).rstrip() + "\n"
    double = copy.deepcopy(model).double()

    def exact(*wide: np.ndarray) -> list[np.ndarray]:
        arrays = dict(zip(kept, wide, strict=True))
        changed = {name: torch.tensor(arrays[i]) for i, name in enumerate(names) if i in arrays}
        with torch.no_grad():
            found = torch.func.functional_call(double, changed, (torch.tensor(arrays[len(weights)]),))
        return [one.numpy() for one in found]

    made_with = {name: version(name) for name in ("torch", "torchax")} | {"results_from": "PyTorch, eager, CPU"}
    inputs = [given[i].astype(lowered.in_avals[i].dtype) for i in kept]  # JAX has 32-bit integers here
    allowed = tolerances(exact, inputs, recorded, longest_sum * UNIT)
    record(f"torch_{name_}", description, made_with, text, inputs, recorded, allowed)


def main() -> None:
    torch.manual_seed(4)
    convolutions = Convolutions()
    with torch.no_grad():
        convolutions.features[1].running_mean.normal_()
        convolutions.features[1].running_var.uniform_(0.5, 2)
    export("convolutions", convolutions, torch.randn(2, 2, 11, 9), 32, "convolutions, batch normalization, pooling")
    export("attention", Attention(), torch.randint(0, 11, (2, 5)), 32, "embeddings, causal attention, layer norm, GELU")


if __name__ == "__main__":
    main()
