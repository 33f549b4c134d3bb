"""The harness: runs cases on backends in worker processes, gives verdicts, and keeps a journal."""

from .exclusions import Exclusion, ExclusionError, read_exclusions
from .execution import blank, run_case
from .journal import Journal, JournalError, read_lines, read_results
from .modes import applies, program_in, with_constants
from .pool import Pool, Worker, WorkerError
from .records import FORMAT, End, Header, Line, Mode, Result, Verdict, line_of, schema_text
from .run import Plan, Run, run_plan, select_cases, shard_of
from .worker import Setup

__all__ = [
    "FORMAT", "End", "Exclusion", "ExclusionError", "Header", "Journal", "JournalError", "Line", "Mode", "Plan", "Pool",
    "Result", "Run", "Setup", "Verdict", "Worker", "WorkerError", "applies", "blank", "line_of", "program_in",
    "read_exclusions", "read_lines", "read_results", "run_case", "run_plan", "schema_text", "select_cases", "shard_of",
    "with_constants",
]  # fmt: skip
