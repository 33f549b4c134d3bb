"""What a backend is: it compiles a program, and gives a function that runs it.

    class MyBackend:
        def versions(self) -> dict[str, str]:
            return {"my-compiler": "1.2"}

        def compile(self, program: Program) -> Run:
            handle = my_compiler.compile(program.text)      # raises Refused or Unsupported
            return lambda inputs: my_runtime.call(handle, inputs)

Tensors are numpy arrays of the dtypes of numpy and ml_dtypes; quantized ones are arrays of their storage integers. A
backend lives in a worker process of its own and may keep what it likes between calls. It is asked for one program at a
time. What else it raises, however it ends the process, and how long it takes is the harness's business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import numpy as np

from ...spec.types import TensorType
from ..golden import Case
from ..problem import Problem

Run = Callable[[Sequence[np.ndarray[Any, Any]]], Sequence[Any]]
"""Runs a compiled program on inputs and gives its outputs. May be called several times."""


class Refused(Exception):  # noqa: N818 - named after what it says
    """The program is not valid, says the backend. Right for a case that must be refused, wrong for any other."""


class Unsupported(Exception):  # noqa: N818 - named after what it says
    """The backend does not do what the program asks for, valid or not."""


class BackendError(Problem):
    """The backend cannot be used at all: not installed, no such device, options it does not have."""


@dataclass(frozen=True)
class Program:
    """A program in text, whose entry is `@main`, with the types of what `run` gets and of what it gives.

    On a grid `@main` runs in each process, `replicas` times `partitions`; `run` gets the inputs of all processes one
    after another, replica by replica, and gives their outputs likewise. A program that must be refused has no types.
    """

    text: str
    inputs: tuple[TensorType, ...] = ()
    outputs: tuple[TensorType, ...] = ()
    replicas: int = 1
    partitions: int = 1

    @property
    def processes(self) -> int:
        return self.replicas * self.partitions


class Backend(Protocol):
    """A compiler or interpreter under test."""

    def versions(self) -> Mapping[str, str]:
        """Names and versions of what makes the results, for the record of a run."""
        ...

    def compile(self, program: Program) -> Run:
        """Makes a program ready to run. Raises Refused and Unsupported, which `run` may raise as well."""
        ...


@runtime_checkable
class Batching(Protocol):
    """What a backend may have beside `compile`, if programs cost less together than alone."""

    def compile_all(self, programs: Sequence[Program]) -> Sequence[Run | None]:
        """Makes programs ready to run; None for those that it would rather have alone.

        May raise anything: what does not compile, or does not pass, in company is run again alone.
        """
        ...


def program_of(case: Case, text: str | None = None) -> Program:
    """The program of a case, or another text of it."""
    grid = case.processes
    return Program(
        case.program if text is None else text,
        tuple(value.tensor for value in case.inputs),
        tuple(value.tensor for value in case.expected),
        1 if grid is None else grid.replicas,
        1 if grid is None else grid.partitions,
    )


def only_one_process(program: Program) -> None:
    """For backends without grids. Raises Unsupported."""
    if program.processes > 1:
        raise Unsupported(f"a grid of {program.replicas} x {program.partitions} processes")
