"""Transforms sequences into their spectra, and back, along up to three dimensions.

Let L = size(fft_length). The last L dimensions of `operand` are transformed, one after the other; the others count
independent transforms. For sequences of length n:

(S1) FFT: X[k] = sum over j of x[j] exp(-2 pi i j k / n). The last dimension is transformed first.
(S2) IFFT is its inverse: x[j] = 1/n times the sum over k of X[k] exp(+2 pi i j k / n).
(S3) RFFT is FFT of real numbers, of which only the first n/2 + 1 elements of the last dimension are kept: the rest
     follows, since X[n - k] is the conjugate of X[k] (in several dimensions, with all other indices negated modulo
     their n).
(S4) IRFFT is the inverse of RFFT. The last element of `fft_length` says whether n is even or odd. Elements that are
     real in every spectrum of real numbers (X[0], and X[n/2] for even n, of the last dimension) are taken as real.
(S5) For FFT and IFFT the sizes of `operand` are the lengths; `fft_length` only says how many dimensions there are.
(S6) Where a size is zero the result has no elements.
(S7) All is computed in double precision and rounded once to the element type.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..attributes.fft_type import FftType
from ..lang import (
    COMPLEX,
    FLOAT,
    I64_ARRAY,
    Array,
    Bound,
    Op,
    attribute,
    bounded,
    enumeration,
    operand,
    result,
    tensor,
)
from ..lang.notation import element_type, is_complex, is_float, merged, rank, shape, shapes_agree
from ..lang.values import c64, c128, f32, f64
from ..numerics.double import from_double, to_double
from ..types import COMPLEX64, COMPLEX128, F16, F32, F64, ComplexType, FloatType, Size, TensorType, Type

_TENSOR = tensor(FLOAT | COMPLEX)

op = Op(
    "fft",
    __doc__,
    slots=(
        operand("operand", _TENSOR),
        attribute("fft_type", enumeration(FftType)),
        attribute("fft_length", I64_ARRAY),
        result("result", _TENSOR),
    ),
    assembly="$operand , type = $fft_type , length = $fft_length attr-dict : functional-type",
    since="0.9.0",
)


@op.constraint("C1")
def there_are_no_more_lengths_than_dimensions(operand: Type, fft_length: tuple[int, ...]) -> bool:
    """size(fft_length) <= rank(operand)"""
    return len(fft_length) <= rank(operand)


@op.constraint("C2")
def element_types_fit_the_kind_of_transform(operand: Type, fft_type: FftType, result: Type) -> bool:
    """FFT, IFFT: one complex type; RFFT: real to complex, IRFFT: complex to real, the parts being of the real type"""
    source, target = element_type(operand), element_type(result)
    match fft_type:
        case FftType.RFFT:
            return is_float(operand) and target == ComplexType(source)  # pyright: ignore[reportArgumentType]
        case FftType.IRFFT:
            return is_float(result) and source == ComplexType(target)  # pyright: ignore[reportArgumentType]
        case _:
            return is_complex(operand) and source == target


@op.constraint("C3")
def one_to_three_dimensions_are_transformed(fft_length: tuple[int, ...]) -> bool:
    """1 <= size(fft_length) <= 3"""
    return 1 <= len(fft_length) <= 3


@op.constraint("C4")
def real_tensors_have_the_lengths(operand: Type, fft_length: tuple[int, ...], result: Type) -> bool:
    """shape(real)[-size(fft_length):] = fft_length, for real = operand (RFFT) or real = result (IRFFT)"""
    reals = [type_ for type_ in (operand, result) if is_float(type_)]
    return all(shapes_agree(shape(real)[-len(fft_length) :], fft_length) for real in reals)


@op.constraint("C5")
def shapes_agree_but_for_half_spectra(
    operand: Type, fft_type: FftType, fft_length: tuple[int, ...], result: Type
) -> bool:
    """shape(result) = shape(operand), but where the last size of the real one is n, it is n = 0 ? 0 : n / 2 + 1"""
    if fft_type in (FftType.FFT, FftType.IFFT):
        return shapes_agree(shape(operand), shape(result))
    real, spectrum = (operand, result) if fft_type is FftType.RFFT else (result, operand)
    sizes = merged(shape(real), (*shape(real)[: -len(fft_length)], *fft_length))
    return shapes_agree((*sizes[:-1], _half(sizes[-1])), shape(spectrum))


def _half(n: Size) -> Size:
    """Elements that are kept of a spectrum of n real numbers."""
    return n and n // 2 + 1


@op.infer
def infer(operand: TensorType, fft_type: FftType, fft_length: tuple[int, ...]) -> TensorType:
    others = operand.shape[:-1]
    match operand.element:
        case FloatType() as real if fft_type is FftType.RFFT:
            return TensorType((*others, _half(fft_length[-1])), ComplexType(real))
        case ComplexType(part) if fft_type is FftType.IRFFT:
            return TensorType((*others, fft_length[-1]), part)
        case _:
            return operand


@op.kernel
def fft(operand: Array, fft_type: FftType, fft_length: tuple[int, ...], result: TensorType) -> Array:
    dtype = result.dtype
    *others, last = range(operand.ndim - len(fft_length), operand.ndim)
    n = fft_length[-1]
    if operand.size == 0 or n == 0:  # S6
        return np.zeros((*operand.shape[:-1], _last_size(operand.shape[-1], fft_type, n)), dtype)
    x = to_double(operand)
    with np.errstate(all="ignore"):
        match fft_type:
            case FftType.FFT:  # S1, S5
                x = _along(np.fft.fft, np.fft.fft(x, axis=last), others[::-1])
            case FftType.IFFT:  # S2, S5
                x = np.fft.ifft(_along(np.fft.ifft, x, others), axis=last)
            case FftType.RFFT:  # S3
                x = _along(np.fft.fft, np.fft.rfft(x, axis=last), others[::-1])
            case FftType.IRFFT:  # S4
                x = np.fft.irfft(_along(np.fft.ifft, x, others), n, axis=last)
    return from_double(x, dtype)  # S7


def _along(transform: Callable[..., Array], x: Array, axes: list[int]) -> Array:
    """One transform along each of several dimensions in turn."""
    for axis in axes:
        x = transform(x, axis=axis)
    return x


def _last_size(size: int, fft_type: FftType, n: int) -> int:
    match fft_type:
        case FftType.RFFT:
            return _half(n) or 0
        case FftType.IRFFT:
            return n
        case _:
            return size


op.accuracy(bounded(Bound.NORM, FLOAT | COMPLEX))
op.choice("irfft-of-other-spectra")
op.peer("XLA CPU", "FFT and IFFT with a `fft_length` below the size leave the rest undefined; c64 is computed in f32")

op.example(
    "the spectrum of an impulse is flat",
    operand=c64([1, 0, 0, 0]), fft_type=FftType.FFT, fft_length=[4], result=c64([1, 1, 1, 1]),
)  # fmt: skip
op.example(
    "a shifted impulse turns clockwise",
    operand=c128([0, 1j, 0, 0]), fft_type=FftType.FFT, fft_length=[4], result=c128([1j, 1, -1j, -1]),
)  # fmt: skip
op.example(
    "the inverse divides by the length",
    operand=c64([4, 0, 0, 0]), fft_type=FftType.IFFT, fft_length=[4], result=c64([1, 1, 1, 1]),
)  # fmt: skip
op.example(
    "real numbers: half of the spectrum is kept",
    operand=f32([1, 2, 3, 4]), fft_type=FftType.RFFT, fft_length=[4], result=c64([10, -2 + 2j, -2]),
)  # fmt: skip
op.example(
    "and back",
    operand=c64([10, -2 + 2j, -2]), fft_type=FftType.IRFFT, fft_length=[4], result=f32([1, 2, 3, 4]),
)  # fmt: skip
op.example(
    "an odd length",
    operand=f64([1, 1, 1]), fft_type=FftType.RFFT, fft_length=[3], result=c128([3, 0]),
)  # fmt: skip
op.example(
    "back to an odd length",
    operand=c128([3, 0]), fft_type=FftType.IRFFT, fft_length=[3], result=f64([1, 1, 1]),
)  # fmt: skip
op.example(
    "imaginary parts that no real numbers have are dropped",
    operand=c64([4 + 5j, 0, 0 + 7j]), fft_type=FftType.IRFFT, fft_length=[4], result=f32([1, 1, 1, 1]),
)  # fmt: skip
op.example(
    "the length one changes nothing",
    operand=c64([[1 + 2j], [3 - 4j]]), fft_type=FftType.IFFT, fft_length=[1], result=c64([[1 + 2j], [3 - 4j]]),
)  # fmt: skip
op.example(
    "two dimensions, in a batch",
    operand=f32([[[1, 2], [3, 4]], [[0, 0], [0, 1]]]), fft_type=FftType.RFFT, fft_length=[2, 2],
    result=c64([[[10, -2], [-4, 0]], [[1, -1], [-1, 1]]]),
)  # fmt: skip
op.example(
    "three dimensions",
    operand=c64([[[8, 0], [0, 0]], [[0, 0], [0, 0]]]), fft_type=FftType.IRFFT, fft_length=[2, 2, 2],
    result=f32([[[1, 1], [1, 1]], [[1, 1], [1, 1]]]),
)  # fmt: skip
op.example(
    "no sequences",
    operand=f32(0, (0, 5)), fft_type=FftType.RFFT, fft_length=[5], result=c64(0, (0, 3)),
)  # fmt: skip
op.example(
    "sequences of no elements",
    operand=f32(0, (2, 0)), fft_type=FftType.RFFT, fft_length=[0], result=c64(0, (2, 0)),
)  # fmt: skip

op.reject("C1", fft_length=[2, 4])
op.reject("C2", result=TensorType((4,), COMPLEX128))
op.reject("C2", operand=TensorType((4,), F32), result=TensorType((4,), F32))
op.reject("C2", fft_type=FftType.RFFT)
op.reject("C2", of="real numbers: half of the spectrum is kept", operand=TensorType((4,), F64))
op.reject("C2", of="real numbers: half of the spectrum is kept", operand=TensorType((4,), F16))
op.reject("C2", of="and back", result=TensorType((4,), COMPLEX64))
op.reject("C3", fft_length=[])
op.reject(
    "C3",
    operand=TensorType((1, 1, 1, 4), COMPLEX64), fft_length=[1, 1, 1, 4], result=TensorType((1, 1, 1, 4), COMPLEX64),
)  # fmt: skip
op.reject("C4", of="real numbers: half of the spectrum is kept", fft_length=[5])
op.reject("C4", of="and back", fft_length=[5])
op.reject("C5", result=TensorType((5,), COMPLEX64))
op.reject("C5", of="real numbers: half of the spectrum is kept", result=TensorType((4,), COMPLEX64))
op.reject("C5", of="and back", operand=TensorType((4,), COMPLEX64))
op.reject("C5", of="and back", operand=TensorType((4,), COMPLEX64), result=TensorType((None,), F32))
