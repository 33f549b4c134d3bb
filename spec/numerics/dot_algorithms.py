"""Dot products by a chosen algorithm: rounded operands, several components, a given accumulation type.

(R1) Operands are rounded to the precision types, once. tf32 has the range of f32 and 10 mantissa bits.
(R2) Accumulation in f32 or f64 is the machine's. In f16 and bf16 every product (of two such numbers, exact in f32) is
     added in f32 and the sum rounded to the type at once, in the order of the contracted elements.
(R3) With several primitive operations an operand is a sum of components: the first is the operand rounded to the
     precision type, each further one what is still missing, rounded again. Three operations take the products of
     components (0, 0), (0, 1), (1, 0); six also (1, 1), (0, 2), (2, 0); nine all pairs of three components. They are
     added in f32, the smallest first.
(R4) Where a component is infinite or NaN there is nothing missing, and lower products that are NaN count as zero: so
     infinite operands give what the first components give.

Which algorithms there are says attributes/dot_algorithm.py: the list is that of StableHLO's verifier.
The decompositions are those of Henry, Tang and Heinecke, "Leveraging the bfloat16 Artificial Intelligence Datatype For
Higher-Precision Computations", ARITH 2019.
"""

from __future__ import annotations

import numpy as np

from ..attributes.dot_algorithm import COMPONENTS, DotAlgorithm
from ..lang.errors import Unsupported
from ..lang.regions import Array
from ..types import ElementType
from ..types.element import BF16, F16, F64, TF32
from .contraction import Product
from .conversion import convert
from .formats import is_complex
from .precision import reduce_precision

_PAIRS = {
    1: ((0, 0),),
    3: ((0, 0), (0, 1), (1, 0)),
    6: ((0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (2, 0)),
    9: ((0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (2, 0), (1, 2), (2, 1), (2, 2)),
}


def dot_by_algorithm(product: Product, lhs: Array, rhs: Array, algorithm: DotAlgorithm, dtype: np.dtype) -> Array:
    """`product` of matrices (or stacks of them) by an algorithm, with elements of `dtype` (R1 to R4).

    Permission to accumulate imprecisely is not used. Raises Unsupported where the algorithm is not known.
    """
    if (problem := algorithm.problem()) is not None:
        raise Unsupported(problem)
    if is_complex(lhs.dtype) or is_complex(rhs.dtype) or is_complex(dtype):
        raise Unsupported("dot algorithm on complex numbers")
    with np.errstate(all="ignore"):
        return convert(_sum(product, lhs, rhs, algorithm), dtype)


def _sum(product: Product, lhs: Array, rhs: Array, algorithm: DotAlgorithm) -> Array:
    accumulation = algorithm.accumulation_type
    operations = algorithm.num_primitive_operations
    count = COMPONENTS[operations]
    lefts = _components(lhs, algorithm.lhs_precision_type, accumulation, count)
    rights = _components(rhs, algorithm.rhs_precision_type, accumulation, count)
    if accumulation in (F16, BF16):
        return _stepwise(lefts[0], rights[0], accumulation)
    low: Array | None = None
    for i, j in reversed(_PAIRS[operations][1:]):  # R3
        part = product(lefts[i], rights[j])
        low = part if low is None else low + part
    high = product(lefts[0], rights[0])
    return high if low is None else np.where(np.isnan(low), np.float32(0), low) + high  # R4


def _components(x: Array, precision: ElementType, accumulation: ElementType, count: int) -> list[Array]:
    """x as a sum of numbers of the precision type, held in f32 (f64 where that is accumulated in)."""
    working = np.float64 if accumulation == F64 else np.float32
    parts = [_in_precision(x, precision).astype(working)]  # R1
    if count == 1:
        return parts
    rest = convert(x, np.float32)
    for _ in range(count - 1):
        rest = np.where(np.isfinite(parts[-1]), rest - parts[-1], np.float32(0))  # R3, R4
        parts.append(_in_precision(rest, precision).astype(np.float32))
    return parts


def _in_precision(x: Array, precision: ElementType) -> Array:
    """x rounded to a precision type."""
    if precision != TF32:
        return convert(x, precision.dtype)
    if x.dtype.kind != "f" or x.dtype.itemsize < 4:
        x = convert(x, np.float64)
    if x.dtype == np.float64:
        x = reduce_precision(x, 11, 10).astype(np.float32)
    return reduce_precision(x, 8, 10)


def _stepwise(lhs: Array, rhs: Array, accumulation: ElementType) -> Array:
    """The product of stacks of matrices (..., m, k) and (..., k, n), rounded after every addition (R2)."""
    total = np.zeros((*lhs.shape[:-1], rhs.shape[-1]), accumulation.dtype)
    for k in range(lhs.shape[-1]):
        total = convert(convert(total, np.float32) + lhs[..., k, None] * rhs[..., k, None, :], accumulation.dtype)
    return total
