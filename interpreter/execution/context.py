"""What one run carries along: counters held against the limits, random numbers, the program's compiled functions."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ...spec.types import TensorType, Type
from ..diagnostics import LimitExceeded, diagnose
from ..ir import Operation
from ..limits import Limits
from ..probes import Probes

if TYPE_CHECKING:
    from .plan import Program

MOST_LEVELS = 1000
"""Calls and regions that may be entered at once whatever the limits say: each takes a part of the C stack."""

Show = Callable[[np.ndarray[Any, Any]], None]
"""What prints a tensor."""


class Context:
    """State of one run. `live_bytes` counts the memory of live tensors, `depth` the nesting of calls."""

    def __init__(
        self,
        program: Program,
        limits: Limits,
        seed: int,
        probes: Probes,
        show: Show,
        verify_composites: bool = False,
    ) -> None:
        self.program = program
        self.limits = limits
        self.seed = seed
        self.probes = probes
        self.show = show
        self.verify_composites = verify_composites
        self.steps = 0
        self.depth = 0
        self.live_bytes = 0
        self.max_depth = min(limits.max_depth, MOST_LEVELS)
        self.max_steps = limits.max_steps if limits.max_steps is not None else 1 << 62
        self.max_bytes = limits.max_bytes if limits.max_bytes is not None else 1 << 62
        self.deadline = None if limits.max_seconds is None else time.monotonic() + limits.max_seconds
        self._random: np.random.Generator | None = None

    @property
    def random(self) -> np.random.Generator:
        """The run's generator, made on first use."""
        if self._random is None:
            self._random = np.random.Generator(np.random.PCG64(self.seed))
        return self._random

    def tick(self, operation: Operation, new_bytes: int) -> None:
        """Counts one step that is about to make `new_bytes` of results. Raises LimitExceeded."""
        self.steps += 1
        if self.steps > self.max_steps:
            raise exceeded("max_steps", f"more than {self.max_steps} operations executed", operation)
        if self.live_bytes + new_bytes > self.max_bytes:
            self._check_bytes(operation, new_bytes)
        if self.deadline is not None and time.monotonic() > self.deadline:
            raise exceeded("max_seconds", f"more than {self.limits.max_seconds} seconds", operation)

    def expect(self, operation: Operation, types: tuple[Type, ...]) -> None:
        """Holds the limits against results that are about to be made. Raises LimitExceeded."""
        known = [one for one in types if isinstance(one, TensorType) and one.static]
        for one in known:
            if self.limits.max_elements is not None and one.size > self.limits.max_elements:
                message = f"{one} has more than {self.limits.max_elements} elements"
                raise exceeded("max_elements", message, operation)
        self._check_bytes(operation, sum(one.nbytes for one in known))

    def _check_bytes(self, operation: Operation, new_bytes: int) -> None:
        total = self.live_bytes + new_bytes
        if total > self.max_bytes:
            message = f"live tensors would take {total} bytes, the limit is {self.max_bytes}"
            raise exceeded("max_bytes", message, operation)


def exceeded(limit: str, message: str, operation: Operation | None) -> LimitExceeded:
    """The error for a passed limit, at an operation."""
    span = None if operation is None else operation.span
    name = None if operation is None else operation.name
    where = f" in '{name}'" if name else ""
    return LimitExceeded(diagnose(f"limit {limit} passed{where}: {message}", span, op=name), limit=limit)


def memory(value: Any) -> int:
    """Bytes that a value holds: dimensions with zero stride take none."""
    if isinstance(value, tuple):
        return sum(memory(part) for part in value)  # pyright: ignore[reportUnknownVariableType]
    if not isinstance(value, np.ndarray):
        return 0
    if 0 not in value.strides:
        return value.nbytes
    total = value.dtype.itemsize
    for size, stride in zip(value.shape, value.strides, strict=True):
        total *= 1 if stride == 0 and size else size
    return total
