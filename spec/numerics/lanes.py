"""How kernels of this package see arrays: flat, contiguous, a cache-sized block at a time.

numpy gives different results (and different warnings) for scalars and arrays, so every kernel gets arrays of rank 1;
blocks keep the temporaries of long formulas in cache. Results do not depend on where the blocks are cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

import numpy as np

from .constants import WHOLE
from .cores import cores, on_all_cores
from .formats import unsigned

Parts = tuple[np.ndarray, np.ndarray]
Block = tuple[slice, list[np.ndarray]]
PartsKernel = Callable[..., Parts]
Rough = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Both parts, and where they are to be relied on."""
RoughKernel = Callable[..., Rough]

BLOCK = 1 << 15
_LONG = 2 * BLOCK
"""Of blocks for several cores: after each of numpy's steps threads wait for the interpreter, so steps should not be
short (measured: 32,768 elements gain a tenth on two cores, 65,536 more than half)."""

# GNU's malloc gives the memory of every temporary back to the system, and gets it again page by page, until something
# larger was freed once (mallopt(3): M_MMAP_THRESHOLD is dynamic, up to 32 MiB). So something larger is: long formulas
# then take a third of the time.
np.empty((32 << 20) - (1 << 16), np.uint8)


def elementwise(kernel: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    """Makes a function of equally long rank-1 arrays a function of arrays of any one shape.

    Operands of different shapes are broadcast. Raises ValueError where that is impossible.
    """

    @wraps(kernel)
    def apply(*operands: np.ndarray) -> np.ndarray:
        shape = operands[0].shape
        if any(operand.shape != shape for operand in operands):
            shape = np.broadcast_shapes(*(operand.shape for operand in operands))
            operands = tuple(np.broadcast_to(operand, shape) for operand in operands)
        size = operands[0].size
        with np.errstate(all="ignore"):
            if size <= BLOCK:
                return kernel(*[contiguous(operand).reshape(-1) for operand in operands]).reshape(shape)
            result = np.empty(shape, kernel(*[operand[(0,) * operand.ndim].reshape(1) for operand in operands]).dtype)
            flat = result.reshape(-1)

            def work(block: Block) -> None:
                flat[block[0]] = kernel(*block[1])

            on_all_cores(work, list(blocks(*operands, length=_LONG if size > 4 * _LONG else BLOCK)))
        return result

    return apply


def in_shares(function: Callable[..., np.ndarray], *operands: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """The results of a function that takes equally long parts of the operands and, last, an array of `dtype` for its
    result, which it returns or else another.

    There is one part for each core, or a single one up to 2,097,152 elements: for functions of so few steps that blocks
    which fit into cache, and threads that have to be woken, cost more than they save (measured).
    """
    result = np.empty(operands[0].shape, dtype)
    flat = result.reshape(-1)

    def work(block: Block) -> None:
        out = flat[block[0]]
        found = function(*block[1], out)
        if found is not out:
            out[...] = found

    length = 64 * BLOCK
    if flat.size > length:
        length = max(length, -(-flat.size // cores()))
    on_all_cores(work, list(blocks(*operands, length=length)), few=1)
    return result


def blocks(*operands: np.ndarray, length: int = BLOCK) -> Iterator[Block]:
    """Arrays of one shape cut into blocks: where each block lies in a flat array, and each operand's part of it."""
    size = operands[0].size
    flat = [_one_block(x, length) if _is_splat(x) else contiguous(x).reshape(-1) for x in operands]
    for start in range(0, size, length):
        place = slice(start, min(start + length, size))
        yield place, [x[place] if x.size == size else x[: place.stop - start] for x in flat]


def contiguous(x: np.ndarray) -> np.ndarray:
    """x itself where its elements lie in memory one after another, else a copy of which they do."""
    return x if x.flags.c_contiguous else copied(x)


def copied(x: np.ndarray) -> np.ndarray:
    """A contiguous copy.

    numpy copies row by row. Where a row gathers elements that lie far apart, as in a transposed matrix, little of what
    memory delivers is used before it leaves the cache; so strips of such rows are copied, 32 bytes wide: two to four
    times as fast for elements of up to 4 bytes, and no gain for wider ones (measured).
    """
    strip = 32 // x.itemsize
    if x.ndim < 2 or x.itemsize > 4 or abs(x.strides[-1]) < 1024 or not 32 <= x.shape[-1] <= x.size >> 9:
        return np.array(x, order="C", copy=True)
    copy = np.empty(x.shape, x.dtype)
    for start in range(0, x.shape[-1], strip):
        copy[..., start : start + strip] = x[..., start : start + strip]
    return copy


def _is_splat(operand: np.ndarray) -> bool:
    """Whether there are elements, all in the same place of memory."""
    return operand.size > 0 and not any(operand.strides)


def _one_block(splat: np.ndarray, length: int) -> np.ndarray:
    """A block that stands for every block of a splat."""
    return np.full(min(length, splat.size), splat[(0,) * splat.ndim], splat.dtype)


def planewise(
    precise: PartsKernel | None = None, rough: RoughKernel | None = None
) -> Callable[[PartsKernel], Callable[..., np.ndarray]]:
    """Makes a function of real and imaginary parts in float64 a function of complex arrays of any one shape.

    The decorated kernel gets the parts of each operand in turn and returns the parts of the result, which are rounded
    once to the parts of the operands' type. `precise` takes its place for complex128, where float64 has no spare bits.

    `rough` does the same with numpy's functions, which are faster and differ between processors by a few units. Where
    that leaves open how a part of a complex64 number rounds, and where `rough` is not sure, the kernel decides: so what
    comes out is the same as without it.
    """

    def decorate(kernel: PartsKernel) -> Callable[..., np.ndarray]:
        @elementwise
        @wraps(kernel)
        def apply(*operands: np.ndarray) -> np.ndarray:
            dtype = operands[0].dtype
            function = precise if precise and dtype == np.complex128 else kernel
            result = np.empty(operands[0].shape, dtype)
            given = [part for operand in operands for part in parts(operand)]
            if rough is None or dtype == np.complex128:
                real, imag = function(*given)
                result.real, result.imag = one_nan(real), one_nan(imag)
                return result
            real, imag, sure = rough(*given)
            result.real, result.imag = real, imag
            doubtful = ~(sure & settled(real) & settled(imag))
            if doubtful.any():
                decided = np.empty(np.count_nonzero(doubtful), dtype)
                real, imag = kernel(*(part[doubtful] for part in given))
                decided.real, decided.imag = one_nan(real), one_nan(imag)
                result[doubtful] = decided
            return result

        return apply

    return decorate


def settled(part: np.ndarray, doubt: np.ndarray | float = 2.0**-44) -> np.ndarray:
    """Whether all that lies within a relative `doubt` of a float64 rounds to the same float32; not so for NaN."""
    return (part * (1 - doubt)).astype(np.float32) == (part * (1 + doubt)).astype(np.float32)


def one_nan(part: np.ndarray) -> np.ndarray:
    """The part with every NaN positive: which sign it has depends on the machine, even on the place in a block."""
    nan = np.isnan(part)
    return np.where(nan, np.nan, part) if nan.any() else part


def parts(operand: np.ndarray) -> Parts:
    """Real and imaginary part as contiguous float64 arrays."""
    return np.real(operand).astype(np.float64), np.imag(operand).astype(np.float64)


def repair(result: Parts, where: np.ndarray, kernel: PartsKernel, *operands: np.ndarray) -> Parts:
    """`result` with the elements selected by `where` computed again by `kernel` from theirs of `operands`."""
    if where.any():
        real, imag = result[0].copy(), result[1].copy()
        real[where], imag[where] = kernel(*(operand[where] for operand in operands))
        return real, imag
    return result


def replaced(
    result: np.ndarray, where: np.ndarray, function: Callable[..., np.ndarray], *operands: np.ndarray
) -> np.ndarray:
    """`result`, in place, with the elements selected by `where` computed by `function` from theirs of `operands`."""
    if where.any():
        result[where] = function(*(operand[where] for operand in operands))
    return result


def head(x: np.ndarray) -> np.ndarray:
    """x cut off after 26 bits, so that products of two such numbers are exact."""
    return (x.view(np.int64) & ~0x7FFFFFF).view(np.float64)


def to_whole(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The whole numbers next to x, which is overwritten: in the last 51 bits of integers, and as floats."""
    x += WHOLE
    whole = x.view(np.int64).copy()
    x -= WHOLE
    return whole, x


def with_signs(size: float, signs: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    """One positive number with the signs of numpy's own floats (zeros and NaN included), several times as fast as
    `np.copysign`."""
    word = unsigned(signs.dtype)
    mask = word.type(1 << (8 * signs.itemsize - 1))
    patterns = np.bitwise_and(signs.view(word), mask, out=None if out is None else out.view(word))
    patterns |= signs.dtype.type(size).view(word)
    return patterns.view(signs.dtype)


def has_negative_zero(x: np.ndarray) -> bool:
    """Whether a pattern is that of a negative zero: all bits but the sign are clear, as in the least signed integer."""
    return bool(x.view(f"i{x.itemsize}").min(initial=0) == -(1 << (8 * x.itemsize - 1)))


def exponents(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Exponent of the larger part; 0 for zeros and non-finite numbers."""
    largest = np.maximum(np.abs(x), np.abs(y))
    return np.where(np.isfinite(largest), np.frexp(largest)[1], 0)


def ldexp(x: np.ndarray, exponent: np.ndarray | int) -> np.ndarray:
    """x * 2**exponent, rounded once, for exponents of any integer type."""
    exponent = np.asarray(exponent, np.int64)
    if exponent.size and exponent.min() >= -1022 and exponent.max() <= 1023:
        return x * ((exponent + 1023) << 52).view(np.float64)  # several times as fast
    return np.ldexp(x, np.clip(exponent, -5000, 5000).astype(np.intc))  # numpy takes C ints only on some systems


def mantissa_and_exponent(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """m between sqrt(1/2) and sqrt(2), and an int64 k, with x = m 2**k, for positive finite float64.

    Of other numbers comes something of no use.
    """
    small = x < 2.0**-1000
    pattern = (np.where(small, x * 2.0**60, x) if small.any() else x).view(np.int64)
    exponent = (pattern - _ROOT_OF_HALF) >> 52
    mantissa = (pattern - (exponent << 52)).view(np.float64)
    return mantissa, exponent - 60 * small if small.any() else exponent


_ROOT_OF_HALF = int(np.sqrt(0.5).view(np.int64))
