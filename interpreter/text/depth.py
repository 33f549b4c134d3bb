"""Nesting: a counter that refuses text nested too deeply, and room on Python's stack for text that is not."""

from __future__ import annotations

import _thread
import sys

# Python frames that one level of nesting takes at most (an operation inside a region read by a custom directive).
FRAMES_PER_LEVEL = 24
# Frames that are not nesting: the caller's own, and what reading needs at any depth.
SPARE_FRAMES = 1000

MOST_LEVELS = 2000
"""Deeper nesting is not made room for: functions that are called through C (a class's `__call__`) take its stack."""

_MOST = (1 << 31) - 1
"""The largest recursion limit that Python takes."""

_lock = _thread.allocate_lock()  # `threading` would take a millisecond to load
_readers = 0
_outside = 0


class stack_room:  # noqa: N801 - used as a function; a generator would take twice as long
    """Lets functions nest deeply enough for `max_depth` levels of text, within a `with` statement.

    Calls between Python functions take no space on the C stack (Python 3.11 and later), so a high recursion limit is
    safe. The limit belongs to the whole process: it is put back when the last reader is done.
    """

    def __init__(self, max_depth: int) -> None:
        self._frames = min(max_depth, MOST_LEVELS) * FRAMES_PER_LEVEL + SPARE_FRAMES

    def __enter__(self) -> None:
        global _readers, _outside
        with _lock:
            now = sys.getrecursionlimit()
            if _readers == 0:
                _outside = now
                sys.setrecursionlimit(min(now + self._frames, _MOST))  # no caller is deeper: counting takes longer
            elif (needed := _frames() + self._frames) > now:
                sys.setrecursionlimit(needed)
            _readers += 1

    def __exit__(self, *error: object) -> None:
        global _readers
        with _lock:
            _readers -= 1
            if _readers == 0:
                sys.setrecursionlimit(_outside)


def _frames() -> int:
    """How deep the caller already is."""
    count, frame = 0, sys._getframe()  # pyright: ignore[reportPrivateUsage]
    while frame is not None:
        count, frame = count + 1, frame.f_back
    return count
