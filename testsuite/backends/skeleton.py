"""The package that `stablehlo-conform new-backend` writes: a backend that works, to be filled in.

`@NAME@` stands for the backend's name, `@MODULE@` for its Python package.
"""

from __future__ import annotations

import re
from pathlib import Path

from .find import BUILT_IN
from .protocol import BackendError

PYPROJECT = """\
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "stablehlo-backend-@NAME@"
version = "0.1.0"
description = "@NAME@ as a backend of the StableHLO conformance suite"
requires-python = ">=3.11"
dependencies = ["stablehlo-reference"]

[project.optional-dependencies]
test = ["pytest>=8"]

[project.entry-points."stablehlo_reference.backends"]
@NAME@ = "@MODULE@:create"

[tool.setuptools.packages.find]
where = ["src"]

[tool.pytest.ini_options]
pythonpath = ["src"]
testpaths = ["tests"]
"""

MODULE = '''\
"""@NAME@ as a backend of the StableHLO conformance suite: `stablehlo-conform run --backend @NAME@`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from stablehlo_reference import interpreter
from stablehlo_reference.testsuite.backends import (
    BackendError,
    Program,
    Refused,
    Run,
    Unsupported,
    only_one_process,
)


class Backend:
    """Replace what is done with `interpreter` here by calls of your compiler and your runtime."""

    def versions(self) -> Mapping[str, str]:
        """What makes the results, for the record of a run: compiler, driver, device."""
        return {"@NAME@": "0.1.0"}

    def compile(self, program: Program) -> Run:
        """Makes a program ready to run: Refused where it is not valid, Unsupported where you do not do it (yet)."""
        only_one_process(program)
        try:
            compiled = interpreter.parse(program.text)
        except interpreter.UnsupportedError as error:
            raise Unsupported(str(error)) from None
        except interpreter.ProgramError as error:
            raise Refused(str(error)) from None

        def run(inputs: Sequence[Any]) -> Sequence[Any]:
            """numpy arrays in (ml_dtypes for narrow types), a list of numpy arrays out, in order."""
            try:
                return interpreter.run(compiled, *inputs)
            except interpreter.UnsupportedError as error:
                raise Unsupported(str(error)) from None

        return run


def create(options: str) -> Backend:
    """Makes the backend; `options` is what follows `@NAME@:` on the command line."""
    if options:
        raise BackendError(f"@NAME@ has no options, {options!r} given")
    return Backend()
'''

TEST = '''\
"""The backend passes the cases of an op; `stablehlo-conform run --backend @NAME@` tries all of them."""

from __future__ import annotations

import pytest
from stablehlo_reference.testsuite.golden import Case, load
from stablehlo_reference.testsuite.harness import Verdict, run_case
from @MODULE@ import create

BACKEND = create("")
CASES = [case for case in load() if case.id.startswith("negate/")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_backend_passes(case: Case) -> None:
    result = run_case(case, BACKEND)
    assert result.verdict is Verdict.PASS, result.message
'''

README = """\
# @NAME@ for StableHLO

    pip install -e .[test]
    pytest
    stablehlo-conform run --backend @NAME@ --journal @NAME@.jsonl --exclude exclusions.toml

Everything there is to fill in is in `src/@MODULE@/__init__.py`.
"""

EXCLUSIONS = """\
# Cases that need not pass, each with its reason. An entry that selects no case is an error.
#
# [[exclude]]
# select = "element:f64 and not op:constant"
# reason = "the device has no f64"
"""

FILES = {
    "pyproject.toml": PYPROJECT,
    "src/@MODULE@/__init__.py": MODULE,
    "tests/test_backend.py": TEST,
    "README.md": README,
    "exclusions.toml": EXCLUSIONS,
}


def write_skeleton(name: str, folder: Path) -> list[Path]:
    """Writes the package of a new backend into a folder that does not exist. Gives its files. Raises BackendError."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        raise BackendError(f"{name!r} is no name: lower-case letters and digits, and dashes between them")
    if name in (*BUILT_IN, "python"):
        raise BackendError(f"there is a backend {name!r} already")
    module = f"stablehlo_backend_{name.replace('-', '_')}"
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise BackendError(f"{folder}: {error.strerror}") from None
    written: list[Path] = []
    for place, text in FILES.items():
        path = folder / place.replace("@MODULE@", module)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("@MODULE@", module).replace("@NAME@", name), encoding="utf-8")
        written.append(path)
    return written
