"""Accuracy that a program asks of a function's result."""

from __future__ import annotations

from typing import ClassVar

from ..record import record
from .base import StructAttribute
from .result_accuracy_mode import ResultAccuracyMode


@record
class ResultAccuracy(StructAttribute):
    """Accuracy that a program asks of a function's result."""

    mnemonic: ClassVar[str] = "result_accuracy"

    atol: float = 0.0
    rtol: float = 0.0
    ulps: int = 0
    mode: ResultAccuracyMode = ResultAccuracyMode.DEFAULT
