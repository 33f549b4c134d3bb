"""The golden suite: cases with expected results, in files that need no Python to be read."""

from .model import FORMAT, Case, Judge, Kind, Level, Nan, Processes, Rejection, Value, bits_of, tensor_type
from .read import SUITE, SuiteError, digest, load, read, suite_hash

__all__ = [
    "FORMAT", "SUITE", "Case", "Judge", "Kind", "Level", "Nan", "Processes", "Rejection", "SuiteError", "Value",
    "bits_of", "digest", "load", "read", "suite_hash", "tensor_type",
]  # fmt: skip
