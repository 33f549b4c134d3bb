"""A campaign of the mutation fuzzer: many damaged programs, one after the other, and what came of them."""

from __future__ import annotations

import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from .mutation import Mutator
from .seeds import own_programs, programs_in
from .target import Finding, Outcome, judge

HANG = 60
"""Seconds after which a text counts as a hang and is interrupted."""


@dataclass
class Report:
    """What came of a campaign. `findings` counts texts by where they go wrong."""

    tried: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0


def campaign(
    folders: Iterable[Path], count: int, seed: int, *, seconds: float = float("inf"), execute: bool = True,
    most: int = 4000, findings: Path | None = None, progress: Callable[[Report], None] = lambda _: None,
) -> Report:  # fmt: skip
    """Tries `count` texts, or as many as fit into `seconds`. The first text of each kind of harm goes to `findings`."""
    mutator = Mutator([*own_programs(), *programs_in(folders)], seed, most)
    report = Report()
    end = time.monotonic() + seconds
    while report.tried < count and time.monotonic() < end:
        text = mutator.next()
        started = time.perf_counter()
        try:
            with _alarm():
                report.outcomes[judge(text, execute=execute)] += 1
        except Exception as error:  # the purpose of the campaign
            where = place(error)
            report.findings[where] += 1
            if findings is not None and report.findings[where] == 1:
                keep(findings, text, where, error)
        report.slowest = max(report.slowest, time.perf_counter() - started)
        report.tried += 1
        if report.tried % 1000 == 0:
            progress(report)
    return report


def keep(folder: Path, text: str, where: str, error: Exception) -> None:
    """Writes a text that does harm, and the traceback, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{len(list(folder.glob('*.mlir'))):04}.mlir"
    path.write_bytes(text.encode(errors="surrogateescape"))
    path.with_suffix(".txt").write_text(where + "\n" + "".join(traceback.format_exception(error)), errors="replace")


def place(error: BaseException) -> str:
    """Kind of an exception and the innermost line of code: the same for all texts that go wrong in the same way."""
    cause = error.__cause__ if isinstance(error, Finding) and error.__cause__ is not None else error
    while cause.__cause__ is not None:
        cause = cause.__cause__
    frames = traceback.extract_tb(cause.__traceback__)
    last = frames[-1] if frames else None
    where = f" at {Path(last.filename).name}:{last.lineno}" if last else ""
    first = str(error).split("\n", 1)[0][:160]
    return f"{type(cause).__name__}{where}" + (f": {first}" if isinstance(cause, Finding) else "")


@contextmanager
def _alarm() -> Iterator[None]:
    """Interrupts what takes far too long, on systems that can."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise Finding(f"no end after {HANG} seconds")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(HANG)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
