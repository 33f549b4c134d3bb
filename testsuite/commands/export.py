"""`stablehlo-conform export`: the golden suite in forms that other projects run without Python."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from ..problem import Problem


def add(commands: Any) -> None:
    export = commands.add_parser("export", help="write the suite for other runners: lit tests, or .mlir and .npy files")
    export.add_argument("folder", type=Path, metavar="DIR", help="a folder that does not exist, or is empty")
    export.add_argument("--format", choices=("lit", "npy"), default="lit", help="lit (default) or npy")
    export.add_argument("--level", action="append", default=[], metavar="LEVEL", help="only this one (repeatable)")
    export.add_argument("--select", default="", metavar="TEXT", help="only cases whose id holds TEXT")
    export.set_defaults(action=_export)


def _export(options: argparse.Namespace) -> int:
    from ..export import arrays, lit
    from ..golden import Level, load, suite_hash

    known = [level.value for level in Level]
    if unknown := [level for level in options.level if level not in known]:
        raise Problem(f"no level {unknown[0]!r}; there are {', '.join(known)}")
    if options.folder.exists() and (not options.folder.is_dir() or any(options.folder.iterdir())):
        raise Problem(f"{options.folder} is there already, and not an empty folder")
    wanted = options.level or known
    cases = [case for case in load() if case.level.value in wanted and options.select in case.id]
    written = 0
    for case in cases:
        made = lit.files(case) if options.format == "lit" else arrays.files(case)
        contents = [(name, text.encode() if isinstance(text, str) else text) for name, text in made]
        for name, data in contents:
            path = options.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        written += bool(contents)
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.format == "npy":
        whole = json.dumps(arrays.manifest(cases, suite_hash()), indent=1)
        (options.folder / "manifest.json").write_text(whole + "\n")
    print(f"{written} cases written, {len(cases) - written} left out that this format cannot judge")
    return 0
