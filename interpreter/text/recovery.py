"""Goes on reading after an error, so that all problems of a text are found, and no problem twice.

An operation that cannot be read is left out, and reading goes on at the next one: where a line begins like an
operation, and as many brackets are closed as were opened since the lost operation began, or, where brackets do not
match, where a line is indented no deeper. What the lost operation would have defined is *unknown*: its results, its
symbol, its alias. Unknown things fit everywhere, so nothing follows from one mistake but one message.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from ...spec.attributes import SymbolRef
from ...spec.lang.registry import find
from ..diagnostics import Diagnostic, ParseError, Severity, diagnose
from ..ir.core import Block, Module, Operation, Region, Span
from . import regions

if TYPE_CHECKING:
    from .parser import Parser

MOST_PROBLEMS = 200
"""A text that breaks more rules of the syntax than this is read no further."""

LOST = ""
"""Name of the operation that takes the place of one that cannot be read; no text can spell it."""

_PIECE = re.compile(
    r'//[^\n]*+|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+|\{-\#|[(){}\[\]]|\n|[^\S\n]++|[^\s"(){}\[\]/]++|.', re.DOTALL
)
_VALUE = r"%[\w$.-]+(?:\s*:\s*\d+)?"
_RESULTS = re.compile(rf"({_VALUE}(?:\s*,\s*{_VALUE})*+)\s*=(?!=)")
_BEGINNING = re.compile(
    rf'{_VALUE}(?:\s*,\s*{_VALUE})*+\s*=(?!=)|"[\w$.]+"\s*\(|[a-z_]\w*\.[\w.]+(?=[\s"(@%])|(?:func|module|return|call)\b'
    rf"|\^[\w$.-]+\s*[:(]|[#!][\w$.-]+\s*=|\{{-\#"
)
_INLINE = re.compile(rf"{_VALUE}(?:\s*,\s*{_VALUE})*+\s*=(?!=)|(?:(?:func|stablehlo)\.)?return\b|func\.func\b")
_ALIAS = re.compile(r"([#!][\w$.-]+)\s*=")
_HEADER = re.compile(r"(?:builtin\.)?(?P<module>module)\b|(?:func\.)?func\s+(?:(?:public|private|nested)\s+)?@")
_SYMBOL = re.compile(r"\s*@([\w$.-]+)")


class TooMany(Exception):  # noqa: N818 - named after what it says
    """There are more problems than anyone reads."""


class Recovery:
    """The problems of a text so far, and what became unknown. `doubtful` operations are not to be judged."""

    __slots__ = ("_end_said", "_headers", "_reached", "doubtful", "lost_aliases", "lost_symbols", "parser", "problems")

    def __init__(self) -> None:
        self.parser: Parser
        self.problems: list[Diagnostic] = []
        self.doubtful: set[Operation] = set()
        self.lost_symbols: set[str] = set()
        self.lost_aliases: set[str] = set()
        self._reached: tuple[int, int] | None = None
        self._end_said = False
        self._headers: dict[Operation, tuple[int, int]] = {}

    def attempt(self, block: Block, read: Callable[[Parser, Block], object]) -> None:
        """Reads something into a block; where it cannot be read, goes to what follows."""
        parser = self.parser
        start, name = parser.start, parser.operation_name
        mark, dialects = parser.scopes.mark(), len(parser.dialects)
        try:
            read(parser, block)
            return
        except ParseError as error:
            self.keep(error, start)
        parser.scopes.unwind(mark)
        del parser.dialects[dialects:]
        parser.operation_name = name
        lost = self._lose(block, start)
        reached = max(parser.start, parser.last)
        body = self._body(lost, start, reached)
        if body is not None:
            self.attempt(block, lambda _parser, _block: self._read_body(lost, start, body))
            return
        self._move(_next_start(parser.input, start, max(reached, start + 1)))

    def begin(self, parser: Parser) -> None:
        """Goes to the first token of the text that is one."""
        self.parser = parser
        try:
            parser.advance()
        except ParseError as error:
            self.keep(error)
            self._move(_next_start(parser.input, 0, 1))

    def read_label(self, region: Region, read: Callable[[Parser, Region], Block]) -> Block:
        """Reads the label of a block; where it cannot be read, its arguments are unknown."""
        parser, start = self.parser, self.parser.start
        try:
            return read(parser, region)
        except ParseError as error:
            self.keep(error)
        self.doubtful.add(region.parent)
        end = _next_start(parser.input, start, max(parser.start, parser.last, start + 1))
        block = Block(region)
        regions.begin_block(parser, region, block, "")
        self._lose_values(start, end)
        self._move(end)
        return block

    def begin_region(self, owner: Operation) -> None:
        """Comes after a region is entered: the arguments of a lost function are unknown."""
        if (header := self._headers.get(owner)) is not None:
            self._lose_values(*header)

    def _lose_values(self, start: int, end: int) -> None:
        """Makes every value that is named in a stretch of the text unknown."""
        for name in re.findall(r"%([\w$.-]+)", self.parser.input[start:end]):
            self.parser.scopes.lose(name)

    def doubts(self, module: Module | None) -> frozenset[Operation]:
        """The operations that are not to be judged: they end with a lost operation, or name a lost symbol."""
        doubtful = set(self.doubtful)
        for operation in module.walk() if module else ():
            ends = (block.operations[-1] for region in operation.regions for block in region.blocks if block.operations)
            if any(end.name == LOST for end in ends) or (self.lost_symbols and self._names_lost(operation)):
                doubtful.add(operation)
        return frozenset(doubtful)

    def _names_lost(self, operation: Operation) -> bool:
        return any(
            isinstance(one, SymbolRef) and one.name in self.lost_symbols
            for attribute in operation.attributes.values()
            for one in (attribute if isinstance(attribute, tuple) else (attribute,))
        )

    def keep(self, error: ParseError, start: int | None = None) -> None:
        """Keeps what an error says about what begins at `start`, unless it follows from another. Raises TooMany."""
        for problem in error.diagnostics:
            if not self._follows(problem):
                self.problems.append(problem if start is None else self._in_operation(problem, start))
        if len(self.problems) >= MOST_PROBLEMS:
            raise TooMany

    def _in_operation(self, problem: Diagnostic, start: int) -> Diagnostic:
        """A problem on a later line than its operation begins is told with that operation."""
        source = self.parser.source
        line, _ = source.position(start)
        end = source.text.find("\n", start)
        if line == problem.line or any(note.line == line for note in problem.notes):
            return problem
        here = Span(source, start, end if end >= 0 else len(source.text))
        note = diagnose("in the operation that begins here", here, severity=Severity.NOTE)
        return problem.with_notes(*problem.notes, note)

    def _follows(self, problem: Diagnostic) -> bool:
        source = self.parser.source
        if (problem.line, problem.column) == source.position(len(source.text)):
            said, self._end_said = self._end_said, True
            return said
        if (problem.line, problem.column) == self._reached:
            return True
        line = problem.source_line or ""
        word = line[problem.column - 1 : problem.end_column - 1]
        return word.removeprefix("loc(").rstrip(")") in self.lost_aliases

    def _move(self, position: int) -> None:
        """Goes on at a position. An error right there, where no operation begins, follows from the one before."""
        parser = self.parser
        begins = _BEGINNING.match(parser.input, position)
        self._reached = None if begins else parser.source.position(position)
        parser.move(position)

    def _lose(self, block: Block, start: int) -> Operation:
        """Puts an operation into the place of one that cannot be read; what that one defines becomes unknown."""
        parser, text = self.parser, self.parser.input
        lost = Operation(LOST, None)
        if header := _HEADER.match(text, start):
            name = "builtin.module" if header["module"] else "func.func"
            lost = Operation(name, find(name))
            if symbol := _SYMBOL.match(text, header.end() - (not header["module"])):
                self.lost_symbols.add(symbol[1])
        elif results := _RESULTS.match(text, start):
            for value in results[1].split(","):
                parser.scopes.lose(value.partition(":")[0].strip()[1:])
        elif alias := _ALIAS.match(text, start):
            self.lost_aliases.add(alias[1])
        block.append(lost)
        self.doubtful.add(lost)
        return lost

    def _body(self, lost: Operation, start: int, reached: int) -> int | None:
        """Where the body of a function or module begins whose first line cannot be read, if it is still to come."""
        if lost.name == LOST:
            return None
        depth, before = 0, ""
        for match in _PIECE.finditer(self.parser.input, start):
            piece = match[0]
            if piece == "{" and depth == 0 and before != "attributes" and match.start() >= reached:
                return match.start()
            if piece == "}" and depth == 0:
                return None
            depth += (piece in "([{" and piece != "\n") - (piece in ")]}")
            if piece == "\n" and depth == 0 and match.start() >= reached:
                return None
            before = before if piece.isspace() else piece
        return None

    def _read_body(self, lost: Operation, start: int, position: int) -> None:
        self._headers[lost] = (start, position)
        self.parser.move(position)
        regions.read_region(self.parser, lost.add_region(), None if lost.name == "builtin.module" else [])


def _next_start(text: str, start: int, reached: int) -> int:
    """Where the operation begins, or the region ends, that comes after the one that begins at `start`.

    Not before `reached`. The end of the text where there is none.
    """
    line = text.rfind("\n", 0, start) + 1
    indent = len(text) if text[line:start].strip() else start - line
    depth, fresh, within = 0, False, None
    for match in _PIECE.finditer(text, start):
        piece, position = match[0], match.start()
        if piece == "\n":
            line, fresh = match.end(), True
            continue
        if piece.isspace() or piece.startswith("//"):
            continue
        if position >= reached:
            if within is not None:
                return within
            outside = depth <= 0 or (fresh and position - line <= indent)
            if piece == "}" and (depth <= 0 or (fresh and position - line < indent)):
                return position
            outside = outside and (depth <= 0 or piece[0] != "^")  # labels stand as far left as what is around them
            if outside and (_BEGINNING if fresh else _INLINE).match(text, position):
                return position
        elif fresh and depth == 0 and position - line <= indent and _BEGINNING.match(text, position):
            within = position  # the lost operation has swallowed the beginning of the next one
        fresh = False
        depth += (piece in "([{") - (piece in ")]}")
    return len(text) if within is None else within
