"""Takes one value out of a tuple.

(S1) `result` is element `index` of `operand`, counted from 0.
"""

from __future__ import annotations

from typing import Any

from ..families.control_flow import VALUE, same_types
from ..lang import ANY_PER_AXIS, I32, TUPLE_TYPE, Op, attribute, exact, operand, result
from ..lang.values import TOKEN_VALUE, f64, si64
from ..types import TupleType, Type

op = Op(
    "get_tuple_element",
    __doc__,
    slots=(operand("operand", TUPLE_TYPE), attribute("index", I32), result("result", VALUE)),
    assembly="$operand '[' $index ']' attr-dict : functional-type",
    since="0.9.0",
    view=True,
    deprecated="programs of several inputs and results need no tuples; proposed for removal (openxla/stablehlo#2283)",
)


@op.constraint("C1")
def index_is_that_of_an_element(operand: TupleType, index: int) -> bool:
    """0 <= index < size(operand)"""
    return 0 <= index < len(operand.elements)


@op.constraint("C2")
def result_has_the_type_of_the_element(operand: TupleType, index: int, result: Type) -> bool:
    """type(result) = tuple_element_types(operand)[index]"""
    return same_types((result,), (operand.elements[index],))


@op.infer
def infer(operand: TupleType, index: int) -> Type:
    return operand.elements[index]


@op.kernel
def get_tuple_element(operand: tuple[Any, ...], index: int) -> Any:
    return operand[index]  # S1


op.accuracy(exact(ANY_PER_AXIS))

op.example("a tensor", operand=(f64([1, 2]), (si64(3),)), index=0, result=f64([1, 2]))
op.example("a tuple", operand=(f64([1, 2]), (si64(3),)), index=1, result=(si64(3),))
op.example("a token", operand=(TOKEN_VALUE,), index=0, result=TOKEN_VALUE)

op.reject("C1", index=-1)
op.reject("C1", index=2)
op.reject("C2", index=1)
