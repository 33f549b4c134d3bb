"""Produces a tensor of the shape of `operand`, filled with one number.

(S1) Each element of the result is `value`. Only the shape of `operand` matters, not its elements.
"""

from __future__ import annotations

import numpy as np

from ..attributes import Literal
from ..families.expressions import Expression, apply, broadcast_like, lift
from ..lang import ANY_PER_AXIS, NUMBER, TYPED_NUMBER, Array, Op, attribute, exact, operand, result, tensor
from ..lang.notation import element_type, same_shape
from ..lang.regions import Node
from ..lang.values import bf16, c64, f32, f64, i1, si4, si32, ui64
from ..types import ElementType, Type, UnrankedTensorType
from ..types.tensor import TensorType

op = Op(
    "constant_like",
    __doc__,
    slots=(
        attribute("value", TYPED_NUMBER),
        operand("operand", tensor(ANY_PER_AXIS, unranked=True)),
        result("result", tensor(ANY_PER_AXIS, unranked=True)),
    ),
    view=True,
    since="0.9.0",
    dialect="chlo",
)


@op.constraint("C1")
def value_has_the_element_type_of_the_result(value: Literal, result: Type) -> bool:
    """type(value) = element_type(result)"""
    return value.type.element == element_type(result)


@op.constraint("C2")
def result_has_the_shape_of_the_operand(operand: Type, result: Type) -> bool:
    """shape(result) = shape(operand)"""
    return same_shape(operand, result)


@op.infer
def infer(value: Literal, operand: TensorType | UnrankedTensorType) -> Type:
    element = value.type.element
    assert isinstance(element, ElementType)
    return operand.with_element(element)


@op.kernel
def constant_like(value: Literal, operand: Array) -> Array:
    return np.broadcast_to(value.array, operand.shape)  # S1


@op.decomposition
def decomposition(value: Literal, operand: Node, result: TensorType) -> Expression:
    return broadcast_like(apply("constant", value=value), lift(operand))


op.accuracy(exact(NUMBER))

op.example("a float like integers", value=f32(3.2), operand=si32([[1, 2]]), result=f32([[3.2, 3.2]]))
op.example("a complex number", value=c64(complex(1, -0.0)), operand=f64([0, 1]), result=c64(complex(1, -0.0), (2,)))
op.example("a boolean", value=i1(True), operand=f32([[1], [2]]), result=i1([[True], [True]]))
op.example("four bits", value=si4(-8), operand=bf16([1, 2]), result=si4([-8, -8]))
op.example("a large number", value=ui64(2**64 - 1), operand=i1([False]), result=ui64([2**64 - 1]))
op.example("NaN", value=bf16(np.nan), operand=bf16([1, 2]), result=bf16([np.nan, np.nan]))
op.example("a scalar", value=f64(-0.0), operand=f32(1), result=f64(-0.0))
op.example("no elements", value=f64(0.5), operand=f32([]), result=f64([]))

op.reject("C1", value=si32(3))
op.reject("C2", result=f32([0.0, 0.0]).type)
