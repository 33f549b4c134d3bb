"""Sums of products for every element type, computed with the machine's float matrix products.

A contraction is given as `product(lhs, rhs)`: any function of two float (or complex) arrays that is linear in both and
whose results are sums of at most `depth` products of their elements: a matrix product, a convolution.

(R1) Booleans: OR of ANDs.
(R2) Integers: exact modulo 2**bits, whatever the depth.
(R3) float32, float64 and complex types: in the type itself. Small matrix products are made of rounded products that
     are added in order; the order of the sums in larger ones is the machine's. Sums start from +0, which they are
     where all products are -0.
(R4) Narrower floats: in float32, rounded once at the end.
(R5) Operands of other types than the result's are converted to the result type first, except that of two float types
     (or two complex ones) the wider is computed in.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..lang.errors import Unsupported
from ..lang.regions import Array
from .conversion import convert
from .formats import integer_bits, is_boolean, is_complex, is_integer
from .integers import from_machine, to_machine
from .lanes import contiguous
from .rounding import round_to

Product = Callable[[Array, Array], Array]

_EXACT32, _EXACT64 = 1 << 24, 1 << 53
_FEW_TERMS, _SMALL_PRODUCT = 64, 1 << 12


def contract(product: Product, lhs: Array, rhs: Array, depth: int, dtype: np.dtype) -> Array:
    """`product` of operands of any element types and shapes, with elements of `dtype` (R1 to R5).

    Raises Unsupported where complex operands shall have a real result.
    """
    with np.errstate(all="ignore"):
        if is_boolean(dtype):  # R1: counts of true pairs, which cannot cancel
            lhs, rhs = (_converted(x, np.bool_).astype(np.float32) for x in (lhs, rhs))
            return product(lhs, rhs) != 0
        if is_integer(dtype):
            return _wrapping(product, _integers(lhs, dtype), _integers(rhs, dtype), depth, dtype)
        working = working_type(lhs.dtype, rhs.dtype, dtype)
        result = product(_converted(lhs, working), _converted(rhs, working))
        result = np.add(result, 0, out=result if result.base is None else None)  # R3: a sum of negative zeros
        return result if result.dtype == dtype else rounded(result, dtype)


def matrix_product(lhs: Array, rhs: Array) -> Array:
    """The product of stacks of matrices (..., m, k) and (..., k, n) of machine floats or complex numbers (R3)."""
    if lhs.shape[-1] > _FEW_TERMS or lhs.size * rhs.shape[-1] > _SMALL_PRODUCT:
        return np.matmul(_for_machine(lhs), _for_machine(rhs))
    left, right = lhs[..., None], rhs[..., None, :, :]
    if not is_complex(lhs.dtype):
        return np.add.reduce(left * right, axis=-2)
    a, b, c, d = np.real(left), np.imag(left), np.real(right), np.imag(right)
    re, im = np.add.reduce(a * c - b * d, axis=-2), np.add.reduce(a * d + b * c, axis=-2)
    return np.stack((re, im), axis=-1).view(lhs.dtype)[..., 0]


def _for_machine(x: Array) -> Array:
    """Matrices whose rows or columns are contiguous, which BLAS takes as they are."""
    return x if x.itemsize in x.strides[-2:] else contiguous(x)


def working_type(lhs: np.dtype, rhs: np.dtype, result: np.dtype) -> np.dtype:
    """The type in which a contraction with float or complex results is computed (R3, R4, R5)."""
    involved = (lhs, rhs, result)
    if is_complex(lhs) or is_complex(rhs) or is_complex(result):
        if not is_complex(result):
            raise Unsupported("products of complex numbers with a real result")
        wide = any(dtype == np.float64 or dtype == np.complex128 for dtype in involved)
        return np.dtype(np.complex128 if wide else np.complex64)
    return np.dtype(np.float64 if any(dtype == np.float64 for dtype in involved) else np.float32)


def rounded(x: Array, dtype: np.dtype) -> Array:
    """float32, float64 or complex values rounded once to a float or complex type."""
    return x.astype(dtype) if is_complex(dtype) else round_to(x, dtype)


def _converted(x: Array, dtype: np.dtype | type) -> Array:
    return x if x.dtype == dtype else convert(x, dtype)


def _integers(x: Array, dtype: np.dtype) -> Array:
    """Machine integers that equal x, converted to the integer type `dtype`, modulo 2**bits."""
    if is_boolean(x.dtype):
        return x.view(np.uint8)
    return to_machine(x if is_integer(x.dtype) else convert(x, dtype))


def _wrapping(product: Product, lhs: Array, rhs: Array, depth: int, dtype: np.dtype) -> Array:
    """The product of machine integers modulo 2**bits of `dtype` (R2): floats are exact as long as sums stay small."""
    bound = depth * _magnitude(lhs) * _magnitude(rhs)
    if bound < _EXACT32:
        return _wrapped(product(lhs.astype(np.float32), rhs.astype(np.float32)).astype(np.int64), dtype)
    if bound < _EXACT64:
        return _wrapped(product(lhs.astype(np.float64), rhs.astype(np.float64)).astype(np.int64), dtype)
    return _by_digits(product, lhs, rhs, depth, dtype)


def _magnitude(x: Array) -> int:
    return max(abs(int(x.min())), abs(int(x.max()))) if x.size else 0


def _wrapped(x: Array, dtype: np.dtype) -> Array:
    """int64 values wrapped into an integer type of any width."""
    return from_machine(x.astype(f"i{dtype.itemsize}"), dtype)


def _by_digits(product: Product, lhs: Array, rhs: Array, depth: int, dtype: np.dtype) -> Array:
    """Both operands are cut into digits so short that float64 holds every sum of products of digits exactly.

    Digits of weight 2**(width * i) and 2**(width * j) make a product of weight 2**(width * (i + j)); those of equal
    weight (at most eight pairs, since digits have at least eight bits) may be added before they are wrapped.
    """
    width = (55 - (8 * depth).bit_length()) // 2
    lefts, rights = _digits(lhs, width), _digits(rhs, width)
    total: Array | None = None
    for weight in range((integer_bits(dtype) - 1) // width + 1):
        pairs = [(lefts[i], rights[weight - i]) for i in range(len(lefts)) if 0 <= weight - i < len(rights)]
        if not pairs:
            break
        exact = sum(product(left, right) for left, right in pairs)
        part = np.asarray(exact, np.float64).astype(np.int64) << (width * weight)
        total = part if total is None else total + part
    assert total is not None
    return _wrapped(total, dtype)


def _digits(x: Array, width: int) -> list[Array]:
    """x, modulo 2**64, as digits in -2**(width - 1) ... 2**(width - 1) - 1, least significant first."""
    rest = x.astype(np.int64)
    half, mask = 1 << (width - 1), (1 << width) - 1
    digits: list[Array] = []
    while not digits or (rest.any() and len(digits) * width < 64):
        digit = ((rest + half) & mask) - half
        digits.append(digit.astype(np.float64))
        rest = (rest - digit) >> width  # a wrap here is worth 2**64 in all
    return digits
