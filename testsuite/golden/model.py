"""What a golden case is: a program, inputs, expected outputs, and how to judge what a backend gives.

The format of the files (version 1) is described in docs/guides/golden-suite.rst and by `schema.json`. Everything here
is an immutable record; `read.py` and `schema.py` bring records from and to files.
"""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from ...spec.types import IntegerType, TensorType

FORMAT = 1
"""Version of the format. A reader refuses files of a later one."""


class Level(enum.Enum):
    """What a case is for. A backend may claim levels one by one."""

    CORE = "core"
    EDGE = "edge"
    ACCURACY = "accuracy"
    DYNAMIC = "dynamic"
    QUANTIZED = "quantized"
    COLLECTIVE = "collective"
    REJECT = "reject"
    PROGRAMS = "programs"


class Kind(enum.Enum):
    """How an output is judged. See `Judge` for the data that each kind comes with."""

    EXACT = "exact"
    """The same values, signs of zeros included."""
    CORRECTLY_ROUNDED = "correctly_rounded"
    """The same values: `expected` is the exact result rounded to nearest, ties to even."""
    ULP = "ulp"
    """|actual - exact| <= `ulps` units in the last place of the exact result, or what the program accepts."""
    DOT = "dot"
    """|actual - expected| <= depth * roundoff(`precision`) * magnitude, and one unit of the result type: half a one for
    the rounding of each of the two. Derived in `compare/bounded.py`."""
    SUM = "sum"
    """As DOT, for sums; magnitudes are sums of absolute values."""
    NORM = "norm"
    """As DOT, for results that are backward stable; magnitudes are norms, depth a factor."""
    QUANTUM = "quantum"
    """|stored actual - stored expected| <= `quanta`."""
    ALLOWED = "allowed"
    """What `expected` or one of `alternatives` gives: each element by itself, or all of one with `whole`."""
    DISTRIBUTION = "distribution"
    """Random numbers: those of the named distribution with these parameters."""


class Nan(enum.Enum):
    """What is right where a NaN is expected."""

    ANY = "any"
    """Any NaN."""
    QUIET = "quiet"
    """Any quiet NaN."""
    BITS = "bits"
    """The NaN with the expected bits."""


@dataclass(frozen=True, slots=True)
class Value:
    """A tensor: its MLIR type and the bits of its elements.

    The type is static, also where `@main` declares `?`. `data` is hexadecimal: elements in row-major order, each as the
    least whole number of bytes that holds it (i1, i4 and f4E2M1FN take one, unused high bits zero), least significant
    byte first; complex numbers have their real part first. With `splat`, `data` is one element and stands for all.
    Quantized tensors hold their storage integers.
    """

    type: str
    data: str
    splat: bool = False

    @staticmethod
    def of(array: Any, type_: TensorType) -> Value:
        """The value that an array holds, splat where all elements have the same bits."""
        array = np.ascontiguousarray(array, type_.dtype)
        data = array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes()
        width = array.dtype.itemsize
        splat = array.size > 1 and data == data[:width] * array.size
        return Value(str(type_), (data[:width] if splat else data).hex(), splat)

    @property
    def tensor(self) -> TensorType:
        """The type, read. Raises ParseError."""
        return tensor_type(self.type)

    @property
    def array(self) -> np.ndarray[Any, Any]:
        """The elements, not writable. Raises ValueError where there are not as many as the type says."""
        type_ = self.tensor
        dtype = type_.dtype
        flat = np.frombuffer(bytes.fromhex(self.data), dtype.newbyteorder("<")).astype(dtype, copy=False)
        if flat.size != (1 if self.splat else math.prod(type_.sizes)):
            raise ValueError(f"{flat.size} elements where {self.type} needs {math.prod(type_.sizes)}")
        return np.broadcast_to(flat.reshape(()), type_.sizes) if self.splat else flat.reshape(type_.sizes)


@dataclass(frozen=True, slots=True)
class Judge:
    """What an output may be, apart from `expected`. Fields that a kind does not name keep their defaults.

    - ULP: `ulps`; with `by_modulus` for complex results, in units of the larger part. `offsets` (i16, as many as parts)
      tells exact results from expected ones: (exact - expected) / unit in the last place, times 2**15. Where a program
      says what it accepts (`result_accuracy`), errors up to the larger of `rtol` * |exact| and `atol` are right as well
      (of complex results: distances in the plane), and no profile multiplies `ulps`.
    - DOT, SUM, NORM: `magnitudes` (f32 or f64, never below the true ones), `depth`, and `precision`, the float type
      whose unit roundoff counts; of complex results both parts lie within the bound. Infinities and NaNs are expected
      ones.
    - QUANTUM: `quanta`.
    - ALLOWED: `alternatives`, `whole`.
    - DISTRIBUTION: `distribution` ("uniform", "normal" or "bits") and its `parameters` (interval; mean and deviation).

    For every kind, elements where `open` (i1) is true may be anything of their type: the specification leaves them to
    the implementation, and `choices` names the points (spec/lang/choices.py) by which they, or alternatives, are open.
    """

    kind: Kind
    nan: Nan = Nan.ANY
    ulps: float = 0.0
    rtol: float = 0.0
    atol: float = 0.0
    by_modulus: bool = False
    offsets: Value | None = None
    magnitudes: Value | None = None
    depth: float = 0.0
    precision: str | None = None
    quanta: int = 0
    alternatives: tuple[Value, ...] = ()
    whole: bool = False
    distribution: str | None = None
    parameters: tuple[float, ...] = ()
    open: Value | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a program must be refused: constraint `label` of `op` does not hold; `sentence` says it in words."""

    op: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Processes:
    """A grid that runs `@main` in each of its processes."""

    replicas: int = 1
    partitions: int = 1


@dataclass(frozen=True, slots=True)
class Case:
    """One test.

    `program` is a module in text; `@main` takes `inputs` and gives `expected`, tensors all, judged one by one by
    `judges`. On a grid the lists of all processes stand one after another, replica by replica; see `of_process`. A case
    with `reject` has no inputs: the program must be refused before it runs.

    `id` is stable for ever: op, aspect, type. `ops` are the full names of all operations, `elements` the element types
    of inputs and results, `labels` what of the specification the case covers (`add.S2`, `add.C1`). `oracle` tells how
    `expected` was found, `witnesses` which other engines agree ("xla 0.10.2"), `dissents` which do not.
    """

    id: str
    level: Level
    ops: tuple[str, ...]
    elements: tuple[str, ...]
    program: str
    inputs: tuple[Value, ...] = ()
    expected: tuple[Value, ...] = ()
    judges: tuple[Judge, ...] = ()
    labels: tuple[str, ...] = ()
    oracle: str = ""
    reject: Rejection | None = None
    processes: Processes | None = None
    witnesses: tuple[str, ...] = ()
    dissents: tuple[str, ...] = ()

    @property
    def process_count(self) -> int:
        return 1 if self.processes is None else self.processes.replicas * self.processes.partitions

    def of_process(self, number: int) -> tuple[tuple[Value, ...], tuple[Value, ...], tuple[Judge, ...]]:
        """Inputs, expected outputs and judges of a process (replica * partitions + partition)."""
        given, wanted = len(self.inputs) // self.process_count, len(self.expected) // self.process_count
        outputs = slice(number * wanted, (number + 1) * wanted)
        return self.inputs[number * given : (number + 1) * given], self.expected[outputs], self.judges[outputs]


@lru_cache(4096)
def tensor_type(text: str) -> TensorType:
    """The tensor type of that spelling. Raises ParseError, and ValueError where it is none."""
    from ...interpreter.text.reader import read_type

    type_ = read_type(text)
    if not isinstance(type_, TensorType):
        raise ValueError(f"{text} is no tensor type")
    return type_


def bits_of(array: np.ndarray[Any, Any], type_: TensorType) -> np.ndarray[Any, Any]:
    """The elements' bits as unsigned integers, unused high bits zero (complex numbers: one more dimension of parts)."""
    storage = type_.storage
    flat = np.ascontiguousarray(array)
    width = flat.dtype.itemsize
    if flat.dtype.kind == "c":
        flat = flat.view(np.dtype(f"f{width // 2}")).reshape(*array.shape, 2)
        width //= 2
    bits = flat.reshape(-1).view(f"u{width}").reshape(flat.shape)
    if isinstance(storage, IntegerType) and storage.bits < 8:
        bits = bits & ((1 << storage.bits) - 1)
    return bits
