"""ALLOWED: the expected value or one of the alternatives that the specification leaves to the implementation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from . import exact
from .question import Answer, Question


def judge(question: Question) -> Answer:
    """Each element is that of one candidate; with `whole`, all elements are those of the same one."""
    wrong = exact.judge(question).wrong
    if not question.tolerance.open_points:
        return Answer(wrong)
    for alternative in question.judge.alternatives:
        other = exact.judge(replace(question, expected=alternative.array)).wrong
        wrong = min(wrong, other, key=np.count_nonzero) if question.judge.whole else wrong & other
    return Answer(wrong)
