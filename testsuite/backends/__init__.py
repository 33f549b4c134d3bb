"""Backends: what the suite can be run on. One small file each, behind one protocol."""

from .find import BUILT_IN, GROUP, find_backend, names
from .protocol import (
    Backend,
    BackendError,
    Batching,
    Program,
    Refused,
    Run,
    Unsupported,
    only_one_process,
    program_of,
)

__all__ = [
    "BUILT_IN", "GROUP", "Backend", "BackendError", "Batching", "Program", "Refused", "Run", "Unsupported",
    "find_backend", "names", "only_one_process", "program_of",
]  # fmt: skip
