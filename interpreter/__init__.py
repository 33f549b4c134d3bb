"""Reads, checks and runs StableHLO programs.

    from stablehlo_reference import interpreter as si
    module = si.parse(source)          # str or bytes of program text, or a path
    problems = si.check(source)        # every Diagnostic, [] when valid
    outputs = si.run(module, *inputs)  # numpy arrays
    str(module)                        # text
"""

from .api import check, parse, run
from .diagnostics import (
    CheckFailed,
    Diagnostic,
    Error,
    ExecutionError,
    InputError,
    InternalError,
    LimitExceeded,
    ParseError,
    ProgramError,
    Severity,
    UnsupportedError,
    VerifyError,
)
from .ir import Module
from .limits import Limits

__all__ = [
    "CheckFailed", "Diagnostic", "Error", "ExecutionError", "InputError", "InternalError", "LimitExceeded", "Limits",
    "Module", "ParseError", "ProgramError", "Severity", "UnsupportedError", "VerifyError", "check", "parse", "run",
]  # fmt: skip
