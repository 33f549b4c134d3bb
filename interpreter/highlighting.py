"""A Pygments lexer for MLIR, as StableHLO programs are written in it. Pygments finds it by the name `mlir`.

Import it only where Pygments is installed; nothing else here needs it.
"""

from __future__ import annotations

from typing import ClassVar

from pygments.lexer import RegexLexer, bygroups, words
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text

_SCALAR = r"(?:[su]?i[0-9]+|bf16|tf32|f[0-9]+(?:E[0-9]+M[0-9]+[A-Z0-9]*)?|index|none)\b"


class MlirLexer(RegexLexer):
    """MLIR: operations, types, attributes, locations, and the comments that MLIR's test tools read."""

    name = "MLIR"
    url = "https://mlir.llvm.org/docs/LangRef/"
    aliases: ClassVar[list[str]] = ["mlir", "stablehlo"]
    filenames: ClassVar[list[str]] = ["*.mlir"]
    mimetypes: ClassVar[list[str]] = ["text/x-mlir"]
    tokens: ClassVar = {
        "root": [
            (r"\s+", Text.Whitespace),
            (r"// (?:-----|RUN:|CHECK[\w-]*:|expected-).*", Comment.Special),
            (r"//.*", Comment.Single),
            (r'"[a-z_]\w*(?:\.[\w$.-]+)+"(?=\s*\()', Name.Function),
            (r'"', String, "string"),
            (r"(%[\w$.-]+)(#[0-9]+)?", bygroups(Name.Variable, Name.Variable.Instance)),
            (r'@(?:[A-Za-z_][\w$.]*|"(?:[^"\\\n]|\\.)*")', Name.Function),
            (r"\^[\w$.-]+", Name.Label),
            (r"\{-#|#-\}", Punctuation),
            (r"#[\w$.-]+", Name.Attribute),
            (r"![\w$.-]+", Keyword.Type),
            (r"\b(tensor|memref|vector)(<)", bygroups(Keyword.Type, Punctuation), "shape"),
            (r"\b(?:tensor|memref|vector|tuple|complex)\b", Keyword.Type),
            (_SCALAR, Keyword.Type),
            (
                words(
                    ("dense", "dense_resource", "sparse", "array", "affine_map", "affine_set", "distinct", "loc",
                     "true", "false", "unit", "unknown", "callsite", "fused", "at"),
                    prefix=r"\b", suffix=r"\b",
                ),
                Keyword.Constant,
            ),
            (r"\b[a-z_]\w*\.[A-Za-z_][\w$.-]*(?=\s*=)", Name.Attribute),
            (r"\b[a-z_]\w*\.[A-Za-z_][\w$.-]*", Name.Function),
            (r"\b[A-Za-z_][\w$.]*(?=\s*=(?!=))", Name.Attribute),
            (r"0x[0-9A-Fa-f]+", Number.Hex),
            (r"-?[0-9]+\.[0-9]*(?:[eE][-+]?[0-9]+)?", Number.Float),
            (r"-?[0-9]+", Number.Integer),
            (r"->|::|==|>=|<=|[=:*+?|&/-]", Operator),
            (r"[(){}<>\[\],]", Punctuation),
            (r"[A-Za-z_][\w$.-]*", Keyword),
        ],
        "string": [
            (r'"', String, "#pop"),
            (r'\\(?:[nt\\"]|[0-9A-Fa-f]{2})', String.Escape),
            (r'[^"\\\n]+', String),
            (r"\\", String),
            (r"\n", Text.Whitespace, "#pop"),  # not closed
        ],
        "shape": [
            (r"([0-9]+|\?|\*)(\s*)(x)", bygroups(Number.Integer, Text.Whitespace, Operator)),
            (r"", Text, "#pop"),
        ],
    }  # fmt: skip
