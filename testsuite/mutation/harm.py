"""Whether a mistake that no case notices does harm: what programs of cases give for other arguments.

(H1) The programs are those of cases that come to the mistake's line or, where there is none, to its function; first one
     for each op and element type. Where all shapes are one size, it becomes `ELEMENTS`.
(H2) Each gets arguments of every sort in `SORTS`, drawn anew.
(H3) Results of the sound function and of the mistaken one are compared. Harm is what changes a bit; in sums, products
     and norms, whose last digits are open, what changes more than rounding could; in results of float64 within units
     in the last place, what changes more than one of them.

What harms no result here may still harm one that is rarer than the arguments are many; where a mistake only makes a
function slower, or guards against what does not happen, there is nothing to find.
"""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ...spec.numerics.formats import float_format, is_boolean, is_complex, is_integer
from ..backends import Backend, Run
from ..golden import Case, Judge, Kind
from ..harness.modes import program_of

ELEMENTS = 2500
"""How many elements arrays get where a program allows that."""
PROGRAMS = 30
"""How many programs are tried."""
SECONDS = 2.5
"""How long sound functions may run for the arguments of one mistake."""

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Attempt:
    """A program with arguments, and what the sound functions give for them."""

    case: Case
    sort: str
    run: Run
    inputs: list[Array]
    sound: list[Array]

    def __str__(self) -> str:
        return f"{self.case.id} with {self.sort}"

    def harmed(self) -> bool:
        """Whether the functions as they are now give something else, or nothing."""
        try:
            found = self.run([np.array(one) for one in self.inputs])
        except Exception:
            return True
        return len(found) != len(self.sound) or any(
            _differ(one, other, judge) for one, other, judge in zip(self.sound, found, self.case.judges, strict=True)
        )


def attempts(cases: Sequence[Case], backend: Backend) -> list[Attempt]:
    """Programs with arguments, as many as there is time for."""
    started, found = time.perf_counter(), list[Attempt]()
    runs = [(case, run) for case in _different(cases)[:PROGRAMS] if (run := _enlarged(case, backend)) is not None]
    for number, (sort, draw) in enumerate(SORTS.items()):
        for case, (run, shapes) in runs:
            random = np.random.default_rng(zlib.crc32(f"{case.id}/{number}".encode()))
            inputs = [draw(random, value.array, shape) for value, shape in zip(case.inputs, shapes, strict=True)]
            try:
                sound = [np.array(one) for one in run([np.array(x) for x in inputs])]
            except Exception:  # the program does not take such arguments
                continue
            found.append(Attempt(case, sort, run, inputs, sound))
            if time.perf_counter() - started > SECONDS:
                return found
    return found


def _different(cases: Sequence[Case]) -> list[Case]:
    """Cases that run alone and have inputs: first one for each op and element type, then the others."""
    first: dict[Any, Case] = {}
    usable = [case for case in cases if case.processes is None and case.inputs]
    for case in usable:
        first.setdefault((case.ops, case.elements), case)
    return [*first.values(), *(case for case in usable if first[case.ops, case.elements] is not case)]


def _enlarged(case: Case, backend: Backend) -> tuple[Run, list[tuple[int, ...]]] | None:
    """A case's program and the shapes of its inputs, with more elements where all shapes are one size (H1)."""
    program, shapes = program_of(case), [value.array.shape for value in case.inputs]
    sizes = set(re.findall(r"tensor<((?:\d+x)*)", case.program))
    if len(sizes) == 1 and (size := sizes.pop()).count("x") == 1 and len(set(shapes)) == 1:
        text = program.text.replace(f"tensor<{size}", f"tensor<{ELEMENTS}x")
        types = [tuple(one.with_shape((ELEMENTS,)) for one in part) for part in (program.inputs, program.outputs)]
        try:
            large = backend.compile(replace(program, text=text, inputs=types[0], outputs=types[1]))
            shapes = [(ELEMENTS,)] * len(shapes)
            large([np.resize(value.array, ELEMENTS) for value in case.inputs])
            return large, shapes
        except Exception:  # literals or attributes hold the sizes, too
            shapes = [value.array.shape for value in case.inputs]
    try:
        return backend.compile(program), shapes
    except Exception:
        return None


# Arguments (H2) ------------------------------------------------------------------------------------------------------


def _patterns(random: np.random.Generator, own: Array, shape: tuple[int, ...]) -> Array:
    """Any bits."""
    dtype = own.dtype
    if is_boolean(dtype):
        return random.random(shape) < 0.5
    if is_complex(dtype):
        part = np.empty(0, dtype).real
        return _joined(_patterns(random, part, shape), _patterns(random, part, shape), dtype)
    raw = random.integers(0, 256, (*shape, dtype.itemsize), np.uint8)
    if dtype.itemsize == 1 and not is_integer(dtype):
        raw &= (1 << float_format(dtype).bits) - 1
    if is_integer(dtype) and dtype.isbuiltin != 1:  # two and four bits
        return random.integers(-8, 16, shape).astype(np.int8).astype(dtype)
    return np.ascontiguousarray(raw).view(dtype).reshape(shape)


def _numbers(numbers: Callable[[np.random.Generator, tuple[int, ...]], Array]) -> Callable[..., Array]:
    """Numbers of a distribution, in any type."""

    def draw(random: np.random.Generator, own: Array, shape: tuple[int, ...]) -> Array:
        with np.errstate(all="ignore"):
            if is_boolean(own.dtype):
                return random.random(shape) < 0.5
            if is_complex(own.dtype):
                return _joined(numbers(random, shape), numbers(random, shape), own.dtype)
            drawn = numbers(random, shape)
            if is_integer(own.dtype):
                drawn = np.rint(np.clip(drawn, -(2.0**30), 2.0**30)).astype(np.int64)
            return drawn.astype(own.dtype)

    return draw


def _ordinary(random: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return random.standard_normal(shape) * random.choice([1, 4, 30], shape)


def _spread(random: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return np.exp2(random.uniform(-40, 40, shape)) * random.choice([-1, 1], shape)


def _far(random: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return np.exp2(random.uniform(-1074, 1023, shape)) * random.choice([-1, 1], shape)


def _repeated(random: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return random.choice([0.0, -0.0, 1.0, -1.0, 2.0, 0.5, 3.0, np.inf, -np.inf, np.nan, 1e-45, 5e-324], shape)


def _whole(random: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return random.integers(-12, 13, shape) / random.choice([1, 2, 4], shape)


def _beside_one(random: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return (1 + np.exp2(random.uniform(-53, 0, shape)) * random.choice([-1, 1], shape)) * random.choice([-1, 1], shape)


def _own(random: np.random.Generator, own: Array, shape: tuple[int, ...]) -> Array:
    """The case's own, in another order."""
    return random.choice(own.reshape(-1), shape) if own.size else np.resize(own, shape)


def _beside_own(random: np.random.Generator, own: Array, shape: tuple[int, ...]) -> Array:
    """A few patterns beside the case's own."""
    chosen = _own(random, own, shape)
    if is_boolean(own.dtype) or own.dtype.isbuiltin != 1 or not own.size:
        return chosen
    word = np.dtype(f"u{own.dtype.itemsize // (2 if is_complex(own.dtype) else 1)}")
    patterns = np.ascontiguousarray(chosen).reshape(-1).view(word)
    return (patterns + random.integers(-3, 4, patterns.shape).astype(word)).view(own.dtype).reshape(shape)


def _joined(real: Array, imag: Array, dtype: np.dtype[Any]) -> Array:
    result = np.empty(real.shape, dtype)
    result.real, result.imag = real, imag
    return result


SORTS: dict[str, Callable[[np.random.Generator, Array, tuple[int, ...]], Array]] = {
    "ordinary numbers": _numbers(_ordinary),
    "any bits": _patterns,
    "the case's own in another order": _own,
    "numbers of all usual sizes": _numbers(_spread),
    "repeated and special ones": _numbers(_repeated),
    "beside the case's own": _beside_own,
    "whole ones and fractions": _numbers(_whole),
    "numbers beside one": _numbers(_beside_one),
    "numbers of all sizes": _numbers(_far),
    "ordinary numbers again": _numbers(_ordinary),
    "any bits again": _patterns,
}


# Results (H3) --------------------------------------------------------------------------------------------------------


def _differ(sound: Array, found: Any, judge: Judge) -> bool:
    """Whether a result is another one."""
    if not isinstance(found, np.ndarray) or found.dtype != sound.dtype or found.shape != sound.shape:
        return True
    if sound.tobytes() == found.tobytes():
        return False
    if is_complex(sound.dtype):
        return _differ(sound.real.copy(), found.real.copy(), judge) or _differ(
            sound.imag.copy(), found.imag.copy(), judge
        )
    if is_integer(sound.dtype) or is_boolean(sound.dtype):
        return True
    x, y = sound.astype(np.float64), found.astype(np.float64)
    same = (x == y) & (np.signbit(x) == np.signbit(y)) | (np.isnan(x) & np.isnan(y))
    if judge.kind in (Kind.DOT, Kind.SUM, Kind.NORM):
        finite = np.isfinite(x)
        scale = np.abs(x[finite]).max(initial=0.0)
        roundoff = 2.0 ** -float_format(sound.dtype).mantissa_bits
        return bool((~same & ~(np.abs(x - y) <= 256 * roundoff * scale)).any())
    if judge.kind is Kind.ULP and sound.dtype == np.float64:
        steps = np.abs(sound.view(np.int64) - found.view(np.int64))
        return bool((~same & ~((steps <= 1) & (np.signbit(x) == np.signbit(y)))).any())
    return not same.all()
