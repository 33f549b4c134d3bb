"""QUANTUM: stored integers of quantized results differ by at most a number of steps."""

from __future__ import annotations

import numpy as np

from .numbers import parts
from .question import Answer, Question


def judge(question: Question) -> Answer:
    """|stored actual - stored expected| <= quanta."""
    actual, expected = (parts(array).astype(np.int64)[:, 0] for array in (question.actual, question.expected))
    limit = max(question.judge.quanta, question.tolerance.quanta)
    return Answer(np.abs(actual - expected) > limit)
