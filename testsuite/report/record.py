"""A run as reports see it: the header of its file, and its results."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..harness.journal import read_results
from ..harness.records import Header, Result


@dataclass(frozen=True)
class RunRecord:
    """A run. Results are one a case."""

    header: Header
    results: tuple[Result, ...]

    @property
    def backend(self) -> str:
        return self.header.backend

    @property
    def versions(self) -> str:
        """`jaxlib 0.10.2, stablehlo 1.17.0`."""
        return ", ".join(f"{name} {version}" for name, version in self.header.versions.items())

    @property
    def date(self) -> str:
        """When the run began, in UTC."""
        return self.header.started

    @property
    def profile(self) -> str:
        """The name of the profile that was judged by."""
        return str(self.header.profile.get("name", ""))

    @property
    def seconds(self) -> float:
        """Time within the backend, all cases together."""
        return sum(one.seconds for one in self.results)


def read_run(path: Path) -> RunRecord:
    """The run of a file of results. Raises JournalError."""
    header, results = read_results(path)
    return RunRecord(header, tuple(results))
