"""The command `stablehlo-conform`: makes and runs test programs and reports. See commands/."""

from __future__ import annotations

import argparse
import importlib
import sys

from ..interpreter.cli import drop_output
from .problem import Problem

COMMANDS = (
    "run",
    "report",
    "ledger",
    "diff",
    "trend",
    "submit",
    "new_backend",
    "mutate",
    "corpus",
    "benchmark",
    "accuracy",
    "decompositions",
    "generate",
    "export",
    "witness",
    "roundtrip",
    "fuzz",
)
"""Modules of commands/, in the order in which help lists them."""


def main(argv: list[str] | None = None) -> int:
    """Runs the command line and gives the exit code: 0 when everything passes, 1 when something does not, 2 where what
    was given cannot be used, 130 where it is interrupted."""
    parser = argparse.ArgumentParser(prog="stablehlo-conform", description="Makes and runs StableHLO test programs.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in COMMANDS:
        importlib.import_module(f".commands.{name}", __package__).add(commands)
    options = parser.parse_args(argv)
    try:
        code = options.action(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        drop_output()
        return 0
    except KeyboardInterrupt:
        return 130
    except Problem as error:
        print(f"error: {error}", file=sys.stderr)
    except OSError as error:
        if error.filename is None:
            raise
        print(f"error: {error.filename}: {error.strerror}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
