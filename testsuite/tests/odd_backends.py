"""Backends that misbehave as the comment of a program tells them to, for tests of the harness.

The tests put this folder on the path of workers: `python:odd_backends:create`.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from stablehlo_reference.testsuite.backends import (
    Backend,
    BackendError,
    Program,
    Refused,
    Run,
    Unsupported,
    find_backend,
)


class Odd:
    """The reference, except where a program has a comment `// ODD: what`."""

    def __init__(self, folder: str) -> None:
        self._reference = find_backend("reference")
        self._folder = folder
        self._broken = ""

    def versions(self) -> dict[str, str]:
        return {"odd": "1"}

    def compile(self, program: Program) -> Run:
        if self._broken == "break":
            os.abort()
        if self._broken == "spoil":
            raise RuntimeError("sticky error of the device")
        what = program.text.partition("// ODD: ")[2].partition("\n")[0]
        if what in ("exit", "abort", "segmentation fault", "refuse", "unsupported", "hang", "memory", "raise", "pid"):
            self._now(what)
        if what == "accept":
            return lambda inputs: []
        run = self._reference.compile(program)
        return lambda inputs: self._after(what, inputs, list(run(inputs)))

    def _now(self, what: str) -> None:
        match what:
            case "exit":
                print("leaving", file=sys.stderr, flush=True)
                os._exit(7)
            case "abort":
                os.write(1, b"said before the end\n")
                os.abort()
            case "segmentation fault":
                os.kill(os.getpid(), signal.SIGSEGV)
            case "refuse":
                raise Refused("I do not like it")
            case "unsupported":
                raise Unsupported("not yet")
            case "hang":
                time.sleep(1000)
            case "memory":
                np.ones(1 << 40, np.uint8)
            case "raise":
                raise ZeroDivisionError("oh")
            case _:
                Path(self._folder, f"{os.getpid()}.pid").touch()

    def _after(self, what: str, inputs: Sequence[Any], outputs: list[Any]) -> Any:
        match what:
            case "break" | "spoil":
                self._broken = what
            case "noise":
                os.write(1, b"x" * 100_000)
                print("more", flush=True)
            case "slow":
                time.sleep(0.05)
            case "overwrite":
                for value in inputs:
                    value[...] = 0
            case "no list":
                return outputs[0]
            case "wrong":
                outputs[0] = outputs[0] + 1
            case "few":
                outputs.clear()
        return outputs


class Together(Odd):
    """The same, for several programs at a time; `apart` is a program that it would rather have alone."""

    def compile_all(self, programs: Sequence[Program]) -> Sequence[Run | None]:
        Path(self._folder, f"{time.monotonic_ns()}.batch").write_text(str(len(programs)))
        return [None if "ODD: apart" in program.text else self.compile(program) for program in programs]


def together(options: str) -> Backend:
    return Together(options)


def threaded(options: str) -> Backend:
    threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
    return Odd(options)


def create(options: str) -> Backend:
    return Odd(options)


def absent(options: str) -> Backend:
    raise BackendError(f"no such device: {options}")


def broken(options: str) -> Backend:
    raise RuntimeError("a mistake of the backend")


def dying(options: str) -> Backend:
    os.write(2, b"the driver is missing\n")
    os._exit(1)
