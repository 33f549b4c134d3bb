"""How programs and results look: the lexer for Pygments, and notebooks."""

from __future__ import annotations

import builtins
from pathlib import Path

import ml_dtypes
import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.testsuite.fuzz.seeds import own_programs

pygments_lexers = pytest.importorskip("pygments.lexers")
ROOT = Path(__file__).resolve().parents[2]
TEXT = """func.func @main(%a: tensor<2x?xf32>) -> tensor<2x?xf32> {
  %0 = stablehlo.add %a, %a {x.y = 1.5 : f32} : tensor<2x?xf32>  // twice
  return %0 : tensor<2x?xf32>
}
"""


def test_pygments_finds_the_lexer() -> None:
    assert pygments_lexers.get_lexer_by_name("mlir").name == "MLIR"
    assert pygments_lexers.get_lexer_for_filename("x.mlir").name == "MLIR"


def test_tokens_have_their_kinds() -> None:
    found = {text: str(kind) for kind, text in pygments_lexers.get_lexer_by_name("mlir").get_tokens(TEXT)}
    wanted = {
        "@main": "Name.Function", "%a": "Name.Variable", "tensor": "Keyword.Type", "f32": "Keyword.Type",
        "2": "Literal.Number.Integer", "?": "Literal.Number.Integer", "x": "Operator", "1.5": "Literal.Number.Float",
        "stablehlo.add": "Name.Function", "x.y": "Name.Attribute", "// twice": "Comment.Single", "return": "Keyword",
    }  # fmt: skip
    assert {text: found[text].removeprefix("Token.") for text in wanted} == wanted


def test_every_character_of_our_programs_is_known_and_kept() -> None:
    lexer = pygments_lexers.get_lexer_by_name("mlir", stripnl=False, ensurenl=False)
    examples = [path.read_text()[:5000] for path in (ROOT / "examples").glob("*.mlir")]
    programs = [text.encode("utf-8", "replace").decode() for text in own_programs()]
    assert len(examples) >= 5
    for text in (*examples, *programs[::7]):
        tokens = list(lexer.get_tokens(text))
        assert "".join(part for _, part in tokens) == text
        assert not [part for kind, part in tokens if "Error" in str(kind)]


def test_a_module_shows_itself_in_notebooks() -> None:
    html = si.parse(TEXT)._repr_html_()
    assert html.startswith("<pre")
    assert "stablehlo.add" in html
    assert "<span style" in html
    assert "->" not in html.split(">", 1)[1]  # escaped


def test_large_programs_are_abridged() -> None:
    lines = "\n".join(f"%{i} = stablehlo.constant dense<{list(range(200))}> : tensor<200xi32>" for i in range(500))
    html = si.parse(f"func.func @main() {{\n{lines}\nreturn\n}}")._repr_html_()
    assert "105 more lines" in html
    assert " ..." in html
    assert len(html) < 2_000_000


def test_without_pygments_programs_are_shown_without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: object, **options: object) -> object:
        if name.startswith("pygments"):
            raise ImportError(name)
        return real(name, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    html = si.parse(TEXT)._repr_html_()
    assert "<span" not in html
    assert "-&gt; tensor&lt;2x?xf32&gt;" in html


def test_results_are_shown_as_a_table_and_stay_a_list() -> None:
    results = si.run(si.parse(TEXT), np.ones((2, 3), np.float32))
    assert type(results) is list
    shown = si.view([*results, np.array(1, ml_dtypes.bfloat16), (np.zeros(2, np.int8), np.zeros(1, np.bool_))])
    html = shown._repr_html_()
    assert html.count("<tr>") == 4
    assert "tensor&lt;2x3xf32&gt;" in html
    assert repr(shown).startswith("tensor<2x3xf32> = [[2. 2. 2.]")
    assert "tensor<bf16> = 1" in repr(shown)
    assert "tuple<tensor<2xi8>, tensor<1xi1>> = [0 0]" in repr(shown)
    assert len(si.view(np.zeros(100_000))._repr_html_()) < 1000
