"""Sums and rearranges elements of `operand` in Einstein notation.

(S1) `einsum_config` names dimensions by letters: those of the operand, an arrow, those of the result. A letter twice in
     the operand takes the diagonal.
(S2) A result element is the sum of the elements over the indices that the result does not name.
(S3) `...` stands for any number of dimensions without a letter. Without an arrow the result has `...`, then the letters
     that occur once, in alphabetical order.
(S4) Booleans are joined by OR, integers wrap, f64 is summed in f64, other floats in f32 and rounded once.

The op is not part of the specification: it is on its way out. It does what TensorFlow's einsum does with one operand.
Labels are our own.
"""

from __future__ import annotations

from ..families.einsum import decomposed, fits, parse, result_shape, sizes, summed
from ..families.expressions import Expression, lift
from ..lang import (
    ANY,
    BOOL,
    COMPLEX,
    FLOAT,
    INT,
    STRING,
    Array,
    Bound,
    Op,
    attribute,
    bounded,
    exact,
    operand,
    result,
    tensor,
)
from ..lang.notation import shape, shapes_agree
from ..lang.regions import Node
from ..lang.values import bf16, f32, i1, si8, si32
from ..types import SI32, TensorType, Type
from ..types.tensor import tensor as tensor_type

op = Op(
    "unary_einsum",
    __doc__,
    slots=(
        operand("operand", tensor(ANY)),
        attribute("einsum_config", STRING),
        result("result", tensor(ANY)),
    ),
    assembly="$operand , config = $einsum_config attr-dict : functional-type",
    since="0.9.0",
    deprecated="reduce and transpose take its place",
)


@op.constraint("C1")
def configuration_is_well_formed(einsum_config: str) -> bool:
    """einsum_config = letters ["->" letters], where letters may contain "..." once; the result's are unique and occur
    in the operand"""
    return parse(einsum_config, 1) is not None


@op.constraint("C2")
def every_dimension_has_a_letter(operand: Type, einsum_config: str) -> bool:
    """rank(operand) is the number of its letters; with "..." it may be larger"""
    summation = parse(einsum_config, 1)
    return summation is not None and fits(summation.operands[0], operand)


@op.constraint("C3")
def equal_letters_have_equal_sizes(operand: Type, einsum_config: str) -> bool:
    """dim(operand, i) = dim(operand, j) where they have the same letter"""
    summation = parse(einsum_config, 1)
    return summation is not None and sizes(summation, (operand,)) is not None


@op.constraint("C4")
def result_has_the_sizes_of_its_letters(operand: Type, einsum_config: str, result: Type) -> bool:
    """shape(result) = sizes of the letters of the result"""
    summation = parse(einsum_config, 1)
    expected = None if summation is None else result_shape(summation, (operand,))
    return expected is not None and shapes_agree(shape(result), expected)


@op.kernel
def unary_einsum(operand: Array, einsum_config: str, result: TensorType) -> Array:
    return summed(einsum_config, (operand,), result.dtype)  # S1, S2, S3, S4


@op.decomposition
def decomposition(operand: Node, einsum_config: str, result: TensorType) -> Expression:
    return decomposed(einsum_config, (lift(operand),), result)


op.accuracy(exact(BOOL | INT), bounded(Bound.SUM, FLOAT | COMPLEX))
op.choice("contraction-precision", "contraction-widening")
op.peer("XLA", "has no execution of it")
op.peer("C++ interpreter", "has no execution of it")

op.example("sums of rows", operand=si32([[1, 2], [3, 4]]), einsum_config="ab->a", result=si32([3, 7]))
op.example("a transpose", operand=f32([[1, 2], [3, 4]]), einsum_config="ab->ba", result=f32([[1, 3], [2, 4]]))
op.example("a trace", operand=f32([[1, 2], [3, 4]]), einsum_config="aa->", result=f32(5))
op.example("a diagonal", operand=si32([[1, 2], [3, 4]]), einsum_config="aa -> a", result=si32([1, 4]))
op.example(
    "dots take the dimensions that have no letter",
    operand=si32([[[1, 2], [3, 4]]]),
    einsum_config="...a->a...",
    result=si32([[[1, 3]], [[2, 4]]]),
)
op.example("without an arrow", operand=f32([[1, 2], [3, 4]]), einsum_config="ba", result=f32([[1, 3], [2, 4]]))
op.example("integers wrap", operand=si8([100, 100]), einsum_config="a->", result=si8(-56))
op.example("booleans", operand=i1([[True, True], [False, False]]), einsum_config="ab->a", result=i1([True, False]))
op.example("narrow floats are rounded once", operand=bf16([256, 1, 1]), einsum_config="a->", result=bf16(258))

op.reject("C1", einsum_config="ab,b->a")
op.reject("C1", einsum_config="ab->c")
op.reject("C1", einsum_config="ab->aa")
op.reject("C2", einsum_config="abc->a")
op.reject("C3", operand=si32([[1, 2, 0], [3, 4, 0]]), of="a diagonal")
op.reject("C4", result=tensor_type(2, 2, element=SI32))
op.reject("C4", result=tensor_type(3, element=SI32))
