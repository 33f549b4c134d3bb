"""Sums products of elements of `lhs` and `rhs` in Einstein notation.

(S1) `einsum_config` names dimensions by letters: those of lhs, a comma, those of rhs, an arrow, those of the result.
     Equal letters mean the same index; a letter twice in one operand takes the diagonal.
(S2) A result element is the sum, over the indices that the result does not name, of the products of the elements.
(S3) `...` stands for any number of dimensions without a letter, aligned at their ends; a size of 1 is repeated as
     needed. Without an arrow the result has `...`, then the letters that occur once, in alphabetical order.
(S4) Element types and precision are those of dot_general.

The op is not part of the specification: it is on its way out, dot_general takes its place. It does what TensorFlow's
einsum does. Labels are our own.
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
from ..lang.notation import element_type, shape, shapes_agree
from ..lang.regions import Node
from ..lang.values import f32, i1, si8, si32
from ..types import F32, SI32, TensorType, Type
from ..types.tensor import tensor as tensor_type

op = Op(
    "einsum",
    __doc__,
    slots=(
        operand("lhs", tensor(ANY)),
        operand("rhs", tensor(ANY)),
        attribute("einsum_config", STRING),
        result("result", tensor(ANY)),
    ),
    assembly="$lhs , $rhs , config = $einsum_config attr-dict : functional-type",
    since="0.9.0",
    deprecated="dot_general takes its place",
)


@op.constraint("C1")
def configuration_is_well_formed(einsum_config: str) -> bool:
    """einsum_config = letters "," letters ["->" letters], where letters may contain "..." once; the result's are
    unique and occur in an operand"""
    return parse(einsum_config, 2) is not None


@op.constraint("C2")
def every_dimension_has_a_letter(lhs: Type, rhs: Type, einsum_config: str) -> bool:
    """rank(lhs) and rank(rhs) are the numbers of their letters; with "..." they may be larger"""
    summation = parse(einsum_config, 2)
    return summation is not None and all(fits(*pair) for pair in zip(summation.operands, (lhs, rhs), strict=True))


@op.constraint("C3")
def equal_letters_have_equal_sizes(lhs: Type, rhs: Type, einsum_config: str) -> bool:
    """dim(lhs, i) = dim(rhs, j) where they have the same letter; dimensions of "..." may also be of size 1"""
    summation = parse(einsum_config, 2)
    return summation is not None and sizes(summation, (lhs, rhs)) is not None


@op.constraint("C4")
def element_types_of_operands_are_the_same(lhs: Type, rhs: Type) -> bool:
    """element_type(lhs) = element_type(rhs)"""
    return element_type(lhs) == element_type(rhs)


@op.constraint("C5")
def result_has_the_sizes_of_its_letters(lhs: Type, rhs: Type, einsum_config: str, result: Type) -> bool:
    """shape(result) = sizes of the letters of the result"""
    summation = parse(einsum_config, 2)
    expected = None if summation is None else result_shape(summation, (lhs, rhs))
    return expected is not None and shapes_agree(shape(result), expected)


@op.kernel
def einsum(lhs: Array, rhs: Array, einsum_config: str, result: TensorType) -> Array:
    return summed(einsum_config, (lhs, rhs), result.dtype)  # S1, S2, S3, S4


@op.decomposition
def decomposition(lhs: Node, rhs: Node, einsum_config: str, result: TensorType) -> Expression:
    return decomposed(einsum_config, (lift(lhs), lift(rhs)), result)


op.accuracy(exact(BOOL | INT), bounded(Bound.DOT, FLOAT | COMPLEX))
op.choice("contraction-precision", "contraction-widening")
op.peer("XLA", "allows no spaces in the configuration")
op.peer("C++ interpreter", "has no execution of it")

op.example(
    "a matrix product",
    lhs=f32([[1, 2], [3, 4]]),
    rhs=f32([[1, 10, 0], [0, 1, 100]]),
    einsum_config="ab,bc->ac",
    result=f32([[1, 12, 200], [3, 34, 400]]),
)
op.example(
    "a batch of scalar products",
    lhs=si32([[1, 2], [3, 4]]),
    rhs=si32([[1, 10], [100, 1000]]),
    einsum_config="ij, ij -> i",
    result=si32([21, 4300]),
)
op.example(
    "letters of one operand are summed there",
    lhs=si32([[1, 2], [3, 4]]),
    rhs=si32([1, 10, 100]),
    einsum_config="ab,c->cb",
    result=si32([[4, 6], [40, 60], [400, 600]]),
)
op.example(
    "a diagonal",
    lhs=si32([[1, 2], [3, 4]]),
    rhs=si32([10, 100]),
    einsum_config="aa,a->a",
    result=si32([10, 400]),
)
op.example(
    "dots take the dimensions that have no letter",
    lhs=f32([[[1, 2]], [[3, 4]]]),
    rhs=f32([[1], [10]]),
    einsum_config="...ab,bc->...ac",
    result=f32([[[21]], [[43]]]),
)
op.example(
    "sizes of one are repeated",
    lhs=si32([[1], [2]]),
    rhs=si32([[1, 10, 100]]),
    einsum_config="...,...->...",
    result=si32([[1, 10, 100], [2, 20, 200]]),
)
op.example(
    "without an arrow",
    lhs=si32([[1, 2], [3, 4]]),
    rhs=si32([1, 10]),
    einsum_config="ba,a",
    result=si32([21, 43]),
)
op.example("integers wrap", lhs=si8([100, 100]), rhs=si8([1, 1]), einsum_config="a,a->", result=si8(-56))
op.example(
    "booleans",
    lhs=i1([[True, True], [False, False]]),
    rhs=i1([True, False]),
    einsum_config="ab,b->a",
    result=i1([True, False]),
)

op.reject("C1", einsum_config="ab->a")
op.reject("C1", einsum_config="ab,bc->ad")
op.reject("C1", einsum_config="ab,bc->aa")
op.reject("C1", einsum_config="a1,1c->ac")
op.reject("C2", einsum_config="abc,bc->ac")
op.reject("C3", rhs=f32([[1, 10, 0]]))
op.reject("C4", rhs=si32([[1, 10, 0], [0, 1, 100]]))
op.reject("C5", result=tensor_type(3, 2, element=F32))
op.reject("C5", of="a batch of scalar products", result=tensor_type(2, 2, element=SI32))
