"""Colours for transcripts of a terminal."""

from __future__ import annotations

from typing import ClassVar

from pygments.lexer import RegexLexer, bygroups
from pygments.token import Generic


class TranscriptLexer(RegexLexer):
    """Commands after a `$`, and what they print, which is left alone."""

    name = "Transcript"
    aliases: ClassVar[list[str]] = ["console"]
    tokens: ClassVar = {
        "root": [(r"^(\$ )(.*\n)", bygroups(Generic.Prompt, Generic.Strong)), (r".*\n", Generic.Output)],
    }
