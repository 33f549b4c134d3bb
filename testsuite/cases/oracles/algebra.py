"""Linear algebra and Fourier transforms in mpmath, at 200 bits; bounds from the norms and conditions of the data."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ....spec.types import ComplexType, TensorType
from ...golden import Kind
from .application import Application, one, oracle
from .approximate import Approximate, any_approximate
from .enclosure import fraction
from .folding import bound
from .functions import mpf
from .reals import is_infinite, is_nan
from .rounding import number_of, pattern_of
from .tensors import Index, NoOracle, Tensor, indices, position

PRECISION = 200


def form_of(type_: TensorType) -> Any:
    """The format of the numbers of a float or complex tensor."""
    element: Any = type_.element
    return element.part.format if isinstance(element, ComplexType) else element.format


def exact(mp: Any, tensor: Tensor, index: Index) -> Any:
    """An element as a number of mpmath. Raises NoOracle for infinities and NaN."""
    form, cell = form_of(tensor.type), tensor[index]
    numbers = [number_of(form, part) for part in (cell if isinstance(cell, tuple) else (cell,))]
    if any(is_nan(x) or is_infinite(x) for x in numbers):
        raise NoOracle("infinities and NaN")
    parts = [mpf(mp, x) for x in numbers]
    return mp.mpc(*parts) if isinstance(cell, tuple) else parts[0]


def cell_of(mp: Any, type_: TensorType, value: Any) -> Any:
    """A number of mpmath as an element, rounded. Numbers that are zero but for the working precision are zero."""
    form = form_of(type_)
    if isinstance(type_.element, ComplexType):
        return tuple(pattern_of(form, fraction(part, form)) for part in (mp.re(value), mp.im(value)))
    return pattern_of(form, fraction(mp.re(value), form))


def _matrices(tensor: Tensor) -> list[Index]:
    return list(indices(tensor.shape[:-2]))


@oracle("cholesky")
def cholesky(app: Application) -> list[Any]:
    import mpmath as mp

    a = app.operands[0]
    n = a.shape[-1]
    cells: list[Any] = [cell_of(mp, a.type, mp.mpf(0))] * len(a.cells)
    magnitudes = [0.0] * len(a.cells)
    with mp.workprec(PRECISION):
        for batch in _matrices(a):
            read = lambda i, j: exact(mp, a, (*batch, i, j) if app["lower"] else (*batch, j, i))  # noqa: B023, E731
            lower = [[mp.mpf(0)] * n for _ in range(n)]
            for i in range(n):
                for j in range(i + 1):
                    entry = read(i, j) if app["lower"] else mp.conj(read(i, j))
                    rest = entry - mp.fsum(lower[i][k] * mp.conj(lower[j][k]) for k in range(j))
                    if i == j and mp.re(rest) <= 0:
                        raise NoOracle("a matrix that is not positive definite")
                    lower[i][j] = mp.sqrt(mp.re(rest)) if i == j else rest / lower[j][j]
            size = _size(lower)
            for i in range(n):
                for j in range(i + 1):
                    at = position((*batch, i, j) if app["lower"] else (*batch, j, i), a.shape)
                    cells[at] = cell_of(mp, a.type, lower[i][j] if app["lower"] else mp.conj(lower[i][j]))
                    magnitudes[at] = size[0] * size[1] ** 2
    return one(Tensor(a.type, cells, bound(Kind.NORM, a.type, magnitudes, 4 * max(n, 1))))


def _size(matrix: list[list[Any]]) -> tuple[float, float]:
    """Norm and condition of a matrix, for bounds."""
    if not matrix:
        return 0.0, 1.0
    array = np.array([[complex(one_) for one_ in row] for row in matrix])
    return float(np.linalg.norm(array)), float(np.linalg.cond(array))


@oracle("triangular_solve")
def triangular_solve(app: Application) -> list[Any]:
    import mpmath as mp

    a, b = app.operands
    n, left = a.shape[-1], app["left_side"]
    form_transposed = app["transpose_a"].name
    cells: list[Any] = [0] * len(b.cells)
    magnitudes = [0.0] * len(b.cells)
    with mp.workprec(PRECISION):
        for batch in _matrices(b):
            matrix = [[_coefficient(mp, app, a, batch, i, j) for j in range(n)] for i in range(n)]
            if form_transposed != "NO_TRANSPOSE":
                turned = [[matrix[j][i] for j in range(n)] for i in range(n)]
                matrix = [[mp.conj(x) for x in row] for row in turned] if form_transposed == "ADJOINT" else turned
            if not left:
                matrix = [[matrix[j][i] for j in range(n)] for i in range(n)]
            if any(matrix[i][i] == 0 for i in range(n)):
                raise NoOracle("a singular matrix")
            condition = _size(matrix)[1]
            for k in range(b.shape[-1] if left else b.shape[-2]):
                spots = [(*batch, i, k) if left else (*batch, k, i) for i in range(n)]
                solution = _solved(mp, matrix, [exact(mp, b, spot) for spot in spots])
                norm = math.sqrt(sum(float(abs(x)) ** 2 for x in solution))
                for spot, x in zip(spots, solution, strict=True):
                    at = position(spot, b.shape)
                    cells[at], magnitudes[at] = cell_of(mp, b.type, x), norm * condition
    return one(Tensor(b.type, cells, bound(Kind.NORM, b.type, magnitudes, 4 * max(n, 1))))


def _coefficient(mp: Any, app: Application, a: Tensor, batch: Index, i: int, j: int) -> Any:
    if i == j and app["unit_diagonal"]:
        return mp.mpf(1)
    return exact(mp, a, (*batch, i, j)) if (i >= j if app["lower"] else i <= j) else mp.mpf(0)


def _solved(mp: Any, matrix: list[list[Any]], right: list[Any]) -> list[Any]:
    """Substitution, forward or backward, whichever triangle is zero."""
    n = len(right)
    upper = all(matrix[i][j] == 0 for i in range(n) for j in range(i))
    solution: list[Any] = [mp.mpf(0)] * n
    for i in reversed(range(n)) if upper else range(n):
        others = mp.fsum(matrix[i][j] * solution[j] for j in range(n) if j != i)
        solution[i] = (right[i] - others) / matrix[i][i]
    return solution


@oracle("fft")
def fft(app: Application) -> list[Any]:
    import mpmath as mp

    x, lengths = app.operands[0], tuple(app["fft_length"])
    kind, count = app["fft_type"].name, len(lengths)
    inverse, batch_shape = kind.startswith("I"), x.shape[: len(x.shape) - count]
    sizes = list(lengths if kind.endswith("RFFT") else x.shape[len(batch_shape) :])
    type_ = app.result
    if 0 in (*sizes, *type_.sizes, *x.shape):
        return one(Tensor(type_, [0] * type_.size))
    cells: list[Any] = []
    magnitudes: list[float] = []
    if any_approximate([x.cells]):
        return one(_approximate_fft(x, type_, kind, sizes, batch_shape))
    with mp.workprec(PRECISION):
        roots = [[mp.expjpi(mp.mpf((2 if inverse else -2) * k) / n) for k in range(n)] for n in sizes]
        for batch in indices(batch_shape):
            data = _spectrum(mp, x, batch, sizes) if kind == "IRFFT" else _data(mp, x, batch)
            norm = math.sqrt(sum(float(abs(v)) ** 2 for v in data.values()))
            scale = math.prod(sizes) if inverse else 1
            for index in indices(type_.sizes[len(batch_shape) :]):
                terms = (
                    value * mp.fprod(r[j * k % len(r)] for r, j, k in zip(roots, place, index, strict=True))
                    for place, value in data.items()
                )
                cells.append(cell_of(mp, type_, mp.fsum(terms) / scale))
                magnitudes.append(norm * math.sqrt(math.prod(sizes)) / scale)
    depth = 4 * max(1.0, math.log2(math.prod(sizes)))
    return one(Tensor(type_, cells, bound(Kind.NORM, type_, magnitudes, depth)))


def _approximate_fft(x: Tensor, type_: TensorType, kind: str, sizes: list[int], batch_shape: Any) -> Tensor:
    """A transform of numbers with errors, of one dimension and without a batch."""
    if len(sizes) != 1 or batch_shape:
        raise NoOracle("transforms of several dimensions with errors")
    form, n = form_of(x.type), sizes[0]
    parts = [[lifted_part(form, part) for part in (cell if isinstance(cell, tuple) else (cell,))] for cell in x.cells]
    values = np.array([complex(*(part.value for part in cell)) for cell in parts])
    error = sum(part.error for cell in parts for part in cell) * (2 if kind == "IRFFT" else 1)
    given = {"FFT": np.fft.fft, "IFFT": np.fft.ifft, "RFFT": lambda z: np.fft.rfft(z.real)}
    found = np.fft.irfft(values, n) if kind == "IRFFT" else given[kind](values)
    scale = n if kind.startswith("I") else 1
    norm = float(np.linalg.norm(values)) * (2 if kind == "IRFFT" else 1)
    own = 4 * max(1.0, math.log2(n)) * norm * math.sqrt(n) * 2.0 ** -(form.mantissa_bits + 1)
    whole = (error + own) / scale
    if isinstance(type_.element, ComplexType):
        pairs = [(Approximate(z.real, whole), Approximate(z.imag, whole)) for z in found.tolist()]
        return Tensor(type_, pairs)
    return Tensor(type_, [Approximate(z, whole) for z in found.tolist()])


def lifted_part(form: Any, part: Any) -> Approximate:
    return part if isinstance(part, Approximate) else Approximate(float(number_of(form, part)))


def _data(mp: Any, x: Tensor, batch: Index) -> dict[Index, Any]:
    return {index: exact(mp, x, (*batch, *index)) for index in indices(x.shape[len(batch) :])}


def _spectrum(mp: Any, x: Tensor, batch: Index, sizes: list[int]) -> dict[Index, Any]:
    """The whole spectrum of real numbers, of which half is given.

    IRFFT takes the inverse transform of all dimensions but the last first; then, of the last one, X[0] and X[n/2] are
    taken as real. In the sums below that is the same as symmetrizing these slices.
    """
    n = sizes[-1]
    whole: dict[Index, Any] = {}
    for index in indices(sizes):
        k = index[-1]
        mirrored = tuple(-i % size for i, size in zip(index, sizes, strict=True))
        if k in (0, n - k):
            whole[index] = (exact(mp, x, (*batch, *index)) + mp.conj(exact(mp, x, (*batch, *mirrored)))) / 2
        elif k <= n // 2:
            whole[index] = exact(mp, x, (*batch, *index))
        else:
            whole[index] = mp.conj(exact(mp, x, (*batch, *mirrored)))
    return whole
