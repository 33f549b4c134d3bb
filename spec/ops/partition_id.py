"""Gives the partition of the process that executes it.

(S1) `result` is the second number of the process's place in the process grid. A program that runs alone is process
     (0, 0).
"""

from __future__ import annotations

import numpy as np

from ..lang import UNSIGNED, Array, Op, exact, result, scalar
from ..lang.values import ui32
from ..types import UI32, TensorType

op = Op(
    "partition_id",
    __doc__,
    slots=(result("result", scalar(UNSIGNED, only=(UI32,))),),
    assembly="attr-dict : types(results)",
    since="0.9.0",
)


@op.infer
def infer() -> TensorType:
    return TensorType((), UI32)


@op.kernel
def partition_id() -> Array:
    return np.zeros((), np.uint32)  # S1


op.accuracy(exact(UNSIGNED))

op.example("a program that runs alone", result=ui32(0))
