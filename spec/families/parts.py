"""Ops that turn complex numbers into real ones of the same width: parts and modulus."""

from __future__ import annotations

from ..lang import COMPLEX, FLOAT, Elements, Family, constraint, operand, result, tensor
from ..lang.notation import baseline_element, complex_part, element_type, is_complex, same_shape
from ..types import TensorType, Type


def result_has_the_shape_of_the_operand(operand: Type, result: Type) -> bool:
    """shape(result) = shape(operand)"""
    return same_shape(result, operand)


def result_has_the_element_type_of_the_parts(operand: Type, result: Type) -> bool:
    """baseline_element_type(result) = is_complex(operand) ? complex_element_type(element_type(operand)) :
    baseline_element_type(operand)"""
    expected = complex_part(operand) if is_complex(operand) else baseline_element(operand)
    return baseline_element(result) == expected


def part(operands: Elements = FLOAT | COMPLEX, results: Elements = FLOAT) -> Family:
    """One operand; the result has its shape, and for complex operands the type of their parts, else the operand's."""

    def infer(operand: TensorType) -> TensorType:
        return operand.with_element(complex_part(operand) if is_complex(operand) else element_type(operand))

    return Family(
        (operand("operand", tensor(operands)), result("result", tensor(results))),
        (
            constraint("C1", result_has_the_shape_of_the_operand),
            constraint("C2", result_has_the_element_type_of_the_parts),
        ),
        infer,
        "$operand attr-dict : same-type",
        elementwise=True,
    )
