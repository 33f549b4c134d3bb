"""A Sphinx extension that writes the generated pages: one for each op, and the tables of the reference.

Everything on them comes from the declarations in `spec`. Pages are written to `docs/generated` before Sphinx reads its
sources, and only where their text has changed.
"""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
from sphinx.application import Sphinx
from sphinx.util import logging
from stablehlo_reference.interpreter.highlighting import MlirLexer
from stablehlo_reference.spec import chapters
from stablehlo_reference.spec.lang import Op, notation
from stablehlo_reference.spec.lang.registry import find, mnemonics

from . import executed, markup, op_page, reference
from .lexers import TranscriptLexer
from .output_of import OutputOf

log = logging.getLogger(__name__)

DIALECTS = {"stablehlo": "ops", "chlo": "chlo"}
"""The dialects whose ops have pages, and the folders of these pages."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_crossref_type("op", "op", "single: %s")
    app.add_lexer("mlir", MlirLexer)
    app.add_lexer("console", TranscriptLexer)
    app.add_directive("output-of", OutputOf)
    app.add_config_value("repository", "", "env")
    app.connect("builder-inited", write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write_pages(app: Sphinx) -> None:
    """Writes all generated pages, and removes those that are no longer made."""
    folder = Path(app.srcdir) / "generated"
    ops = [
        op
        for dialect in DIALECTS
        for mnemonic in mnemonics(dialect)
        if (op := find(f"{dialect}.{mnemonic}")) is not None
    ]
    templates = environment(ops, folder)
    made: set[Path] = set()
    for name, text in pages(templates, ops):
        path = folder / f"{name}.rst"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
        made.add(path)
    for path in set(folder.rglob("*.rst")) - made:
        path.unlink()
    log.info("generated %d pages", len(made))


def pages(templates: jinja2.Environment, ops: list[Op]) -> Iterator[tuple[str, str]]:
    """Names and texts of all pages."""

    def render(template: str, **values: Any) -> str:
        return templates.get_template(f"{template}.rst.jinja").render(values)

    for op in ops:
        yield f"{DIALECTS[op.dialect]}/{op.mnemonic}", render("op", **op_values(op))
    for dialect, place in DIALECTS.items():
        members = [op for op in ops if op.dialect == dialect]
        yield f"{place}/index", render("ops", dialect=dialect, count=len(members), all=members, groups=grouped(members))
    yield "types", render("types", **reference.type_tables())
    yield "attributes", render("attributes", attributes=reference.attribute_classes(ops))
    yield "notation", render("notation", introduction=_doc(notation), rows=reference.notation_rows())
    yield "choices", render("choices", rows=reference.choice_rows(ops))
    yield "errors", render("errors", classes=reference.error_classes())
    yield "limits", render("limits", rows=reference.limit_rows())
    for info in pkgutil.iter_modules(chapters.__path__):
        yield f"chapters/{info.name}", _doc(importlib.import_module(f"{chapters.__name__}.{info.name}")) + "\n"


def op_values(op: Op) -> dict[str, Any]:
    """What the page of an op shows."""
    return {
        "op": op,
        "parts": markup.parts(op.prose),
        "inputs": op_page.inputs(op),
        "results": op_page.results(op),
        "accuracies": op_page.accuracies(op),
        "measured": op_page.measured(op),
        "error_plot": op_page.error_plot(op),
        "choices": op_page.choices(op),
        "decomposed": op_page.decomposed(op),
        "decomposition": op_page.decomposition_source(op),
        "examples": executed.examples_of(op),
        "rejects": executed.rejects_of(op),
        "sources": op_page.kernel_source(op),
    }


def grouped(ops: list[Op]) -> list[tuple[str, list[Op]]]:
    """The ops under the headings of the index."""
    named = {op.name: op_page.group(op) for op in ops}
    groups = [(title, [op for op in ops if named[op.name] == key]) for key, title in op_page.GROUPS]
    return [(title, members) for title, members in groups if members]


def environment(ops: list[Op], folder: Path) -> jinja2.Environment:
    """The templates, and what they can do with values."""
    templates = Path(__file__).resolve().parents[2] / "_templates"
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates), trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined, autoescape=False,
    )  # fmt: skip
    links = {op.short_name: f":op:`{op.short_name}`" for op in ops}

    def prose(text: str, op: Op | None = None) -> str:
        """Prose as reStructuredText; on the page of an op, names of other ops become links."""
        if op is None:
            return markup.inline(text)
        own = {op.mnemonic, op.short_name, *op.input_labels, *(slot.name for slot in op.slots)}
        return markup.inline(text, links={name: link for name, link in links.items() if name not in own})

    made.globals["heading"] = markup.title
    made.filters.update(
        prose=prose,
        capitalized=markup.capitalized,
        references=lambda labels: ", ".join(f"`{label}`_" for label in labels),
        relative=lambda path: Path(os.path.relpath(path, folder / "ops")).as_posix(),
        number=reference.number,
        summary=op_page.summary,
        doc=_doc,
    )
    return made


def _doc(thing: Any) -> str:
    return textwrap.dedent(inspect.getdoc(thing) or "").strip()
