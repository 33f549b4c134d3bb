"""What a run shows while it goes on and when it is over."""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import TextIO

from .records import Result, Verdict
from .run import Run

INTERVAL = 0.1
"""Seconds between two states of the line on a terminal."""

SHOWN = 400
"""Characters of a message that the list of failures shows."""


class Progress:
    """Failures as they come and, on a terminal, a line of counts, rate and time to go, rewritten in place."""

    def __init__(self, stream: TextIO | None = None, quiet: bool = False) -> None:
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty() and not quiet
        self._quiet = quiet
        self._started = self._shown = time.monotonic()
        self._counts: Counter[Verdict] = Counter()
        self._length = 0

    def begin(self, run: Run) -> None:
        """Says what is run on what."""
        self._started = time.monotonic()
        self._counts.update(result.verdict for result in run.results)
        versions = ", ".join(f"{name} {value}" for name, value in run.versions.items())
        resumed = f", {run.resumed} of them done before" if run.resumed else ""
        self._say(f"{len(run.cases)} cases{resumed} on {run.plan.backend} ({versions})")

    def report(self, run: Run, result: Result) -> None:
        """Takes in a result."""
        self._counts[result.verdict] += 1
        if result.verdict.failed:
            self._say(f"{result.verdict.value} {result.id}: {shortened(result.message)}")
        if result.otherwise is Verdict.PASS:
            self._say(f"{result.id} is excluded and passes: {result.reason}")
        now = time.monotonic()
        if self._live and (now - self._shown > INTERVAL or len(run.results) == len(run.cases)):
            self._shown = now
            self._line(run, now)

    def end(self) -> None:
        """Leaves the line as it is."""
        if self._live and self._length:
            self._stream.write("\n")
        self._length = 0
        self._stream.flush()

    def _line(self, run: Run, now: float) -> None:
        done = len(run.results)
        rate = (done - run.resumed) / max(now - self._started, 1e-9)
        left = (len(run.cases) - done) / rate if rate else 0.0
        counts = ", ".join(f"{count} {verdict.value}" for verdict in Verdict if (count := self._counts[verdict]))
        text = f"{done}/{len(run.cases)} {rate:.0f}/s, {minutes(left)} to go: {counts}"
        self._stream.write("\r" + text.ljust(self._length))
        self._stream.flush()
        self._length = len(text)

    def _say(self, text: str) -> None:
        if self._quiet:
            return
        blank = "\r" + " " * self._length + "\r" if self._live and self._length else ""
        self._stream.write(f"{blank}{text}\n")
        self._stream.flush()
        self._length = 0


def shortened(text: str) -> str:
    """The text in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 3]}..."


def minutes(seconds: float) -> str:
    """A time in minutes and seconds."""
    whole = int(seconds + 0.5)
    return (
        f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}" if whole >= 3600 else f"{whole // 60}:{whole % 60:02}"
    )


def summary(run: Run) -> str:
    """A table of verdicts by level, and what is to be said about exclusions."""
    verdicts = [verdict for verdict in Verdict if any(result.verdict is verdict for result in run.results)]
    counts = Counter((result.level, result.verdict) for result in run.results)
    levels = sorted({result.level for result in run.results}, key=lambda level: level.value)
    rows = [["", *(verdict.value for verdict in verdicts), "all", "passed"]]
    for name, group in [*((level.value, [level]) for level in levels), ("total", levels)]:
        each = [sum(counts[level, verdict] for level in group) for verdict in verdicts]
        passed = sum(counts[level, Verdict.PASS] for level in group)
        rows.append([name, *map(str, each), str(sum(each)), f"{100 * passed / max(sum(each), 1):.1f} %"])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows]
    if surplus := [result for result in run.results if result.otherwise is Verdict.PASS]:
        lines.append(f"\n{len(surplus)} excluded cases pass; their exclusions can go:")
        lines += [f"  {result.id} ({result.reason})" for result in surplus]
    new = len(run.results) - run.resumed
    lines.append(f"\n{new} cases in {minutes(run.seconds)}, {new / max(run.seconds, 1e-9):.0f}/s")
    return "\n".join(lines)
