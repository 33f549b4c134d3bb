"""A worker: a process that holds one backend, takes cases from a pipe, and gives results.

    parent -> worker    Setup, then Case after Case
    worker -> parent    Ready or Failed, then Result after Result; a Last one where memory ran out

The worker's standard output is its standard error, which is a file: whatever a backend prints stays out of the pipe,
and what it says before it crashes is found there. The worker ends when its parent does.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from ..compare import Profile
from .records import Mode, Result

try:
    import resource
except ImportError:  # Windows
    resource = None

PR_SET_PDEATHSIG = 1
"""Linux: a signal for this process when its parent ends (prctl)."""


@dataclass(frozen=True)
class Setup:
    """What a worker is for. `max_memory`: bytes of address space beyond what the started backend has; 0: no limit."""

    backend: str
    mode: Mode
    profile: Profile
    max_memory: int = 0


@dataclass(frozen=True)
class Ready:
    """The backend is there."""

    versions: dict[str, str]


@dataclass(frozen=True)
class Last:
    """A result after which the worker ends: there was no memory left."""

    result: Result


@dataclass(frozen=True)
class Failed:
    """The backend cannot be used."""

    message: str


def main(incoming: int, outgoing: int) -> None:
    """Serves until the pipe is closed. Arguments are descriptors of its ends."""
    end_with_parent()
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    requests, answers = Connection(incoming, writable=False), Connection(outgoing, readable=False)
    with contextlib.suppress(EOFError, BrokenPipeError):
        serve(requests, answers)
    os._exit(0)  # no time for what a backend left behind


def serve(requests: Any, answers: Any) -> None:
    """Answers requests until there are no more."""
    from ..backends import BackendError, find_backend
    from .execution import OutOfMemory, run_case

    setup: Setup = requests.recv()
    try:
        backend = find_backend(setup.backend)
        answers.send(Ready(dict(backend.versions())))
    except BackendError as error:
        answers.send(Failed(str(error)))
        return
    limit_memory(setup.max_memory)
    while True:
        case = requests.recv()
        forget_output()
        try:
            answers.send(run_case(case, backend, setup.mode, setup.profile))
        except OutOfMemory as error:
            answers.send(Last(error.args[0]))
            return


def end_with_parent() -> None:
    """Asks the system to end this process with its parent (Linux); elsewhere the closed pipe does, between cases."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def limit_memory(extra: int) -> None:
    """Bounds the address space to what is used now and `extra` bytes."""
    if not extra or resource is None:
        return
    try:
        with open("/proc/self/statm") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + extra, used + extra))
    except (OSError, ValueError):  # no such bookkeeping on this system
        return


def forget_output() -> None:
    """Empties the file of what was printed, so that it holds what the next case says."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    with contextlib.suppress(OSError):
        os.ftruncate(2, 0)
        os.lseek(2, 0, os.SEEK_SET)
