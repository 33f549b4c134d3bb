"""Measures how accurate the kernels of real-valued ops are, against mpmath.

For each op and element type: the largest error in units of the last place (ULP) that the exact value has in the type,
the share of results that are correctly rounded, and the worst argument. Formats of 8 bits are measured at every value
(pairs: at random ones), wider ones at a seeded sample of log-uniform and ordinary arguments, and near zeros and poles.

Complex results are measured part by part; `modulus` relates both errors to the larger part, for ops that declare that.
Results that are not finite, and exact values beyond the largest finite one, are left to examples and tests.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from ..spec.lang import Bound, Op, elements_of
from ..spec.lang.registry import find
from ..spec.types import BF16, COMPLEX64, COMPLEX128, F16, F32, F64, FLOATS, ComplexType, ElementType, FloatFormat
from .exact_special import special_functions

REAL_TYPES: tuple[ElementType, ...] = (FLOATS["f8E4M3FN"], FLOATS["f8E5M2"], BF16, F16, F32, F64)
COMPLEX_TYPES: tuple[ElementType, ...] = (COMPLEX64, COMPLEX128)
PRECISION = 2600
"""Bits of mpmath's arithmetic: enough for 1 + x with any x of 64 bits."""


@dataclass(frozen=True)
class Measurement:
    """One row: errors in ULP of an op on one element type."""

    op: str
    type: str
    points: int
    max_ulp: float
    percentile_999: float
    correctly_rounded: float
    worst: str
    declared: str
    holds: bool


def exact_functions() -> dict[str, Callable[..., Any]]:
    """The exact function of each op, by mnemonic, on mpmath numbers."""
    import mpmath as mp

    def cbrt(x: Any) -> Any:
        return mp.cbrt(x) if isinstance(x, mp.mpc) or x >= 0 else -mp.cbrt(-x)

    def atan2(y: Any, x: Any) -> Any:
        if isinstance(y, mp.mpf) and isinstance(x, mp.mpf):
            return mp.atan2(y, x)
        return -1j * mp.log((x + 1j * y) / mp.sqrt(x * x + y * y))

    return {
        "add": lambda a, b: a + b,
        "subtract": lambda a, b: a - b,
        "multiply": lambda a, b: a * b,
        "divide": lambda a, b: a / b,
        "abs": abs,
        "sign": mp.sign,
        "exponential": mp.exp,
        "exponential_minus_one": mp.expm1,
        "log": mp.log,
        "log_plus_one": lambda x: mp.log(1 + x),
        "sqrt": mp.sqrt,
        "rsqrt": lambda x: 1 / mp.sqrt(x),
        "cbrt": cbrt,
        "sine": mp.sin,
        "cosine": mp.cos,
        "tan": mp.tan,
        "tanh": mp.tanh,
        "logistic": lambda x: 1 / (1 + mp.exp(-x)),
        "power": mp.power,
        "atan2": atan2,
        **special_functions(),
    }


def measure_all(points: int, select: str = "") -> Iterator[Measurement]:
    """Measures every op (whose mnemonic holds `select`) at about `points` arguments a type."""
    for mnemonic in exact_functions():
        op = find(mnemonic if "." in mnemonic else f"stablehlo.{mnemonic}")
        assert op is not None
        for element in (*REAL_TYPES, *COMPLEX_TYPES):
            if select in mnemonic and op.operands[0].types.accepts(_scalar(element)):
                yield measure(op, element, points if element not in COMPLEX_TYPES else points // 4)


def measure(op: Op, element: ElementType, points: int) -> Measurement:
    """Measures one op on one element type."""
    import mpmath as mp

    function = exact_functions()[op.short_name]
    arguments = sample(op, element, points)
    result = np.asarray(_apply(op, arguments))
    part = element.part if isinstance(element, ComplexType) else element
    produced = element if result.dtype.kind == "c" else part
    accuracy = op.accuracy_of(elements_of(produced), produced)  # type: ignore[arg-type]
    assert accuracy is not None, f"{op.name} declares no accuracy for {produced}"
    format_ = _format(part)
    errors: list[float] = []
    worst, worst_error = "", -1.0
    with mp.workprec(PRECISION):
        for index in range(len(result)):
            inputs = [_exact(argument[index]) for argument in arguments]
            try:
                exact = function(*inputs)
            except (ZeroDivisionError, ValueError, OverflowError):
                continue
            if op.mnemonic == "atan2" and not all(inputs):
                continue  # the sign of a zero matters, which mpmath does not have
            error = _error(result[index], exact, format_, accuracy.by_modulus)
            if error is None:
                continue
            errors.append(error)
            if error > worst_error:
                worst_error, worst = error, ", ".join(str(argument[index]) for argument in arguments)
    limit = {Bound.EXACT: 0.5, Bound.CORRECTLY_ROUNDED: 0.5}.get(accuracy.bound, accuracy.ulps)
    ordered = np.sort(errors) if errors else np.zeros(1)
    return Measurement(
        op.short_name, str(element), len(errors), float(ordered[-1]), float(np.quantile(ordered, 0.999)),
        float(np.mean(ordered <= 0.5)), worst, str(accuracy), bool(ordered[-1] <= limit),
    )  # fmt: skip


def sample(op: Op, element: ElementType, points: int) -> list[np.ndarray[Any, Any]]:
    """Arguments of the op: one array an operand, seeded by op and type."""
    random = np.random.Generator(np.random.PCG64(zlib.crc32(f"{op.short_name} {element}".encode())))
    count = len(op.operands)
    if op.name == "chlo.polygamma":
        return _orders_and_arguments(random, element, points)
    if element.bits == 8:
        patterns = np.arange(256, dtype=np.uint8)
        if count == 1:
            return [patterns.view(element.dtype)]
        return [random.choice(patterns, points).view(element.dtype) for _ in range(count)]
    return [_numbers(random, element, points) for _ in range(count)]


def _orders_and_arguments(random: np.random.Generator, element: ElementType, points: int) -> list[np.ndarray[Any, Any]]:
    """Integers from 0 to 30, and ordinary numbers."""
    with np.errstate(all="ignore"):
        return [
            random.integers(0, 31, points).astype(element.dtype),
            random.uniform(-9, 40, points).astype(element.dtype),
        ]


def _numbers(random: np.random.Generator, element: ElementType, points: int) -> np.ndarray[Any, Any]:
    """Numbers of every size, ordinary ones, and ones next to 1 and to multiples of pi/2."""
    if isinstance(element, ComplexType):
        parts = [random.permutation(_numbers(random, element.part, points)) for _ in range(2)]
        return (parts[0] + 1j * parts[1]).astype(element.dtype)
    format_ = _format(element)
    quarter = points // 4
    low, high = format_.min_exponent - format_.mantissa_bits, format_.max_exponent
    with np.errstate(all="ignore"):
        sizes = np.exp2(random.uniform(low, high, quarter)) * random.choice([-1, 1], quarter)
        moderate = np.exp2(random.uniform(-12, 9, quarter)) * random.choice([-1, 1], quarter)
        near = 1 + np.exp2(random.uniform(-format_.mantissa_bits, -2, quarter)) * random.choice([-1, 1], quarter)
        turns = random.integers(-200, 200, points - 3 * quarter) * (np.pi / 2)
        return np.concatenate([sizes, moderate, near, turns]).astype(element.dtype)


def _apply(op: Op, arguments: list[np.ndarray[Any, Any]]) -> Any:
    assert op.run is not None
    with np.errstate(all="ignore"):
        return op.run(*arguments)


def _exact(value: Any) -> Any:
    import mpmath as mp

    return mp.mpc(complex(value)) if np.iscomplexobj(value) else mp.mpf(float(value))


def _error(result: Any, exact: Any, format_: FloatFormat, by_modulus: bool) -> float | None:
    """Error in ULP; None where there is nothing to compare (not finite, or beyond the largest finite value)."""
    import mpmath as mp

    if isinstance(exact, mp.mpc) and not np.iscomplexobj(result):
        return None  # outside of the domain of the real function
    pairs = [(result, exact)]
    if np.iscomplexobj(result):
        exact = mp.mpc(exact)
        pairs = [(result.real, exact.real), (result.imag, exact.imag)]
    exacts = [one for _, one in pairs]
    if not all(mp.isfinite(one) and abs(one) <= format_.max_finite for one in exacts):
        return None
    if not all(math.isfinite(float(one)) for one, _ in pairs):
        return None if any(abs(one) >= format_.max_finite * 0.99 for one in exacts) else math.inf
    units = [_unit(one, format_) for one in exacts]
    if by_modulus:
        units = [max(units)] * len(units)
    return max(float(abs(mp.mpf(float(one)) - x) / unit) for (one, x), unit in zip(pairs, units, strict=True))


def _unit(exact: Any, format_: FloatFormat) -> Any:
    """The unit in the last place that a number has in a format."""
    import mpmath as mp

    exponent = mp.frexp(exact)[1] - 1 if exact else format_.min_exponent
    return mp.ldexp(1, max(exponent, format_.min_exponent) - format_.mantissa_bits)


def _format(element: Any) -> FloatFormat:
    return element.format


def _scalar(element: ElementType) -> Any:
    from ..spec.types import TensorType

    return TensorType((), element)


def write(path: str, rows: list[Measurement]) -> None:
    """Writes rows as JSON that the documentation reads."""
    from ..interpreter.probes import write_whole

    text = json.dumps([asdict(row) for row in rows], indent=0, sort_keys=True) + "\n"
    write_whole(path, lambda file: file.write(text.encode()))


def table(rows: list[Measurement]) -> str:
    """Rows as text."""
    lines = [f"{'op':24} {'type':16} {'points':>7} {'max ULP':>9} {'99.9 %':>7} {'rounded':>8}  declared"]
    lines += [
        f"{row.op:24} {row.type:16} {row.points:7} {row.max_ulp:9.3g} {row.percentile_999:7.3g} "
        f"{row.correctly_rounded:8.2%}  {row.declared}{'' if row.holds else '   DOES NOT HOLD at ' + row.worst}"
        for row in rows
    ]
    return "\n".join(lines)


__all__ = ["Measurement", "measure", "measure_all", "sample", "table", "write"]
