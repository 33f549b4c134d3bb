"""Limits that keep a program from taking more than it should."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """Bounds on what reading and running a program may take. None lifts a limit.

    max_bytes: bytes held by live tensors at any time. max_elements: elements of one tensor. max_steps: operations
    executed. max_depth: nesting of text, types, attributes and regions while reading, and of calls and regions while
    running. max_seconds: wall-clock time of a run. max_source_bytes: size of the program's text.
    """

    max_bytes: int | None = 8 << 30
    max_elements: int | None = 1 << 31
    max_steps: int | None = None
    max_depth: int = 256
    max_seconds: float | None = None
    max_source_bytes: int | None = 4 << 30
