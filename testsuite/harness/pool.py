"""Workers as their parent sees them, and the loop that keeps them busy.

A case whose worker ends, or whose backend raises what it must not, is a CRASH, one that takes too long a TIMEOUT; the
worker is replaced and the run goes on.
A crash may be the fault of an earlier case that broke the process, so the case is tried once more in a fresh worker,
whose word counts.
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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from typing import Any

from ..golden import Case
from ..problem import Problem
from .execution import blank
from .records import Result, Verdict
from .worker import Failed, Last, Ready, Setup

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
        self.since = 0.0
        self._send(setup)

    def _send(self, request: Any) -> None:
        with contextlib.suppress(BrokenPipeError):  # the end of the worker is noticed where it is waited for
            self._requests.send(request)

    def ready(self) -> dict[str, str]:
        """The backend's versions. Raises WorkerError, and EOFError where the process ends before it is there."""
        if not self.answers.poll(START_SECONDS):
            self.kill()
            raise WorkerError(f"the backend does not start within {START_SECONDS:g} s")
        answer: Ready | Failed = self.answers.recv()
        if isinstance(answer, Failed):
            self.kill()
            raise WorkerError(answer.message)
        return answer.versions

    def give(self, case: Case) -> None:
        """Gives the worker a case."""
        self.since = time.monotonic()
        self._send(case)

    def take(self) -> Result | Last | None:
        """The answer that waits; None where the worker has ended instead."""
        try:
            return self.answers.recv()
        except (EOFError, OSError):
            return None

    def end(self) -> str:
        """How the process ended, in words; it is ended where it goes on."""
        try:
            code = self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.kill()
            return "the worker closed its pipe"
        self.kill()
        if code < 0:
            names = {int(one): one.name for one in signal.Signals}
            return f"the process was ended by {names.get(-code, f'signal {-code}')}"
        return f"the process ended with exit code {code}"

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


def start_worker(setup: Setup) -> tuple[Worker, dict[str, str]]:
    """A worker whose backend is there, and the backend's versions. Raises WorkerError."""
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


@dataclass
class _Task:
    """A case that is to be run; `again` in a fresh worker, after another one crashed on it."""

    case: Case
    again: bool = False


class Pool:
    """Workers that run cases."""

    def __init__(self, setup: Setup, jobs: int, timeout: float) -> None:
        """Starts the first worker, so that a backend that cannot be used is known at once. Raises WorkerError."""
        self._setup = setup
        self._jobs = jobs
        self._timeout = timeout
        first, self.versions = start_worker(setup)
        self._idle = [first]
        self._busy: dict[Worker, _Task] = {}

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in (*self._idle, *self._busy):
            worker.kill()

    def run(self, cases: Iterable[Case]) -> Iterator[Result]:
        """Results as they come, one a case. Raises WorkerError where workers cannot be replaced."""
        waiting = deque(map(_Task, cases))
        while waiting or self._busy:
            while waiting and len(self._busy) < self._jobs:
                self._begin(waiting.popleft())
            for worker in self._wait():
                task = self._busy.pop(worker)
                result = self._result(worker, task)
                if result is None:
                    waiting.appendleft(task)
                else:
                    yield result

    def run_one(self, case: Case) -> Result:
        """The result of one case."""
        return next(self.run([case]))

    def _begin(self, task: _Task) -> None:
        reuse = self._idle and not task.again
        worker = self._idle.pop() if reuse else start_worker(self._setup)[0]
        worker.give(task.case)
        self._busy[worker] = task

    def _wait(self) -> list[Worker]:
        """Workers that have something to say, have ended, or have used up their time."""
        now = time.monotonic()
        first = min(worker.since for worker in self._busy) + self._timeout
        said = wait([worker.answers for worker in self._busy], max(0.0, first - now))
        late = time.monotonic() - self._timeout
        return [worker for worker in self._busy if worker.answers in said or worker.since <= late]

    def _result(self, worker: Worker, task: _Task) -> Result | None:
        """The result of a worker's case; None where the case is to be tried again."""
        if not worker.answers.poll(0):
            worker.kill()
            message = f"no result within {self._timeout:g} s"
            return replace(blank(task.case, Verdict.TIMEOUT, message, self._timeout), log=worker.log())
        answer = worker.take()
        if isinstance(answer, Result):
            if answer.verdict is not Verdict.CRASH:
                self._keep(worker)
                return answer
            answer = Last(answer)  # a backend that breaks may be broken for the next case
        if answer is None:
            crash = blank(task.case, Verdict.CRASH, worker.end(), time.monotonic() - worker.since)
            answer = Last(replace(crash, log=worker.log()))
        worker.kill()
        if worker.served and not task.again:
            task.again = True
            return None
        return answer.result

    def _keep(self, worker: Worker) -> None:
        """Keeps a worker for the next case, if it is wanted."""
        worker.served += 1
        if len(self._idle) + len(self._busy) < self._jobs:
            self._idle.append(worker)
        else:
            worker.kill()
