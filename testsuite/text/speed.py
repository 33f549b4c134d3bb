"""How fast programs are read and printed, by us and by MLIR (jaxlib)."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from ...interpreter.text.reader import decode, read_module
from .mlir import Mlir

_TYPE = "tensor<4x8xf32>"
_LINES = (
    ("%{r} = stablehlo.add %{a}, %{b} : {t}", 1),
    ("%{r} = stablehlo.multiply %{a}, %{b} : {t}", 1),
    ("%{r} = stablehlo.exponential %{a} : {t}", 1),
    ("%{r} = stablehlo.constant dense<{x:.6e}> : {t}", 1),
    ("%{s} = stablehlo.compare  GT, %{a}, %{b},  FLOAT : ({t}, {t}) -> tensor<4x8xi1>\n"
     "    %{r} = stablehlo.select %{s}, %{a}, %{b} : tensor<4x8xi1>, {t}", 2),
    ("%{s} = stablehlo.slice %{a} [0:4, 0:4] : ({t}) -> tensor<4x4xf32>\n"
     "    %{r} = stablehlo.concatenate %{s}, %{s}, dim = 1 : (tensor<4x4xf32>, tensor<4x4xf32>) -> {t}", 2),
    ("%{s} = stablehlo.transpose %{a}, dims = [1, 0] : ({t}) -> tensor<8x4xf32>\n"
     "    %{r} = stablehlo.reshape %{s} : (tensor<8x4xf32>) -> {t}", 2),
)  # fmt: skip


@dataclass(frozen=True)
class Speed:
    """Operations a second of processor time; None where a reader is not installed."""

    what: str
    read: float | None
    printed: float | None


def sample(operations: int = 20_000) -> str:
    """A program of about so many operations."""
    numbers = random.Random(0)
    lines: list[str] = []
    values = ["arg0"]
    count = 0
    while count < operations:
        line, weight = numbers.choice(_LINES)
        a, b = numbers.choice(values[-20:]), numbers.choice(values[-20:])
        lines.append("    " + line.format(r=count + weight, s=count + 1, a=a, b=b, t=_TYPE, x=numbers.random()))
        count += weight
        values.append(str(count))
    head = f"module {{\n  func.func @main(%arg0: {_TYPE}) -> {_TYPE} {{\n"
    return head + "\n".join(lines) + f"\n    return %{values[-1]} : {_TYPE}\n  }}\n}}\n"


def measure(text: str) -> list[Speed]:
    """All readers on one program, in one run."""
    module = read_module(decode("sample", text.encode()))
    count = sum(1 for _ in module.walk())
    speeds = [
        Speed("this interpreter", count / _best(lambda: read_module(decode("sample", text.encode()))),
              count / _best(lambda: str(module)))
    ]  # fmt: skip
    try:
        mlir = Mlir()
    except ImportError:
        speeds.append(Speed("MLIR (jaxlib)", None, None))
        return speeds
    theirs = mlir.parse(text)
    speeds.append(Speed("MLIR (jaxlib)", count / _best(lambda: mlir.parse(text)),
                        count / _best(lambda: mlir.text(theirs))))  # fmt: skip
    return speeds


def _best(action: Callable[[], object], repeats: int = 3) -> float:
    """Seconds of processor time, the best of several."""
    times: list[float] = []
    for _ in range(repeats):
        before = time.process_time()
        action()
        times.append(time.process_time() - before)
    return min(times)


def table(speeds: list[Speed]) -> str:
    """Speeds as text."""
    rows = [f"{'':20} {'read ops/s':>12} {'printed ops/s':>14}"]
    for one in speeds:
        read, printed = (f"{x:,.0f}" if x is not None else "-" for x in (one.read, one.printed))
        rows.append(f"{one.what:20} {read:>12} {printed:>14}")
    return "\n".join(rows)
