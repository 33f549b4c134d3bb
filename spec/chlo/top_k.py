"""Finds the `k` largest elements of each row, and where they stand.

(S1) A row consists of the elements along the last dimension. `values` holds the `k` largest ones, in descending order,
     `indices` their places in the row.
(S2) Integers and booleans are ordered by value, floats in total order: -NaN < -infinity < ... < -0 < +0 < ... <
     infinity < NaN. So the NaN that computations give comes first.
(S3) Complex numbers are ordered by real part, then by imaginary part.
(S4) With `is_stable` equal elements stand in the order of their places, and of those for which there is no room the
     ones of higher place are left out. Here it is always so.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..attributes.comparison_direction import ComparisonDirection
from ..attributes.comparison_type import ComparisonType
from ..families.expressions import Expression, apply, equal, lift
from ..families.movement import bound, bounded_type
from ..families.sorting import stable_order
from ..lang import (
    ANY,
    BOOL,
    BOOLEAN,
    COMPLEX,
    FLOAT,
    I64,
    INT,
    SIGNED,
    Array,
    InvalidValue,
    Op,
    Unsupported,
    attribute,
    call,
    exact,
    operand,
    result,
    sketch,
    tensor,
)
from ..lang.notation import element_type, rank, same_shape, shape
from ..lang.regions import Node
from ..lang.values import bf16, c64, f8E4M3FN, f32, i1, si8, si32, ui8
from ..numerics.formats import is_float
from ..numerics.ordering import compare, total_order
from ..types import SI32, ComplexType, FloatType, TensorType, Type, UnrankedTensorType

GT = ComparisonDirection.GT

op = Op(
    "top_k",
    __doc__,
    slots=(
        operand("operand", tensor(ANY, unranked=True)),
        attribute("k", I64),
        attribute("is_stable", BOOLEAN, default=True),
        result("values", tensor(ANY, unranked=True)),
        result("indices", tensor(SIGNED, only=(SI32,), unranked=True)),
    ),
    assembly="( $operand , k = $k [ , is_stable = $is_stable ] ) attr-dict : types($operand) -> ( types(results) )",
    since="0.9.0",
    dialect="chlo",
)


@op.constraint("C1")
def operand_has_rows(operand: Type) -> bool:
    """rank(operand) >= 1"""
    return isinstance(operand, UnrankedTensorType) or rank(operand) >= 1


@op.constraint("C2")
def rows_are_long_enough(operand: Type, k: int) -> bool:
    """0 <= k <= dim(operand, -1)"""
    size = None if isinstance(operand, UnrankedTensorType) else shape(operand)[-1]
    return k >= 0 and (size is None or k <= size)


@op.constraint("C3")
def values_have_the_element_type_of_the_operand(operand: Type, values: Type) -> bool:
    """element_type(values) = element_type(operand)"""
    return element_type(values) == element_type(operand)


@op.constraint("C4")
def results_have_rows_of_k_elements(operand: Type, k: int, values: Type, indices: Type) -> bool:
    """shape(values) = shape(indices) = shape(operand) but for the last size, which is k"""
    expected = operand if isinstance(operand, UnrankedTensorType) else _rows(operand, k)
    return same_shape(expected, values) and same_shape(expected, indices)


@op.infer
def infer(operand: TensorType | UnrankedTensorType, k: int) -> tuple[Type, Type]:
    values = operand if isinstance(operand, UnrankedTensorType) else _rows(operand, k)
    return values, values.with_element(SI32)


def _rows(operand: Type, k: int) -> TensorType:
    """The type of the operand with rows of k elements."""
    assert isinstance(operand, TensorType)
    bounds = [bound(operand, axis) for axis in range(operand.rank)]
    return bounded_type((*operand.shape[:-1], k), bounds, operand.element)


@op.kernel
def top_k(operand: Array, k: int) -> tuple[Array, Array]:
    if operand.ndim == 0 or not 0 <= k <= operand.shape[-1]:
        raise InvalidValue(f"no {k} elements in rows of shape {list(operand.shape)}")
    rows = operand.reshape(-1, operand.shape[-1]) if operand.size else np.zeros((0, 1), operand.dtype)
    keys = total_order(rows) if is_float(operand.dtype) else rows  # S2
    order = stable_order(lambda left, right: compare(np.greater, left[0], right[0]), [keys])  # S3, S4
    indices = order.reshape(operand.shape)[..., :k] if operand.size else np.zeros((*operand.shape[:-1], k), np.int64)
    return np.take_along_axis(operand, indices, -1), indices.astype(np.int32)  # S1


@op.decomposition
def decomposition(operand: Node, k: int, values: TensorType, indices: TensorType) -> tuple[Expression, Expression]:
    x = lift(operand)
    if not x.type.static:
        raise Unsupported("unknown sizes have no decomposition")
    last = x.type.rank - 1
    scalars = [TensorType((), element) for element in (x.element, x.element, SI32, SI32)]
    places = apply("iota", iota_dimension=last, types=(x.type.with_element(SI32),))
    ordered = call(
        "sort", x.node, places.node,
        dimension=last, is_stable=True, types=(x.type, places.type),
        comparator=sketch(lambda a, b, i, j: _precedes(lift(a), lift(b)), *scalars),
    )  # fmt: skip
    limits = (*x.type.sizes[:-1], k)
    box = {"start_indices": (0,) * len(limits), "limit_indices": limits, "strides": (1,) * len(limits)}
    first, second = (
        apply("slice", lift(one), types=(type_,), **box)
        for one, type_ in zip(ordered.results, (values, indices), strict=True)
    )
    return first, second


def _precedes(a: Expression, b: Expression) -> Expression:
    """Whether a stands before b (S2, S3)."""
    if isinstance(a.element, ComplexType):
        first, second = apply("real", a), apply("real", b)
        return (first > second) | (equal(first, second) & (apply("imag", a) > apply("imag", b)))
    kind: dict[str, Any] = {"compare_type": ComparisonType.TOTALORDER} if isinstance(a.element, FloatType) else {}
    return apply("compare", a, b, comparison_direction=GT, **kind)


op.accuracy(exact(BOOL | INT | FLOAT | COMPLEX))
op.choice("top-k-ties")
op.peer("XLA", "refuses complex numbers")
op.changed("1.19.0", "`is_stable`")

_INF, _NAN = np.inf, np.nan
op.example(
    "the largest of each row",
    operand=si32([[3, 1, 4], [1, 5, -9]]),
    k=2,
    values=si32([[4, 3], [5, 1]]),
    indices=si32([[2, 0], [1, 0]]),
)
op.example(
    "equal elements keep their order",
    operand=ui8([7, 200, 7, 200, 7]),
    k=4,
    values=ui8([200, 200, 7, 7]),
    indices=si32([1, 3, 0, 2]),
)
op.example(
    "an unstable result may be the stable one",
    operand=si8([1, -1, 1]),
    k=2,
    is_stable=False,
    values=si8([1, 1]),
    indices=si32([0, 2]),
)
op.example(
    "floats in total order",
    operand=f32([-0.0, _NAN, 0.0, _INF, -_NAN, -_INF]),
    k=6,
    values=f32([_NAN, _INF, 0.0, -0.0, -_INF, -_NAN]),
    indices=si32([1, 3, 2, 0, 5, 4]),
)
op.example("bf16", operand=bf16([1.5, 2.5, -3.0]), k=1, values=bf16([2.5]), indices=si32([1]))
op.example(
    "f8E4M3FN", operand=f8E4M3FN([448.0, _NAN, -1.0]), k=2, values=f8E4M3FN([_NAN, 448.0]), indices=si32([1, 0])
)
op.example("booleans", operand=i1([False, True, True]), k=3, values=i1([True, True, False]), indices=si32([1, 2, 0]))
op.example(
    "complex numbers",
    operand=c64([1 + 1j, 2, 1 + 2j]),
    k=3,
    values=c64([2, 1 + 2j, 1 + 1j]),
    indices=si32([1, 2, 0]),
)
op.example("none", operand=si32([[1, 2]]), k=0, values=si32(0, (1, 0)), indices=si32(0, (1, 0)))
op.example("no rows", operand=si32(0, (0, 3)), k=2, values=si32(0, (0, 2)), indices=si32(0, (0, 2)))
op.example("empty rows", operand=si32(0, (2, 0)), k=0, values=si32(0, (2, 0)), indices=si32(0, (2, 0)))

op.reject("C1", operand=si32(3))
op.reject("C2", k=4)
op.reject("C2", k=-1)
op.reject("C3", values=f32([[4, 3], [5, 1]]).type)
op.reject("C4", values=si32([4, 3]).type)
op.reject("C4", indices=si32([[2], [1]]).type)
