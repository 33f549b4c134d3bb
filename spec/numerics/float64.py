"""Elementary functions of float64, on rank-1 arrays: within 0.54 ULP, and the same bits on every machine.

What numpy and the C library give for these depends on the vector instructions of the processor. The modules `float64_*`
are made of IEEE operations, whose results do not.
"""

from __future__ import annotations

from .float64_angles import (
    acos as acos,
    arctan2 as arctan2,
    asin as asin,
    atan as atan,
)
from .float64_exp import (
    cosh as cosh,
    exp as exp,
    expm1 as expm1,
    logistic as logistic,
    sinh as sinh,
    tanh as tanh,
)
from .float64_log import (
    acosh as acosh,
    asinh as asinh,
    atanh as atanh,
    log as log,
    log1p as log1p,
)
from .float64_power import power as power
from .float64_roots import cbrt as cbrt, hypot as hypot, rsqrt as rsqrt
from .float64_trigonometric import cos as cos, sin as sin, sin_cos as sin_cos, tan as tan
