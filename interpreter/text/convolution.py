"""Reads dimension numbers of convolutions: `[b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1]`.

The position in a list is the dimension; a letter says batch, feature, input or output feature, a number which spatial
dimension it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...spec.attributes.conv import ConvDimensionNumbers

if TYPE_CHECKING:
    from .parser import Parser


def read_convolution(parser: Parser) -> ConvDimensionNumbers:
    """Dimension numbers of input, kernel and output."""
    input_letters, input_spatial = _read_list(parser, "bf")
    parser.expect("x")
    kernel_letters, kernel_spatial = _read_list(parser, "io")
    parser.expect("->")
    output_letters, output_spatial = _read_list(parser, "bf")
    return ConvDimensionNumbers(
        input_letters["b"], input_letters["f"], input_spatial,
        kernel_letters["i"], kernel_letters["o"], kernel_spatial,
        output_letters["b"], output_letters["f"], output_spatial,
    )  # fmt: skip


def _read_list(parser: Parser, letters: str) -> tuple[dict[str, int], tuple[int, ...]]:
    """Positions of the letters, and of spatial dimensions 0, 1, ..."""
    start = parser.start
    places: dict[str, int] = {}
    members = parser.comma_separated("[", "]", lambda: _read_member(parser, letters))
    for index, member in enumerate(members):
        if member in places:
            raise parser.error(f"'{member}' stands twice", parser.span(start))
        places[member] = index
    spatial = len(members) - len(letters)
    missing = [name for name in (*letters, *map(str, range(spatial))) if name not in places]
    if missing:
        raise parser.error(f"dimension {', '.join(missing)} is missing", parser.span(start))
    return places, tuple(places[str(index)] for index in range(spatial))


def _read_member(parser: Parser, letters: str) -> str:
    if parser.kind == "integer" and parser.text.isdecimal():
        return str(parser.integer())
    if parser.kind != "word" or parser.text not in letters:
        raise parser.error(f"expected {', '.join(letters)} or a number, found {parser.found()}")
    return parser.keyword()
