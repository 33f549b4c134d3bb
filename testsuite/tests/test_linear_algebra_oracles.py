"""cholesky, triangular_solve and fft against the formulas that define them, element by element in higher precision."""

from __future__ import annotations

import itertools

import ml_dtypes
import mpmath
import numpy as np
import pytest
from stablehlo_reference.spec.attributes.fft_type import FftType
from stablehlo_reference.spec.attributes.transpose import Transpose
from stablehlo_reference.spec.lang.registry import find
from stablehlo_reference.spec.types import COMPLEX64, COMPLEX128, F32, F64, TensorType

DTYPES = [np.float64, np.complex128, np.float32, np.complex64, np.float16, ml_dtypes.bfloat16]
SIZES = [1, 2, 5, 31, 32, 33, 70]


def kernel(mnemonic: str):
    return find(f"stablehlo.{mnemonic}").run


def numbers(rng: np.random.Generator, shape: tuple[int, ...], dtype) -> np.ndarray:
    """Normally distributed numbers of a float or complex type."""
    real = rng.standard_normal(shape)
    return (real + 1j * rng.standard_normal(shape)).astype(dtype) if np.dtype(dtype).kind == "c" else real.astype(dtype)


def eps(dtype) -> float:
    """Distance from 1 to the next value of the type (of its parts)."""
    return float(ml_dtypes.finfo(np.zeros(0, dtype).real.dtype if np.dtype(dtype).kind == "c" else dtype).eps)


def wide(x: np.ndarray) -> np.ndarray:
    return x.astype(np.complex128)


def adjoint(x: np.ndarray) -> np.ndarray:
    return np.swapaxes(x, -2, -1).conj()


@pytest.mark.parametrize("dtype", DTYPES, ids=lambda dtype: np.dtype(dtype).name)
@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("lower", [True, False])
def test_a_cholesky_factor_times_its_adjoint_is_the_matrix(dtype, n: int, lower: bool) -> None:
    m = wide(numbers(np.random.default_rng(n), (2, 3, n, n), dtype)) / np.sqrt(n)
    exact = m @ adjoint(m) + np.eye(n)
    exact = exact if np.dtype(dtype).kind == "c" else exact.real
    keep, drop = (np.tril, np.triu) if lower else (np.triu, np.tril)
    a = keep(exact).astype(dtype)
    hermitian = keep(wide(a)) + adjoint(keep(wide(a), -1 if lower else 1))
    read = keep(a.astype(exact.dtype)) + drop(np.full((n, n), np.nan), 1 if lower else -1)
    factor = wide(kernel("cholesky")(read.astype(dtype), lower))
    product = factor @ adjoint(factor) if lower else adjoint(factor) @ factor
    assert np.abs(product - hermitian).max() <= 4 * eps(dtype) * np.abs(hermitian).max() * max(1, np.log2(n))
    assert not drop(factor, 1 if lower else -1).any()
    diagonal = np.diagonal(factor, axis1=-2, axis2=-1)
    assert (diagonal.real > 0).all()
    assert not diagonal.imag.any()


def test_a_long_batch_of_empty_matrices_has_factors_at_once() -> None:
    assert kernel("cholesky")(np.zeros((1 << 40, 0, 0)), True).shape == (1 << 40, 0, 0)


@pytest.mark.parametrize("n", [1, 2, 33, 40])
def test_one_matrix_that_is_not_positive_definite_leaves_the_others_alone(n: int) -> None:
    a = np.stack([np.eye(n), np.eye(n), np.eye(n)])
    a[1, -1, -1] = -1
    result = kernel("cholesky")(a, True)
    assert np.isnan(result[1]).all()
    np.testing.assert_array_equal(result[[0, 2]], a[[0, 2]])


@pytest.mark.parametrize("dtype", DTYPES, ids=lambda dtype: np.dtype(dtype).name)
@pytest.mark.parametrize(("left_side", "lower", "unit"), list(itertools.product([True, False], repeat=3)))
@pytest.mark.parametrize("transpose", [Transpose.NO_TRANSPOSE, Transpose.TRANSPOSE, Transpose.ADJOINT])
def test_a_solution_of_a_triangular_system_solves_it(dtype, left_side, lower, unit, transpose) -> None:
    rng = np.random.default_rng(7)
    for n, k in ((1, 1), (3, 2), (33, 5)):
        keep, outside = (np.tril, -1) if lower else (np.triu, 1)
        a = wide((numbers(rng, (2, n, n), dtype) + 2 * n * np.eye(n, dtype=dtype)) / np.array(n, dtype))
        b = numbers(rng, (2, n, k) if left_side else (2, k, n), dtype)
        triangle = keep(a, outside) + np.eye(n) if unit else keep(a)
        matrix = np.swapaxes(triangle, -2, -1) if transpose is not Transpose.NO_TRANSPOSE else triangle
        matrix = matrix.conj() if transpose is Transpose.ADJOINT else matrix
        hidden = np.where(keep(np.ones((n, n)), outside if unit else 0) != 0, a, np.nan)
        with np.errstate(invalid="ignore"):
            given = hidden.astype(dtype) if np.dtype(dtype).kind == "c" else hidden.real.astype(dtype)
        x = kernel("triangular_solve")(given, b, left_side, lower, unit, transpose)
        assert x.dtype == dtype
        found = matrix @ wide(x) if left_side else wide(x) @ matrix
        bound = 4 * eps(dtype) * np.abs(matrix).sum(-1).max() * np.abs(wide(x)).max()
        assert np.abs(found - wide(b)).max() <= bound


def test_zeros_on_a_diagonal_divide_as_floats_do() -> None:
    a = np.array([[2.0, 0], [1, 0]])
    b = np.array([[2.0, 4, 2], [3, 2, 0]])
    x = kernel("triangular_solve")(a, b, True, True, False, Transpose.NO_TRANSPOSE)
    np.testing.assert_array_equal(x, [[1, 2, 1], [np.inf, np.nan, -np.inf]])


def exact_spectrum(x: np.ndarray, sign: int) -> list[mpmath.mpc]:
    """sum over j of x[j] exp(sign 2 pi i j k / n), for each k, with 40 digits."""
    n = len(x)
    with mpmath.workdps(40):
        roots = [mpmath.expjpi(mpmath.mpf(2 * sign * i) / n) for i in range(n)]
        return [mpmath.fsum(mpmath.mpmathify(complex(v)) * roots[j * k % n] for j, v in enumerate(x)) for k in range(n)]


@pytest.mark.parametrize("n", [1, 2, 3, 4, 7, 8, 12, 17, 32, 45])
def test_transforms_are_the_sums_that_define_them(n: int) -> None:
    fft = kernel("fft")
    for dtype, part, complex_element, real_element in (
        (np.complex64, np.float32, COMPLEX64, F32),
        (np.complex128, np.float64, COMPLEX128, F64),
    ):
        x = numbers(np.random.default_rng(n), (n,), dtype)
        norm, spectrum = np.abs(x).sum(), TensorType((n,), complex_element)

        def near(result: np.ndarray, exact: list[mpmath.mpc], bound: float) -> None:
            worst = max(abs(mpmath.mpmathify(complex(a)) - b) for a, b in zip(result, exact, strict=True))
            assert worst <= bound

        near(fft(x, FftType.FFT, (n,), spectrum), exact_spectrum(x, -1), 2 * eps(dtype) * norm)
        exact = [value / n for value in exact_spectrum(x, 1)]
        near(fft(x, FftType.IFFT, (n,), spectrum), exact, 2 * eps(dtype) * norm / n)
        real = x.real.astype(part)
        half = fft(real, FftType.RFFT, (n,), TensorType((n // 2 + 1,), complex_element))
        near(half, exact_spectrum(real, -1)[: n // 2 + 1], 2 * eps(dtype) * norm)
        back = fft(half, FftType.IRFFT, (n,), TensorType((n,), real_element))
        assert back.dtype == part
        assert np.abs(back - real).max() <= 4 * eps(dtype) * norm


@pytest.mark.parametrize("shape", [(2, 3), (4, 3, 5), (2, 1, 4, 3), (3, 4)])
def test_transforms_of_several_dimensions_are_those_of_each(shape: tuple[int, ...]) -> None:
    fft = kernel("fft")
    x = numbers(np.random.default_rng(1), shape, np.complex128)
    axes = tuple(range(max(0, len(shape) - 3), len(shape)))
    lengths, spectrum = tuple(shape[axis] for axis in axes), TensorType(shape, COMPLEX128)
    matrices = [np.exp(-2j * np.pi * np.outer(np.arange(n), np.arange(n)) / n) for n in lengths]
    expected = x
    for axis, matrix in zip(axes, matrices, strict=True):
        expected = np.moveaxis(np.tensordot(matrix, expected, (1, axis)), 0, axis)
    result = fft(x, FftType.FFT, lengths, spectrum)
    np.testing.assert_allclose(result, expected, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(fft(result, FftType.IFFT, lengths, spectrum), x, rtol=1e-12, atol=1e-12)
    half = TensorType((*shape[:-1], shape[-1] // 2 + 1), COMPLEX128)
    result = fft(x.real.copy(), FftType.RFFT, lengths, half)
    expected = fft(x.real + 0j, FftType.FFT, lengths, spectrum)[..., : shape[-1] // 2 + 1]
    np.testing.assert_allclose(result, expected, rtol=1e-12, atol=1e-12)
    back = fft(result, FftType.IRFFT, lengths, TensorType(shape, F64))
    np.testing.assert_allclose(back, x.real, rtol=1e-12, atol=1e-12)


def test_c64_is_rounded_once_from_double() -> None:
    x = numbers(np.random.default_rng(3), (64,), np.complex64)
    result = kernel("fft")(x, FftType.FFT, (64,), TensorType((64,), COMPLEX64))
    np.testing.assert_array_equal(result, np.fft.fft(x.astype(np.complex128)).astype(np.complex64))
