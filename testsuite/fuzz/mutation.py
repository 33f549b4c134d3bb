"""Damages programs: tokens and lines are lost, doubled, swapped, exchanged with those of other programs."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

_TOKEN = re.compile(
    r'"(?:[^"\\\n]|\\.)*"|[%@#!^]?[A-Za-z_$][\w$.-]*|[%#^!]\d+|-?\d+\.\d*(?:[eE][+-]?\d+)?|-?\d+|->|::|\s+|.', re.DOTALL
)

_PLAIN = """
    -> :: {-# #-} // 0x 0x7FC00000 -0 1.0 1e999 -1.5e-3 .5 true unit none 18446744073709551616 i1 i4 si8 ui64 i65 f32
    f64 bf16 f8E4M3FN tf32 index complex<f32> complex<f64> tuple<> memref<2xf32> tensor<f32> tensor<2xf32>
    tensor<?xi32> tensor<0xf32> tensor<*xf32> !stablehlo.token !foo.bar<[> dense<1> dense<[]> dense_resource<k> @main
    %0 %arg0 %0#1 ^bb0 #map loc(unknown) return module func.func private stablehlo.return stablehlo.add
    stablehlo.while stablehlo.reduce call chlo.conj stablehlo.custom_call
"""
WORDS = (
    *_PLAIN.split(), *"<>()[]{}:=,-?*+/\\\"'%@#!^|&$\0\n\t", "\udcff", "é", "\\FF", "9" * 30, "// -----",
    "tensor<2x!quant.uniform<i8:f32, 0.5>>", "tensor<?xf32, #stablehlo.bounds<4>>", "(i32) -> ()", "array<i64: 0>",
    "array<i1: true>", "sparse<0, 1>", 'dense<"0x00">', "^bb0(%x: tensor<f32>):", 'loc("f":1:2)', "attributes {a}",
    "affine_map<(d0) -> (d0)>", "stablehlo.constant dense<1.0> :", '"stablehlo.add"(%0, %0)',
)  # fmt: skip
"""Pieces that make trouble."""


class Mutator:
    """Makes damaged programs out of sound ones; the same seed makes the same."""

    def __init__(self, seeds: Sequence[str], seed: int, most: int = 4000) -> None:
        self.random = random.Random(seed)
        self.programs = [text for text in seeds if len(text) <= most]
        self.tokens = sorted({token for text in self.programs for token in _TOKEN.findall(text) if token.strip()})
        self.lines = [line for text in self.programs for line in text.splitlines(keepends=True)]
        self._ways: tuple[Callable[[str], str], ...] = (
            self._tokens, self._tokens, self._tokens, self._same_kind, self._same_kind, self._same_kind, self._lines,
            self._number, self._number, self._cut, self._characters, self._splice,
        )  # fmt: skip

    def next(self) -> str:
        """Another damaged program."""
        text = self.random.choice(self.programs)
        for _ in range(self.random.choice((1, 1, 1, 2, 2, 3, 6))):
            text = self.random.choice(self._ways)(text)
        return text

    def _tokens(self, text: str) -> str:
        """A token is lost, doubled, exchanged for any other, or moved."""
        tokens = _TOKEN.findall(text)
        if not tokens:
            return text
        rng = self.random
        at = rng.randrange(len(tokens))
        match rng.randrange(5):
            case 0:
                del tokens[at]
            case 1:
                tokens.insert(at, tokens[at])
            case 2:
                tokens[at] = rng.choice(WORDS)
            case 3:
                tokens.insert(at, rng.choice(WORDS))
            case _:
                other = rng.randrange(len(tokens))
                tokens[at], tokens[other] = tokens[other], tokens[at]
        return "".join(tokens)

    def _same_kind(self, text: str) -> str:
        """A token becomes another that begins alike, so that the text often can be read still."""
        tokens = _TOKEN.findall(text)
        places = [i for i, token in enumerate(tokens) if token[0].isalnum() or token[0] in '%@#!^"']
        if not places:
            return text
        at = self.random.choice(places)
        for _ in range(20):
            other = self.random.choice(tokens if self.random.random() < 0.5 else self.tokens)
            if other[0] == tokens[at][0] or (other[0].isalpha() and tokens[at][0].isalpha()):
                tokens[at] = other
                break
        return "".join(tokens)

    def _lines(self, text: str) -> str:
        """A line is lost, doubled, moved, or comes from another program."""
        lines = text.splitlines(keepends=True)
        if not lines:
            return text
        rng = self.random
        at = rng.randrange(len(lines))
        match rng.randrange(4):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[at])
            case 2:
                lines.insert(rng.randrange(len(lines)), lines.pop(at))
            case _:
                lines.insert(at, rng.choice(self.lines))
        return "".join(lines)

    def _number(self, text: str) -> str:
        """A number becomes another one."""
        places = list(re.finditer(r"\d+", text))
        if not places:
            return text
        rng = self.random
        place = rng.choice(places)
        value = rng.choice(("0", "1", "2", "3", "4", "7", "-1", "?", "255", "65536", "2147483648", "9" * 20, "1.5"))
        return text[: place.start()] + value + text[place.end() :]

    def _cut(self, text: str) -> str:
        """A stretch is lost, often the end."""
        if not text:
            return text
        start = self.random.randrange(len(text))
        end = len(text) if self.random.random() < 0.3 else min(len(text), start + self.random.choice((1, 2, 5, 20, 80)))
        return text[:start] + text[end:]

    def _characters(self, text: str) -> str:
        """A character becomes another one, or comes in addition."""
        at = self.random.randrange(len(text) + 1)
        piece = self.random.choice(("", chr(self.random.randrange(1, 128)), self.random.choice(WORDS)))
        return text[:at] + piece + text[at + self.random.randrange(2) :]

    def _splice(self, text: str) -> str:
        """The beginning of one program, the end of another."""
        other = self.random.choice(self.programs)
        return text[: self.random.randrange(len(text) + 1)] + other[self.random.randrange(len(other) + 1) :]
