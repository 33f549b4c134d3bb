"""Reads, checks and runs StableHLO programs.

    from stablehlo_reference import interpreter as si
    module = si.parse(source)          # str or bytes of program text, or a path
    problems = si.check(source)        # every Diagnostic, [] when valid
    outputs = si.run(module, *inputs)  # numpy arrays
    str(module)                        # text

Names are imported when they are first used, so that `stablehlo-interpret --version` need not wait for numpy.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_HOMES = {"check": ".api", "parse": ".api", "run": ".api", "Module": ".ir", "Limits": ".limits"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES.get(name, ".diagnostics"), __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
