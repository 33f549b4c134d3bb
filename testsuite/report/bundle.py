"""A bundle: the results of a run in one file that a third party can check.

A bundle is a zip file of `results.jsonl` (the journal of the run), `exclusions.toml` (waivers, where there are any),
and `manifest.json`: format, backend, environment, hash of the suite, and the SHA-256 of the other members. What is
checked is that nothing was changed or left out, that every case of the same suite has a result, and that the counts
follow from the results. That the results are those of the backend only a run can show: `verify --rerun N` repeats some.
"""

from __future__ import annotations

import hashlib
import json
import platform
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

from ..golden import Case
from ..harness.journal import JournalError
from ..problem import Problem
from .record import RunRecord, read_run
from .summary import Counts

FORMAT = 1
RESULTS, WAIVERS, MANIFEST = "results.jsonl", "exclusions.toml", "manifest.json"
LARGEST = 1 << 29
"""Bytes of a member that are read at most."""


class BundleError(Problem):
    """A bundle cannot be made or read."""


def environment() -> dict[str, str]:
    """What the machine and Python are."""
    return {
        "system": platform.platform(),
        "machine": platform.machine(),
        "processor": platform.processor(),
        "python": sys.version.split()[0],
    }


def pack(journal: Path, exclusions: Path | None, target: Path) -> dict[str, Any]:
    """Writes a bundle beside nothing half-done, and gives its manifest. Raises BundleError."""
    try:
        members = {RESULTS: journal.read_bytes()}
        if exclusions is not None:
            members[WAIVERS] = exclusions.read_bytes()
        run = read_run(journal)
    except (OSError, JournalError) as error:
        raise BundleError(str(error)) from None
    manifest = {
        "format": FORMAT,
        "backend": run.backend,
        "versions": run.header.versions,
        "date": run.date,
        "mode": run.header.mode.value,
        "profile": run.profile,
        "suite": run.header.suite,
        "environment": environment(),
        "counts": _counts(run),
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in members.items()},
    }
    partial = target.with_name(f".{target.name}.part")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
        partial.replace(target)
    except OSError as error:
        raise BundleError(f"cannot write {target}: {error.strerror or error}") from None
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def unpack(source: Path) -> tuple[dict[str, Any], RunRecord, list[str]]:
    """Manifest and results of a bundle, and what does not agree within it. Raises BundleError."""
    try:
        with zipfile.ZipFile(source) as archive:
            large = [one.filename for one in archive.infolist() if one.file_size > LARGEST]
            if large:
                raise BundleError(f"{source}: {large[0]} is too large")
            members = {name: archive.read(name) for name in archive.namelist()}
        manifest = json.loads(members.pop(MANIFEST))
        run = _run(members[RESULTS])
        wanted = dict(manifest["sha256"])
        counts = manifest["counts"]
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError, JournalError) as error:
        raise BundleError(f"{source} is no bundle: {error}") from None
    problems = [f"{name} is not in the manifest" for name in sorted(members.keys() - wanted.keys())]
    for name, digest in sorted(wanted.items()):
        if name not in members:
            problems.append(f"{name} is missing")
        elif hashlib.sha256(members[name]).hexdigest() != digest:
            problems.append(f"{name} was changed: its SHA-256 is not that of the manifest")
    if counts != _counts(run):
        problems.append(f"the counts {counts} do not follow from the results: {_counts(run)}")
    if manifest.get("suite") != run.header.suite:
        problems.append("manifest and results name different suites")
    return manifest, run, problems


def against_suite(run: RunRecord, cases: list[Case], suite: str) -> list[str]:
    """What does not agree between results and the suite at hand: its hash, and cases without a result or unknown."""
    problems: list[str] = []
    if (judged := run.header.suite) != suite:
        problems.append(f"the results are for suite {judged[:16]}, this one is {suite[:16]}")
    known, given = {case.id for case in cases}, [one.id for one in run.results]
    twice = sorted(id_ for id_, number in Counter(given).items() if number > 1)
    for what, ids in (
        ("has no result", sorted(known - set(given))),
        ("is not in the suite", sorted(set(given) - known)),
        ("has several results", twice),
    ):
        if ids:
            more = f" (and {len(ids) - 1} more)" if len(ids) > 1 else ""
            problems.append(f"{ids[0]} {what}{more}")
    return problems


def _run(content: bytes) -> RunRecord:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / RESULTS
        path.write_bytes(content)
        return read_run(path)


def _counts(run: RunRecord) -> dict[str, int]:
    return dict(sorted((one.value, number) for one, number in Counts.of(run.results).verdicts.items()))
