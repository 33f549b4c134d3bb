"""Measured errors of an op as a drawing: one bar a type, from nothing to the largest error.

Written as SVG by hand, so that the build needs no library and the drawing takes the colours of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

LABELS, WIDTH, ROW, TOP = 110, 460, 18, 20
"""Width of the column of types and of the scale, height of a row and of the heading, in pixels."""


class Bar(NamedTuple):
    """Errors of one type in ULP, and the largest that is declared."""

    element: str
    largest: float
    percentile: float
    mean: float
    declared: float


def svg(op: str, bars: Sequence[Bar]) -> str:
    """The drawing, as one line of HTML. Bars end at the largest error, their dark part at the 99.9th percentile, with a
    notch at the mean; a line stands where the declared bound is."""
    end = max(1.0, *(bar.declared for bar in bars), *(bar.largest for bar in bars))
    height = TOP + ROW * len(bars) + 4
    title = f"Errors of {op} in units in the last place, by type"
    drawn = "".join(_bar(bar, TOP + ROW * place, end) for place, bar in enumerate(bars))
    ticks = "".join(_tick(value, end, height) for value in _ticks(end))
    return (
        f'<svg class="errors" role="img" viewBox="0 0 {LABELS + WIDTH + 30} {height}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>{ticks}{drawn}</svg>'
    )


def _bar(bar: Bar, top: int, end: float) -> str:
    middle = top + ROW // 2
    limit = LABELS + WIDTH * bar.declared / end
    return (
        f'<text x="{LABELS - 6}" y="{middle + 4}" text-anchor="end">{escape(bar.element)}</text>'
        f"{_box('largest', bar.largest, top + 4, end)}{_box('usual', bar.percentile, top + 4, end)}"
        f'<path class="mean" d="M{LABELS + WIDTH * bar.mean / end:.1f} {top + 2}v{ROW - 4}"/>'
        f'<path class="declared" d="M{limit:.1f} {top + 1}v{ROW - 2}"/>'
    )


def _box(kind: str, value: float, top: int, end: float) -> str:
    return f'<rect class="{kind}" x="{LABELS}" y="{top}" width="{WIDTH * value / end:.1f}" height="{ROW - 8}"/>'


def _ticks(end: float) -> list[float]:
    """Every half unit, or every whole one on a long scale."""
    step = 0.5 if end <= 3 else 1.0
    return [step * place for place in range(int(end / step) + 1)]


def _tick(value: float, end: float, height: int) -> str:
    x = LABELS + WIDTH * value / end
    return (
        f'<path class="tick" d="M{x:.1f} {TOP - 4}V{height - 2}"/>'
        f'<text class="number" x="{x:.1f}" y="{TOP - 8}" text-anchor="middle">{value:g}</text>'
    )
