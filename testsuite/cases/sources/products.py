"""Variants of sums of products, linear algebra, transforms and normalization."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from ....spec.attributes.conv import ConvDimensionNumbers
from ....spec.attributes.dot import DotDimensionNumbers
from ....spec.attributes.dot_algorithm import DotAlgorithm
from ....spec.attributes.fft_type import FftType
from ....spec.attributes.rng_algorithm import RngAlgorithm
from ....spec.attributes.rng_distribution import RngDistribution
from ....spec.attributes.transpose import Transpose
from ....spec.lang import Op
from ....spec.types import (
    BF16,
    COMPLEX64,
    COMPLEX128,
    ELEMENT_TYPES,
    F16,
    F32,
    F64,
    FLOATS,
    SI8,
    SI16,
    SI32,
    SI64,
    TF32,
    UI8,
    UI16,
    UI32,
    UI64,
    ComplexType,
    FloatType,
    TensorType,
)  # fmt: skip
from ...golden import Level
from ..oracles.rounding import pattern_of
from ..oracles.tensors import count
from .drafts import Draft
from .numbers import literal, ordinary
from .variants import TURN, Inputs, drawn, shape_of


def _tensor(element: Any, shape: tuple[int, ...], random_: random.Random, scale: int = 2) -> Any:
    return literal(element, ordinary(element, count(shape), random_, scale), shape)


def _dot_general(random_: random.Random, element: Any) -> Inputs:
    batch = shape_of(random_, random_.choice((0, 0, 1, 2)), 3)
    inner = shape_of(random_, random_.choice((0, 1, 1, 2)), 5)
    left, right = (shape_of(random_, random_.choice((0, 1, 1)), 4) for _ in range(2))
    operands: list[Any] = []
    dims: list[Any] = []
    for rest in (left, right):
        sizes = [*batch, *inner, *rest]
        order = random_.sample(range(len(sizes)), len(sizes))  # where each of them goes
        shape = [0] * len(sizes)
        for size, to in zip(sizes, order, strict=True):
            shape[to] = size
        operands.append(_tensor(element, tuple(shape), random_))
        kept = sorted(order[len(batch) + len(inner) :])
        dims.append((tuple(order[: len(batch)]), tuple(order[len(batch) : len(batch) + len(inner)]), kept, shape))
    numbers = DotDimensionNumbers(dims[0][0], dims[1][0], dims[0][1], dims[1][1])
    result = (*batch, *(dims[0][3][d] for d in dims[0][2]), *(dims[1][3][d] for d in dims[1][2]))
    return {"lhs": operands[0], "rhs": operands[1], "dot_dimension_numbers": numbers}, {
        "result": TensorType(result, element)
    }


def _by_algorithm(types: tuple[Any, Any, Any], counts: tuple[int, int]) -> Callable[[random.Random, Any], Inputs]:
    """Operands of two element types, a result of a third, by an algorithm: its components and its operations."""
    precision, accumulation, target = types
    components, operations = counts
    algorithm = DotAlgorithm(precision, precision, accumulation, components, components, operations, False)

    def dot_general(random_: random.Random, element: Any) -> Inputs:
        inputs = {"lhs": _tensor(element, (3, 5), random_), "rhs": _tensor(element, (5, 3), random_),
                  "dot_dimension_numbers": DotDimensionNumbers((), (), (1,), (0,)), "algorithm": algorithm}  # fmt: skip
        return inputs, {"result": TensorType((3, 3), target)}

    return dot_general


ALGORITHMS = (
    (F64, (F16, F32, F32), (1, 1)), (F32, (BF16, BF16, F32), (1, 1)),
    (F32, (BF16, F32, F32), (1, 1)), (F32, (BF16, F32, F32), (1, 3)), (F32, (BF16, F32, F32), (3, 6)),
    (F32, (BF16, F32, F32), (1, 9)), (F32, (TF32, F32, F32), (1, 1)), (F64, (TF32, F32, F32), (1, 1)),
    (F32, (TF32, F32, F32), (2, 3)),
    (F64, (F64, F64, F64), (1, 1)), (F32, (FLOATS["f8E5M2"], F32, F32), (1, 1)),
)  # fmt: skip
"""Element type of the operands; precision, accumulation and result; components and operations."""


def _dots(op: Op) -> Iterator[Draft]:
    for source, types, counts in ALGORITHMS:
        name = f"by-{counts[1]}-products-of-{types[0]}-added-in-{types[1]}"
        name = f"{name.lower()}-as-{types[2]}"
        yield from drawn(op, name, 1, _by_algorithm(types, counts), (source,), level=Level.ACCURACY)
    yield from drawn(op, "drawn", 64, _dot_general)
    yield from drawn(op, "all-types", len(ELEMENT_TYPES), _matrices, ELEMENT_TYPES)


def _matrices(random_: random.Random, element: Any) -> Inputs:
    inputs = {"lhs": _tensor(element, (3, 7), random_), "rhs": _tensor(element, (7, 2), random_),
              "dot_dimension_numbers": DotDimensionNumbers((), (), (1,), (0,))}  # fmt: skip
    return inputs, {"result": TensorType((3, 2), element)}


def _convolution(random_: random.Random, element: Any) -> Inputs:
    rank = random_.choice((0, 1, 1, 2, 2))
    dims = rank + 2
    orders = [random_.sample(range(dims), dims) for _ in range(3)]
    feature_groups, batch_groups = random_.choice(((1, 1), (1, 1), (2, 1), (1, 2)))
    images, depth = batch_groups * random_.randint(1, 2), random_.randint(1, 2)
    features = feature_groups * batch_groups * random_.randint(1, 2)
    spatial = [random_.randint(1, 5) for _ in range(rank)]
    kernel = [random_.randint(1, 3) for _ in range(rank)]
    draw = lambda *options: [random_.choice(options) for _ in range(rank)]  # noqa: E731
    strides, lhs_dilation, rhs_dilation = draw(1, 2), draw(1, 1, 2), draw(1, 1, 2)
    padding = [[random_.randint(-1, 2) for _ in range(2)] for _ in range(rank)]
    windows: list[int] = []
    for d in range(rank):
        room = sum(padding[d]) + (spatial[d] - 1) * lhs_dilation[d] + 1
        width = (kernel[d] - 1) * rhs_dilation[d] + 1
        windows.append(max(0, (room - width) // strides[d] + 1) if room > 0 else 0)
    lhs = _arranged(orders[0], [images, depth * feature_groups, *spatial])
    rhs = _arranged(orders[1], [depth, features, *kernel])
    out = _arranged(orders[2], [images // batch_groups, features, *windows])
    numbers = ConvDimensionNumbers(
        orders[0][0], orders[0][1], tuple(orders[0][2:]), orders[1][0], orders[1][1], tuple(orders[1][2:]),
        orders[2][0], orders[2][1], tuple(orders[2][2:]),
    )  # fmt: skip
    inputs = {
        "lhs": _tensor(element, lhs, random_), "rhs": _tensor(element, rhs, random_), "window_strides": strides,
        "padding": padding, "lhs_dilation": lhs_dilation, "rhs_dilation": rhs_dilation,
        "window_reversal": draw(False, False, True), "dimension_numbers": numbers,
        "feature_group_count": feature_groups, "batch_group_count": batch_groups,
    }  # fmt: skip
    return inputs, {"result": TensorType(out, element)}


def _arranged(order: list[int], sizes: list[int]) -> tuple[int, ...]:
    shape = [0] * len(sizes)
    for place, size in zip(order, sizes, strict=True):
        shape[place] = size
    return tuple(shape)


def _fft(kind: FftType) -> Callable[[random.Random, Any], Inputs]:
    def fft(random_: random.Random, element: Any) -> Inputs:
        real = element.part if isinstance(element, ComplexType) else element
        sizes = shape_of(random_, random_.randint(1, 3), 5)
        batch = shape_of(random_, random_.randint(0, 1), 2)
        half = (*sizes[:-1], sizes[-1] // 2 + 1)
        shape = (*batch, *(half if kind is FftType.IRFFT else sizes))
        operand = _tensor(real if kind is FftType.RFFT else element, shape, random_)
        return {"operand": operand, "fft_type": kind, "fft_length": list(sizes)}, {}

    return fft


def _ffts(op: Op) -> Iterator[Draft]:
    for kind in FftType:
        yield from drawn(op, kind.name.lower(), 12, _fft(kind), (COMPLEX64, COMPLEX128), level=Level.ACCURACY)


def _numbers_of(element: Any, values: Any) -> Any:
    """An array of numbers as a literal."""
    from ....spec.attributes import Literal

    array = np.asarray(values).astype(element.dtype)
    return Literal(TensorType(array.shape, element), array)


def _cholesky(random_: random.Random, element: Any) -> Inputs:
    n, batch = random_.randint(1, 5), shape_of(random_, random_.randint(0, 2), 2)
    matrices: list[Any] = []
    for _ in range(count(batch)):
        parts = [[[random_.randint(-8, 8) / 8 for _ in range(n)] for _ in range(n)] for _ in range(2)]
        m = np.array(parts[0]) + (1j * np.array(parts[1]) if isinstance(element, ComplexType) else 0)
        matrices.append(m @ m.conj().T + n * np.eye(n))  # eighths and sixty-fourths: exact in all types
    return {"a": _numbers_of(element, np.array(matrices).reshape(*batch, n, n)), "lower": random_.random() < 0.5}, {}


def _triangular_solve(random_: random.Random, element: Any) -> Inputs:
    n, k, batch = random_.randint(1, 5), random_.randint(1, 3), shape_of(random_, random_.randint(0, 1), 2)
    left = random_.random() < 0.5
    a = np.array([random_.randint(-8, 8) / 8 for _ in range(count(batch) * n * n)]).reshape(*batch, n, n)
    a = a + np.eye(n) * random_.choice((2, -3))
    if isinstance(element, ComplexType):
        a = a + 0.5j * np.eye(n)
    b = _tensor(element, (*batch, *((n, k) if left else (k, n))), random_)
    inputs = {"a": _numbers_of(element, a), "b": b, "left_side": left, "lower": random_.random() < 0.5,
              "unit_diagonal": random_.random() < 0.3,
              "transpose_a": random_.choice([t for t in Transpose if t.value])}  # fmt: skip
    return inputs, {}


def _normalization(mnemonic: str) -> Callable[[random.Random, Any], Inputs]:
    def normalization(random_: random.Random, element: Any) -> Inputs:
        shape = shape_of(random_, random_.randint(1, 4), 4)
        along = random_.randrange(len(shape))
        vector = lambda: _tensor(element, (shape[along],), random_)  # noqa: E731
        sign = 1 << (element.bits - 1)
        positive = literal(element, [one & ~sign for one in ordinary(element, shape[along], random_)])
        inputs = {"operand": _tensor(element, shape, random_), "scale": vector(), "epsilon": 0.125}
        inputs["feature_index"] = along
        if mnemonic == "batch_norm_grad":
            inputs |= {"mean": vector(), "variance": positive, "grad_output": _tensor(element, shape, random_)}
        elif mnemonic == "batch_norm_inference":
            inputs |= {"offset": vector(), "mean": vector(), "variance": positive}
        else:
            inputs |= {"offset": vector()}
        return inputs, {}

    return normalization


def _accurate(name: str, number: int, make: Any, elements: tuple[Any, ...]) -> Callable[[Op], Iterator[Draft]]:
    return lambda op: drawn(op, name, number, make, elements, level=Level.ACCURACY)


def _selected(random_: random.Random, element: Any) -> Inputs:
    """Batches of which slices are taken, from a dimension behind one that is taken as it is."""
    shape, batches, dim = (2, 3, 4, 2), 1, random_.choice((2, 3))
    index = literal(SI32, [random_.randrange(shape[dim]) for _ in range(6)], (2, 3))
    cells = ordinary(element, count(shape), random_)
    return {"operand": literal(element, cells, shape), "index": index, "dim": dim, "batch_dims": batches}, {}


def _large_sum(random_: random.Random, element: Any) -> Inputs:
    """Sums of products that float32 does not hold."""
    lhs, rhs = (literal(element, [random_.randint(20000, 40000) for _ in range(6)], s) for s in ((2, 3), (3, 2)))
    return {"lhs": lhs, "rhs": rhs, "einsum_config": "ij,jk->ik"}, {"result": TensorType((2, 2), element)}


def _random_numbers(distribution: RngDistribution, a: int, b: int) -> Callable[[random.Random, Any], Inputs]:
    def rng(random_: random.Random, element: Any) -> Inputs:
        form = element.format if isinstance(element, FloatType) else None
        first, second = (
            literal(element, [one if form is None else pattern_of(form, Fraction(one))], ()) for one in (a, b)
        )
        shape = literal(SI64, [96])
        return {"a": first, "b": second, "shape": shape, "rng_distribution": distribution}, {
            "result": TensorType((96,), element)
        }

    return rng


def _random(op: Op) -> Iterator[Draft]:
    yield from drawn(op, "uniform", 2, _random_numbers(RngDistribution.UNIFORM, -3, 5), (F32, SI16))
    yield from drawn(op, "normal", 1, _random_numbers(RngDistribution.NORMAL, 10, 2), (F32,))


def _random_bits(random_: random.Random, element: Any) -> Inputs:
    """Counters next to where they wrap, in two words or, for Philox, three."""
    algorithm = random_.choice((RngAlgorithm.THREE_FRY, RngAlgorithm.PHILOX))
    counter = (1 << 64) - random_.randint(1, 4)
    words = [random_.getrandbits(64), counter]
    if algorithm is RngAlgorithm.PHILOX:
        words.append(random_.getrandbits(64))
    shape = shape_of(random_, random_.randint(1, 3), 5)
    results = {"output_state": TensorType((len(words),), UI64), "output": TensorType(shape, element)}
    return {"initial_state": literal(UI64, words), "rng_algorithm": algorithm}, results


REAL = (F32, F64, BF16, F16)
ALGEBRA = (F32, F64, COMPLEX64, COMPLEX128)
SWEEPS: dict[str, Callable[[Op], Iterator[Draft]]] = {
    "dot_general": _dots,
    "convolution": lambda op: drawn(op, "drawn", 80, _convolution, TURN),
    "fft": _ffts,
    "cholesky": _accurate("drawn", 24, _cholesky, ALGEBRA),
    "torch_index_select": lambda op: drawn(op, "of-batches", 2, _selected, (SI8, F16)),
    "einsum": lambda op: drawn(op, "large-sums", 1, _large_sum, (SI32,)),
    "rng": _random,
    "rng_bit_generator": lambda op: drawn(op, "wrapping-counters", 5, _random_bits, (UI8, UI16, UI32, UI64, F32, SI64)),
    "triangular_solve": _accurate("drawn", 32, _triangular_solve, ALGEBRA),
    **{name: _accurate("drawn", 24, _normalization(name), REAL)
       for name in ("batch_norm_inference", "batch_norm_training", "batch_norm_grad")},
}  # fmt: skip
"""By mnemonic."""
