"""`stablehlo-conform generate` and `check`: the golden suite, made anew and compared with the committed one."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..golden import Case


def add(commands: Any) -> None:
    generate = commands.add_parser("generate", help="make the golden suite from the op records (needs mpmath)")
    generate.add_argument("--output", type=Path, metavar="DIR", help="folder for the files (default: the suite's own)")
    generate.add_argument("--select", default="", metavar="TEXT", help="only ops whose name holds TEXT")
    generate.add_argument("--unwitnessed", action="store_true", help="list committed cases that nothing vouches for")
    generate.set_defaults(action=_generate)
    check = commands.add_parser("check", help="tell whether the committed suite is what generate would make")
    check.add_argument("--select", default="", metavar="TEXT", help="only ops whose name holds TEXT")
    check.add_argument("-j", "--jobs", type=int, default=1, metavar="N", help="worker processes (default: 1)")
    check.set_defaults(action=_check)


def _generate(options: argparse.Namespace) -> int:
    from ..golden import SUITE

    if options.unwitnessed:
        return _unwitnessed()
    from ..cases.generate import write

    counts: Counter[str] = Counter()

    def told(name: str, cases: list[Case]) -> None:
        counts.update(case.level.value for case in cases)
        print(f"{name:28} {len(cases):5}", file=sys.stderr)

    total = write(options.output or SUITE, options.select, told)
    print(f"{total} cases: " + ", ".join(f"{count} {level}" for level, count in sorted(counts.items())))
    return 0


def _unwitnessed() -> int:
    from ..golden import load

    weak = [case for case in load() if case.oracle == "kernel"]
    lonely = [case for case in weak if not case.witnesses]
    for case in weak:
        print(f"{case.id:60} {', '.join(case.witnesses) or 'no witness'}")
    print(f"{len(weak)} cases hold what the kernel gave; {len(lonely)} of them have no witness")
    return 1 if lonely else 0


def _check(options: argparse.Namespace) -> int:
    from ..cases.current import outdated

    wrong = outdated(options.select, options.jobs)
    for name, reason in wrong:
        print(f"{name}: {reason}")
    print(f"{len(wrong)} files are not current" if wrong else "the suite is current")
    return 1 if wrong else 0
