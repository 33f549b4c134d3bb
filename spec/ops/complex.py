"""Makes complex numbers of their parts.

(S1) The real part of each element is the element of `lhs`, the imaginary part that of `rhs`, bit for bit.
"""

from __future__ import annotations

import numpy as np

from ..lang import COMPLEX, FLOAT, Array, Op, exact, operand, result, tensor
from ..lang.notation import complex_part, element_type, result_like, same_shape, same_type
from ..lang.values import c64, c128, f32, f64
from ..types import F32, F64, ComplexType, TensorType, Type

op = Op(
    "complex",
    __doc__,
    slots=(
        operand("lhs", tensor(FLOAT, only=(F32, F64))),
        operand("rhs", tensor(FLOAT, only=(F32, F64))),
        result("result", tensor(COMPLEX)),
    ),
    assembly="operands attr-dict : <complex_type>",
    elementwise=True,
    since="0.9.0",
)


@op.constraint("C1")
def operands_have_the_same_type(lhs: Type, rhs: Type) -> bool:
    """type(lhs) = type(rhs)"""
    return same_type(lhs, rhs)


@op.constraint("C2")
def result_has_the_shape_of_the_operands(lhs: Type, result: Type) -> bool:
    """shape(result) = shape(lhs)"""
    return same_shape(result, lhs)


@op.constraint("C3")
def parts_of_the_result_have_the_type_of_the_operands(lhs: Type, result: Type) -> bool:
    """element_type(result) = complex<E> where E = element_type(lhs)"""
    return complex_part(result) == element_type(lhs)


@op.infer
def infer(lhs: TensorType, rhs: TensorType) -> TensorType:
    joined = result_like(lhs, rhs)
    return joined.with_element(ComplexType(joined.storage))


@op.kernel
def complex_(lhs: Array, rhs: Array) -> Array:
    shape = np.broadcast_shapes(lhs.shape, rhs.shape)
    numbers = np.empty(shape, np.complex64 if lhs.dtype == np.float32 else np.complex128)
    numbers.real, numbers.imag = lhs, rhs  # S1
    return numbers


op.accuracy(exact(COMPLEX))

_INF, _NAN = np.inf, np.nan
op.example("parts", lhs=f64([1.0, 3.0]), rhs=f64([2.0, -0.0]), result=c128([1 + 2j, complex(3, -0.0)]))
op.example(
    "parts do not touch each other",
    lhs=f32([[_INF, _NAN]]),
    rhs=f32([[_NAN, -0.0]]),
    result=c64([[complex(_INF, _NAN), complex(_NAN, -0.0)]]),
)
op.example("scalars", lhs=f32(1.5), rhs=f32(-2.5), result=c64(1.5 - 2.5j))
op.example("no elements", lhs=f32([]), rhs=f32([]), result=c64([]))

op.reject("C1", rhs=f32([2.0, 4.0]))
op.reject("C1", rhs=f64([2.0]))
op.reject("C2", result=c128([0j]).type)
op.reject("C3", result=c64([0j, 0j]).type)
