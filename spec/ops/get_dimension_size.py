"""Gives the size of one dimension of `operand`.

(S1) `result` is the number of indices along `dimension`; where the type leaves it open, the actual one.
"""

from __future__ import annotations

import numpy as np

from ..families.movement import demand
from ..lang import ANY_PER_AXIS, I64, SIGNED, Array, Op, attribute, exact, operand, result, scalar, tensor
from ..lang.notation import rank
from ..lang.values import c64, f32, literal, si32, si64
from ..types import F32, SI8, SI32, QuantizedType, TensorType, Type

op = Op(
    "get_dimension_size",
    __doc__,
    slots=(
        operand("operand", tensor(ANY_PER_AXIS)),
        attribute("dimension", I64),
        result("result", scalar(SIGNED, only=(SI32,))),
    ),
    assembly="$operand , dim = $dimension attr-dict : functional-type",
    since="0.9.0",
    moves=True,
)


@op.constraint("C1")
def dimension_is_one_of_the_operand(operand: Type, dimension: int) -> bool:
    """0 <= dimension < rank(operand)"""
    return 0 <= dimension < rank(operand)


@op.infer
def infer() -> TensorType:
    return TensorType((), SI32)


@op.kernel
def get_dimension_size(operand: Array, dimension: int) -> Array:
    size = operand.shape[dimension]
    demand(size <= SI32.max, f"size {size} does not fit into {SI32}")
    return np.array(size, SI32.dtype)  # S1


op.accuracy(exact(SIGNED))

op.example("columns", operand=si64([[1, 2, 3], [4, 5, 6]]), dimension=1, result=si32(3))
op.example("rows", operand=c64([[1, 2, 3], [4, 5, 6]]), dimension=0, result=si32(2))
op.example("size 0", operand=f32(0, (0, 3)), dimension=0, result=si32(0))
op.example(
    "quantized elements",
    operand=literal(QuantizedType.of(SI8, F32, (0.1, 0.5), (0, 0), 0), [[1], [2]]),
    dimension=0,
    result=si32(2),
)

op.reject("C1", dimension=2)
op.reject("C1", dimension=-1)
