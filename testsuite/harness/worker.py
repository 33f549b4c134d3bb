"""A worker: a process that holds one backend, takes cases from a pipe, and gives results.

    parent -> worker    Setup, then Case after Case, or Batch after Batch; Renew asks for a fresh process
    worker -> parent    Ready or Failed, then Result after Result, or Batched; a Last one where memory ran out

A backend that has started no threads is kept as it came up: a child of the worker answers, and where that ends, or is
to be renewed, another child goes on at once (`Ended` says how it ended). That a backend comes up again costs seconds,
a child milliseconds, and both are as fresh. A backend with threads does not survive a fork, so its worker answers
itself, and whoever wants a fresh one starts another.

The worker's standard output is its standard error, which is a file: whatever a backend prints stays out of the pipe,
and what it says before it crashes is found there. The worker ends when its parent does.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import mmap
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

import numpy  # noqa: F401 - its threads are there before those of a backend are counted

from ..compare import Profile
from ..golden import Case
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
class Batch:
    """Cases that may be compiled together."""

    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Renew:
    """What the last case did to the process must not matter for the next one."""


@dataclass(frozen=True)
class Ready:
    """The backend is there. `renews`: the worker has a fresh process by itself; `batches`: it takes Batch."""

    versions: dict[str, str]
    renews: bool
    batches: bool


@dataclass(frozen=True)
class Batched:
    """What became of a batch: PASS, or None for a case that has to be run alone; None if it does not compile."""

    results: tuple[Result | None, ...] | None


@dataclass(frozen=True)
class Ended:
    """The process that answered has ended with a code (negative: by a signal), and there is a fresh one."""

    code: int


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
    from ..backends import BackendError, Batching, find_backend

    threads = count_threads()
    setup: Setup = requests.recv()
    try:
        backend = find_backend(setup.backend)
        versions = dict(backend.versions())
    except BackendError as error:
        answers.send(Failed(str(error)))
        return
    renews = 0 < count_threads() <= threads
    answers.send(Ready(versions, renews, isinstance(backend, Batching)))
    limit_memory(setup.max_memory)
    if renews:
        serve_in_children(lambda: answer(requests, answers, backend, setup), answers)
    else:
        answer(requests, answers, backend, setup)


def answer(requests: Any, answers: Any, backend: Any, setup: Setup) -> bool:
    """Answers requests; whether there may be more of them, for a fresh process."""
    from .execution import OutOfMemory, run_batch, run_case

    while True:
        try:
            request = requests.recv()
        except EOFError:
            return False
        if isinstance(request, Renew):
            return True
        forget_output()
        try:
            if isinstance(request, Batch):
                answers.send(Batched(run_batch(request.cases, backend, setup.mode, setup.profile)))
            else:
                answers.send(run_case(request, backend, setup.mode, setup.profile))
        except OutOfMemory as error:
            answers.send(Last(error.args[0]))
            return True


def serve_in_children(serve_one: Callable[[], bool], answers: Any) -> None:
    """Lets a child answer, and another one after it, until one finds that there are no more requests."""
    said = mmap.mmap(-1, 1)  # shared with the child: how it ended is told by itself, or not at all
    gc.freeze()
    while True:
        said[0] = SAID_NOTHING
        child = os.fork()
        if not child:
            end_with_parent()
            with ending_process():
                said[0] = GOES_ON if serve_one() else NO_MORE
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if said[0] == NO_MORE:
            return
        if said[0] == SAID_NOTHING:
            answers.send(Ended(code))


SAID_NOTHING, GOES_ON, NO_MORE = range(3)


@contextlib.contextmanager
def ending_process() -> Any:
    """What is done within is the last thing that this process does."""
    try:
        yield
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def count_threads() -> int:
    """Threads of this process; 0 where the system does not tell."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return 0


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
