"""Gives the floats that quantized elements stand for.

(S1) A stored integer i becomes (i - zero_point) * scale, with the scale and zero point that the operand's type has for
     the element, computed in the expressed type.
"""

from __future__ import annotations

from ..lang import FLOAT, QUANTIZED, QUANTIZED_PER_AXIS, Op, operand, result, tensor
from ..lang.notation import element_type, quantized, same_shape
from ..lang.values import f32, f64, literal
from ..types import F32, SI8, QuantizedType, TensorType, Type

op = Op(
    "uniform_dequantize",
    __doc__,
    slots=(
        operand("operand", tensor(QUANTIZED | QUANTIZED_PER_AXIS)),
        result("result", tensor(FLOAT)),
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
def result_has_the_expressed_type_of_the_operand(operand: Type, result: Type) -> bool:
    """element_type(result) = expressed_type(operand)"""
    return element_type(result) == quantized(operand).expressed


@op.infer
def infer(operand: TensorType) -> TensorType:
    return operand.with_element(quantized(operand).expressed)


op.cannot_run("quantized tensors are not executed yet")
op.changed("0.18.0", "per-axis quantized types")

_TENSOR = QuantizedType.of(SI8, F32, (0.5,), (-20,))
_AXIS = QuantizedType.of(SI8, F32, (0.1, 0.5), (-30, -20), dimension=0)
op.example("one scale for all", operand=literal(_TENSOR, [-20, 10, 127]), result=f32([0.0, 15.0, 73.5]))
op.example("one scale for each index", operand=literal(_AXIS, [10, 10]), result=f32([4.0, 15.0]))

op.reject("C1", result=f32([0.0]).type)
op.reject("C2", result=f64([0.0, 15.0, 73.5]).type)
