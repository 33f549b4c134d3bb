"""Fills a tensor with random numbers of a distribution.

(S1) `result` has the sizes `shape`. Its elements are drawn independently.
(S2) UNIFORM: from the interval from `a` to `b`, without `b`. Every integer of it is equally likely; of the booleans it
     holds false only. Floats are drawn from real numbers in it that are evenly spread, and rounded to the element type,
     where `b` is rounded to the value before it.
(S3) NORMAL: mean `a`, standard deviation `b`; drawn in double precision and rounded to the element type.
(S4) Where the interval is empty (`a >= b`, or NaN) all elements are `a`; a negative standard deviation counts as
     positive.
(S5) The numbers come from the random generator of the run: the same seed gives the same numbers.
"""

from __future__ import annotations

import numpy as np

from ..attributes.rng_distribution import RngDistribution
from ..families.movement import sizes_of
from ..lang import (
    BOOL,
    DIMENSION,
    FLOAT,
    INT,
    Array,
    Bound,
    Op,
    attribute,
    bounded,
    enumeration,
    operand,
    result,
    scalar,
    tensor,
)
from ..lang.notation import dim, element_type, is_float, rank, shapes_agree
from ..lang.values import bf16, f32, i1, literal, si32, si64, ui8
from ..numerics.double import from_double, to_double
from ..numerics.formats import is_integer, is_signed
from ..types import F32, INDEX, SI32, TensorType, Type

_SCALAR = scalar(BOOL | INT | FLOAT)

op = Op(
    "rng",
    __doc__,
    slots=(
        operand("a", _SCALAR),
        operand("b", _SCALAR),
        operand("shape", tensor(DIMENSION, 1, static=True)),
        attribute("rng_distribution", enumeration(RngDistribution)),
        result("result", tensor(BOOL | INT | FLOAT)),
    ),
    assembly="$a , $b , $shape , distribution = $rng_distribution attr-dict : functional-type",
    since="0.9.0",
    deprecated="rng_bit_generator gives the same numbers everywhere; proposed for removal (openxla/stablehlo#2283)",
)


@op.constraint("C1")
def operands_and_result_have_the_same_element_type(a: Type, b: Type, result: Type) -> bool:
    """element_type(a) = element_type(b) = element_type(result)"""
    return element_type(a) == element_type(b) == element_type(result)


@op.constraint("C2")
def a_normal_distribution_is_one_of_floats(a: Type, rng_distribution: RngDistribution) -> bool:
    """is_float(a), if rng_distribution = NORMAL"""
    return rng_distribution is not RngDistribution.NORMAL or is_float(a)


@op.constraint("C3")
def result_has_the_shape_that_is_given(shape: Type, shape_value: Array | None, result: TensorType) -> bool:
    """shape(result) = shape, as far as known: the number of sizes, and where shape is a constant, the sizes"""
    if shape_value is None:
        return rank(result) == dim(shape, 0)
    return bool((shape_value >= 0).all()) and shapes_agree(result.shape, [int(size) for size in shape_value])


@op.infer
def infer(a: TensorType, shape: TensorType, shape_value: Array | None) -> TensorType:
    known = (None,) * shape.sizes[0] if shape_value is None else tuple(int(size) for size in shape_value)
    return TensorType(known, a.element)


@op.kernel
def rng(
    a: Array, b: Array, shape: Array, rng_distribution: RngDistribution, result: TensorType, random: np.random.Generator
) -> Array:
    sizes = sizes_of(shape, result)  # S1
    if rng_distribution is RngDistribution.NORMAL:  # S3
        numbers = float(to_double(a)) + np.abs(float(to_double(b))) * random.standard_normal(sizes)
        return from_double(np.asarray(numbers), a.dtype)
    if not a < b:  # S4
        return np.full(sizes, a, a.dtype)
    if a.dtype.kind == "b":  # S2
        return np.zeros(sizes, np.bool_)
    if is_integer(a.dtype):  # S2
        wide = np.int64 if is_signed(a.dtype) else np.uint64
        return np.asarray(random.integers(int(a), int(b), sizes, wide)).astype(a.dtype)
    share = random.random(sizes)
    numbers = from_double(np.asarray(float(to_double(a)) * (1 - share) + float(to_double(b)) * share), a.dtype)
    return np.where(numbers < b, numbers, np.nextafter(b, a))  # S2


op.accuracy(bounded(Bound.DISTRIBUTION, BOOL | INT | FLOAT))
op.choice("random-numbers", "random-empty-interval")
op.peer("XLA CPU", "ends the process for booleans and integers of 8 bits")

_UNIFORM, _NORMAL = RngDistribution.UNIFORM, RngDistribution.NORMAL

op.example(
    "the one integer of an interval",
    a=si32(-3), b=si32(-2), shape=si64([2, 3]), rng_distribution=_UNIFORM, result=si32(-3, (2, 3)),
)  # fmt: skip
op.example(
    "the one boolean",
    a=i1(False), b=i1(True), shape=si64([2]), rng_distribution=_UNIFORM, result=i1([False, False]),
)  # fmt: skip
op.example(
    "the one float",
    a=f32(1), b=f32(1 + 2.0**-23), shape=si64([3]), rng_distribution=_UNIFORM, result=f32([1, 1, 1]),
)  # fmt: skip
op.example(
    "a normal distribution without deviation",
    a=bf16(0.5), b=bf16(0), shape=si64([1, 2]), rng_distribution=_NORMAL, result=bf16([[0.5, 0.5]]),
)  # fmt: skip
op.example(
    "an empty interval gives its start",
    a=ui8(7), b=ui8(5), shape=literal(INDEX, [2]), rng_distribution=_UNIFORM, result=ui8([7, 7]),
)  # fmt: skip
op.example("a scalar", a=si32(4), b=si32(5), shape=si64(0, (0,)), rng_distribution=_UNIFORM, result=si32(4))
op.example(
    "no elements",
    a=f32(0), b=f32(1), shape=si64([2, 0]), rng_distribution=_NORMAL, result=f32(0, (2, 0)),
)  # fmt: skip

op.reject("C1", b=f32(1))
op.reject("C1", result=TensorType((2, 3), F32))
op.reject("C2", rng_distribution=_NORMAL)
op.reject("C3", result=TensorType((6,), SI32))
op.reject("C3", result=TensorType((2, 4), SI32))
op.reject("C3", shape=si64([2, -3]), result=TensorType((2, None), SI32))
