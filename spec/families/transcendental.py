"""Functions of one real or complex argument, of which a program may ask an accuracy.

The attribute `result_accuracy` and its constraints (A1) and (A2) are not on the specification's pages of the ops but in
the proposal "Add result accuracy to transcendental unary ops" (2024). In mode TOLERANCE an implementation is right when

    |result - exact| <= max(|exact| * max(rtol, ulps * epsilon), atol)

DEFAULT asks for nothing, HIGHEST for the most accurate function that there is. Here one function, as accurate as the op
declares, serves all modes; where a program asks for more than that, `shortfall` says so.
"""

from __future__ import annotations

from ..attributes.result_accuracy import ResultAccuracy
from ..attributes.result_accuracy_mode import ResultAccuracyMode
from ..lang import (
    COMPLEX,
    FLOAT,
    QUANTIZED,
    Accuracy,
    Bound,
    Family,
    Reject,
    attribute,
    constraint,
    operand,
    result,
    structure,
    tensor,
)
from ..types import ComplexType, ElementType, FloatType, TensorType
from .elementwise import unary_c1


def tolerances_are_not_negative(result_accuracy: ResultAccuracy) -> bool:
    """0 <= atol and 0 <= rtol and 0 <= ulps"""
    return result_accuracy.atol >= 0 and result_accuracy.rtol >= 0 and result_accuracy.ulps >= 0


def tolerances_are_given_in_mode_tolerance_only(result_accuracy: ResultAccuracy) -> bool:
    """if mode != TOLERANCE: atol = rtol = ulps = 0"""
    if result_accuracy.mode is ResultAccuracyMode.TOLERANCE:
        return True
    return result_accuracy.atol == result_accuracy.rtol == result_accuracy.ulps == 0


def permitted(asked: ResultAccuracy | None, element: ElementType) -> tuple[float, float] | None:
    """The relative and the absolute error that a program allows results of this type, of which the larger counts; None
    where it asks for no tolerance, or nothing.
    """
    part = element.part if isinstance(element, ComplexType) else element
    if asked is None or asked.mode is not ResultAccuracyMode.TOLERANCE or not isinstance(part, FloatType):
        return None
    return max(asked.rtol, asked.ulps * 2.0**-part.format.mantissa_bits), asked.atol


def shortfall(asked: ResultAccuracy, declared: Accuracy, element: ElementType) -> str | None:
    """What a program asks for beyond the accuracy that is declared for results of this type; None where it does not.

    One ULP is taken for one epsilon of the exact result, as the proposal does.
    """
    part = element.part if isinstance(element, ComplexType) else element
    errors = permitted(asked, element)
    if errors is None or not isinstance(part, FloatType):
        return None
    epsilon = 2.0**-part.format.mantissa_bits
    wanted, atol = errors[0] / epsilon, errors[1]
    units = 0.5 if declared.bound is Bound.CORRECTLY_ROUNDED else declared.ulps
    if units <= wanted:
        return None
    enough = f"; this is enough for results up to {atol / (units * epsilon):.3g}" if atol else ""
    absolute = f" or {atol:g}" if atol else ""
    return f"asks for errors of at most {wanted:g} ULP{absolute}, declared for {element} is: {declared}{enough}"


def transcendental() -> Family:
    """A float, complex or quantized operand, an optional accuracy, a result of the operand's type."""

    def infer(operand: TensorType) -> TensorType:
        return operand

    elements = FLOAT | COMPLEX | QUANTIZED
    return Family(
        (
            operand("operand", tensor(elements)),
            attribute("result_accuracy", structure(ResultAccuracy), ResultAccuracy()),
            result("result", tensor(elements)),
        ),
        (
            unary_c1(elements),
            constraint("A1", tolerances_are_not_negative),
            constraint("A2", tolerances_are_given_in_mode_tolerance_only),
        ),
        infer,
        "$operand attr-dict : same-type",
        elementwise=True,
        rejects=(
            Reject("A1", {"result_accuracy": ResultAccuracy(rtol=-0.5, mode=ResultAccuracyMode.TOLERANCE)}),
            Reject("A2", {"result_accuracy": ResultAccuracy(ulps=1)}),
        ),
    )
