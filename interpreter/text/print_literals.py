"""Tensor constants as text.

Two spellings: `literal_body` gives what stands inside `dense<...>` in programs, to the letter as MLIR prints it (few
elements in decimal, many in hexadecimal); `print_literal` shows a result to people, in short forms that read back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ...spec.attributes import Literal
from ...spec.types import BooleanType, ComplexType, ElementType, FloatType, IntegerType, float_spelling

Array = np.ndarray[Any, np.dtype[Any]]

_MOST_IN_DECIMAL = 100


def patterns(array: Array) -> Array:
    """Elements of a real dtype as unsigned integers of the same bits."""
    return np.ascontiguousarray(array).view(f"u{array.dtype.itemsize}")


def literal_body(literal: Literal) -> str:
    """What stands inside `dense<...>`."""
    array = literal.array
    element = literal.type.storage
    if array.size == 0:
        # A splat of no elements still knows the number that it would repeat.
        repeated = array.base
        if isinstance(repeated, np.ndarray) and repeated.size == 1 and repeated.dtype == array.dtype:
            return _spellings(repeated.reshape(1), element)[0]
        return ""
    first = array[(0,) * array.ndim]
    if splats(literal):
        return _spellings(first.reshape(1), element)[0]
    if array.size > _MOST_IN_DECIMAL:
        return f'"0x{raw_bytes(array, element).hex().upper()}"'
    return nested(_spellings(np.ravel(array), element), array.shape)


def splats(literal: Literal) -> bool:
    """Whether one element fills the whole tensor."""
    return literal.splat or _all_equal(literal.array)


def raw_bytes(array: Array, element: ElementType) -> bytes:
    """Elements in row-major order, little-endian; narrow integers take a byte whose upper bits are zero."""
    array = np.ascontiguousarray(array)
    if isinstance(element, IntegerType) and element.bits < 8:
        return (array.view(np.uint8) & ((1 << element.bits) - 1)).tobytes()
    return array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes()


def nested(leaves: Iterable[str], shape: Sequence[int]) -> str:
    """Elements in row-major order as nested lists of this shape (no size of which is zero)."""
    rows = list(leaves)
    for size in reversed(shape):
        rows = [f"[{', '.join(row)}]" for row in _batched(rows, size)]
    return rows[0]


def _batched(items: list[str], size: int) -> Iterable[list[str]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _all_equal(array: Array) -> bool:
    """Whether all elements have the same bits."""
    flat = np.ascontiguousarray(array).reshape(-1)
    rows = flat.view(np.uint8).reshape(flat.size, flat.itemsize)
    return bool((rows[-1] == rows[0]).all()) and bool((rows == rows[0]).all())


def _spellings(flat: Array, element: ElementType) -> list[str]:
    """Every element as MLIR writes it."""
    match element:
        case FloatType():
            return [float_spelling(bits, element) for bits in patterns(flat).tolist()]
        case ComplexType(part=FloatType() as part):
            bits = patterns(flat.view(part.dtype)).tolist()
            return [
                f"({float_spelling(real, part)},{float_spelling(imaginary, part)})"
                for real, imaginary in zip(bits[::2], bits[1::2], strict=True)
            ]
        case BooleanType():
            return ["true" if value else "false" for value in flat.tolist()]
        case _:
            return [str(int(value)) for value in flat.tolist()]


# For people ---------------------------------------------------------------------------------------------------------


def print_literal(literal: Literal, elide: int | None = None) -> str:
    """`dense<[1.0, 2.5]> : tensor<2xf32>`: every number in a short form that reads back as the same bits.

    Where there are more than `elide` elements, those in the middle of each long axis are left out as `...`.
    """
    array = literal.array
    if array.size == 0:
        return f"dense<> : {literal.type}"
    if literal.splat:
        return f"dense<{shortest(array[(0,) * array.ndim].reshape(1), literal.type.storage)[0]}> : {literal.type}"
    if elide is not None and array.size > elide:
        return f"dense<{_elided(array, literal.type.storage, _edge(array.shape, elide))}> : {literal.type}"
    return f"dense<{nested(shortest(np.ravel(array), literal.type.storage), array.shape)}> : {literal.type}"


def _edge(shape: tuple[int, ...], most: int) -> int:
    """How many elements to show at each end of every axis so that no more than about `most` are shown."""
    edge = 1
    while np.prod([min(size, 2 * (edge + 1)) for size in shape], dtype=object) <= most:
        edge += 1
    return edge


def _elided(array: Array, element: ElementType, edge: int) -> str:
    """Nested lists that show `edge` elements at each end of every axis."""
    if array.ndim == 0:
        return shortest(array.reshape(1), element)[0]
    size = array.shape[0]
    cut = size > 2 * edge
    shown = [*range(edge), *range(size - edge, size)] if cut else list(range(size))
    rows = shortest(array[shown], element) if array.ndim == 1 else [_elided(array[i], element, edge) for i in shown]
    if cut:
        rows.insert(edge, "...")
    return f"[{', '.join(rows)}]"


def shortest(flat: Array, element: ElementType) -> list[str]:
    """Every element of a vector in a short form; infinities and NaNs in hexadecimal, as MLIR reads them."""
    match element:
        case FloatType():
            return _shortest_floats(flat, element)
        case ComplexType(part=FloatType() as part):
            parts = _shortest_floats(np.ascontiguousarray(flat).view(part.dtype), part)
            return [f"({real},{imaginary})" for real, imaginary in zip(parts[::2], parts[1::2], strict=True)]
        case _:
            return _spellings(flat, element)


def _shortest_floats(flat: Array, element: FloatType) -> list[str]:
    bits = patterns(flat)
    if element.format.bits <= 16:
        # There are few different values: spell each once.
        distinct, places = np.unique(bits, return_inverse=True)
        spelled = [_narrow(pattern, element) for pattern in distinct.tolist()]
        return np.array(spelled, object)[places.reshape(-1)].tolist()
    # The text of a 32-bit scalar of numpy is the shortest for 32 bits.
    texts = [_pointed(text) for text in map(str, flat.tolist() if element.format.bits == 64 else flat)]
    for place in np.flatnonzero(~np.isfinite(flat)).tolist():
        texts[place] = f"0x{int(bits[place]):X}"
    return texts


def _pointed(text: str) -> str:
    """Python's spelling with the decimal point that MLIR asks for: `1e-05` becomes `1.0e-05`."""
    if "." in text or "e" not in text:
        return text
    return text.replace("e", ".0e")


def _narrow(pattern: int, element: FloatType) -> str:
    """Six significant digits tell all values of formats up to 16 bits apart."""
    value = element.format.decode(pattern)
    if value - value != 0:
        return f"0x{pattern:X}"
    return _pointed(repr(float(f"{value:.5e}")))
