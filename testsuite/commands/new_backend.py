"""`stablehlo-conform new-backend`: writes the package of a backend that works, to be filled in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add(commands: Any) -> None:
    new = commands.add_parser("new-backend", help="write the package of a new backend")
    new.add_argument("name", metavar="NAME", help="name of the backend, as in --backend NAME")
    new.add_argument("--folder", type=Path, metavar="DIR", help="where to write it (default: NAME)")
    new.set_defaults(action=_new_backend)


def _new_backend(options: argparse.Namespace) -> int:
    from ..backends.skeleton import write_skeleton

    for path in write_skeleton(options.name, options.folder or Path(options.name)):
        print(path)
    return 0
