"""What a mode of judging is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..golden import Judge, Nan
from .numbers import Array, Numbers, is_real_valued, patterns


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What a profile grants beyond what the case says.

    `ulps` and `quanta` are least limits, `ulp_factor` and `bound_factor` multiply those of the case. `nan` takes the
    place of the case's rule. With `flush_subnormals` a zero is right where a subnormal number is expected, with
    `ignore_zero_signs` a zero of either sign where a zero is. Without `open_points` what the specification leaves to
    the implementation must be as this implementation has it.
    """

    ulps: float = 0.0
    ulp_factor: float = 1.0
    bound_factor: float = 1.0
    quanta: int = 0
    nan: Nan | None = None
    flush_subnormals: bool = False
    ignore_zero_signs: bool = False
    open_points: bool = True


@dataclass(frozen=True)
class Question:
    """One output: two arrays of the same shape and dtype, the judge of the case, and the profile's tolerance."""

    actual: Array
    expected: Array
    judge: Judge
    tolerance: Tolerance

    @cached_property
    def same_bits(self) -> Array:
        """Which parts have the same bits: (elements, parts)."""
        return patterns(self.actual) == patterns(self.expected)

    @cached_property
    def real_valued(self) -> bool:
        return is_real_valued(self.expected.dtype)

    @cached_property
    def found(self) -> Numbers:
        """Actual elements; only for floats and complex numbers."""
        return Numbers(self.actual)

    @cached_property
    def wanted(self) -> Numbers:
        """Expected elements; only for floats and complex numbers."""
        return Numbers(self.expected)

    @cached_property
    def granted(self) -> Array:
        """Which parts are right whatever the mode: the same bits, fitting NaNs, and what the profile grants."""
        if not self.real_valued:
            return self.same_bits
        rule = self.tolerance.nan or self.judge.nan
        nans = {Nan.ANY: self.found.nans, Nan.QUIET: self.found.quiet, Nan.BITS: self.same_bits}[rule]
        right = np.where(self.wanted.nans, self.found.nans & nans, self.same_bits)
        if self.tolerance.flush_subnormals:
            right = right | (self.wanted.subnormal & self.found.zeros)
        if self.tolerance.ignore_zero_signs:
            right = right | (self.wanted.zeros & self.found.zeros)
        return right


@dataclass(frozen=True, slots=True)
class Answer:
    """Which elements are wrong: (elements,). `reason` says what is wrong with all of them together, "" if nothing."""

    wrong: Array
    reason: str = ""


def elements(right: Array) -> Any:
    """Which elements have a part that is not right."""
    return ~right.all(axis=1)
