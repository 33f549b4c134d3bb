"""Quantizes floats, or quantizes quantized elements anew, with the parameters of the result type.

(S1) Floats: x becomes x / scale + zero_point, rounded to the nearest integer, ties to even, and limited to
     storage_min..storage_max, with the scale and zero point that the result type has for the element.
(S2) Quantized elements are dequantized with the parameters of their type first, then S1.
"""

from __future__ import annotations

from ..lang import FLOAT, QUANTIZED, QUANTIZED_PER_AXIS, Op, operand, result, tensor
from ..lang.notation import element_type, is_quantized, quantized, same_shape
from ..lang.values import f32, f64, literal
from ..types import F32, F64, SI8, QuantizedType, TensorType, Type

op = Op(
    "uniform_quantize",
    __doc__,
    slots=(
        operand("operand", tensor(FLOAT | QUANTIZED | QUANTIZED_PER_AXIS)),
        result("result", tensor(QUANTIZED | QUANTIZED_PER_AXIS)),
    ),
    assembly="$operand attr-dict : same-type",
    elementwise=True,
    since="0.9.0",
)


@op.constraint("C1")
def operand_and_result_have_the_same_shape(operand: Type, result: Type) -> bool:
    """shape(operand) = shape(result)"""
    return same_shape(operand, result)


@op.constraint("C2")
def result_expresses_the_type_of_the_operand(operand: Type, result: Type) -> bool:
    """expressed_type(result) = is_float(operand) ? element_type(operand) : expressed_type(operand)"""
    expressed = quantized(operand).expressed if is_quantized(operand) else element_type(operand)
    return quantized(result).expressed == expressed


op.cannot_run("quantized tensors are not executed yet")
op.changed("0.18.0", "per-axis quantized types")

_TENSOR = QuantizedType.of(SI8, F32, (0.5,), (-20,))
_AXIS = QuantizedType.of(SI8, F32, (0.1, 0.5), (-30, -20), dimension=0)
_ANEW = QuantizedType.of(SI8, F32, (0.1, 0.2), (-20, -30), dimension=0)
op.example("one scale for all", operand=f32([4.0, 15.0, 99.0]), result=literal(_TENSOR, [-12, 10, 127]))
op.example("one scale for each index", operand=f32([4.0, 15.0]), result=literal(_AXIS, [10, 10]))
op.example("quantized anew", operand=literal(_AXIS, [10, 10]), result=literal(_ANEW, [20, 45]))

op.reject("C1", result=TensorType((2,), _TENSOR))
op.reject("C2", operand=f64([4.0, 15.0, 99.0]))
op.reject("C2", of="quantized anew", result=TensorType((2,), QuantizedType.of(SI8, F64, (0.5,), (0,))))
