"""Fills a tensor with indices: 0, 1, 2, ... along one dimension, the same values along all others.

(S1) Each element of `output` is the component along `iota_dimension` of its own index, held in the element type.
(S2) Integers: modulo 2**bits, so counting goes on from the smallest value after the largest.
(S3) Floats: rounded to nearest, ties to even; the largest finite value is exceeded as in `convert`.
(S4) Complex numbers: the index is the real part, the imaginary part is 0.
(S5) Quantized elements: the index as a value of the expressed type, quantized to the type of `output`.
"""

from __future__ import annotations

from ..families.counting import indices_along
from ..lang import (
    COMPLEX,
    FLOAT,
    I64,
    INT,
    QUANTIZED,
    Array,
    Op,
    attribute,
    correctly_rounded,
    exact,
    result,
    tensor,
)
from ..lang.notation import rank
from ..lang.values import c64, f8E5M2, f32, si2, si32, ui2
from ..types import TensorType, Type

op = Op(
    "iota",
    __doc__,
    slots=(
        attribute("iota_dimension", I64),
        result("output", tensor(INT | FLOAT | COMPLEX | QUANTIZED, static=True)),
    ),
    assembly="dim = $iota_dimension attr-dict : types(results)",
    since="0.9.0",
)


@op.constraint("C1")
def iota_dimension_is_a_dimension_of_the_output(iota_dimension: int, output: Type) -> bool:
    """0 <= iota_dimension < rank(output)"""
    return 0 <= iota_dimension < rank(output)


@op.kernel
def iota(iota_dimension: int, output: TensorType) -> Array:
    return indices_along(iota_dimension, output.sizes, output.storage)  # S1, S2, S3, S4


op.accuracy(exact(INT), correctly_rounded(FLOAT | COMPLEX | QUANTIZED))
op.choice("iota-beyond-range")

op.example("rows count up", iota_dimension=0, output=si32([[0, 0, 0], [1, 1, 1]]))
op.example("columns count up", iota_dimension=1, output=si32([[0, 1, 2], [0, 1, 2]]))
op.example("a middle dimension", iota_dimension=1, output=f32([[[0, 0], [1, 1]], [[0, 0], [1, 1]]]))
op.example("signed integers wrap", iota_dimension=0, output=si2([0, 1, -2, -1, 0]))
op.example("unsigned integers wrap", iota_dimension=0, output=ui2([0, 1, 2, 3, 0, 1]))
op.example("complex numbers have imaginary part 0", iota_dimension=0, output=c64([0, 1, 2]))
op.example("floats are rounded to even", iota_dimension=0, output=f8E5M2([0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 10, 12]))
op.example("nothing to fill", iota_dimension=1, output=si32(0, (2, 0)))

op.reject("C1", iota_dimension=2)
op.reject("C1", iota_dimension=-1)
op.reject("C1", iota_dimension=0, output=f32(1).type)
