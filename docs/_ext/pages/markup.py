"""From the prose of docstrings to reStructuredText.

Docstrings mark code with single backticks and are otherwise plain text: `*`, `_` and `|` mean themselves.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

ISSUE = re.compile(r"\b([\w.-]+/[\w.-]+)#(\d+)")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of prose."""

    text: str


@dataclass(frozen=True)
class Verbatim:
    """An indented block: kept line by line."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Items:
    """A bullet list."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Steps:
    """Numbered steps: labels and texts."""

    steps: tuple[tuple[str, str], ...]


Part = Paragraph | Verbatim | Items | Steps


def inline(text: str, *, links: dict[str, str] | None = None) -> str:
    """One run of prose as reStructuredText; code that `links` knows becomes a reference (role and target)."""
    parts = text.split("`")
    out: list[str] = []
    for position, part in enumerate(parts):
        if position % 2 == 0:
            out.append(ISSUE.sub(r"`\1#\2 <https://github.com/\1/issues/\2>`__", escape(part)))
        elif links and part in links:
            out.append(links[part])
        else:
            out.append(code(part))
    return "".join(out)


def escape(text: str) -> str:
    """Plain text in which nothing is markup."""
    return re.sub(r"([\\*|_])", r"\\\1", text)


def capitalized(text: str) -> str:
    """Prose with a capital letter in front, unless its first word is a name."""
    first = text.partition(" ")[0]
    return text if re.search(r"[\d_`]", first) else text[:1].upper() + text[1:]


def code(text: str) -> str:
    """Inline code; inside it, backslashes are kept."""
    return f"``{text}``" if text and not text.isspace() else text


def title(text: str, underline: str = "=") -> str:
    """A section title."""
    return f"{text}\n{underline * len(text)}"


def parts(docstring: str) -> list[Part]:
    """The parts of a docstring in order."""
    found: list[Part] = []
    for block in re.split(r"\n\s*\n", inspect.cleandoc(docstring)):
        lines = block.splitlines()
        if all(line.startswith("    ") for line in lines):
            found.append(Verbatim(tuple(line[4:] for line in lines)))
        elif lines[0].startswith("- "):
            found.append(Items(tuple(re.split(r"(?:^|\s)- ", " ".join(line.strip() for line in lines))[1:])))
        else:
            found.extend(_paragraph(" ".join(line.strip() for line in lines)))
    return _joined(found)


def _paragraph(text: str) -> list[Part]:
    """A paragraph, or text and the numbered steps that follow in it."""
    lead, *rest = re.split(r"(?:^|(?<=[.:;]) +)\((S\d+)\) ", text)
    steps = tuple(zip(rest[::2], (one.strip() for one in rest[1::2]), strict=True))
    return [Paragraph(lead)] * bool(lead) + [Steps(steps)] * bool(steps)


def _joined(found: list[Part]) -> list[Part]:
    """Neighbouring lists of steps become one."""
    joined: list[Part] = []
    for part in found:
        if isinstance(part, Steps) and joined and isinstance(joined[-1], Steps):
            joined[-1] = Steps(joined[-1].steps + part.steps)
        else:
            joined.append(part)
    return joined
