"""Calls a function of the same module.

(S1) `results` are what `callee` returns when it is applied to `operands`.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import SYMBOL, Body, Op, attribute, operand, result
from ....spec.types import FunctionType, Type
from ...verify.bind import FunctionReference
from ..kinds import ANY_VALUE

op = Op(
    "call",
    __doc__,
    slots=(
        operand("operands", ANY_VALUE, variadic=True),
        attribute("callee", SYMBOL),
        result("results", ANY_VALUE, variadic=True),
    ),
    assembly="$callee ( $operands ) attr-dict : functional-type",
    dialect="func",
    moves=True,
)


@op.constraint("C1")
def callee_is_a_function(callee: FunctionReference) -> bool:
    """callee names a function of the module"""
    return callee.type is not None


@op.constraint("C2")
def operands_and_results_are_those_of_the_callee(
    operands: tuple[Type, ...], callee: FunctionReference, results: tuple[Type, ...]
) -> bool:
    """type(callee) = (type(operands...)) -> (type(results...))"""
    return callee.type == FunctionType(operands, results)


@op.kernel
def call(operands: tuple[Any, ...], callee: Body) -> tuple[Any, ...]:
    return callee(*operands)  # S1
