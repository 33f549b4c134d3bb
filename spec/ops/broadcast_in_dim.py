"""Repeats `operand` along new dimensions and along dimensions of size 1.

(S1) Dimension `d` of `operand` becomes dimension `broadcast_dimensions[d]` of `result`, in any order.
(S2) Where the sizes of the two differ, that of `operand` is 1, and its one slice is repeated.
(S3) Along dimensions of `result` that `broadcast_dimensions` does not name, the whole is repeated.
(S4) Where the type of `result` leaves a size open, it is the size of the dimension of `operand` placed there; where
     there is none, it is the bound.
"""

from __future__ import annotations

from ..families.broadcasting import BROADCASTING, broadcast
from ..families.movement import bound, demand
from ..lang import ANY_PER_AXIS, I64_ARRAY, Array, Op, attribute, exact, operand, result, tensor
from ..lang.values import f32, i1, literal, si32
from ..types import F32, SI8, QuantizedType, TensorType

op = Op(
    "broadcast_in_dim",
    __doc__,
    BROADCASTING,
    slots=(
        operand("operand", tensor(ANY_PER_AXIS)),
        attribute("broadcast_dimensions", I64_ARRAY),
        result("result", tensor(ANY_PER_AXIS, static=True, bounded=True)),
    ),
    assembly="$operand , dims = $broadcast_dimensions attr-dict : functional-type",
    since="0.9.0",
    view=True,
)


@op.kernel
def broadcast_in_dim(operand: Array, broadcast_dimensions: tuple[int, ...], result: TensorType) -> Array:
    return broadcast(operand, broadcast_dimensions, _sizes(operand, broadcast_dimensions, result))  # S1, S2, S3


def _sizes(operand: Array, broadcast_dimensions: tuple[int, ...], result: TensorType) -> tuple[int, ...]:
    """Sizes of the result, those that its type leaves open included."""
    placed = dict(zip(broadcast_dimensions, operand.shape, strict=True))
    sizes: list[int] = []
    for d, size in enumerate(result.shape):
        size = placed.get(d, bound(result, d)) if size is None else size  # S4
        demand(size is not None, f"nothing says how large dimension {d} of the result is")
        sizes.append(size or 0)
    return tuple(sizes)


def _per_axis(dimension: int, *pairs: tuple[float, int]) -> QuantizedType:
    return QuantizedType.of(SI8, F32, tuple(s for s, _ in pairs), tuple(z for _, z in pairs), dimension)


op.accuracy(exact(ANY_PER_AXIS))

op.example(
    "new, permuted and expanded dimensions",
    operand=si32([[1, 2, 3]]),
    broadcast_dimensions=(2, 1),
    result=si32([[[1, 1], [2, 2], [3, 3]], [[1, 1], [2, 2], [3, 3]]]),
)
op.example("a scalar fills the shape", operand=f32(0.5), broadcast_dimensions=(), result=f32([[0.5] * 3] * 2))
op.example("a transposition", operand=si32([[1, 2]]), broadcast_dimensions=(1, 0), result=si32([[1], [2]]))
op.example("nothing is repeated no times", operand=i1([True]), broadcast_dimensions=(1,), result=i1(False, (2, 0)))
op.example("size 0 stays", operand=f32(0, (0, 1)), broadcast_dimensions=(0, 1), result=f32(0, (0, 3)))
op.example(
    "quantized elements keep their parameters",
    operand=literal(_per_axis(0, (0.1, -30), (0.5, -20)), [1, 2]),
    broadcast_dimensions=(1,),
    result=literal(_per_axis(1, (0.1, -30), (0.5, -20)), [[1, 2], [1, 2]]),
)
op.example(
    "one pair of quantization parameters is repeated too",
    operand=literal(_per_axis(0, (0.1, -30)), [5]),
    broadcast_dimensions=(0,),
    result=literal(_per_axis(0, (0.1, -30), (0.1, -30)), [5, 5]),
)

op.reject("C1", result=f32(0, (2, 3, 2)))
op.reject("C2", broadcast_dimensions=(2,))
op.reject("C3", broadcast_dimensions=(3, 1))
op.reject("C3", broadcast_dimensions=(-1, 1))
op.reject("C4", broadcast_dimensions=(1, 1))
op.reject("C5", result=si32(0, (2, 4, 2)))
op.reject(
    "C6",
    of="quantized elements keep their parameters",
    result=literal(_per_axis(0, (0.1, -30), (0.5, -20)), [[1, 2], [1, 2]]),
)
op.reject(
    "C6",
    of="one pair of quantization parameters is repeated too",
    result=literal(_per_axis(0, (0.1, -30), (0.5, -30)), [5, 5]),
)
