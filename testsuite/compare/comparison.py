"""What the judge says about one output: records that cross the border to files and reports."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from ..golden import Kind


class Fault(enum.Enum):
    """What is wrong with an output."""

    COUNT = "count"
    """There are more or fewer outputs than expected."""
    NOT_A_TENSOR = "not-a-tensor"
    DTYPE = "dtype"
    SHAPE = "shape"
    VALUES = "values"
    """Elements beyond what the judge allows."""
    DISTRIBUTION = "distribution"


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its index, expected and actual value (with their bits), and its error in ULP or, for other types,
    absolute; None where there is no measure."""

    index: tuple[int, ...]
    expected: str
    actual: str
    error: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One output against what is expected. `kind` is how it was judged, `limit` the rule in words.

    `identical` says that all bits agree; then no measure is given but the ULP errors against the exact result, where
    the case knows it. `wrong` counts elements of `size`. Measures are those of `statistics.Statistics`.
    """

    output: int
    type: str
    kind: Kind
    limit: str
    fault: Fault | None = None
    message: str = ""
    size: int = 0
    wrong: int = 0
    identical: bool = False
    max_ulp: float | None = None
    mean_ulp: float | None = None
    max_absolute: float | None = None
    max_relative: float | None = None
    cosine: float | None = None
    pcc: float | None = None
    nans: tuple[int, int] | None = None
    infinities: tuple[int, int] | None = None
    first: Element | None = None
    worst: Element | None = None

    @property
    def passed(self) -> bool:
        return self.fault is None
