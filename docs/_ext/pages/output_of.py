"""The directive `output-of`: runs `stablehlo-interpret` while the docs are built and shows what it prints.

.. output-of:: stablehlo-interpret check wrong.mlir
   :exit: 2
"""

from __future__ import annotations

import contextlib
import io
import os
import shlex
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective
from stablehlo_reference.interpreter import cli


class OutputOf(SphinxDirective):
    """Shows a command and its output. The exit code must be the one that `exit` names (0 by default)."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {"exit": directives.nonnegative_int}

    def run(self) -> list[nodes.Node]:
        command = self.arguments[0]
        code, output = run_command(command, self.config.repository)
        wanted = self.options.get("exit", 0)
        if code != wanted:
            raise ExtensionError(f"{self.get_location()}: {command!r} ended with {code}, not {wanted}:\n{output}")
        text = f"$ {command}\n{output.rstrip()}"
        block = nodes.literal_block(text, text)
        block["language"] = "console"
        return [block]


def run_command(command: str, folder: str) -> tuple[int, str]:
    """Exit code and output (both streams) of a `stablehlo-interpret` command line run in a folder."""
    program, *arguments = shlex.split(command)
    if program != "stablehlo-interpret":
        raise ExtensionError(f"cannot run {program!r}")
    output = io.StringIO()
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "88"
    try:
        with contextlib.chdir(folder), contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            try:
                code = cli.main(arguments)
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 2
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before
    return code, output.getvalue()
