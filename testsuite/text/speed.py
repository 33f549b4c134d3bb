"""How fast programs are read and printed, by us, by MLIR (jaxlib) and by xDSL (with xdsl-jax)."""

from __future__ import annotations

import importlib.metadata
import io
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
class Tool:
    """A reader and printer of programs."""

    name: str
    read: Callable[[str], Any]
    print: Callable[[Any], str]


@dataclass(frozen=True)
class Speed:
    """Operations a second of processor time, read and printed, and megabytes of hexadecimal constants read a second."""

    what: str
    read: float
    printed: float
    megabytes: float


def tools() -> list[Tool]:
    """The tools that are installed."""
    found: list[Tool] = []
    for tool in (_ours, _mlir, _xdsl):
        try:
            found.append(tool())
        except ImportError:
            continue
    return found


def _ours() -> Tool:
    return Tool("this interpreter", lambda text: read_module(decode("sample", text.encode())), str)


def _mlir() -> Tool:
    mlir = Mlir()
    return Tool(f"MLIR (jaxlib {importlib.metadata.version('jaxlib')})", mlir.parse, mlir.text)


def _xdsl() -> Tool:
    from xdsl.context import Context  # pyright: ignore[reportMissingImports]
    from xdsl.dialects.builtin import Builtin  # pyright: ignore[reportMissingImports]
    from xdsl.dialects.func import Func  # pyright: ignore[reportMissingImports]
    from xdsl.parser import Parser  # pyright: ignore[reportMissingImports]
    from xdsl.printer import Printer  # pyright: ignore[reportMissingImports]
    from xdsl_jax.dialects.stablehlo import StableHLO  # pyright: ignore[reportMissingImports]

    def read(text: str) -> Any:
        context = Context()
        for dialect in (Builtin, Func, StableHLO):
            context.load_dialect(dialect)
        return Parser(context, text).parse_module()

    def text_of(module: Any) -> str:
        stream = io.StringIO()
        Printer(stream).print_op(module)
        return stream.getvalue()

    return Tool(f"xDSL {importlib.metadata.version('xdsl')}", read, text_of)


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


def weights(megabytes: int = 4) -> str:
    """A program of a few constants in hexadecimal form."""
    numbers = random.Random(0)
    count = megabytes * 1_000_000 // 4 // 8
    lines = [
        f'    %{i} = stablehlo.constant dense<"0x{numbers.randbytes(4 * count).hex().upper()}"> : tensor<{count}xf32>'
        for i in range(4)
    ]
    return "module {\n  func.func @main() {\n" + "\n".join(lines) + "\n    return\n  }\n}\n"


def measure(text: str, constants: str, chosen: list[Tool] | None = None) -> list[Speed]:
    """All tools on the same programs, in one run."""
    count = sum(1 for _ in read_module(decode("sample", text.encode())).walk())
    return [_speed(tool, text, count, constants) for tool in (tools() if chosen is None else chosen)]


def _speed(tool: Tool, text: str, count: int, constants: str) -> Speed:
    module = tool.read(text)
    return Speed(
        tool.name,
        count / _best(lambda: tool.read(text)),
        count / _best(lambda: tool.print(module)),
        len(constants) / 1e6 / _best(lambda: tool.read(constants)),
    )


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
    rows = [f"{'':24} {'read ops/s':>12} {'printed ops/s':>14} {'hex MB/s':>10}"]
    for one in speeds:
        rows.append(f"{one.what:24} {one.read:>12,.0f} {one.printed:>14,.0f} {one.megabytes:>10,.1f}")
    return "\n".join(rows)
