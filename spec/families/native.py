"""Which element types numpy computes by itself: there one ufunc is a whole kernel."""

from __future__ import annotations

import numpy as np


def native(dtype: np.dtype) -> bool:
    """Whether a dtype is numpy's own (not one of ml_dtypes), so that numpy's ufuncs take it and give it back."""
    return dtype.isbuiltin == 1


def native_real(dtype: np.dtype) -> bool:
    """Whether a dtype is numpy's own and not complex: a boolean, an integer from 8 bits, or f16, f32, f64."""
    return dtype.isbuiltin == 1 and dtype.kind != "c"
