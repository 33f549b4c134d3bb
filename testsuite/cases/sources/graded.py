"""Arguments at which exact results lie at graded distances from the middle of two numbers, above and below it: an
eighth of a unit, a sixteenth, ... down to about 2**-18 of one (2**-9 for float64 parts of complex numbers).

Whatever a function loses, there is a distance at which that shows. Found by drawing some hundred thousand arguments of
each function, from all of its ranges, and one or two for each distance among them; the last ones by making mistakes in
functions and seeing which of many thousand results change. In `graded.txt` a line with an op's
name in ids, an element type and the number of an operand stands before patterns of its elements.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ....spec.lang import Example, Op
from ....spec.types import COMPLEX64, COMPLEX128, F32, F64, ComplexType
from ...golden import Level
from .drafts import Draft, file_of, short
from .numbers import literal

FILE = Path(__file__).parent / "graded.txt"
ELEMENTS = {short(element): element for element in (F32, F64, COMPLEX64, COMPLEX128)}


def drafts(op: Op) -> Iterator[Draft]:
    """A draft for each element type for which arguments of an op are known."""
    for name, operands in _arguments().get(file_of(op), {}).items():
        slots = [slot.name for slot in op.operands]
        element = ELEMENTS[name]
        cells = [[_cell(element, word) for word in words] for words in operands]
        inputs = {slot: literal(element, column) for slot, column in zip(slots, cells, strict=True)}
        aspect = f"graded-{name}"
        yield Draft(file_of(op), aspect, Level.ACCURACY, op, Example(aspect, inputs, {}))


@cache
def _arguments() -> dict[str, dict[str, list[list[str]]]]:
    """Words by op, element type and operand."""
    found: dict[str, dict[str, list[list[str]]]] = {}
    words: list[str] = []
    for line in FILE.read_text(encoding="ascii").splitlines():
        if line.startswith(" "):
            words += line.split()
            continue
        name, element, _ = line.split()
        words = []
        found.setdefault(name, {}).setdefault(element, []).append(words)
    return found


def _cell(element: Any, word: str) -> Any:
    """An element from the hexadecimal digits of its pattern, of both parts one after the other."""
    if isinstance(element, ComplexType):
        half = len(word) // 2
        return int(word[:half], 16), int(word[half:], 16)
    return int(word, 16)
