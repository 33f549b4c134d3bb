"""Kind of Fourier transform."""

from __future__ import annotations

from enum import nonmember

from .base import EnumAttribute


class FftType(EnumAttribute):
    """Kind of Fourier transform."""

    mnemonic = nonmember("fft_type")
    FFT = 0
    IFFT = 1
    RFFT = 2
    IRFFT = 3
