"""A Shardy attribute in short: `<@mesh, [{"x"}, {}]>`, `[<...>, <...>]` for several values, `{"x"}` for axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....spec.attributes import OpaqueAttr
from ..opaque import skip_body
from ..patterns import lazy

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer

# What stands before the short form in the attribute, and after it.
_AROUND = {
    "sharding": ("#sdy.sharding", ""),
    "mesh": ("#sdy.mesh", ""),
    "in_shardings": ("#sdy.sharding_per_value<", ">"),
    "out_shardings": ("#sdy.sharding_per_value<", ">"),
    "manual_axes": ("#sdy<manual_axes", ">"),
}
_PARTS = lazy(r'("[^"]*")|\s+|(,)\s*')


def spaced(text: str) -> str:
    """The text of a Shardy attribute with blanks only after commas."""
    return _PARTS.sub(lambda match: match[1] or (", " if match[2] else ""), text)


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    before, after = _AROUND[slots[0]]
    if parser.text not in ("<", "[", "{"):
        raise parser.error(f"expected '{slots[0]}' in brackets, found {parser.found()}")
    start = parser.start
    parser.move(skip_body(parser, start))
    text = spaced(parser.input[start : parser.last])
    reading.state.attributes[slots[0]] = OpaqueAttr(f"{before}{text}{after}")


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    before, after = _AROUND[slots[0]]
    attribute = written.operation.attributes.get(slots[0])
    return isinstance(attribute, OpaqueAttr) and attribute.text.startswith(before) and attribute.text.endswith(after)


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    before, after = _AROUND[slots[0]]
    printer.emit(str(written.operation.attributes[slots[0]]).removeprefix(before).removesuffix(after))
