"""Makes complex numbers of real parts `lhs` and imaginary parts `rhs`, after broadcasting them to one shape.

(S1) The operands are broadcast to one shape (see the chapter "Broadcasting").
(S2) Each pair of elements becomes a complex number, as `complex` makes it.
"""

from __future__ import annotations

import numpy as np

from ..families.client_broadcasting import broadcasting
from ..families.joint_shapes import Dimensions, join
from ..lang import COMPLEX, FLOAT, Array, Op, tensor
from ..lang.notation import element_type
from ..lang.values import c64, c128, f32, f64
from ..ops.complex import complex_, op as complex_op
from ..types import ComplexType, ElementType, FloatType, Type


def parts_have_the_same_type_and_make_the_result(lhs: Type, rhs: Type, result: Type) -> bool:
    """element_type(lhs) = element_type(rhs) = E where element_type(result) = complex<E>"""
    return element_type(lhs) == element_type(rhs) and element_type(result) == complex_of(lhs)


def complex_of(lhs: Type) -> ElementType:
    """The element type whose parts are those of lhs."""
    part = element_type(lhs)
    assert isinstance(part, FloatType)
    return ComplexType(part)


op = Op(
    "broadcast_complex",
    __doc__,
    broadcasting(
        complex_op,
        parts_have_the_same_type_and_make_the_result,
        types=tensor(FLOAT, unranked=True),
        results=tensor(COMPLEX, unranked=True),
        element=complex_of,
    ),
    since="0.9.0",
    dialect="chlo",
)


@op.kernel
def broadcast_complex(lhs: Array, rhs: Array, broadcast_dimensions: Dimensions | None) -> Array:
    return complex_(*join(lhs, rhs, broadcast_dimensions))  # S1, S2


op.accuracy(*complex_op.accuracies)

op.example(
    "a column and a row",
    lhs=f32([[1.0], [np.inf]]),
    rhs=f32([2.0, -0.0, np.nan]),
    result=c64(
        [
            [1 + 2j, complex(1, -0.0), complex(1, np.nan)],
            [complex(np.inf, 2), complex(np.inf, -0.0), complex(np.inf, np.nan)],
        ]
    ),
)
op.example(
    "explicit dimensions",
    lhs=f64([1.0, 2.0]),
    rhs=f64([[1.0, 2.0], [3.0, 4.0]]),
    broadcast_dimensions=(0,),
    result=c128([[1 + 1j, 1 + 2j], [2 + 3j, 2 + 4j]]),
)
op.example("scalars", lhs=f32(1.5), rhs=f32(-2.5), result=c64(1.5 - 2.5j))
op.example("no elements", lhs=f32([]), rhs=f32(1.0), result=c64([]))

op.reject("C1", result=c128([[0j] * 3] * 2).type)
op.reject("C4", result=c64([0j, 0j, 0j]).type)
