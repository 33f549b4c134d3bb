"""Whether the committed suite is what the generator makes."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from ..golden import SUITE
from ..golden.read import text_of
from .generate import cases_of, files


def outdated(select: str = "", jobs: int = 1) -> list[tuple[str, str]]:
    """Names of files that are not current, and why."""
    names = list(files(select))
    if jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            found = list(pool.map(problem, names, chunksize=4))
    else:
        found = [problem(name) for name in names]
    wrong = [(name, reason) for name, reason in zip(names, found, strict=True) if reason]
    return wrong + ([] if select else list(_strangers(names)))


def problem(name: str) -> str:
    """Why a file is not current; empty where it is."""
    path = SUITE / f"{name}.jsonl"
    cases = cases_of(name)
    committed = path.read_text() if path.is_file() else ""
    made = text_of(cases) if cases else ""
    if committed == made:
        return ""
    if not committed or not made:
        return "is missing" if made else "has no cases any more"
    old, new = (dict(_lines(text)) for text in (committed, made))
    changed = sorted(id_ for id_ in old.keys() | new.keys() if old.get(id_) != new.get(id_))
    return f"{len(changed)} cases differ, {changed[0]} among them" if changed else "cases stand in another order"


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Ids and lines of a file's text."""
    for line in text.splitlines()[1:]:
        yield line.partition('"id":"')[2].partition('"')[0], line


def _strangers(names: list[str]) -> Iterator[tuple[str, str]]:
    for path in sorted(SUITE.glob("*.jsonl")):
        if path.stem not in names:
            yield path.stem, "belongs to no op"
