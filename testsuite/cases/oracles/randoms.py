"""Random bits: the ciphers Threefry2x32 and Philox4x32 (Salmon et al., SC 2011) word by word, and rng's distributions.

The layout of blocks in the output is a choice (`random-bits`): written out here index by index.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ....spec.types import I1, ComplexType, FloatType, IntegerType, TensorType
from ...golden import Judge, Kind, Value
from .application import Application, oracle
from .conversions import cell_of_bits
from .rounding import number_of
from .tensors import Index, NoOracle, Tensor, indices, position

WORD = (1 << 32) - 1


def threefry(key: int, counter: int) -> tuple[int, int]:
    """Two words for a key and a counter of 64 bits each."""
    keys = [key & WORD, key >> 32]
    keys.append(keys[0] ^ keys[1] ^ 0x1BD11BDA)
    x, y = (counter & WORD) + keys[0] & WORD, (counter >> 32) + keys[1] & WORD
    for i in range(20):
        turn = (13, 15, 26, 6, 17, 29, 16, 24)[i % 8]
        x = x + y & WORD
        y = ((y << turn | y >> (32 - turn)) & WORD) ^ x
        if i % 4 == 3:
            step = i // 4 + 1
            x, y = x + keys[step % 3] & WORD, y + keys[(step + 1) % 3] + step & WORD
    return x, y


def philox(key: int, counter: int) -> tuple[int, ...]:
    """Four words for a key of 64 bits and a counter of 128."""
    k, words = [key & WORD, key >> 32], [counter >> 32 * i & WORD for i in range(4)]
    for _ in range(10):
        first, second = words[0] * 0xD2511F53, words[2] * 0xCD9E8D57
        words = [second >> 32 ^ words[1] ^ k[0], second & WORD, first >> 32 ^ words[3] ^ k[1], first & WORD]
        k = [k[0] + 0x9E3779B9 & WORD, k[1] + 0xBB67AE85 & WORD]
    return tuple(words)


@oracle("rng_bit_generator")
def rng_bit_generator(app: Application) -> list[Any]:
    state, type_ = app.operands[0], app.results[1]
    key, counter, *upper = state.cells
    if app["rng_algorithm"].name == "THREE_FRY":
        if len(state.cells) != 2:
            raise NoOracle("a counter that Threefry does not have")
        cells, blocks = _from_threefry(type_, key, counter)
        after = [key, (counter + blocks) % (1 << 64)]
    else:
        whole = counter | (upper[0] if upper else key) << 64
        cells, blocks = _from_philox(type_, key, whole)
        moved = whole + blocks
        after = [key, moved % (1 << 64), (moved >> 64) % (1 << 64)][: len(state.cells)]
    judges = [_open(one) for one in (state.type, type_)]
    output = Tensor(type_, [cell_of_bits(type_.element, bits) for bits in cells], judges[1])
    return [Tensor(state.type, after, judges[0]), output]


def _open(type_: TensorType) -> Judge:
    """Any bits are right; ours are the choice."""
    mask = Value.of(np.ones(type_.sizes, np.bool_), TensorType(type_.sizes, I1))
    return Judge(Kind.EXACT, open=mask, choices=("random-bits",))


def _from_threefry(type_: TensorType, key: int, counter: int) -> tuple[list[int], int]:
    shape, bits = type_.sizes, type_.element.bits
    if bits == 64:
        words = [threefry(key, (counter + i) % (1 << 64)) for i in range(math.prod(shape))]
        return [x | y << 32 for x, y in words], len(words)
    if not shape:
        return [threefry(key, counter)[0] % (1 << bits)], 1
    even = [d for d, size in enumerate(shape) if size % 2 == 0]
    along = even[0] if even else shape.index(max(shape))
    half = tuple((size + 1) // 2 if d == along else size for d, size in enumerate(shape))

    def word(index: Index) -> int:
        block, which = divmod(index[along], 2)
        place = position((*index[:along], block, *index[along + 1 :]), half)
        return threefry(key, (counter + place) % (1 << 64))[which]

    return [word(index) % (1 << bits) for index in indices(shape)], math.prod(half)


def _from_philox(type_: TensorType, key: int, counter: int) -> tuple[list[int], int]:
    size, bits = math.prod(type_.sizes), type_.element.bits
    each = 2 if bits == 64 else 4
    blocks = -(-size // each)
    words = [word for i in range(blocks) for word in philox(key, (counter + i) % (1 << 128))]
    if bits == 64:
        words = [low | high << 32 for low, high in zip(words[::2], words[1::2], strict=True)]
    return [word % (1 << bits) for word in words[:size]], blocks


@oracle("rng")
def rng(app: Application) -> list[Any]:
    """Numbers of a distribution: those here only fill the type, the judge has the distribution."""
    a, b, shape = app.operands
    element = a.type.element
    if isinstance(element, ComplexType):
        raise NoOracle("complex random numbers")
    numbers = [float(number_of(element.format, one.cells[0]) if isinstance(element, FloatType) else one.cells[0])
               for one in (a, b)]  # fmt: skip
    name = app["rng_distribution"].name.lower()
    if not all(map(math.isfinite, numbers)) or (name == "uniform" and numbers[0] >= numbers[1]) or numbers[1] < 0:
        raise NoOracle("an empty interval, or infinite numbers")
    if isinstance(element, (FloatType, IntegerType)) and element.bits < 16:
        raise NoOracle("random numbers of few values")
    judge = Judge(Kind.DISTRIBUTION, distribution=name, parameters=tuple(numbers), choices=("random-numbers",))
    return [Tensor(a.type.with_shape(tuple(shape.cells)), [a.cells[0]] * math.prod(shape.cells), judge)]
