"""What other engines say about cases: who agrees under the case's own judge, and who does not.

One file a file of cases, `witnesses/OP.json`: a list of records, each with engines that agree, engines that do not, and
the digests of the cases of which they say so. A case that changes has another digest: what was said of it is forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .model import Case
from .read import SUITE, Heard, digested, files, read_witnesses

IN_A_ROW = 12
"""Digests in a line of a file."""


@dataclass(frozen=True)
class Statement:
    """An engine (name and version) agrees with a case or not; None where it does not do it, or did not survive it."""

    engine: str
    id: str
    agrees: bool | None


def record(said: Iterable[Statement], folder: Path = SUITE) -> None:
    """Lays statements over the recorded ones: an engine's older word, whatever its version, goes."""
    heard: dict[str, dict[str, bool | None]] = {}
    for one in said:
        heard.setdefault(one.id, {})[one.engine] = one.agrees
    known = read_witnesses(folder)
    target = folder / "witnesses"
    target.mkdir(exist_ok=True)
    for path in files(folder):
        groups: dict[Heard, list[str]] = {}
        for case, digest in digested(path):
            now = _laid_over(known.get(digest, ((), ())), heard.get(case.id, {}))
            if any(now):
                groups.setdefault(now, []).append(digest)
        file = target / f"{path.stem}.json"
        if groups:
            file.write_text(_text(groups))
        else:
            file.unlink(missing_ok=True)


def _laid_over(known: Heard, heard: dict[str, bool | None]) -> Heard:
    """What is known of a case after statements of some engines, in order of their names."""
    names = {engine.partition(" ")[0] for engine in heard}
    agree, dissent = ({engine for engine in engines if engine.partition(" ")[0] not in names} for engines in known)
    agree |= {engine for engine, agrees in heard.items() if agrees is True}
    dissent |= {engine for engine, agrees in heard.items() if agrees is False}
    return tuple(sorted(agree)), tuple(sorted(dissent))


def _text(groups: dict[Heard, list[str]]) -> str:
    records: list[str] = []
    for (agree, dissent), digests in sorted(groups.items()):
        rows = [" ".join(digests[i : i + IN_A_ROW]) for i in range(0, len(digests), IN_A_ROW)]
        cases = ",\n".join(json.dumps(row) for row in rows)
        records.append(f'{{"agree":{json.dumps(agree)},"dissent":{json.dumps(dissent)},"cases":[\n{cases}]}}')
    return "[\n" + ",\n".join(records) + "\n]\n"


def summary(cases: Iterable[Case]) -> str:
    """How many cases each level has, and who vouches for them."""
    rows: dict[str, list[int]] = {}
    for case in cases:
        exact = case.oracle not in ("kernel", "example")
        columns = (1, exact, bool(case.witnesses), bool(case.dissents), not exact and not case.witnesses)
        for name in (case.level.value, "total"):
            row = rows.setdefault(name, [0] * len(columns))
            rows[name] = [a + b for a, b in zip(row, columns, strict=True)]
    rows["total"] = rows.pop("total", [0] * 5)
    head = f"{'level':12} {'cases':>7} {'oracle':>7} {'witness':>8} {'dissent':>8} {'neither':>8}"
    return "\n".join([head, *(f"{name:12} {a:7} {b:7} {c:8} {d:8} {e:8}" for name, (a, b, c, d, e) in rows.items())])
