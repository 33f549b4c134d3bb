"""The command `stablehlo-conform`: makes and runs test programs and reports. See commands/."""

from __future__ import annotations

import argparse
import importlib
import sys

COMMANDS = (
    "run",
    "report",
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
    """Runs the command line and gives the exit code: 0 when everything passes, 1 when something does not."""
    parser = argparse.ArgumentParser(prog="stablehlo-conform", description="Makes and runs StableHLO test programs.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in COMMANDS:
        importlib.import_module(f".commands.{name}", __package__).add(commands)
    options = parser.parse_args(argv)
    return options.action(options)


if __name__ == "__main__":
    sys.exit(main())
