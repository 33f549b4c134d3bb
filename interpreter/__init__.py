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
    from .decomposition import decompose
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
    from .jax_programs import from_jax, run_exported
    from .limits import Limits
    from .notebook import view
    from .registration import call_targets, composite, custom_call

__all__ = [
    "CheckFailed", "Diagnostic", "Error", "ExecutionError", "InputError", "InternalError", "LimitExceeded", "Limits",
    "Module", "ParseError", "ProgramError", "Severity", "UnsupportedError", "VerifyError", "call_targets", "check",
    "composite", "custom_call", "decompose", "from_jax", "parse", "run", "run_exported",
    "view",
]  # fmt: skip

_HOMES = {
    "Module": ".ir",
    "Limits": ".limits",
    **dict.fromkeys(("check", "parse", "run"), ".api"),
    **dict.fromkeys(("call_targets", "composite", "custom_call"), ".registration"),
    "decompose": ".decomposition",
    "view": ".notebook",
    **dict.fromkeys(("from_jax", "run_exported"), ".jax_programs"),
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES.get(name, ".diagnostics"), __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
