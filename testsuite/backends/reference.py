"""`reference`: the interpreter of this project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from ...interpreter import ProgramError, UnsupportedError, parse, run
from .protocol import BackendError, Program, Refused, Run, Unsupported, only_one_process


class Reference:
    """Parses, verifies, and interprets in this process."""

    def versions(self) -> Mapping[str, str]:
        return {"stablehlo-reference": version("stablehlo-reference")}

    def compile(self, program: Program) -> Run:
        only_one_process(program)
        try:
            module = parse(program.text, "program")
        except UnsupportedError as error:
            raise Unsupported(str(error)) from None
        except ProgramError as error:
            raise Refused(str(error)) from None

        def call(inputs: Sequence[Any]) -> Sequence[Any]:
            try:
                return run(module, *inputs)
            except UnsupportedError as error:
                raise Unsupported(str(error)) from None

        return call


def create(options: str) -> Reference:
    """The backend; it has no options."""
    if options:
        raise BackendError(f"reference has no options, {options!r} given")
    return Reference()
