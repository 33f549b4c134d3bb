"""Guesses at what was meant."""

from __future__ import annotations

from collections.abc import Iterable


def get_close_matches(word: str, known: Iterable[str], count: int = 1) -> list[str]:
    """The known words closest to a misspelt one, best first (difflib's, imported only when something is wrong)."""
    import difflib

    return difflib.get_close_matches(word, list(known), count)
