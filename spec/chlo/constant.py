"""Produces a tensor that stands in the program.

(S1) `output` is `value`.
"""

from __future__ import annotations

from ..attributes import Literal
from ..families.expressions import Expression, apply
from ..lang import ANY, ELEMENTS, Array, Op, attribute, exact, result, tensor
from ..lang.values import f32, si32
from ..types import TensorType, Type

op = Op(
    "constant",
    __doc__,
    slots=(attribute("value", ELEMENTS), result("output", tensor(ANY, static=True))),
    assembly="attr-dict <literal value>",
    view=True,
    since="0.9.0",
    dialect="chlo",
)


@op.constraint("C1")
def output_has_the_type_of_the_value(value: Literal, output: Type) -> bool:
    """type(output) = type(value)"""
    return value.type == output


@op.infer
def infer(value: Literal) -> TensorType:
    return value.type


@op.kernel
def constant(value: Literal) -> Array:
    return value.array  # S1


@op.decomposition
def decomposition(value: Literal) -> Expression:
    return apply("constant", value=value)


op.accuracy(exact(ANY))

op.example("nested lists", value=si32([[1, 2], [3, 4]]), output=si32([[1, 2], [3, 4]]))
op.example("one number fills the shape", value=f32(0.5, (2, 3)), output=f32([[0.5] * 3] * 2))
op.example("a scalar", value=f32(-0.0), output=f32(-0.0))
op.example("no elements", value=f32([]), output=f32([]))

op.reject("C1", output=f32([[1, 2], [3, 4]]).type)
op.reject("C1", output=si32([1, 2, 3, 4]).type)
