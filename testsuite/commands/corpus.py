"""`stablehlo-conform corpus`: runs folders of .mlir test programs, unmodified."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..problem import Problem

if TYPE_CHECKING:
    from ..corpus import Outcome, PartResult


def add(commands: Any) -> None:
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


def _corpus(options: argparse.Namespace) -> int:
    from ..corpus import Outcome, corpus_files, run_corpus

    for path in options.paths:
        if not path.exists():
            raise Problem(f"{path} does not exist")
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


class _Progress:
    """A line of counts on a terminal, rewritten as files are done."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.counts: Counter[Outcome] = Counter()
        self.shown = sys.stderr.isatty()

    def files(self, results: list[PartResult]) -> None:
        from ..corpus import Outcome

        self.done += 1
        self.counts.update(one.outcome for one in results)
        if self.shown:
            counts = ", ".join(f"{self.counts[outcome]} {outcome.value}" for outcome in Outcome)
            end = "\n" if self.done == self.total else ""
            print(f"\r{self.done}/{self.total} files: {counts} ", end=end, file=sys.stderr, flush=True)


def _print_table(results: list[PartResult], by_file: bool) -> None:
    from ..corpus import Outcome

    counts: dict[str, Counter[Outcome]] = {}
    for one in results:
        where = one.file if by_file else str(Path(one.file).parent)
        counts.setdefault(where, Counter())[one.outcome] += 1
    counts["total"] = Counter(one.outcome for one in results)
    width = max(len(where) for where in counts)
    print(f"{'':{width}} {'pass':>7} {'fail':>7} {'unsupported':>12}")
    for where, found in counts.items():
        print(f"{where:{width}} {found[Outcome.PASS]:7} {found[Outcome.FAIL]:7} {found[Outcome.UNSUPPORTED]:12}")
