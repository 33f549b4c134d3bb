"""Measures how accurate the kernels of real-valued ops are, against mpmath.

For each op and element type: the largest error in units of the last place (ULP) that the exact value has in the type,
the 99.9th percentile, the mean, the share of results that are correctly rounded, and the worst argument. Where the
arguments are: see `accuracy_samples`. gmpy2, when installed, makes mpmath several times faster, python-flint
the zeta and polygamma functions a hundred times (`exact_balls`).

Complex results are measured part by part, or relative to the larger part for ops that declare that. Arguments with a
part that is zero are left out there, since mpmath has no signed zeros. Results that are not finite, and exact values
beyond the largest finite one or outside of the format (zeros of formats without zero), are left to examples and tests.
"""

from __future__ import annotations

import cmath
import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ..spec.lang import Accuracy, Bound, Op, elements_of
from ..spec.lang.registry import find
from ..spec.types import (
    BF16,
    COMPLEX64,
    COMPLEX128,
    F16,
    F32,
    F64,
    FLOATS,
    ComplexType,
    ElementType,
    FloatFormat,
    TensorType,
)
from ..spec.types.formats import Zeros
from .accuracy_samples import sample
from .exact_elementary import elementary_functions
from .exact_special import special_functions

REAL_TYPES: tuple[ElementType, ...] = (FLOATS["f8E4M3FN"], FLOATS["f8E5M2"], BF16, F16, F32, F64)
"""Floats that stand for all where time is short."""

COMPLEX_TYPES: tuple[ElementType, ...] = (COMPLEX64, COMPLEX128)
PIECE = 2500
"""How many arguments a process is given at once."""

_REAL_BITS = 140
_COMPLEX_BITS = 220
"""Bits at which complex functions are tried first, besides twice those by which a part of the argument is smaller or
larger than 1: so many 1 + z loses, or its square. Then more, until two values agree to 90 bits in each part."""


@dataclass(frozen=True)
class Measurement:
    """One row: errors in ULP of an op on one element type."""

    op: str
    type: str
    points: int
    max_ulp: float
    percentile_999: float
    mean_ulp: float
    correctly_rounded: float
    worst: str
    declared: str
    holds: bool


class Exact(NamedTuple):
    """Real numbers (high + low) * 2**exponent with high between 1/2 and 1, or zero; `known` says which there are."""

    high: np.ndarray[Any, Any]
    low: np.ndarray[Any, Any]
    exponent: np.ndarray[Any, Any]
    known: np.ndarray[Any, Any]


@cache
def exact_functions() -> dict[str, Callable[..., Any]]:
    """The exact function of each op, by short name, on mpmath numbers."""
    return {**elementary_functions(), **special_functions()}


def subjects(select: str = "", types: str = "") -> Iterator[tuple[Op, ElementType]]:
    """Ops (whose name holds `select`) and the element types (of those in `types`) on which they are measured."""
    for name in exact_functions():
        op = find(name if "." in name else f"stablehlo.{name}")
        assert op is not None, name
        for element in (*FLOATS.values(), *COMPLEX_TYPES):
            accepted = all(slot.types.accepts(TensorType((), element)) for slot in op.operands)
            if select in name and accepted and (not types or str(element) in types.split(",")):
                yield op, element


def measure_all(points: int, select: str = "", types: str = "", jobs: int = 1) -> Iterator[Measurement]:
    """Measures every op (whose name holds `select`) at about `points` arguments a type, in `jobs` processes."""
    if jobs == 1:
        yield from (measure(op, element, points) for op, element in subjects(select, types))
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        for op, element in subjects(select, types):
            yield measure(op, element, points, pool.map)


def measure(op: Op, element: ElementType, points: int, mapped: Callable[..., Iterable[Any]] = map) -> Measurement:
    """Measures one op on one element type. `mapped` is a `map` that may work in other processes."""
    arguments = sample(op, element, points)
    result = np.asarray(_apply(op, arguments))
    wide = [_wide(argument) for argument in arguments]
    pieces = [tuple(one[start : start + PIECE] for one in wide) for start in range(0, wide[0].size, PIECE)]
    evaluated = mapped(evaluate, [op.short_name] * len(pieces), pieces)
    real, imaginary = (_joined(column) for column in zip(*evaluated, strict=True))
    part = element.part if isinstance(element, ComplexType) else element
    produced = element if result.dtype.kind == "c" else part
    accuracy = op.accuracy_of(elements_of(produced), produced)  # type: ignore[arg-type]
    assert accuracy is not None, f"{op.name} declares no accuracy for {produced}"
    exacts = [real, imaginary] if result.dtype.kind == "c" else [real]
    errors, usable = _errors(_wide(result), exacts, part.format, accuracy.by_modulus)  # type: ignore[union-attr]
    places = np.flatnonzero(usable)
    found = errors[places] if places.size else np.zeros(1)
    worst = places[np.argmax(found)] if places.size else 0
    return Measurement(
        op.short_name, str(element), places.size, float(found.max()), float(np.quantile(found, 0.999)),
        float(found.mean()), float(np.mean(found <= 0.5)), ", ".join(str(argument[worst]) for argument in arguments),
        str(accuracy), bool(found.max() <= limit(accuracy)),
    )  # fmt: skip


def limit(accuracy: Accuracy) -> float:
    """The largest error in ULP that a declaration allows."""
    return 0.5 if accuracy.bound in (Bound.EXACT, Bound.CORRECTLY_ROUNDED) else accuracy.ulps


def _apply(op: Op, arguments: Sequence[np.ndarray[Any, Any]]) -> Any:
    assert op.run is not None
    with np.errstate(all="ignore"):
        return op.run(*arguments)


def _wide(x: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Values in float64 or complex128."""
    with np.errstate(invalid="ignore"):  # signaling NaNs
        return x.astype(np.complex128 if x.dtype.kind == "c" else np.float64)


def evaluate(name: str, arguments: Sequence[np.ndarray[Any, Any]]) -> tuple[Exact, Exact]:
    """Real and imaginary parts of the exact function at float64 or complex128 arguments."""
    import mpmath as mp

    function, plane = exact_functions()[name], arguments[0].dtype.kind == "c"
    rows: list[tuple[tuple[float, float, int, bool], ...]] = []
    with mp.workprec(_REAL_BITS):
        for point in zip(*(one.tolist() for one in arguments), strict=True):
            found = _plane(function, point) if plane else _real(function, point)
            rows.append((_split(None), _split(None)) if found is None else (_split(found.real), _split(found.imag)))
    return tuple(Exact(*map(np.array, zip(*column, strict=True))) for column in zip(*rows, strict=True))  # type: ignore[return-value]


def _real(function: Callable[..., Any], point: Sequence[float]) -> Any:
    """The exact value, None where there is no real one. mpmath's functions of real numbers keep the precision asked."""
    from mpmath import isfinite, mpf

    if not all(map(math.isfinite, point)):
        return None
    try:
        found = function(*map(mpf, point))
    except (ZeroDivisionError, ValueError, OverflowError):
        return None
    return found if isinstance(found, mpf) and isfinite(found) else None


def _plane(function: Callable[..., Any], point: Sequence[complex]) -> Any:
    """The exact value, by raising the precision until no digit changes."""
    import mpmath as mp

    if not all(cmath.isfinite(z) and z.real and z.imag for z in point):
        return None
    before, least = None, _COMPLEX_BITS + 2 * _depth(point)
    for bits in (least, least + 220, 2 * least + 440, 4 * least + 1000):
        with mp.workprec(bits):
            try:
                found = mp.mpc(function(*map(mp.mpc, point)))
            except (ZeroDivisionError, ValueError, OverflowError):
                return None
            if not mp.isfinite(found):
                return None
        if before is not None and all(map(_agree, (before.real, before.imag), (found.real, found.imag))):
            return found
        before = found
    return before


def _depth(point: Sequence[complex]) -> int:
    """How many bits lie between 1 and the smallest or largest part."""
    return max(abs(math.frexp(part)[1]) for z in point for part in (z.real, z.imag))


def _agree(a: Any, b: Any) -> bool:
    """Whether two numbers have 90 bits in common. Zeros are not believed: they may be what cancellation left."""
    import mpmath as mp

    return bool(b) and abs(a - b) <= abs(b) * mp.ldexp(1, -90)


def _split(x: Any) -> tuple[float, float, int, bool]:
    """A row of `Exact`."""
    if x is None:
        return 0.0, 0.0, 0, False
    sign, man, exp, bits = x._mpf_
    if not man:
        return 0.0, 0.0, 0, True
    man, bits = int(man), int(bits)
    shift = bits - 106
    man, exp = (man >> shift, exp + shift) if shift > 0 else (man << -shift, exp + shift)
    high = man >> 53
    low = man - (high << 53)
    turn = -1.0 if sign else 1.0
    return turn * high * 2.0**-53, turn * low * 2.0**-106, int(exp) + 106, True


def _joined(pieces: Sequence[Exact]) -> Exact:
    return Exact(*map(np.concatenate, zip(*pieces, strict=True)))


def _errors(
    result: np.ndarray[Any, Any], exacts: Sequence[Exact], form: FloatFormat, by_modulus: bool
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Errors in ULP, and where there are any: see the module for what is left out."""
    parts = [result.real, result.imag] if len(exacts) == 2 else [result]
    units = [np.maximum(np.where(one.high == 0, -(10**6), one.exponent - 1), form.min_exponent) for one in exacts]
    if by_modulus:
        units = [np.maximum(*units)] * 2
    largest, (mantissa, top) = form.max_finite, np.frexp(form.max_finite)
    usable, errors = np.ones(result.shape, bool), np.zeros(result.shape)
    with np.errstate(all="ignore"):
        for part, one, unit in zip(parts, exacts, units, strict=True):
            beyond = (one.exponent > top) | ((one.exponent == top) & (np.abs(one.high) > mantissa))
            size = np.ldexp(one.high, np.clip(one.exponent, -2000, 2000).astype(np.intc))
            if form.zeros is Zeros.NONE:
                beyond |= size < form.min_positive
            usable &= one.known & ~beyond & (np.isfinite(part) | (np.abs(size) < 0.99 * largest))
            head, place = np.frexp(part)
            shift = np.clip(place - one.exponent, -3000, 3000).astype(np.intc)
            difference = (np.ldexp(head, shift) - one.high) - one.low
            scale = np.clip(one.exponent + form.mantissa_bits - unit, -3000, 3000).astype(np.intc)
            error = np.abs(np.ldexp(difference, scale))
            errors = np.maximum(errors, np.where(np.isnan(error), np.inf, error))
    return errors, usable


def merged(path: str, rows: Sequence[Measurement]) -> list[Measurement]:
    """The rows of a file, where there is one, with new ones in place of those of the same op and type."""
    file = Path(path)
    old = [Measurement(**one) for one in json.loads(file.read_text(encoding="utf-8"))] if file.exists() else []
    table = {(row.op, row.type): row for row in (*old, *rows)}
    order = {key: place for place, key in enumerate((op.short_name, str(element)) for op, element in subjects())}
    return [table[key] for key in sorted(table, key=lambda key: order.get(key, -1)) if key in order]


def write(path: str, rows: Sequence[Measurement]) -> None:
    """Writes rows as JSON that the documentation reads."""
    from ..interpreter.probes import write_whole

    text = json.dumps([asdict(row) for row in rows], indent=0, sort_keys=True) + "\n"
    write_whole(path, lambda file: file.write(text.encode()))


HEADING = f"{'op':24} {'type':14} {'points':>7} {'max ULP':>9} {'99.9 %':>7} {'mean':>7} {'rounded':>8}  declared"


def line(row: Measurement) -> str:
    """A row as text."""
    return (
        f"{row.op:24} {row.type:14} {row.points:7} {row.max_ulp:9.4g} {row.percentile_999:7.3g} {row.mean_ulp:7.3g} "
        f"{row.correctly_rounded:8.2%}  {row.declared}{'' if row.holds else '   DOES NOT HOLD at ' + row.worst}"
    )


__all__ = ["HEADING", "Measurement", "limit", "line", "measure", "measure_all", "merged", "sample", "subjects", "write"]
