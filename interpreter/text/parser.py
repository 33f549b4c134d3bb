"""The parser: a cursor over tokens, and what every part of the grammar builds on.

The grammar itself is in the neighbours (`types`, `attributes`, `literals`, `locations`, `operations`, ...), as
functions that take the parser. Readers of pretty syntax use the methods of this class only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from ...spec.attributes import ResourceBlob, SymbolRef
from ...spec.types import F64, ElementType, FunctionType, QuantizedType, Type
from ..diagnostics import Diagnostic, LimitExceeded, ParseError, Severity, diagnose
from ..ir.core import Operation, Region, Source, Span, Value
from ..ir.locations import Location
from ..limits import Limits
from . import attributes, locations, regions, types
from .lexer import BLANK, TOKEN, bad_escape, long_string, unescape
from .nesting import Aliases, Guard
from .numbers import parse_integer
from .scopes import Scopes
from .state import OperandRef
from .templates import Templates

if TYPE_CHECKING:
    from .recovery import Recovery

T = TypeVar("T")
AnyType = Type | ElementType | QuantizedType


class Parser:
    """A cursor over the tokens of a source. The next token is `kind`, `text`, `start`, `end`.

    `last` is the end of the token before it. The text of string tokens is not copied until it is asked for.
    """

    __slots__ = (
        "_guard", "_match", "allow_unregistered", "attribute_aliases", "deferred_locations",
        "dialects", "end", "input", "kind", "last", "limits", "literals", "located", "operation_name", "recovery",
        "resources", "scopes", "source", "start", "templates", "text", "type_aliases", "types", "upgrades",
    )  # fmt: skip

    def __init__(
        self,
        source: Source,
        limits: Limits | None = None,
        *,
        allow_unregistered: bool = False,
        recovery: Recovery | None = None,
    ) -> None:
        self.source = source
        self.recovery = recovery
        self.limits = limits or Limits()
        self.allow_unregistered = allow_unregistered
        self.input = source.text
        self.types: dict[str, AnyType] = {}
        self._guard = Guard(self, self.limits.max_depth)
        self.type_aliases = Aliases(self._guard)
        self.attribute_aliases = Aliases(self._guard)
        self.deferred_locations: list[tuple[Operation, str, int]] = []
        self.located: dict[int, Operation] = {}
        self.literals: dict[str, Any] = {}
        self.resources: dict[str, ResourceBlob] = {}
        self.upgrades: list[tuple[str, int, int]] = []
        self.scopes = Scopes(self)
        self.templates = Templates(self)
        self.dialects: list[str] = ["builtin"]
        self.operation_name: str | None = None
        self._match = TOKEN.match
        self.kind: str = ""
        self.text: str = ""
        self.start = self.end = self.last = 0
        if recovery is None:
            self.advance()
        else:
            recovery.begin(self)

    # Tokens ----------------------------------------------------------------------------------------------------------

    def advance(self) -> None:
        """Goes to the next token. Raises ParseError where there is none."""
        self.last = self.end
        match = self._match(self.input, self.end)
        if match is None:
            self._read_long_string()
            return
        kind: str = match.lastgroup  # pyright: ignore[reportAssignmentType]
        self.kind = kind
        self.end = end = match.end()
        if kind == "string":
            self.text, self.start = "", match.start(kind)
        else:
            self.text = text = match[kind]
            self.start = end - len(text)

    def move(self, position: int) -> None:
        """Goes to the first token at or after a position."""
        self.end = position
        self.advance()

    def at(self, text: str) -> bool:
        """Whether the next token is exactly this punctuation or keyword."""
        return self.text == text

    def accept(self, text: str) -> bool:
        """Consumes this punctuation or keyword if it is next."""
        if self.text != text:
            return False
        self.advance()
        return True

    def expect(self, text: str) -> None:
        """Consumes this punctuation or keyword. Raises ParseError where something else stands."""
        if self.text != text:
            raise self._missing(text)
        self.advance()

    def _missing(self, text: str) -> ParseError:
        """The error for what should stand here: where a line ends, right after what stands on it."""
        line_ends = self.kind == "end" or "\n" in self.input[self.last : self.start]
        if not line_ends:
            return self.error(f"expected '{text}', found {self.found()}")
        hint = "give the type after ':'" if text == ":" else None
        found = "the end of the text" if self.kind == "end" else "the end of the line"
        return self.error(f"expected '{text}', found {found}", Span(self.source, self.last, self.last), hint)

    def at_operand(self) -> bool:
        return self.kind == "value"

    def at_string(self) -> bool:
        return self.kind == "string"

    def at_keyword(self) -> bool:
        return self.kind == "word"

    def at_symbol(self) -> bool:
        return self.kind == "symbol"

    def at_integer(self) -> bool:
        return self.kind == "integer" or (self.text == "-" and self.input[self.end : self.end + 1].isdecimal())

    def at_location(self) -> bool:
        return self.kind == "location" or self.text == "loc"

    def found(self) -> str:
        """The next token in words."""
        if self.kind == "end":
            return "the end of the text"
        text = self.input[self.start : min(self.end, self.start + 40)]
        return f"'{text}{'...' if self.end > self.start + 40 else ''}'"

    def _read_long_string(self) -> None:
        """The next token where the pattern of tokens does not match: a long string. Raises ParseError for all else."""
        blank = BLANK.match(self.input, self.end)
        start = blank.end() if blank else self.end
        end = long_string(self.input, start) if self.input[start] == '"' else None
        if end is None:
            raise self._bad_token(start)
        self.kind, self.text, self.start, self.end = "string", "", start, end

    def _bad_token(self, position: int) -> ParseError:
        """Says what is wrong with the text where there is no token."""
        char = self.input[position]
        here = Span(self.source, position, position + 1)
        if char == '"' or self.input.startswith('@"', position):
            return self.error("a string is not closed on its line", here)
        if char == "\0":
            return self.error("a NUL byte stands outside of a string", here)
        if "\udc80" <= char <= "\udcff":
            return self.error(f"byte 0x{ord(char) - 0xDC00:02X} is not UTF-8", here)
        if char in "%@^#!":
            hint = "comments begin with '//'" if self.input.startswith("# ", position) else None
            return self.error(f"expected a name after '{char}'", here, hint)
        return self.error(f"unknown character {char!r}", here)

    # Errors ----------------------------------------------------------------------------------------------------------

    def span(self, start: int, end: int | None = None) -> Span:
        """From `start` to `end` (by default the end of the token before the next)."""
        return Span(self.source, start, self.last if end is None else end)

    def kept(self, start: int, end: int | None = None) -> str:
        """The text from `start` on, as it is spelled, for what is not understood. NUL characters, which strings may
        have, become escapes: the printer keeps them for itself."""
        return self.input[start : self.last if end is None else end].replace("\0", "\\00")

    def here(self) -> Span:
        """Where the next token stands."""
        return Span(self.source, self.start, self.end)

    def error(
        self, message: str, span: Span | None = None, hint: str | None = None, notes: tuple[Diagnostic, ...] = ()
    ) -> ParseError:
        """An error at a span, by default at the next token. The caller raises it."""
        if hint is None and span is None:
            from .guesses import guess

            hint = guess(self)
        return ParseError(diagnose(message, span or self.here(), op=self.operation_name, hint=hint, notes=notes))

    def error_in(self, name: str, message: str, span: Span | None = None, hint: str | None = None) -> ParseError:
        """An error about an operation whose name alone is read. The caller raises it."""
        outside, self.operation_name = self.operation_name, name
        error = self.error(message, span, hint)
        self.operation_name = outside
        return error

    def remark(self, changed: tuple[str, ...], start: int, end: int) -> None:
        """Keeps what an operation that is spelled as in other times is today."""
        self.upgrades.extend([(message, start, end) for message in changed])

    def complain(self, error: ParseError) -> None:
        """Raises an error, or keeps it where reading goes on after errors: for what does not hinder reading."""
        if self.recovery is None:
            raise error
        self.recovery.keep(error)

    def limit_exceeded(self, limit: str, message: str, span: Span | None = None) -> LimitExceeded:
        """The error for a limit, naming the operation being read. The caller raises it."""
        return LimitExceeded(diagnose(message, span or self.here(), op=self.operation_name), limit=limit)

    def depth(self) -> Guard:
        """Guards one level of nesting: `with parser.depth(): ...`. Raises LimitExceeded."""
        return self._guard

    # Words, numbers, strings -----------------------------------------------------------------------------------------

    def keyword(self) -> str:
        """A bare identifier."""
        if self.kind != "word":
            raise self.error(f"expected a keyword, found {self.found()}")
        text = self.text
        self.advance()
        return text

    def integer(self) -> int:
        """A decimal or hexadecimal integer with an optional minus sign."""
        start = self.start
        negative = self.accept("-")
        if self.kind != "integer":
            raise self.error(f"expected an integer, found {self.found()}")
        text = self.text
        self.advance()
        value = parse_integer(text)
        if value is None:
            raise self.error(f"an integer of {len(text)} digits is too long", self.span(start))
        return -value if negative else value

    def int64(self) -> int:
        """An integer that fits into 64 bits."""
        start = self.start
        value = self.integer()
        if not -1 << 63 <= value < 1 << 63:
            raise self.error("the integer does not fit into 64 bits", self.span(start))
        return value

    def natural(self) -> int:
        """An integer without sign that fits into 64 bits."""
        start = self.start
        value = -1 if self.text == "-" else self.integer()
        if not 0 <= value < 1 << 63:
            raise self.error("expected an integer from 0 to 2**63 - 1", self.span(start) if value > 0 else None)
        return value

    def double(self) -> float:
        """A float, or the hexadecimal bit pattern of a double."""
        start = self.start
        negative = self.accept("-")
        kind, text = self.kind, self.text
        if kind not in ("integer", "float"):
            raise self.error(f"expected a float, found {self.found()}")
        self.advance()
        pattern = attributes.float_pattern(kind, text, negative, F64)
        if isinstance(pattern, str):
            raise self.error(pattern, self.span(start))
        return F64.format.decode(pattern)

    def string(self) -> str:
        """A string."""
        if self.kind != "string":
            raise self.error(f"expected a string, found {self.found()}")
        value = self.unescape(self.start + 1, self.end - 1)
        self.advance()
        return value

    def unescape(self, start: int, end: int) -> str:
        """The string between two quotes."""
        text = self.input[start:end]
        if "\\" in text and (bad := bad_escape(text)) is not None:
            raise self.error(
                'unknown escape in a string; known are \\n, \\t, \\\\, \\" and two hexadecimal digits',
                Span(self.source, start + bad, min(start + bad + 2, end)),
            )
        return unescape(text)

    def symbol_name(self) -> str:
        """`@name` or `@"name"`."""
        if self.kind != "symbol":
            raise self.error(f"expected a symbol name like '@name', found {self.found()}")
        quoted = self.text[1] == '"'
        name = self.unescape(self.start + 2, self.end - 1) if quoted else self.text[1:]
        self.advance()
        return name

    def symbol(self) -> SymbolRef:
        """`@name` or `@outer::@inner`."""
        name = self.symbol_name()
        nested: list[str] = []
        while self.text == "::":
            self.advance()
            nested.append(self.symbol_name())
        return SymbolRef(name, tuple(nested))

    # Parts of the grammar --------------------------------------------------------------------------------------------

    def type(self) -> AnyType:
        """Any type."""
        if self.kind == "tensor" and (known := self.types.get(self.text)) is not None:
            self.advance()
            return known
        return types.read_type(self)

    def function_type(self) -> FunctionType:
        """`(a, b) -> c`."""
        return types.read_function_type(self)

    def attribute(self, type_hint: AnyType | None = None) -> Any:
        """Any attribute. With a hint, a number needs no type of its own."""
        return attributes.read_attribute(self, type_hint)

    def attribute_dictionary(self) -> dict[str, Any]:
        """`{...}`, or nothing."""
        return attributes.read_dictionary(self) if self.text == "{" else {}

    def comma_separated(self, open_: str, close: str, parse_one: Callable[[], T]) -> list[T]:
        """`open a, b close`."""
        begin = self.here()
        self.expect(open_)
        found: list[T] = []
        if self.accept(close):
            return found
        while True:
            found.append(parse_one())
            if self.text != ",":
                break
            self.advance()
        if self.text != close:
            raise self.unclosed(close, open_, begin)
        self.advance()
        return found

    def unclosed(self, close: str, open_: str, begin: Span) -> ParseError:
        """The error for a bracket that is not closed here. The caller raises it."""
        found = self.found()
        hint = f"is a ',' missing before {found}?" if self.start > self.last and self._may_begin_member() else None
        return self.error(f"expected ',' or '{close}', found {found}", hint=hint, notes=(self.opened(open_, begin),))

    def opened(self, open_: str, begin: Span) -> Diagnostic:
        """The note that says which bracket is not closed."""
        return diagnose(f"this '{open_}' is not closed", begin, severity=Severity.NOTE)

    def _may_begin_member(self) -> bool:
        """Whether the next token could stand after a comma in a list."""
        return self.kind in ("value", "tensor", "word", "string", "hash", "bang", "integer", "float", "symbol")

    def operand(self) -> OperandRef:
        """`%name` or `%name#index`, unresolved."""
        if self.kind != "value":
            raise self.error(f"expected an operand like '%name', found {self.found()}")
        name, _, index = self.text.partition("#")
        ref = OperandRef(name[1:], int(index[:9]) if index else 0, self.start, self.end)
        self.advance()
        return ref

    def resolve(self, ref: OperandRef, type_: AnyType) -> Value:
        """The value of an operand, which must have this type."""
        return self.scopes.resolve(ref, type_)

    def resolve_all(
        self, refs: Iterable[OperandRef], types_: Iterable[AnyType], span: Span | None = None
    ) -> list[Value]:
        """The values of several operands; as many types must be given."""
        found, known = list(refs), list(types_)
        if len(found) != len(known):
            raise self.error(f"{_count(found, 'operand')}, but {_count(known, 'type')}", span)
        return [self.scopes.resolve(ref, type_) for ref, type_ in zip(found, known, strict=True)]

    def region(self, region: Region, arguments: list[tuple[OperandRef, AnyType]] | None = None) -> None:
        """`{ ... }`. With `arguments` they are those of the entry block, else its label gives them."""
        regions.read_region(self, region, arguments)

    def location(self) -> Location | None:
        """`loc(...)`, or nothing."""
        return locations.read_trailing(self)

    def resource(self, key: str) -> ResourceBlob:
        """The data of `dense_resource<key>`, which may follow later."""
        return self.resources.setdefault(key, ResourceBlob())


def _count(things: list[Any], noun: str) -> str:
    """`2 operands`."""
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"
