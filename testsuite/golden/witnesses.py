"""What other engines say about cases: who agrees under the case's own judge, and who does not.

One file a file of cases, `witnesses/OP.json`: by id the digest of the case that was run, engines that agree, engines
that do not. What was said of a case that has changed since is worth nothing and forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .model import Case
from .read import SUITE, digest, files, read, read_witnesses


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
        lines = [line for case in read(path) if (line := _line(case, known.get(case.id), heard.get(case.id, {})))]
        file = target / f"{path.stem}.json"
        if lines:
            file.write_text("{\n" + ",\n".join(lines) + "\n}\n")
        else:
            file.unlink(missing_ok=True)


def _line(
    case: Case, known: tuple[str, tuple[str, ...], tuple[str, ...]] | None, heard: dict[str, bool | None]
) -> str | None:
    """A case's line; None where nobody says anything."""
    own = digest(case)
    agree, dissent = (known[1], known[2]) if known is not None and known[0] == own else ((), ())
    names = {engine.partition(" ")[0] for engine in heard}
    kept = [[engine for engine in engines if engine.partition(" ")[0] not in names] for engines in (agree, dissent)]
    for engine, agrees in heard.items():
        if agrees is not None:
            kept[0 if agrees else 1].append(engine)
    if not any(kept):
        return None
    return f"{json.dumps(case.id)}: {json.dumps([own, sorted(kept[0]), sorted(kept[1])], separators=(',', ':'))}"


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
