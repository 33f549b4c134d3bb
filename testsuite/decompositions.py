"""Holds every op that has a decomposition against it: the same program, run with the op and rewritten.

Elementwise ops of floats and complex numbers are run on the arguments of `accuracy.sample`, for every type that they
accept. All ops are run on their examples, and on seeded random numbers in the place of the examples' floats.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from ..interpreter import UnsupportedError, decompose, run
from ..interpreter.ir import Module
from ..spec.attributes import Literal
from ..spec.lang import Example, Op
from ..spec.lang.registry import find, mnemonics
from ..spec.numerics.closeness import FAR, equal, ulp_distance
from ..spec.numerics.formats import is_complex, is_float
from ..spec.types import ElementType, TensorType
from .accuracy import COMPLEX_TYPES, REAL_TYPES, sample
from .cases.programs import example_program

POINTS = 1000
"""Arguments of an elementwise op for each type; a quarter of them for complex types."""

CHECKED = 200
"""As many in a quick check. They are others, not some of the many; so a record holds both."""


@dataclass(frozen=True)
class Difference:
    """How far the results of an op and of its decomposition are apart, for results of one element type.

    `max_ulp` is the largest distance where both are finite, `apart` counts the elements where one of them is not, or
    where booleans or integers differ. `worst` shows both results where they are furthest apart.
    """

    op: str
    type: str
    points: int
    max_ulp: int
    apart: int
    worst: str


def decomposable() -> list[Op]:
    """Every op that has a decomposition and a kernel to hold it against."""
    found = [find(f"{dialect}.{name}") for dialect in ("stablehlo", "chlo") for name in mnemonics(dialect)]
    return [op for op in found if op is not None and op.decomposes and op.run is not None]


def measure(op: Op, points: int = POINTS) -> list[Difference]:
    """Differences of an op, one for each element type of results."""
    found: dict[str, list[tuple[np.ndarray, np.ndarray]]] = {}
    for module, inputs in programs(op, points):
        try:
            rewritten = decompose(module)
        except UnsupportedError:
            continue  # types that the decomposition does not cover
        types = module.functions["main"].attributes["function_type"].outputs
        for type_, one, other in zip(types, run(module, *inputs), run(rewritten, *inputs), strict=True):
            if isinstance(type_, TensorType):
                found.setdefault(str(type_.element), []).append((one, other))
    return [_difference(op, element, pairs) for element, pairs in found.items()]


def programs(op: Op, points: int) -> Iterator[tuple[Module, list[Any]]]:
    """Programs of one application of the op, and inputs."""
    for example in op.examples:
        yield example_program(op, example)
        if (changed := _randomized(op, example)) is not None:
            yield example_program(op, changed)
    if op.elementwise and all(not slot.required for slot in op.attributes):
        for element in (*REAL_TYPES, *COMPLEX_TYPES):
            if all(slot.types.accepts(TensorType((), element)) for slot in op.operands):
                for count in sorted({points, min(points, CHECKED)}):
                    share = count // 4 if element in COMPLEX_TYPES else count
                    yield example_program(op, _sampled(op, element, share))


def _sampled(op: Op, element: ElementType, points: int) -> Example:
    arguments = sample(op, element, points)
    pairs = zip(op.operands, arguments, strict=True)
    given = {slot.name: Literal(TensorType(one.shape, element), one) for slot, one in pairs}
    return Example("sampled", given, {})


def _randomized(op: Op, example: Example) -> Example | None:
    """An example with random numbers for its floats; None where it has none."""
    random = np.random.Generator(np.random.PCG64(zlib.crc32(f"{op.name} {example.title}".encode())))

    def changed(value: Any) -> Any:
        if isinstance(value, list):
            return [changed(one) for one in value]
        if not isinstance(value, Literal) or not (is_float(value.array.dtype) or is_complex(value.array.dtype)):
            return value
        made = np.abs(random.normal(size=value.array.shape)) + 0.1  # positive: some are variances
        if is_complex(value.array.dtype):
            made = made + 1j * random.normal(size=made.shape)
        return Literal(value.type, np.asarray(made).astype(value.array.dtype))

    inputs = {name: changed(value) for name, value in example.inputs.items()}
    if all(inputs[name] is value or isinstance(value, list) for name, value in example.inputs.items()):
        return None
    types = {name: _types(value) for name, value in example.results.items()}
    return Example(example.title, inputs, types)


def _types(value: Any) -> Any:
    return [_types(one) for one in value] if isinstance(value, list) else getattr(value, "type", value)


def _difference(op: Op, element: str, pairs: list[tuple[np.ndarray, np.ndarray]]) -> Difference:
    most, apart, points, worst = 0, 0, 0, ""
    for one, other in pairs:
        points += one.size
        wrong = ~equal(one, other)
        if not wrong.any():
            continue
        if not (is_float(one.dtype) or is_complex(one.dtype)):
            apart += int(np.count_nonzero(wrong))
            continue
        distance = ulp_distance(one, other)
        apart += int(np.count_nonzero(distance == FAR))
        near = np.where(distance == FAR, np.uint64(0), distance)
        if near.max() > most:
            index = np.unravel_index(int(near.argmax()), near.shape)
            most, worst = int(near.max()), f"{one[index]}, {other[index]}"
    return Difference(op.short_name, element, points, most, apart, worst)


def write(path: str, rows: list[Difference]) -> None:
    """Writes rows as JSON that the documentation reads."""
    from ..interpreter.probes import write_whole

    text = json.dumps([asdict(row) for row in rows], indent=0, sort_keys=True) + "\n"
    write_whole(path, lambda file: file.write(text.encode()))


def table(rows: list[Difference]) -> str:
    """Rows as text."""
    lines = [f"{'op':28} {'type':16} {'points':>7} {'max ULP':>12} {'apart':>6}  worst"]
    lines += [
        f"{row.op:28} {row.type:16} {row.points:7} {row.max_ulp:12} {row.apart:6}  {row.worst}" for row in rows
    ]
    return "\n".join(lines)
