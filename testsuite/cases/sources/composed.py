"""Programs."""

from __future__ import annotations

from collections.abc import Iterator

from .drafts import Draft


def programs() -> Iterator[Draft]:
    return iter(())
