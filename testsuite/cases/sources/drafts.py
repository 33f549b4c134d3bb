"""A case before its results are known: an op applied to inputs, or a whole program."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ....interpreter import interop as _interop  # noqa: F401 - makes the dialects known
from ....interpreter.ir import Module
from ....spec.lang import Example, Op
from ....spec.lang.registry import dialects, find, mnemonics
from ....spec.types import ComplexType, ElementType
from ...golden import Level

DIALECTS = ("stablehlo", "chlo")
"""Dialects whose ops are the suite's subject; those that are not known yet have no ops."""


@dataclass
class Draft:
    """What a case is made of.

    `file` is the op's name in ids and names of files. With `optional` the draft is dropped where the op does not allow
    it; else that is an error. Results are computed by oracles, unless `example` has them.
    """

    file: str
    aspect: str
    level: Level
    op: Op | None = None
    example: Example | None = None
    program: tuple[Module, list[Any]] | None = None
    optional: bool = False
    written: bool = False
    """Whether the example's results were written by hand."""
    keeps_bits: bool = False
    """Whether elements must keep their bits, NaN or not."""
    labels: tuple[str, ...] = field(default=())

    @property
    def id(self) -> str:
        return f"{self.file}/{self.aspect}"


def subjects() -> Iterator[Op]:
    """All ops of the suite, in order."""
    for dialect in DIALECTS:
        if dialect in dialects():
            for mnemonic in mnemonics(dialect):
                op = find(f"{dialect}.{mnemonic}")
                if op is not None and not op.terminator:
                    yield op


def file_of(op: Op) -> str:
    """The op's name in ids: its mnemonic, with its dialect where that is not StableHLO."""
    return op.mnemonic if op.dialect == "stablehlo" else op.name


def slug(text: str) -> str:
    """A title as part of an id."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def short(element: Any) -> str:
    """An element type as part of an id: `si8`, `c64`."""
    if isinstance(element, ComplexType):
        return f"c{element.bits}"
    return element.name if isinstance(element, ElementType) else "quantized"


def seeded(id_: str) -> random.Random:
    """Random numbers that belong to an id."""
    return random.Random(int.from_bytes(hashlib.sha256(id_.encode()).digest()[:8], "big"))
