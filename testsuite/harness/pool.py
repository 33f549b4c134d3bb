"""Workers as their parent sees them, and the loop that keeps them busy.

A case whose worker ends, or whose backend raises what it must not, is a CRASH, one that takes too long a TIMEOUT; the
worker is replaced, or has a fresh process for itself, and the run goes on.
A crash may be the fault of an earlier case that broke the process, so the case is tried once more in a fresh process,
whose word counts.

Backends that compile several programs at the price of one may get cases in batches. What passes in a batch passes; all
else is run again alone, so that no case has a verdict that is another's: a batch that does not compile, crashes, or
takes too long is halved until one is left.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from multiprocessing.connection import Connection, wait
from typing import Any

from ..golden import Case
from ..problem import Problem
from .execution import blank
from .records import Result, Verdict
from .worker import Batch, Batched, Ended, Failed, Last, Ready, Renew, Setup

START_SECONDS = 300.0
"""How long a backend may take to start."""

START_TRIES = 3
"""Workers in a row that may end before their backend is there."""

LOG_LENGTH = 2000
"""Characters of a crashed worker's output that a result keeps."""


class WorkerError(Problem):
    """No worker can be had: the backend cannot be used, or does not start."""


class Worker:
    """One worker process."""

    def __init__(self, setup: Setup) -> None:
        """Starts a worker; its backend is there when `ready` has returned."""
        to_read, self._write_end = os.pipe()
        self._read_end, to_write = os.pipe()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the worker
        code = f"from {__package__}.worker import main; main({to_read}, {to_write})"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            pass_fds=(to_read, to_write),
            start_new_session=True,  # its children are ended with it
        )
        os.close(to_read)
        os.close(to_write)
        self._requests = Connection(self._write_end, readable=False)
        self.answers = Connection(self._read_end, writable=False)
        self.served = 0
        self.renews = False
        self.since = self.until = 0.0
        self._send(setup)

    def _send(self, request: Any) -> None:
        with contextlib.suppress(BrokenPipeError):  # the end of the worker is noticed where it is waited for
            self._requests.send(request)

    def ready(self) -> Ready:
        """What the worker says of its backend. Raises WorkerError, and EOFError where the process ends before that."""
        if not self.answers.poll(START_SECONDS):
            self.kill()
            raise WorkerError(f"the backend does not start within {START_SECONDS:g} s")
        answer: Ready | Failed = self.answers.recv()
        if isinstance(answer, Failed):
            self.kill()
            raise WorkerError(answer.message)
        self.renews = answer.renews
        return answer

    def give(self, cases: Sequence[Case], timeout: float) -> None:
        """Gives the worker a case, or a batch of them, which has no more time than a case."""
        self.since = time.monotonic()
        self.until = self.since + timeout
        self._send(cases[0] if len(cases) == 1 else Batch(tuple(cases)))

    def take(self) -> Result | Batched | Last | Ended | None:
        """The answer that waits; None where the worker has ended instead."""
        try:
            return self.answers.recv()
        except (EOFError, OSError):
            return None

    def renew(self) -> None:
        """Has the worker go on in a fresh process. Only for one that `renews`."""
        self._send(Renew())

    def end(self) -> str:
        """How the process ended, in words; it is ended where it goes on."""
        try:
            code = self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.kill()
            return "the worker closed its pipe"
        self.kill()
        return words_of(code)

    def log(self) -> str:
        """The end of what the worker wrote to its standard error."""
        self._log.seek(0)
        return self._log.read().decode(errors="replace").strip("\0\n ")[-LOG_LENGTH:]

    def kill(self) -> None:
        """Ends the process and all that it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for pipe in (self._requests, self.answers):
            if not pipe.closed:
                pipe.close()


def words_of(code: int) -> str:
    """How a process ended, by its exit code as `subprocess` has it."""
    if code < 0:
        names = {int(one): one.name for one in signal.Signals}
        return f"the process was ended by {names.get(-code, f'signal {-code}')}"
    return f"the process ended with exit code {code}"


def start_worker(setup: Setup) -> tuple[Worker, Ready]:
    """A worker whose backend is there, and what it says of it. Raises WorkerError."""
    tries = START_TRIES
    while True:
        worker = Worker(setup)
        tries -= 1
        try:
            return worker, worker.ready()
        except EOFError:
            if not tries:
                raise WorkerError(f"{worker.end()} while the backend started: {worker.log()}") from None
            worker.kill()
        except BaseException:
            worker.kill()
            raise


@dataclass(frozen=True)
class _Task:
    """Cases that are to be run; `again`: in a fresh process, after another one crashed on the one case."""

    cases: tuple[Case, ...]
    again: bool = False

    def halves(self) -> list[_Task]:
        """The cases in two tasks; in one, if there is one case."""
        middle = len(self.cases) // 2
        return [_Task(part) for part in (self.cases[:middle], self.cases[middle:]) if part]


class Pool:
    """Workers that run cases."""

    def __init__(self, setup: Setup, jobs: int, timeout: float, batch: int = 1) -> None:
        """Starts the first worker, so that a backend that cannot be used is known at once. Raises WorkerError.

        `batch`: how many cases a backend that can may compile together.
        """
        self._setup = setup
        self._jobs = jobs
        self._timeout = timeout
        first, ready = start_worker(setup)
        self.versions = ready.versions
        self._batch = batch if ready.batches else 1
        self._idle = [first]
        self._busy: dict[Worker, _Task] = {}

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in (*self._idle, *self._busy):
            worker.kill()

    def run(self, cases: Iterable[Case]) -> Iterator[Result]:
        """Results as they come, one a case. Raises WorkerError where workers cannot be replaced."""
        waiting = deque(tasks_of(cases, self._batch))
        while waiting or self._busy:
            while waiting and len(self._busy) < self._jobs:
                self._begin(waiting.popleft())
            for worker in self._wait():
                results, rest = self._outcome(worker, self._busy.pop(worker))
                waiting.extendleft(reversed(rest))
                yield from results

    def run_one(self, case: Case) -> Result:
        """The result of one case."""
        return next(self.run([case]))

    def _begin(self, task: _Task) -> None:
        fits = [worker for worker in self._idle if not (task.again and worker.served)]
        worker = fits[-1] if fits else start_worker(self._setup)[0]
        if fits:
            self._idle.remove(worker)
        worker.give(task.cases, self._timeout)
        self._busy[worker] = task

    def _wait(self) -> list[Worker]:
        """Workers that have something to say, have ended, or have used up their time."""
        first = min(worker.until for worker in self._busy)
        said = wait([worker.answers for worker in self._busy], max(0.0, first - time.monotonic()))
        now = time.monotonic()
        return [worker for worker in self._busy if worker.answers in said or worker.until <= now]

    def _outcome(self, worker: Worker, task: _Task) -> tuple[list[Result], list[_Task]]:
        """Results of a worker's task, and what is to be tried again."""
        case = task.cases[0]
        if not worker.answers.poll(0):
            worker.kill()
            if len(task.cases) > 1:
                return [], task.halves()
            message = f"no result within {self._timeout:g} s"
            return [replace(blank(case, Verdict.TIMEOUT, message, self._timeout), log=worker.log())], []
        answer = worker.take()
        if isinstance(answer, Batched):
            self._keep(worker)
            return _sorted_out(task, answer)
        if isinstance(answer, Result) and answer.verdict is not Verdict.CRASH:
            self._keep(worker)
            return [answer], []
        used = worker.served > 0
        if isinstance(answer, Ended | None):
            words = worker.end() if answer is None else words_of(answer.code)
            crash = blank(case, Verdict.CRASH, words, time.monotonic() - worker.since)
            result = replace(crash, log=worker.log())
        else:
            result = answer if isinstance(answer, Result) else answer.result
        self._freshen(worker, answer)
        if len(task.cases) > 1:
            return [], task.halves()
        if used and not task.again:
            return [], [replace(task, again=True)]
        return [result], []

    def _freshen(self, worker: Worker, answer: Result | Last | Ended | None) -> None:
        """Keeps a worker with a fresh process, if it can have one: what broke may be broken for the next case."""
        if not worker.renews or answer is None:
            worker.kill()
            return
        if isinstance(answer, Result):
            worker.renew()
        worker.served = -1  # counted by _keep
        self._keep(worker)

    def _keep(self, worker: Worker) -> None:
        """Keeps a worker for the next case, if it is wanted."""
        worker.served += 1
        if len(self._idle) + len(self._busy) < self._jobs:
            self._idle.append(worker)
        else:
            worker.kill()


def tasks_of(cases: Iterable[Case], size: int) -> list[_Task]:
    """Cases in batches of a size; those that must be refused, and grids, alone. The order is kept."""
    tasks: list[_Task] = []
    for alone, group in groupby(cases, lambda case: case.reject is not None or case.processes is not None):
        tasks += (_Task(part) for part in _batched(group, 1 if alone else size))
    return tasks


def _batched(cases: Iterable[Case], size: int) -> Iterator[tuple[Case, ...]]:
    """Cases, `size` at a time (itertools.batched is not in Python 3.11)."""
    rest = iter(cases)
    while part := tuple(islice(rest, size)):
        yield part


def _sorted_out(task: _Task, answer: Batched) -> tuple[list[Result], list[_Task]]:
    """Cases of a batch that pass, and the others, alone; halves of a batch that does not compile."""
    if answer.results is None:
        return [], task.halves()
    both = list(zip(task.cases, answer.results, strict=True))
    return [result for _, result in both if result is not None], [_Task((case,)) for case, one in both if one is None]
