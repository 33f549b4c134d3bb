"""The command `stablehlo-conform`: runs test programs and reports.

stablehlo-conform corpus DIR...    runs folders of .mlir test programs, unmodified
stablehlo-conform benchmark        times ops against numpy and jaxlib's C++ interpreter
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from .corpus import Outcome, PartResult, corpus_files, run_corpus


def main(argv: list[str] | None = None) -> int:
    """Runs the command line and gives the exit code: 0 when everything passes, 1 when something does not."""
    parser = argparse.ArgumentParser(prog="stablehlo-conform", description="Runs StableHLO test programs.")
    commands = parser.add_subparsers(dest="command", required=True)
    corpus = commands.add_parser("corpus", help="run folders of .mlir test programs, unmodified")
    corpus.add_argument("paths", nargs="+", type=Path, metavar="DIR", help="folders or files")
    corpus.add_argument("-j", "--jobs", type=int, default=1, metavar="N", help="worker processes (default: 1)")
    corpus.add_argument(
        "--timeout", type=float, default=60.0, metavar="S", help="seconds for one program (default: 60)"
    )
    corpus.add_argument("--json", action="store_true", help="print all results as JSON")
    corpus.add_argument("--failures", action="store_true", help="list what does not pass")
    corpus.add_argument("--by-file", action="store_true", help="count per file instead of per folder")
    corpus.set_defaults(action=_corpus)
    benchmark = commands.add_parser("benchmark", help="time ops against plain numpy and jaxlib's C++ interpreter")
    benchmark.add_argument("--select", default="", metavar="TEXT", help="only rows whose name holds TEXT")
    benchmark.add_argument("--cpp", action="store_true", help="time jaxlib's C++ interpreter too (takes minutes)")
    benchmark.set_defaults(action=_benchmark)
    accuracy = commands.add_parser("accuracy", help="measure the accuracy of real-valued ops against mpmath")
    accuracy.add_argument("--select", default="", metavar="TEXT", help="only ops whose mnemonic holds TEXT")
    accuracy.add_argument("--points", type=int, default=4000, metavar="N", help="arguments a type (default: 4000)")
    accuracy.add_argument("--output", metavar="FILE", help="write the measurements as JSON")
    accuracy.set_defaults(action=_accuracy)
    options = parser.parse_args(argv)
    return options.action(options)


def _corpus(options: argparse.Namespace) -> int:
    for path in options.paths:
        if not path.exists():
            print(f"error: {path} does not exist", file=sys.stderr)
            return 2
    files = corpus_files(options.paths)
    results = run_corpus(files, options.jobs, options.timeout, _Progress(len(files)).files)
    if options.json:
        print(json.dumps([{**vars(one), "outcome": one.outcome.value} for one in results], indent=1))
    else:
        _print_table(results, options.by_file)
        if options.failures:
            for one in results:
                if one.outcome is not Outcome.PASS:
                    print(f"\n{one.outcome.value.upper()} {one.file} part {one.part} (line {one.line})\n{one.message}")
    return 0 if all(one.outcome is Outcome.PASS for one in results) else 1


def _benchmark(options: argparse.Namespace) -> int:
    from .benchmark import run_benchmark, table

    rows = run_benchmark(options.select, options.cpp, lambda row: print(f"{row.name} ...", file=sys.stderr))
    print(table(rows))
    return 0


def _accuracy(options: argparse.Namespace) -> int:
    from .accuracy import measure_all, table, write

    rows = list(measure_all(options.points, options.select))
    print(table(rows))
    if options.output:
        write(options.output, rows)
    return 0 if all(row.holds for row in rows) else 1


class _Progress:
    """A line of counts on a terminal, rewritten as files are done."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.counts: Counter[Outcome] = Counter()
        self.shown = sys.stderr.isatty()

    def files(self, results: list[PartResult]) -> None:
        self.done += 1
        self.counts.update(one.outcome for one in results)
        if self.shown:
            counts = ", ".join(f"{self.counts[outcome]} {outcome.value}" for outcome in Outcome)
            end = "\n" if self.done == self.total else ""
            print(f"\r{self.done}/{self.total} files: {counts} ", end=end, file=sys.stderr, flush=True)


def _print_table(results: list[PartResult], by_file: bool) -> None:
    counts: dict[str, Counter[Outcome]] = {}
    for one in results:
        where = one.file if by_file else str(Path(one.file).parent)
        counts.setdefault(where, Counter())[one.outcome] += 1
    counts["total"] = Counter(one.outcome for one in results)
    width = max(len(where) for where in counts)
    print(f"{'':{width}} {'pass':>7} {'fail':>7} {'unsupported':>12}")
    for where, found in counts.items():
        print(f"{where:{width}} {found[Outcome.PASS]:7} {found[Outcome.FAIL]:7} {found[Outcome.UNSUPPORTED]:12}")


if __name__ == "__main__":
    sys.exit(main())
