"""Work in independent pieces, on all cores: in its loops numpy lets go of the interpreter.

Results are the same whichever core makes a piece, and when.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Piece = TypeVar("Piece")

_FEW = 7
"""Up to how many pieces one core is faster (measured with pieces of 32,768 elements)."""


def on_all_cores(work: Callable[[Piece], None], pieces: Sequence[Piece], few: int = _FEW) -> None:
    """Calls `work` for every piece, neighbouring ones on the same core, with numpy's warnings off.

    Up to `few` pieces stay on one core.
    """
    count = 1 if len(pieces) <= few else min(cores(), len(pieces))
    if count == 1:
        return _each(work, pieces)
    ends = [len(pieces) * number // count for number in range(count + 1)]
    shares = [pieces[start:end] for start, end in pairwise(ends[1:])]
    others = [_pool(os.getpid()).submit(_each, work, share) for share in shares]
    try:
        _each(work, pieces[: ends[1]])
    finally:
        for one in others:
            one.result()
    return None


def cores() -> int:
    """How many cores to use: those that the process may, but one on a crowded machine. There threads, which wait for
    each other at each of numpy's steps, are slower than one that does it all."""
    return 1 if _crowded() else _allowed()


def _crowded() -> bool:
    """Whether far more is to be run on the machine than it has cores for; no where that is not known."""
    try:
        return os.getloadavg()[0] > 2 * (os.cpu_count() or 1)
    except (AttributeError, OSError):
        return False


def _allowed() -> int:
    """How many cores the process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _each(work: Callable[[Any], None], pieces: Sequence[Any]) -> None:
    with np.errstate(all="ignore"):  # belongs to the thread
        for piece in pieces:
            work(piece)


@cache
def _pool(process: int) -> ThreadPoolExecutor:
    """The threads of a process (a forked one has none of its parent's)."""
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(max(1, _allowed() - 1), f"stablehlo-reference-{process}")
