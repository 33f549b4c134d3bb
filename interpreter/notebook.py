"""How modules and results look in notebooks: `_repr_html_`, coloured where Pygments is installed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from .ir import Module

MOST_LINES = 400
MOST_COLUMNS = 300
"""More of a program than this is not shown: a notebook keeps what it shows."""

_STYLE = (
    "max-height:32em;overflow:auto;padding:.6em .8em;border:1px solid #8884;border-radius:6px;"
    "font-size:.85em;line-height:1.35;background:#f7f7f8;color:#1f2328"
)


def module_html(module: Module) -> str:
    """A program as HTML: coloured, in a box that scrolls; long lines and long programs are abridged."""
    lines = module.text().rstrip("\n").split("\n")
    shown = [line if len(line) <= MOST_COLUMNS else f"{line[:MOST_COLUMNS]} ..." for line in lines[:MOST_LINES]]
    more = len(lines) - MOST_LINES
    note = f"<div>{more} more lines</div>" if more > 0 else ""
    return f'<pre style="{_STYLE}">{_highlighted(chr(10).join(shown))}{note}</pre>'


def _highlighted(text: str) -> str:
    """The text as HTML with colours in it, which need no style sheet; without Pygments without them."""
    try:
        from pygments import highlight  # pyright: ignore[reportMissingModuleSource]
        from pygments.formatters import HtmlFormatter  # pyright: ignore[reportMissingModuleSource, reportAttributeAccessIssue, reportUnknownVariableType]

        from .highlighting import MlirLexer
    except ImportError:
        return escape(text)
    return highlight(text, MlirLexer(stripnl=False), HtmlFormatter(noclasses=True, nowrap=True))  # pyright: ignore


class View:
    """Results of a run, to be shown: a table of types and values in a notebook, MLIR-like text elsewhere."""

    def __init__(self, values: Sequence[Any]) -> None:
        self.values = list(values)

    def __repr__(self) -> str:
        return "\n".join(f"{type_} = {text}" for type_, text in self._rows())

    def _rows(self) -> list[tuple[str, str]]:
        return [_row(value) for value in self.values]

    def _repr_html_(self) -> str:
        cell = '<td style="text-align:left;vertical-align:top;padding:.3em .8em"><code style="white-space:pre">'
        rows = "".join(
            f"<tr><td>{number}</td>{cell}{escape(type_)}</code></td>{cell}{escape(text)}</code></td></tr>"
            for number, (type_, text) in enumerate(self._rows())
        )
        return f"<table><thead><tr><th></th><th>type</th><th>value</th></tr></thead><tbody>{rows}</tbody></table>"


def view(values: Any) -> View:
    """Results of `run` (or one of them), made to be looked at in a notebook. The results stay plain numpy arrays.

    >>> import numpy as np
    >>> view([np.array([1.5, 2.5], np.float32)])
    tensor<2xf32> = [1.5 2.5]
    """
    return View(values if isinstance(values, list) else [values])


def _row(value: Any) -> tuple[str, str]:
    if isinstance(value, tuple):
        rows = [_row(part) for part in value]
        return f"tuple<{', '.join(type_ for type_, _ in rows)}>", "\n".join(text for _, text in rows)
    if not isinstance(value, np.ndarray):
        return str(value), ""
    from ..spec.types import TensorType, from_dtype

    type_ = str(TensorType(value.shape, from_dtype(value.dtype)))
    with np.printoptions(threshold=100, edgeitems=3, linewidth=100):
        return type_, str(value)
