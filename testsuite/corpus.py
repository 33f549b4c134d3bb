"""Runs existing test programs: folders of .mlir files that check themselves or say which errors they expect.

A file is split at `// -----`. What is done with a part follows from the file's `// RUN:` lines:

- with `--interpret` the part is run (with the `--args` of the line); it passes when no check in it fails;
- otherwise it is verified: where it has `// expected-error@+N {{...}}` comments it passes when errors are found on
  exactly those lines, else when it is accepted. Wording is not compared (see `interpreter.expectations`).

Lines that upstream disabled (`// RUN-DISABLED(reason): ...`) count like the others.
"""

from __future__ import annotations

import enum
import re
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ..interpreter import Error, Limits, Severity, UnsupportedError, check, parse, run
from ..interpreter.expectations import expectations, judge, split_input
from ..interpreter.text.reader import read_attribute

_RUN = re.compile(r"^\s*//\s*RUN(?:-DISABLED)?[^ :]*(?:\([^)]*\))?:?\s*(.*)$", re.MULTILINE)


class Outcome(enum.Enum):
    """What became of a part."""

    PASS = "pass"
    FAIL = "fail"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True)
class PartResult:
    """Result of one part of a file; `part` counts from 0, `line` is its first line."""

    file: str
    part: int
    line: int
    outcome: Outcome
    message: str
    seconds: float


@dataclass(frozen=True)
class Directions:
    """What a file's RUN lines ask for."""

    interpret: bool
    split: bool
    allow_unregistered: bool
    arguments: str | None


@dataclass(frozen=True)
class Part:
    """One part of a file; `number` counts from 0, `line` is its first line."""

    file: Path
    number: int
    line: int
    text: str
    directions: Directions


def corpus_files(paths: Iterable[Path]) -> list[Path]:
    """All .mlir files below the paths, sorted."""
    return sorted(file for path in paths for file in ([path] if path.is_file() else path.rglob("*.mlir")))


def run_corpus(
    files: list[Path], jobs: int, seconds: float | None, progress: Callable[[list[PartResult]], None]
) -> list[PartResult]:
    """Runs all files in `jobs` processes, each part for at most `seconds`; `progress` hears of each file."""
    results: list[PartResult] = []
    if jobs <= 1:
        for file in files:
            results.extend(found := run_file(file, seconds))
            progress(found)
        return results
    with ProcessPoolExecutor(jobs) as pool:
        for found in pool.map(run_file, files, [seconds] * len(files), chunksize=4):
            results.extend(found)
            progress(found)
    return results


def run_file(file: Path, seconds: float | None = None) -> list[PartResult]:
    """Runs all parts of one file."""
    try:
        parts = list(parts_of(file))
    except UnicodeDecodeError as error:
        return [PartResult(str(file), 0, 1, Outcome.FAIL, f"not UTF-8: {error}", 0.0)]
    return [run_part(part, seconds) for part in parts]


def parts_of(file: Path) -> Iterator[Part]:
    """The parts of a file that hold more than comments. Raises UnicodeDecodeError."""
    text = file.read_bytes().decode()
    directions = _directions(text)
    for number, (line, part) in enumerate(split_input(text) if directions.split else [(1, text)]):
        if re.sub(r"//.*", "", part).strip():
            yield Part(file, number, line, part, directions)


def run_part(part: Part, seconds: float | None = None) -> PartResult:
    """Runs one part, for at most `seconds`."""
    started = time.perf_counter()
    judge = _interpret if part.directions.interpret and "expected-error" not in part.text else _verify
    text = "\n" * (part.line - 1) + part.text
    outcome, message = _guarded(judge, text, part.file, part.directions, Limits(max_seconds=seconds))
    return PartResult(str(part.file), part.number, part.line, outcome, message, time.perf_counter() - started)


def _directions(text: str) -> Directions:
    commands = [line for line in _RUN.findall(text) if not line.startswith("not ")]
    interpreting = [line for line in commands if "--interpret" in line]
    arguments = next((match[1] for line in interpreting if (match := re.search(r'--args="([^"]*)"', line))), None)
    joined = "\n".join(commands)
    return Directions(
        bool(interpreting), "split-input-file" in joined, "allow-unregistered-dialect" in joined, arguments
    )


def _guarded(
    judge: Callable[[str, str, Directions, Limits], tuple[Outcome, str]],
    text: str,
    file: Path,
    directions: Directions,
    limits: Limits,
) -> tuple[Outcome, str]:
    """A part's outcome; whatever escapes the interpreter is a failure with the name of what escaped."""
    try:
        return judge(text, str(file), directions, limits)
    except UnsupportedError as error:
        return Outcome.UNSUPPORTED, str(error.diagnostics[0])
    except Error as error:
        return Outcome.FAIL, "\n".join(map(str, error.diagnostics[:3]))
    except Exception as error:  # the report names it; a part must not stop the others
        return Outcome.FAIL, f"escaped: {type(error).__name__}: {error}"


def _interpret(text: str, name: str, directions: Directions, limits: Limits) -> tuple[Outcome, str]:
    module = parse(text, name, limits=limits)
    arguments: list[object] = []
    if directions.arguments is not None:
        arguments = [one.array for one in read_attribute(directions.arguments)]
    run(module, *arguments, limits=limits)
    return Outcome.PASS, ""


def _verify(text: str, name: str, directions: Directions, limits: Limits) -> tuple[Outcome, str]:
    problems = check(text, name, allow_unregistered=directions.allow_unregistered, limits=limits, recover=False)
    if expectations(text):
        unmet = judge(text, problems, name, severities=[Severity.ERROR])
        return (Outcome.FAIL, f"{unmet[0]}") if unmet else (Outcome.PASS, "")
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    return (Outcome.FAIL, str(errors[0])) if errors else (Outcome.PASS, "")
