"""Produces a tensor that stands in the program.

(S1) `output` is `value`.
"""

from __future__ import annotations

from ..attributes import Literal
from ..lang import ANY_PER_AXIS, ELEMENTS, Array, Op, attribute, exact, result, tensor
from ..lang.notation import element_type, same_shape
from ..lang.values import f32, si32
from ..types import QuantizedType, TensorType, Type

op = Op(
    "constant",
    __doc__,
    slots=(attribute("value", ELEMENTS), result("output", tensor(ANY_PER_AXIS, static=True))),
    assembly="<constant>",
    view=True,
    since="0.9.0",
)


@op.constraint("C1")
def value_has_the_type_of_the_output(value: Literal, output: Type) -> bool:
    """type(value) = type(output)"""
    stored = element_type(output)
    fits = value.type.element in (stored, stored.storage if isinstance(stored, QuantizedType) else stored)
    return fits and same_shape(value.type, output)


@op.infer
def infer(value: Literal) -> TensorType:
    return value.type


@op.kernel
def constant(value: Literal) -> Array:
    return value.array  # S1


op.accuracy(exact(ANY_PER_AXIS))
op.example("nested lists", value=si32([[1, 2], [3, 4]]), output=si32([[1, 2], [3, 4]]))
op.example("one number fills the shape", value=f32(0.5, (2, 3)), output=f32([[0.5] * 3] * 2))

op.reject("C1", output=f32([[1, 2], [3, 4]]).type)
