"""EXACT and CORRECTLY_ROUNDED: the expected value is the one right value."""

from __future__ import annotations

from .question import Answer, Question, elements


def judge(question: Question) -> Answer:
    """The same bits, but for NaNs, which follow their rule, and what the profile grants."""
    return Answer(elements(question.granted))
