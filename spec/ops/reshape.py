"""Gives the elements of `operand` the shape of `result`.

(S1) The elements in row-major order (the last index runs fastest) are the same in `operand` and `result`.
(S2) Where the type of `result` leaves one size open, it follows from the number of elements.
"""

from __future__ import annotations

import math

from ..families.movement import demand
from ..families.reshaping import RESHAPING, reshaped
from ..lang import ANY_PER_AXIS, Array, Op, exact, operand, result, tensor
from ..lang.values import c64, f32, i1, literal, si32
from ..types import F32, SI8, QuantizedType, TensorType

op = Op(
    "reshape",
    __doc__,
    RESHAPING,
    slots=(
        operand("operand", tensor(ANY_PER_AXIS)),
        result("result", tensor(ANY_PER_AXIS, static=True, bounded=True)),
    ),
    assembly="operands attr-dict : functional-type",
    since="0.9.0",
    view=True,
)


@op.kernel
def reshape(operand: Array, result: TensorType) -> Array:
    return reshaped(operand, result.sizes if result.static else _sizes(operand.size, result))  # S1


def _sizes(elements: int, result: TensorType) -> tuple[int, ...]:
    """Sizes of the result, with the one that its type leaves open."""
    known = math.prod(size for size in result.shape if size is not None)
    open_size = elements // known if known else 0  # S2
    demand(open_size * known == elements, f"{elements} elements do not make a {result}")
    return tuple(open_size if size is None else size for size in result.shape)


def _per_axis(dimension: int, scales: int = 2) -> QuantizedType:
    return QuantizedType.of(SI8, F32, (0.1, 0.5, 0.25)[:scales], (-30, -20, 0)[:scales], dimension)


op.accuracy(exact(ANY_PER_AXIS))

op.example("the last index runs fastest", operand=si32([[1, 2, 3], [4, 5, 6]]), result=si32([[1, 2], [3, 4], [5, 6]]))
op.example("dimensions are joined", operand=f32([[1, 2], [3, 4]]), result=f32([1, 2, 3, 4]))
op.example("a scalar from one element", operand=i1([[True]]), result=i1(True))
op.example("one element from a scalar", operand=c64(1 + 2j), result=c64([[[1 + 2j]]]))
op.example("nothing has many shapes", operand=si32(0, (2, 0, 3)), result=si32(0, (0, 5)))
op.example(
    "quantized elements keep their parameters",
    operand=literal(_per_axis(2), [[[1, 2], [3, 4]]]),
    result=literal(_per_axis(1), [[1, 2], [3, 4]]),
)

op.reject("C1", result=f32(0, (3, 2)))
op.reject("C1", of="quantized elements keep their parameters", result=literal(_per_axis(2, 1), [[[1], [2], [3], [4]]]))
op.reject("C2", result=si32(0, (2, 2)))
op.reject("C3", of="quantized elements keep their parameters", result=literal(_per_axis(0), [[1, 2], [3, 4]]))
