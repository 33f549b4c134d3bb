"""Arguments of f32 at which the exact result of a function lies next to the middle of two numbers of f32.

There a result in float64 does not tell how it rounds. Found by trying some hundred million arguments of each function
with float64: those where results 2**-49 lower and higher round to different numbers. Patterns of the arguments.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....spec.lang import Example, Op
from ....spec.types import F32
from ...golden import Level
from .drafts import Draft, file_of
from .numbers import literal

ARGUMENTS = {
    "exponential": (
        0x41CBF87B,
        0x4288942B,
        0xC13D6631,
    ),
    "exponential_minus_one": (
        0x4288942B,
        0xC169EE19,
    ),
    "log": (
        0x2E492984,
        0x3BF86EF0,
        0x3FD364D7,
    ),
    "log_plus_one": (
        0x3EBE9143,
        0x3EFD81AD,
        0x3F0AA6F2,
    ),
    "rsqrt": (
        0x2909F038,
        0x4509F038,
        0x4C3A18E3,
    ),
    "cbrt": (
        0x2C8353B5,
        0x340353B5,
        0x370353B5,
    ),
    "sine": (0x401F2100,),
    "cosine": (
        0x3FAA2672,
        0xBFAA2672,
    ),
    "tan": (
        0xC08174DD,
        0xC0E67F59,
    ),
    "chlo.sinh": (
        0x41CBF87B,
        0xBF99144C,
        0xC1CBF87B,
    ),
    "chlo.cosh": (
        0x41CBF87B,
        0xC1CBF87B,
    ),
    "tanh": (
        0x40ACB4D0,
        0xC0ACB4D0,
    ),
    "chlo.asinh": (
        0x3FE1A91F,
        0x42A17FA5,
        0xBFE1A91F,
    ),
    "chlo.acosh": (
        0x41B5B653,
        0x424D0074,
        0x4296B2AB,
    ),
    "chlo.atanh": (
        0x3DCD9576,
        0xBDCD9576,
    ),
}
"""By the op's name in ids."""


def drafts(op: Op) -> Iterator[Draft]:
    """One draft of an op whose arguments are known."""
    if (name := file_of(op)) in ARGUMENTS:
        inputs = {op.operands[0].name: literal(F32, list(ARGUMENTS[name]))}
        aspect = "next-to-ties-f32"
        yield Draft(name, aspect, Level.ACCURACY, op, Example(aspect, inputs, {}))
