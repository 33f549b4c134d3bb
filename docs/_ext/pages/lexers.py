"""Colours for MLIR text, and for transcripts of a terminal."""

from __future__ import annotations

from typing import ClassVar

from pygments.lexer import RegexLexer, bygroups
from pygments.token import Comment, Generic, Keyword, Name, Number, Operator, Punctuation, String, Text


class MlirLexer(RegexLexer):
    """MLIR as StableHLO programs are written in it."""

    name = "MLIR"
    aliases: ClassVar[list[str]] = ["mlir"]
    filenames: ClassVar[list[str]] = ["*.mlir"]
    tokens: ClassVar = {
        "root": [
            (r"\s+", Text.Whitespace),
            (r"//.*", Comment.Single),
            (r'"(?:stablehlo|func|check|builtin)\.[\w.-]+"', Name.Function),
            (r'"(?:[^"\\]|\\.)*"', String),
            (r"%[\w$.#-]+(?::\d+)?", Name.Variable),
            (r"@[\w$.-]+|@\"[^\"]*\"", Name.Function),
            (r"\^[\w$.-]+", Name.Label),
            (r"#[\w$.-]+", Name.Attribute),
            (r"\b(?:stablehlo|chlo|func|check|builtin|shape|tensor|arith)\.[\w.-]+", Name.Function),
            (r"![\w$.-]+", Keyword.Type),
            (r"\b(?:tensor|memref|tuple|complex|vector|index|none)\b", Keyword.Type),
            (r"\b(?:[su]?i\d+|bf16|tf32|f\d+(?:E\d+M\d+\w*)?)\b", Keyword.Type),
            (r"(?<=x)(?:[su]?i\d+|bf16|tf32|f\d+(?:E\d+M\d+\w*)?)\b", Keyword.Type),
            (r"\b(?:dense|dense_resource|array|loc|true|false|unit)\b", Keyword.Constant),
            (r"(?:\d+|\?)(?=x)", Number.Integer),
            (r"0x[0-9A-Fa-f]+", Number.Hex),
            (r"[-+]?\d+\.\d*(?:[eE][-+]?\d+)?", Number.Float),
            (r"[-+]?\d+", Number.Integer),
            (r"->|[=:*+?x]", Operator),
            (r"[(){}<>\[\],]", Punctuation),
            (r"[\w$.-]+", Keyword),
            (r".", Text),
        ]
    }


class TranscriptLexer(RegexLexer):
    """Commands after a `$`, and what they print, which is left alone."""

    name = "Transcript"
    aliases: ClassVar[list[str]] = ["console"]
    tokens: ClassVar = {
        "root": [(r"^(\$ )(.*\n)", bygroups(Generic.Prompt, Generic.Strong)), (r".*\n", Generic.Output)],
    }
