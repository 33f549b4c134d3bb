"""A series of runs as a plot: rates over time, one line a backend, in an SVG file that needs nothing else."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import datetime

from .record import RunRecord
from .summary import Counts

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 860, 380, 60, 40, 190, 50
COLOURS = ("#2a5bd7", "#d0342c", "#2e9d5b", "#c98a04", "#7b3fb3", "#0e8f9c", "#a0522d", "#555555")


def points(runs: Sequence[RunRecord]) -> dict[str, list[tuple[datetime, Counts]]]:
    """By backend: when, and what came out, in the order of time. Runs without a case that counts are left out."""
    series: dict[str, list[tuple[datetime, Counts]]] = {}
    for run in runs:
        if (counts := Counts.of(run.results)).rate is not None:
            series.setdefault(run.backend, []).append((datetime.fromisoformat(run.date), counts))
    return {backend: sorted(one, key=lambda point: point[0]) for backend, one in sorted(series.items())}


def trend(runs: Sequence[RunRecord]) -> str:
    """The text of an SVG file. Raises ValueError where no run has a case that counts."""
    series = points(runs)
    if not series:
        raise ValueError("no run has a case that counts")
    times = [when.timestamp() for one in series.values() for when, _ in one]
    rates = [counts.rate or 0.0 for one in series.values() for _, counts in one]
    low = min(0.95, int(min(rates) * 20) / 20)
    first, last = min(times), max(times)

    def place(when: datetime, rate: float) -> tuple[float, float]:
        share = 0.5 if first == last else (when.timestamp() - first) / (last - first)
        x = LEFT + share * (WIDTH - LEFT - RIGHT)
        return x, TOP + (1 - rate) / (1 - low) * (HEIGHT - TOP - BOTTOM)

    parts = [_axes(low, first, last)]
    for number, (backend, one) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        spots = [place(when, counts.rate or 0.0) for when, counts in one]
        parts.append(_line(spots, colour))
        for (x, y), (when, counts) in zip(spots, one, strict=True):
            title = html.escape(f"{backend}, {when:%Y-%m-%d %H:%M}: {counts.percent} of {counts.asked}")
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"><title>{title}</title></circle>')
        label = html.escape(f"{backend} {one[-1][1].percent}")
        y = TOP + 18 * number
        parts.append(f'<rect x="{WIDTH - RIGHT + 14}" y="{y - 9}" width="12" height="4" fill="{colour}"/>')
        parts.append(f'<text x="{WIDTH - RIGHT + 32}" y="{y - 3}">{label}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        "<style>text{font:12px system-ui,sans-serif;fill:#333}</style>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _line(spots: Sequence[tuple[float, float]], colour: str) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'


def _axes(low: float, first: float, last: float) -> str:
    """Lines at four rates, and the dates at both ends."""
    parts: list[str] = []
    for step in range(5):
        rate = low + (1 - low) * step / 4
        y = TOP + (1 - rate) / (1 - low) * (HEIGHT - TOP - BOTTOM)
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{rate * 100:.2f} %</text>')
    for when, x, anchor in ((first, LEFT, "start"), (last, WIDTH - RIGHT, "end")):
        date = f"{datetime.fromtimestamp(when):%Y-%m-%d}"
        parts.append(f'<text x="{x}" y="{HEIGHT - BOTTOM + 22}" text-anchor="{anchor}">{date}</text>')
    return "".join(parts)
