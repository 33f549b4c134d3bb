"""`stablehlo-conform report`: runs as a dashboard, JUnit XML, or Markdown."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..problem import Problem


def add(commands: Any) -> None:
    report = commands.add_parser("report", help="show runs: HTML dashboard, JUnit XML, Markdown")
    report.add_argument("results", nargs="+", type=Path, metavar="RESULTS", help="files that runs wrote (JSON lines)")
    report.add_argument("--html", type=Path, metavar="FILE", help="write one HTML file that needs no network")
    report.add_argument("--junit", type=Path, metavar="FILE", help="write JUnit XML (of one run)")
    report.add_argument("--markdown", type=Path, metavar="FILE", help="write a summary (default: print it)")
    report.add_argument("--title", default="StableHLO conformance", help="title of the dashboard")
    report.add_argument("--suite", type=Path, metavar="DIR", help="suite that was run (default: the installed one)")
    report.set_defaults(action=_report)


def _report(options: argparse.Namespace) -> int:
    from ..golden import SUITE, load
    from ..report.record import read_run

    if options.junit and len(options.results) != 1:
        raise Problem("--junit takes one run")
    runs = [read_run(path) for path in options.results]
    cases = load(options.suite or SUITE)
    if options.html:
        from ..report.dashboard import dashboard

        options.html.write_text(dashboard(runs, cases, options.title))
    if options.junit:
        from ..report.junit import junit

        options.junit.write_text(junit(runs[0]))
    if options.markdown or not (options.html or options.junit):
        from ..report.markdown import markdown

        text = markdown(runs, cases)
        options.markdown.write_text(text) if options.markdown else print(text, end="")
    return 0
