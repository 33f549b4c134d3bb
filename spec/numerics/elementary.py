"""Elementary functions of floats and complex numbers, by element type: those of `real` and of `complex_`."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from . import complex_, real
from .formats import is_complex


def _function(floating: Callable[..., np.ndarray], plane: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    """The function that applies `plane` to complex operands and `floating` to real ones."""

    def apply(*operands: np.ndarray) -> np.ndarray:
        return (plane if is_complex(operands[0].dtype) else floating)(*operands)

    apply.__name__, apply.__qualname__, apply.__doc__ = floating.__name__, floating.__name__, floating.__doc__
    return apply


exp = _function(real.exp, complex_.exp)
expm1 = _function(real.expm1, complex_.expm1)
log = _function(real.log, complex_.log)
log1p = _function(real.log1p, complex_.log1p)
sqrt = _function(real.sqrt, complex_.sqrt)
rsqrt = _function(real.rsqrt, complex_.rsqrt)
cbrt = _function(real.cbrt, complex_.cbrt)
sin = _function(real.sin, complex_.sin)
cos = _function(real.cos, complex_.cos)
tan = _function(real.tan, complex_.tan)
sinh = _function(real.sinh, complex_.sinh)
cosh = _function(real.cosh, complex_.cosh)
tanh = _function(real.tanh, complex_.tanh)
logistic = _function(real.logistic, complex_.logistic)
asin = _function(real.asin, complex_.asin)
acos = _function(real.acos, complex_.acos)
atan = _function(real.atan, complex_.atan)
asinh = _function(real.asinh, complex_.asinh)
acosh = _function(real.acosh, complex_.acosh)
atanh = _function(real.atanh, complex_.atanh)
atan2 = _function(real.atan2, complex_.atan2)
