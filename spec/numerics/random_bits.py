"""Random bits from counters: Threefry and Philox, as XLA lays them out.

Source of the ciphers: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. Their
constants and known answers are those of the authors' Random123 library.

A state holds a key and a counter. Each block of output is the cipher of the counter under the key; the counter moves
on by the number of blocks. Layout of the output (XLA's `prng.cc`; checked bit for bit against XLA CPU, jaxlib 0.10):

(R1) Threefry2x32 turns a 64-bit counter into 64 bits: lower word first, in counters, keys and results.
(R2) It fills 64-bit elements with one block each, in row-major order. For narrower elements one dimension is halved:
     the first even one, else the first of the largest (rounded up, the surplus is dropped). A block gives two
     neighbours along it; blocks are counted in row-major order of the halved shape. Rank 0 takes the lower word of
     one block.
(R3) Philox4x32 turns a 128-bit counter into 128 bits, lower words first. The blocks fill elements in row-major order. A
     state that holds only half of a counter is completed with the key as its upper half.
(R4) Elements narrower than 32 bits take the low bits of one word each.
"""

from __future__ import annotations

import math

import numpy as np

from .formats import bits, is_integer, is_signed, unsigned

_BLOCK = 1 << 14
_MASK32, _MASK64 = (1 << 32) - 1, (1 << 64) - 1

Words = np.ndarray  # uint32 or uint64


def three_fry(state: np.ndarray, shape: tuple[int, ...], dtype: np.dtype) -> tuple[np.ndarray, np.ndarray]:
    """The next state and an array of random bits. `state` is uint64 of shape (2,): key and counter."""
    key, counter = (int(word) for word in state)
    if bits(dtype) == 64:
        blocks = math.prod(shape)
        words = _three_fry_blocks(key, counter, blocks).reshape(shape)  # R2
    else:
        axis = _halved_dimension(shape)
        half = tuple((size + 1) // 2 if i == axis else size for i, size in enumerate(shape))
        blocks = math.prod(half)
        words = _pair_up(_three_fry_blocks(key, counter, blocks).reshape(half), axis, shape)  # R2
    return np.array([key, (counter + blocks) & _MASK64], np.uint64), _elements(words, dtype)


def philox(state: np.ndarray, shape: tuple[int, ...], dtype: np.dtype) -> tuple[np.ndarray, np.ndarray]:
    """The next state and an array of random bits. `state` is uint64 of shape (2,) or (3,): key and counter (R3)."""
    key, low, *high = (int(word) for word in state)
    counter = low | (high[0] if high else key) << 64
    size = math.prod(shape)
    per_block = 2 if bits(dtype) == 64 else 4
    blocks = -(-size // per_block)
    pairs = _philox_blocks(key, counter, blocks)
    words = pairs.reshape(-1) if per_block == 2 else _halves(pairs).reshape(-1)
    moved = counter + blocks
    after = [key, moved & _MASK64, moved >> 64 & _MASK64]
    return np.array(after[: len(state)], np.uint64), _elements(words[:size].reshape(shape), dtype)  # R3


def threefry2x32(key: tuple[int | Words, int | Words], x0: Words, x1: Words) -> tuple[Words, Words]:
    """The 20-round cipher of arrays of uint32 words, under one key or under a key an element."""
    schedule = (*key, key[0] ^ key[1] ^ 0x1BD11BDA)
    x0, x1 = x0 + np.uint32(key[0]), x1 + np.uint32(key[1])
    for group in range(1, 6):
        for rotation in (13, 15, 26, 6) if group % 2 else (17, 29, 16, 24):
            x0 += x1
            x1 = (x1 << np.uint32(rotation)) | (x1 >> np.uint32(32 - rotation))
            x1 ^= x0
        x0 += np.uint32(schedule[group % 3])
        x1 += np.uint32((schedule[(group + 1) % 3] + group) & _MASK32)
    return x0, x1


def philox4x32(key: tuple[int, int], x: tuple[Words, Words, Words, Words]) -> tuple[Words, Words, Words, Words]:
    """The 10-round cipher of arrays of uint32 words."""
    k0, k1 = key
    for _ in range(10):
        low0, high0 = _multiply(x[0], 0xD2511F53)
        low1, high1 = _multiply(x[2], 0xCD9E8D57)
        x = (high1 ^ x[1] ^ np.uint32(k0), low1, high0 ^ x[3] ^ np.uint32(k1), low0)
        k0, k1 = (k0 + 0x9E3779B9) & _MASK32, (k1 + 0xBB67AE85) & _MASK32
    return x


def _multiply(x: Words, factor: int) -> tuple[Words, Words]:
    """Lower and upper words of 32-bit products."""
    product = x.astype(np.uint64) * np.uint64(factor)
    return product.astype(np.uint32), (product >> np.uint64(32)).astype(np.uint32)


def _three_fry_blocks(key: int, counter: int, count: int) -> np.ndarray:
    """The ciphers of `count` counters from `counter` on, as uint64 (R1)."""
    made = np.empty(count, np.uint64)
    for start in range(0, count, _BLOCK):
        counters = _counters(counter + start, min(_BLOCK, count - start))
        made[start : start + _BLOCK] = _join(*threefry2x32(_split(key), *_words(counters)))
    return made


def _philox_blocks(key: int, counter: int, count: int) -> np.ndarray:
    """The ciphers of `count` counters from `counter` on, as pairs of uint64 (R3)."""
    made = np.empty((count, 2), np.uint64)
    for start in range(0, count, _BLOCK):
        first = counter + start
        low = _counters(first, min(_BLOCK, count - start))
        carried = low < np.uint64(first & _MASK64)
        high = carried.astype(np.uint64) + np.uint64(first >> 64 & _MASK64)
        x0, x1, x2, x3 = philox4x32(_split(key), (*_words(low), *_words(high)))
        made[start : start + _BLOCK] = np.stack([_join(x0, x1), _join(x2, x3)], axis=-1)
    return made


def _counters(first: int, count: int) -> np.ndarray:
    """first, first + 1, ..., modulo 2**64."""
    return np.arange(count, dtype=np.uint64) + np.uint64(first & _MASK64)


def _split(word: int) -> tuple[int, int]:
    return word & _MASK32, word >> 32


def _words(x: np.ndarray) -> tuple[Words, Words]:
    """Lower and upper words of uint64."""
    return x.astype(np.uint32), (x >> np.uint64(32)).astype(np.uint32)


def _join(low: Words, high: Words) -> np.ndarray:
    return low.astype(np.uint64) | (high.astype(np.uint64) << np.uint64(32))


def _halves(x: np.ndarray) -> np.ndarray:
    """Lower and upper words of uint64 along a new last dimension."""
    return np.stack(_words(x), axis=-1)


def _halved_dimension(shape: tuple[int, ...]) -> int:
    """The dimension along which a block gives two elements (R2); -1 in rank 0."""
    even = (axis for axis, size in enumerate(shape) if size % 2 == 0)
    return next(even, shape.index(max(shape)) if shape else -1)


def _pair_up(blocks: np.ndarray, axis: int, shape: tuple[int, ...]) -> np.ndarray:
    """The two words of each block as neighbours along a dimension, cut to `shape` (R2)."""
    if axis < 0:
        return blocks.astype(np.uint32)
    apart = np.moveaxis(_halves(blocks), -1, axis + 1)
    doubled = apart.reshape(*shape[:axis], 2 * blocks.shape[axis], *shape[axis + 1 :])
    return doubled[tuple(slice(size) for size in shape)]


def _elements(words: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """Words as elements of an integer or float type: their low bits (R4)."""
    width = bits(dtype)
    if width >= 8:
        return np.ascontiguousarray(words.astype(unsigned(dtype), copy=False)).view(dtype).reshape(words.shape)
    low = (words & np.uint32((1 << width) - 1)).astype(np.uint8)
    if not is_integer(dtype):
        return low.view(dtype)
    spare = np.uint8(8 - width)
    return ((low << spare).view(np.int8) >> spare.view(np.int8) if is_signed(dtype) else low).astype(dtype)
