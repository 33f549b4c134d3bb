"""What test programs say about the diagnostics they expect: `// expected-error@+1 {{text}}`, as MLIR's tools read it.

    expectation ::= 'expected-' severity '-re'? place? '{{' text '}}'      severity ::= error | warning | note | remark
    place       ::= '@' ('+' n | '-' n | n | 'above' | 'below' | 'unknown')

Without a place the diagnostic is expected on the line of the comment. `@above` and `@below` are the nearest lines
without expectations; `@unknown` is a diagnostic that has no line. With `-re` parts of the text in `{{...}}` are regular
expressions.

A problem has the severity and the line that are expected; words are those of the tool that wrote the test, so they are
compared only when asked for. One diagnostic meets every expectation that it fits, since one tool may say in one message
what another says in two. Errors that nobody expects are problems; warnings, notes and remarks that nobody expects
are not. A test that expects more than one error of syntax cannot be met: like MLIR's tools, `check` stops at the first
when it is held against expectations.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from ..spec.record import record
from .diagnostics import Diagnostic, Severity

_EXPECTATION = re.compile(
    r"expected-(error|warning|note|remark)(-re)?[ \t]*(?:@([+-]\d+|\d+|above|below|unknown))?[ \t]*"
    r"\{\{(.*?)\}\}[ \t]*\r?$"
)
_SPLIT = re.compile(r"(?m)^[ \t]*(?://[ \t]*)*// -----.*$")


@record
class Expectation:
    """A diagnostic that is expected: severity, line (0: anywhere), text. `line_of_comment` is where this is said."""

    severity: Severity
    line: int
    text: str
    is_pattern: bool
    line_of_comment: int

    def fits(self, diagnostic: Diagnostic, *, compare_text: bool) -> bool:
        """Whether a diagnostic is the expected one. Without a place, any place will do."""
        if diagnostic.severity is not self.severity or self.line not in (0, diagnostic.line):
            return False
        return not compare_text or self._matches(diagnostic.message)

    def _matches(self, message: str) -> bool:
        if not self.is_pattern:
            return self.text in message
        pieces = re.split(r"\{\{(.*?)\}\}", self.text)
        pattern = "".join(f"(?:{piece})" if i % 2 else re.escape(piece) for i, piece in enumerate(pieces))
        try:
            return re.search(pattern, message) is not None
        except re.error:
            return False


def split_input(text: str) -> Iterator[tuple[int, str]]:
    """The programs of a text that is split at lines `// -----`: number of the first line, and text."""
    line = 1
    for part in _SPLIT.split(text):
        yield line, part
        line += part.count("\n")


def expectations(text: str) -> list[Expectation]:
    """All expectations of a text, in order of appearance. Lines count from 1."""
    found: list[Expectation] = []
    waiting: list[Expectation] = []  # for the next line without an expectation
    above = 0
    for number, line in enumerate(text.split("\n"), 1):
        match = _EXPECTATION.search(line)
        if match is None:
            above = number
            found += [_at(one, number) for one in waiting]
            waiting.clear()
            continue
        severity, regular, place, words = match.groups()
        one = Expectation(Severity(severity), number, words, regular is not None, number)
        if place == "below":
            waiting.append(one)
        else:
            found.append(_at(one, _line(place, number, above)))
    return sorted([*found, *waiting], key=lambda one: one.line_of_comment)


def _at(one: Expectation, line: int) -> Expectation:
    return Expectation(one.severity, line, one.text, one.is_pattern, one.line_of_comment)


def _line(place: str | None, number: int, above: int) -> int:
    match place:
        case None:
            return number
        case "unknown":
            return 0
        case "above":
            return above
        case _:
            return number + int(place) if place[0] in "+-" else int(place)


def judge(
    text: str,
    problems: Iterable[Diagnostic],
    name: str = "",
    *,
    compare_text: bool = False,
    severities: Collection[Severity] = tuple(Severity),
) -> list[Diagnostic]:
    """Holds what is said about a text against what it expects; [] when all is as expected.

    Expectations of other severities are left out of account.
    """
    expected = [one for one in expectations(text) if one.severity in severities]
    said = [one for problem in problems for one in (problem, *problem.notes)]
    unmet = [
        _unmet(one, name) for one in expected if not any(one.fits(each, compare_text=compare_text) for each in said)
    ]
    unexpected = [
        Diagnostic(Severity.ERROR, f"unexpected error: {each.message}", name, each.line, each.column, each.end_line,
                   each.end_column, each.op, each.label, source_line=each.source_line)
        for each in said
        if each.severity is Severity.ERROR and not any(one.fits(each, compare_text=compare_text) for one in expected)
    ]  # fmt: skip
    return sorted([*unmet, *unexpected], key=lambda one: one.line)


def _unmet(one: Expectation, name: str) -> Diagnostic:
    where = f"on line {one.line}" if one.line else "anywhere"
    message = f"expected {one.severity.value} {where} was not given: {one.text}"
    return Diagnostic(Severity.ERROR, message, name, one.line_of_comment, 1, one.line_of_comment, 1)
