"""What a kernel may raise. The engine adds file, line and op; nothing here knows of them."""

from __future__ import annotations


class Unsupported(Exception):  # noqa: N818 - a statement about this implementation, not about the program
    """The program is valid and asks for something that this implementation does not do; the message says what."""


class InvalidValue(Exception):  # noqa: N818 - named after what it says
    """Values met during execution break a rule that types cannot express; the message says which."""


class CheckFailure(Exception):  # noqa: N818 - named after what it says
    """A check within a program does not hold; the message says where. `actual` and `expected` are the two tensors."""

    def __init__(self, message: str, actual: object = None, expected: object = None) -> None:
        super().__init__(message)
        self.actual = actual
        self.expected = expected
