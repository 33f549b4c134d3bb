"""Fills a tensor with random bits, by an algorithm whose state is a value of the program.

(S1) The state is a key, followed by a counter of one word (64 bits) or two (the lower first). Each algorithm turns
     successive counters into blocks of random bits, which depend on nothing but key and counter.
(S2) THREE_FRY is Threefry2x32 with 20 rounds; its counter has one word and a block has 64 bits. PHILOX is Philox4x32
     with 10 rounds; its counter has two words and a block has 128 bits. If the state has only one of them, the key
     stands for the upper one.
(S3) DEFAULT is PHILOX here.
(S4) How blocks fill `output` is written in numerics/random_bits.py: elements of 64 bits take a word of a block,
     narrower ones half a word, of which elements of less than 32 bits keep the low bits.
(S5) The bits are the elements' representation: every bit pattern of an integer or float type is equally likely,
     infinities and NaNs among them.
(S6) `output_state` has the same key, and the counter of the first block that was not used.
"""

from __future__ import annotations

from ..attributes.rng_algorithm import RngAlgorithm
from ..lang import (
    FLOAT,
    INT,
    UNSIGNED,
    Array,
    InvalidValue,
    Op,
    Unsupported,
    attribute,
    enumeration,
    exact,
    operand,
    result,
    tensor,
)
from ..lang.notation import same_type, size
from ..lang.values import f16, si8, ui8, ui16, ui32, ui64
from ..numerics.random_bits import philox, three_fry
from ..types import UI64, TensorType, Type

_STATE = tensor(UNSIGNED, 1, only=(UI64,))
_STATE_SIZES = {RngAlgorithm.THREE_FRY: (2,), RngAlgorithm.PHILOX: (2, 3)}

op = Op(
    "rng_bit_generator",
    __doc__,
    slots=(
        attribute("rng_algorithm", enumeration(RngAlgorithm)),
        operand("initial_state", _STATE),
        result("output_state", _STATE),
        result("output", tensor(INT | FLOAT, static=True)),
    ),
    assembly="$initial_state , algorithm = $rng_algorithm attr-dict : functional-type",
    since="0.9.0",
)


@op.constraint("C1")
def states_have_the_same_type(initial_state: Type, output_state: Type) -> bool:
    """type(initial_state) = type(output_state)"""
    return same_type(initial_state, output_state)


@op.constraint("C2")
def state_has_the_size_that_the_algorithm_needs(rng_algorithm: RngAlgorithm, initial_state: Type) -> bool:
    """size(initial_state) is 2 for THREE_FRY, 2 or 3 for PHILOX, any size for DEFAULT"""
    length = size(initial_state)
    return length is None or length in _STATE_SIZES.get(rng_algorithm, (length,))


@op.kernel
def rng_bit_generator(rng_algorithm: RngAlgorithm, initial_state: Array, output: TensorType) -> tuple[Array, Array]:
    default = rng_algorithm is RngAlgorithm.DEFAULT
    algorithm = RngAlgorithm.PHILOX if default else rng_algorithm  # S3
    if initial_state.size not in _STATE_SIZES[algorithm]:
        reason = f"a state of {initial_state.size} words is none of {algorithm}"
        raise Unsupported(reason) if default else InvalidValue(reason)
    run = three_fry if algorithm is RngAlgorithm.THREE_FRY else philox  # S2
    return run(initial_state, output.sizes, output.dtype)  # S1, S4, S5, S6


op.accuracy(exact(INT | FLOAT))
op.choice("random-default-algorithm", "random-bits")
op.peer("XLA CPU", "where float or signed elements are asked for it gives unsigned integers with these bits")
op.peer("StableHLO's C++ verifier", "does not check C2, and takes states of any integer or float type")

_PHILOX, _THREE_FRY = RngAlgorithm.PHILOX, RngAlgorithm.THREE_FRY
_ALL = 2**64 - 1

# Known answers of Random123 (`kat_vectors`): threefry 2x32 20 and philox 4x32 10 of zeros, ones, and digits of pi.
op.example(
    "Threefry of zeros",
    rng_algorithm=_THREE_FRY, initial_state=ui64([0, 0]),
    output_state=ui64([0, 1]), output=ui64([0x99BA4EFE6B200159]),
)  # fmt: skip
op.example(
    "Threefry of ones; the counter wraps",
    rng_algorithm=_THREE_FRY, initial_state=ui64([_ALL, _ALL]),
    output_state=ui64([_ALL, 0]), output=ui64([[0xBB002BE71CB996FC]]),
)  # fmt: skip
op.example(
    "Threefry of digits of pi, as two elements",
    rng_algorithm=_THREE_FRY, initial_state=ui64([0x0370734413198A2E, 0x85A308D3243F6A88]),
    output_state=ui64([0x0370734413198A2E, 0x85A308D3243F6A89]), output=ui32([0xC4923A9C, 0x483DF7A0]),
)  # fmt: skip
op.example(
    "an odd number of elements drops half a block",
    rng_algorithm=_THREE_FRY, initial_state=ui64([0, 0]), output_state=ui64([0, 1]), output=ui32([[0x6B200159]]),
)  # fmt: skip
op.example(
    "narrow elements keep the low bits",
    rng_algorithm=_THREE_FRY, initial_state=ui64([0, 0]), output_state=ui64([0, 1]), output=ui16([0x0159, 0x4EFE]),
)  # fmt: skip
op.example(
    "signed elements have the same bits",
    rng_algorithm=_THREE_FRY, initial_state=ui64([0, 0]), output_state=ui64([0, 1]), output=si8([0x59, 0xFE - 256]),
)  # fmt: skip
op.example(
    "so do floats",
    rng_algorithm=_THREE_FRY, initial_state=ui64([0, 0]), output_state=ui64([0, 1]),
    output=f16([0x159 * 2.0**-24, (1 + 0x2FE / 1024) * 2.0**4]),
)  # fmt: skip
op.example(
    "a scalar",
    rng_algorithm=_THREE_FRY, initial_state=ui64([0, 0]), output_state=ui64([0, 1]), output=ui8(0x59),
)  # fmt: skip
op.example(
    "no elements take no block",
    rng_algorithm=_THREE_FRY, initial_state=ui64([5, 7]), output_state=ui64([5, 7]), output=ui32(0, (3, 0)),
)  # fmt: skip
op.example(
    "Philox of zeros",
    rng_algorithm=_PHILOX, initial_state=ui64([0, 0, 0]),
    output_state=ui64([0, 1, 0]), output=ui32([[0x6627E8D5, 0xE169C58D], [0xBC57AC4C, 0x9B00DBD8]]),
)  # fmt: skip
op.example(
    "Philox of ones; the counter wraps in both words",
    rng_algorithm=_PHILOX, initial_state=ui64([_ALL, _ALL, _ALL]),
    output_state=ui64([_ALL, 0, 0]), output=ui64([0x41C83B0E408F276D, 0x6D5451FDA20BC7C6]),
)  # fmt: skip
op.example(
    "with half a counter the key is the other half",
    rng_algorithm=_PHILOX, initial_state=ui64([0, 0]), output_state=ui64([0, 1]), output=ui32([0x6627E8D5]),
)  # fmt: skip
op.example(
    "the default is Philox",
    rng_algorithm=RngAlgorithm.DEFAULT, initial_state=ui64([0, 0]),
    output_state=ui64([0, 1]), output=ui32([0x6627E8D5]),
)  # fmt: skip

op.reject("C1", output_state=ui64([0, 1, 0]))
op.reject("C2", initial_state=ui64([0, 0, 0]), output_state=ui64([0, 1, 0]))
op.reject("C2", rng_algorithm=_PHILOX, initial_state=ui64([0]), output_state=ui64([0]))
