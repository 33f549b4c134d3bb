"""A Shardy attribute in short: `<@mesh, [{"x"}, {}]>`, `[<...>, <...>]` for several values, `{"x"}` for axes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ....spec.attributes import OpaqueAttr
from ..opaque import skip_body

if TYPE_CHECKING:
    from ..assembly import Reading, Written
    from ..parser import Parser
    from ..printer import Printer

# What stands before the short form in the attribute, and after it, by the slot and the bracket that opens the form.
_SHARDING, _SHARDINGS = ("#sdy.sharding", ""), ("#sdy.sharding_per_value<", ">")
_AXES, _AXES_BY_DIMENSION = ("#sdy<axis_ref_list", ">"), ("#sdy<list_of_axis_ref_lists", ">")
_AROUND = {
    "sharding": {"<": _SHARDING},
    "out_sharding": {"<": _SHARDING},
    "mesh": {"<": ("#sdy.mesh", "")},
    "in_shardings": {"[": _SHARDINGS},
    "out_shardings": {"[": _SHARDINGS},
    "manual_axes": {"{": ("#sdy<manual_axes", ">")},
    "gathering_axes": {"[": _AXES_BY_DIMENSION},
    "slicing_axes": {"[": _AXES_BY_DIMENSION},
    "reduce_scatter_axes": {"[": _AXES_BY_DIMENSION},
    "reduction_axes": {"{": _AXES},
    "axes": {"{": _AXES, "[": _AXES_BY_DIMENSION},
    "params": {"[": ("#sdy<all_to_all_param_list", ">")},
}
_PARTS = re.compile(r'("[^"]*")|(\}:)\s*|\s+|(,)\s*')


def spaced(text: str) -> str:
    """The text of a Shardy attribute with blanks only after commas, and between axes and where they go."""
    return _PARTS.sub(lambda match: match[1] or ("}: " if match[2] else ", " if match[3] else ""), text)


def read(parser: Parser, reading: Reading, slots: tuple[str, ...]) -> None:
    around = _AROUND[slots[0]].get(parser.text)
    if around is None:
        raise parser.error(f"expected '{slots[0]}' in brackets, found {parser.found()}")
    start = parser.start
    parser.move(skip_body(parser, start))
    text = spaced(parser.kept(start))
    reading.state.attributes[slots[0]] = OpaqueAttr(f"{around[0]}{text}{around[1]}")


def known(slot: str) -> bool:
    """Whether the attribute of a slot of this name has a short form."""
    return slot in _AROUND


def fits(written: Written, slots: tuple[str, ...]) -> bool:
    return _short(written, slots[0]) is not None


def write(printer: Printer, written: Written, slots: tuple[str, ...]) -> None:
    printer.emit(_short(written, slots[0]) or "")


def _short(written: Written, slot: str) -> str | None:
    """The short form of a slot's attribute, if it has one."""
    attribute = written.operation.attributes.get(slot)
    if not isinstance(attribute, OpaqueAttr):
        return None
    for bracket, (before, after) in _AROUND[slot].items():
        if attribute.text.startswith(before + bracket) and attribute.text.endswith(after):
            return attribute.text.removeprefix(before).removesuffix(after)
    return None
