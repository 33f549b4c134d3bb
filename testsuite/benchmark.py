"""How fast each op is: against the best plain numpy expression for it, and against the C++ interpreter of jaxlib.

All columns of a row come from the same run on the same inputs: 1M elements (1024x1024), or 256x256 matrices for
contractions. A time is the best of several repetitions, ours and numpy's in turn; ours includes everything that `run`
does. That both give the same is checked first.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..interpreter import parse, run
from .cases import speed_elements, speed_movement, speed_sums
from .cases.speed import Case


@dataclass(frozen=True)
class Row:
    """Seconds of one case; `plain` is None where numpy has no such expression, `peer` where it was not asked, crashes,
    or takes more than two minutes."""

    name: str
    ours: float
    plain: float | None
    peer: float | None

    @property
    def ratio(self) -> float | None:
        """Our time over plain numpy's."""
        return None if self.plain is None else self.ours / self.plain


def cases() -> Iterator[Case]:
    """All rows."""
    for part in (speed_elements, speed_movement, speed_sums):
        yield from part.rows(np.random.Generator(np.random.PCG64(0)))


def measure(case: Case, peer: Callable[[Case], float | None] | None, seconds: float = 0.4) -> Row:
    """Times one case for about `seconds` a column. Raises ValueError where numpy gives something else."""
    module = parse(case.text, case.name)
    plain = case.plain
    with np.errstate(all="ignore"):
        if plain is None:
            [ours] = best([lambda: run(module, *case.inputs)], seconds)
            return Row(case.name, ours, None, peer(case) if peer else None)
        compare(case, run(module, *case.inputs), plain(*case.inputs))
        ours, numpys = best([lambda: run(module, *case.inputs), lambda: plain(*case.inputs)], seconds)
    return Row(case.name, ours, numpys, peer(case) if peer else None)


def compare(case: Case, outputs: list[Any], expected: Any) -> None:
    """Raises ValueError where numpy's results are not ours, within the tolerance of the case."""
    wanted = expected if isinstance(expected, tuple) else (expected,)
    for ours, plain in zip(outputs, wanted, strict=True):
        theirs = np.asarray(plain)
        if ours.shape != theirs.shape or ours.dtype != theirs.dtype:
            raise ValueError(f"{case.name}: {ours.dtype}{ours.shape}, numpy gives {theirs.dtype}{theirs.shape}")
        kind = np.complex128 if ours.dtype.kind == "c" else np.float64
        x, y = ours.astype(kind), theirs.astype(kind)
        finite = np.isfinite(y)
        scale = float(np.abs(y[finite]).max(initial=0.0))
        off = float(np.abs(x[finite] - y[finite]).max(initial=0.0))
        if off > case.tolerance * scale or not np.array_equal(x[~finite], y[~finite], equal_nan=True):
            raise ValueError(f"{case.name}: off by {off}, of {scale}")


def best(actions: list[Callable[[], Any]], seconds: float) -> list[float]:
    """The shortest time of each action, taken in turn at least three times and for about `seconds` each."""
    shortest = [float("inf")] * len(actions)
    started = time.perf_counter()
    count = 0
    while count < 3 or time.perf_counter() - started < seconds * len(actions):
        for i, action in enumerate(actions):
            before = time.perf_counter()
            action()
            shortest[i] = min(shortest[i], time.perf_counter() - before)
        count += 1
    return shortest


def cpp_interpreter(case: Case) -> float | None:
    """Seconds that jaxlib's C++ interpreter takes, in a process of its own; None where it crashes or is too slow."""
    import multiprocessing

    queue: Any = multiprocessing.get_context("spawn").Queue()
    worker = multiprocessing.get_context("spawn").Process(target=_run_cpp, args=(case.text, case.inputs, queue))
    worker.start()
    worker.join(120)
    if worker.is_alive():
        worker.kill()
        return None
    return queue.get() if worker.exitcode == 0 else None


def _run_cpp(text: str, inputs: tuple[np.ndarray[Any, Any], ...], queue: Any) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # it says there why it ends the process
    from jax.interpreters.mlir import make_ir_context
    from jaxlib.mlir import ir
    from jaxlib.mlir.dialects import stablehlo

    with make_ir_context(), ir.Location.unknown():
        parsed = ir.Module.parse(text)
        attributes = [ir.DenseElementsAttr.get(array) for array in inputs]
        before = time.perf_counter()
        stablehlo.eval_module(parsed, attributes)
        queue.put(time.perf_counter() - before)


def table(rows: list[Row]) -> str:
    """Rows as text: milliseconds and ratios."""
    lines = [f"{'':38} {'ours ms':>9} {'numpy ms':>9} {'ratio':>6} {'C++ ms':>10} {'faster':>8}"]
    for row in rows:
        numpys = " " * 16 if row.plain is None else f"{row.plain * 1e3:9.3f} {row.ratio:6.2f}"
        peer = "" if row.peer is None else f"{row.peer * 1e3:10.1f} {row.peer / row.ours:7.0f}x"
        lines.append(f"{row.name:38} {row.ours * 1e3:9.3f} {numpys} {peer}".rstrip())
    return "\n".join(lines)


def run_benchmark(select: str, with_peer: bool, report: Callable[[Row], None]) -> list[Row]:
    """Measures all cases whose name holds `select`."""
    rows: list[Row] = []
    for case in cases():
        if select in case.name:
            rows.append(row := measure(case, cpp_interpreter if with_peer else None))
            report(row)
    return rows


__all__ = ["Case", "Row", "cases", "measure", "run_benchmark", "table"]
