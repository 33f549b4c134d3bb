"""A page of measured mutation: by sort of mistake and by folder, how many were noticed, and all that were not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from .measure import Outcome
from .mistakes import Sort


def rate(outcomes: Iterable[Outcome]) -> str:
    """Noticed mistakes of those with an effect, on cases or on other arguments, in percent, rounded down."""
    counted = [one for one in outcomes if one.harmless is None and not one.idle]
    noticed = sum(one.noticed is not None for one in counted)
    return f"{noticed * 1000 // len(counted) / 10:.1f} %" if counted else "-"


def tables(outcomes: Sequence[Outcome]) -> str:
    """Tables in reStructuredText."""
    sorts = _table("Mistake", outcomes, [(sort.value, lambda one, sort=sort: one.sort is sort) for sort in Sort])
    folders = sorted({_folder(one) for one in outcomes})
    places = _table("Folder", outcomes, [(f"``spec/{name}``", lambda one, name=name: _folder(one) == name)
                                         for name in folders])  # fmt: skip
    left = [one for one in outcomes if one.harms is not None]
    idle = [one for one in outcomes if one.idle]
    harmless = [one for one in outcomes if one.harmless is not None]
    lists = [*_list("Not noticed", left), *_list("Without effect", idle), *_list("Harmless", harmless)]
    return "\n".join([sorts, places, *lists])


def _folder(one: Outcome) -> str:
    return one.function.partition(".")[0]


def _table(head: str, outcomes: Sequence[Outcome], rows: Sequence[tuple[str, Callable[[Outcome], bool]]]) -> str:
    lines = [".. list-table::", "   :header-rows: 1", "   :class: facts", ""]
    cells = [(head, "Drawn", "Harmless", "Without effect", "Not noticed", "Noticed", "Rate")]
    for name, belongs in (*rows, ("all", lambda one: True)):
        group = [one for one in outcomes if belongs(one)]
        counts = (
            len(group), sum(one.harmless is not None for one in group), sum(one.idle for one in group),
            sum(one.harms is not None for one in group), sum(one.noticed is not None for one in group),
        )  # fmt: skip
        cells.append((name, *map(str, counts), rate(group)))
    for row in cells:
        lines += [f"   {'*' if i == 0 else ' '} - {cell}" for i, cell in enumerate(row)]
    return "\n".join([*lines, ""])


def _list(title: str, outcomes: Sequence[Outcome]) -> list[str]:
    """One line a mistake, in groups of one reason."""
    if not outcomes:
        return []
    lines = [title, "-" * len(title), ""]
    reasons = sorted({one.harmless or "" for one in outcomes})
    for reason in reasons:
        lines += [f"{reason[:1].upper()}{reason[1:]}:", ""] if reason else []
        lines += [
            f"- ``{one.function}:{one.line}``, {one.what}: ``{one.source}``"
            for one in outcomes
            if (one.harmless or "") == reason
        ]
        lines.append("")
    return lines
