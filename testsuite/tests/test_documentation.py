"""Every code block of the README, the guides and the chapters does what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import shlex
import tempfile
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.interpreter.cli import main
from stablehlo_reference.spec import chapters
from stablehlo_reference.testsuite.cli import main as conform
from stablehlo_reference.testsuite.compare import read_profile
from stablehlo_reference.testsuite.golden import load
from stablehlo_reference.testsuite.harness import read_exclusions

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        ROOT / "examples" / "README.md",
        *(path for path in (ROOT / "docs").rglob("*.rst") if not {"generated", "_build"} & set(path.parts)),
    ]
)
CHAPTERS = sorted(info.name for info in pkgutil.iter_modules(chapters.__path__))
COMMANDS = {"stablehlo-interpret": main, "stablehlo-conform": conform}
NOT_EXECUTED = {"none", "text", "sh"}
"""Blocks that show something else; `sh` blocks of the README are executed by .ci/run."""


@dataclass(frozen=True)
class Block:
    """A code block: language, text and line of its first line."""

    language: str
    text: str
    line: int


def blocks(text: str) -> Iterator[Block]:
    """The code blocks of a Markdown or reStructuredText page."""
    for match in re.finditer(r"(?ms)^```(\w+)\n(.*?)^```$", text):
        yield Block(match[1], match[2], text.count("\n", 0, match.start()) + 2)
    for match in re.finditer(r"(?m)^( *)\.\. code-block:: (\w+)\n((?:\1   :.*\n)*)\n((?:\1   .*\n|\n)+)", text + "\n"):
        start = text.count("\n", 0, match.start(4)) + 1
        yield Block(match[2], textwrap.dedent(match[4]).rstrip("\n") + "\n", start)


def run_blocks(page: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Runs the blocks of a page in order; Python blocks share their names."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks(text):
        where = f"{page}:{block.line}"
        if block.language == "python":
            exec(compile("\n" * (block.line - 1) + block.text, page, "exec"), names)
        elif block.language == "pycon":
            run_session(where, block, names)
        elif block.language == "console":
            run_commands(where, block.text, capsys)
        elif block.language == "mlir":
            assert si.check(block.text, where) == []
        elif block.language == "toml":
            read_settings(block.text)
        else:
            assert block.language in NOT_EXECUTED, f"{where}: nobody executes {block.language!r}"


def read_settings(text: str) -> None:
    """Reads a file of exclusions or a profile, which raise where something is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "settings.toml")
        path.write_text(text)
        assert read_exclusions(path, load())[0] if "[[exclude]]" in text else read_profile(path).overrides


def run_session(where: str, block: Block, names: dict[str, Any]) -> None:
    """Runs an interactive session and compares what it prints."""
    session = doctest.DocTestParser().get_doctest(block.text, names, where, where, block.line)
    assert session.examples, f"{where}: no prompt"
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(session, out=report.append, clear_globs=False)
    assert runner.summarize(verbose=False).failed == 0, "".join(report)
    names.update(session.globs)


def run_commands(where: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Runs our commands of a transcript. In what they print `...` stands for anything."""
    code = 0
    parts = re.split(r"(?m)^\$ ", text)[1:]
    assert parts, f"{where}: no prompt"
    for part, following in zip(parts, [*parts[1:], ""], strict=True):
        command, _, expected = part.partition("\n")
        if command == "echo $?":
            printed = f"{code}\n"
        else:
            program, *arguments = shlex.split(command)
            assert program in COMMANDS, f"{where}: nobody executes {program!r}"
            capsys.readouterr()
            code = COMMANDS[program](arguments)
            captured = capsys.readouterr()
            printed = captured.out + captured.err
            assert code == 0 or following.startswith("echo $?"), f"{where}: {command}: {printed}"
        pattern = ".*".join(re.escape(piece) for piece in expected.strip().split("..."))
        assert re.fullmatch(pattern, printed.strip(), re.DOTALL), f"{where}: {command}\n{printed}"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_blocks_of_a_page_do_what_they_say(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    run_blocks(page.relative_to(ROOT).as_posix(), page.read_text(encoding="utf-8"), capsys)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_blocks_of_a_chapter_do_what_they_say(chapter: str, capsys: pytest.CaptureFixture[str]) -> None:
    module = importlib.import_module(f"{chapters.__name__}.{chapter}")
    assert module.__doc__
    run_blocks(chapter, module.__doc__, capsys)


def test_blocks_are_found() -> None:
    markdown = "```sh\nls\n```\ntext\n\n```python\nx = 1\n```\n"
    assert list(blocks(markdown)) == [Block("sh", "ls\n", 2), Block("python", "x = 1\n", 7)]
    rst = "Text\n\n.. code-block:: mlir\n   :caption: a\n\n   first\n\n     second\n\nText\n"
    assert list(blocks(rst)) == [Block("mlir", "first\n\n  second\n", 6)]


def test_a_wrong_transcript_is_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    run_commands("here", "$ stablehlo-interpret --version\nstablehlo-interpret ...\n", capsys)
    with pytest.raises(AssertionError, match="here"):
        run_commands("here", "$ stablehlo-interpret --version\nsomething else\n", capsys)
    with pytest.raises(AssertionError, match="nobody executes"):
        run_commands("here", "$ rm -r .\n", capsys)


def test_the_readme_has_exactly_two_commands_to_begin_with() -> None:
    shell = [block.text for block in blocks((ROOT / "README.md").read_text()) if block.language == "sh"]
    assert len(shell) == 2
    assert "pip install" in shell[0]
    assert "stablehlo-interpret examples/" in shell[0]
    assert "pytest" in shell[1]
    assert all(text.count("\n") == 1 for text in shell)
