"""Batch normalization: what the three ops share.

Every formula is computed step by step in the element type, each step rounded once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..lang import (
    FLOAT,
    I64,
    QUANTIZED,
    Array,
    Attribute,
    Operand,
    Result,
    Unsupported,
    attribute,
    operand,
    result,
    tensor,
)
from ..lang.attribute_kinds import FloatKind
from ..lang.notation import dim, rank, same_baseline_element, sizes_agree
from ..lang.regions import Node
from ..numerics import arithmetic, elementary
from ..numerics.conversion import convert
from ..record import record
from ..types import F32, TensorType, Type
from .expressions import Expression, apply, broadcast_like, lift, like, reduced
from .movement import bound, bounded_type
from .native import native_real
from .reduction import sum_dimensions

EPSILON = attribute("epsilon", FloatKind(F32))
FEATURE_INDEX: Attribute = attribute("feature_index", I64)


def whole(name: str) -> Operand:
    """A tensor that is normalized."""
    return operand(name, tensor(FLOAT | QUANTIZED))


def per_feature(name: str) -> Operand:
    """A vector with one element a feature."""
    return operand(name, tensor(FLOAT | QUANTIZED, rank=1))


def whole_result(name: str) -> Result:
    """A result of the shape of the tensor that is normalized."""
    return result(name, tensor(FLOAT | QUANTIZED))


def per_feature_result(name: str) -> Result:
    """A result with one element a feature."""
    return result(name, tensor(FLOAT | QUANTIZED, rank=1))


def feature_index_is_a_dimension(operand: Type, feature_index: int) -> bool:
    """0 <= feature_index < rank(operand)"""
    return 0 <= feature_index < rank(operand)


def have_one_element_type(types: Sequence[Type]) -> bool:
    """Whether element types are equal up to quantization parameters."""
    return same_baseline_element(*types)


def has_an_element_a_feature(x: Type, operand: Type, feature_index: int) -> bool:
    """size(x) = dim(operand, feature_index)"""
    return sizes_agree(dim(x, 0), dim(operand, feature_index))


def feature_type(operand: TensorType, feature_index: int) -> TensorType:
    """The type of a vector with one element a feature."""
    return bounded_type([operand.shape[feature_index]], [bound(operand, feature_index)], operand.element)


@record
class Arithmetic:
    """Functions that round their exact result once to the element type, for operands that broadcast."""

    add: Callable[[Array, Array], Array]
    subtract: Callable[[Array, Array], Array]
    multiply: Callable[[Array, Array], Array]
    divide: Callable[[Array, Array], Array]
    sqrt: Callable[[Array], Array]


_NATIVE = Arithmetic(np.add, np.subtract, np.multiply, np.divide, np.sqrt)
_ANY = Arithmetic(arithmetic.add, arithmetic.subtract, arithmetic.multiply, arithmetic.divide, elementary.sqrt)


def arithmetic_in(dtype: np.dtype) -> Arithmetic:
    """The arithmetic of an element type."""
    return _NATIVE if native_real(dtype) else _ANY


def along(x: Array, operand: Array, feature_index: int) -> Array:
    """A vector with one element a feature, in a shape that broadcasts to that of the operand."""
    return x.reshape([-1 if axis == feature_index else 1 for axis in range(operand.ndim)])


def number(value: float, dtype: np.dtype) -> Array:
    """A constant of the element type."""
    return convert(np.asarray(value, np.float64), dtype)


def other_dimensions(operand: Array, feature_index: int) -> list[int]:
    """All dimensions but that of the features."""
    return [axis for axis in range(operand.ndim) if axis != feature_index]


def elements_per_feature(operand: Array, feature_index: int) -> Array:
    """How many elements of the operand belong to each feature, as an element."""
    count = 1
    for axis in other_dimensions(operand, feature_index):
        count *= operand.shape[axis]
    return number(count, operand.dtype)


def feature_means(operand: Array, feature_index: int) -> Array:
    """The mean of the elements of each feature."""
    sums = sum_dimensions(operand, other_dimensions(operand, feature_index))
    return arithmetic_in(operand.dtype).divide(sums, elements_per_feature(operand, feature_index))


def standardized(
    operand: Array, mean: Array, variance: Array, epsilon: float, feature_index: int
) -> tuple[Array, Array, Array]:
    """operand - mean, the standard deviation sqrt(variance + epsilon) along the features, and their quotient."""
    f = arithmetic_in(operand.dtype)
    centered = f.subtract(operand, along(mean, operand, feature_index))
    deviation = f.sqrt(f.add(along(variance, operand, feature_index), number(epsilon, operand.dtype)))
    return centered, deviation, f.divide(centered, deviation)


def normalized(
    operand: Array,
    scale: Array,
    offset: Array,
    mean: Array,
    variance: Array,
    epsilon: float,
    feature_index: int,
) -> Array:
    """scale * (operand - mean) / sqrt(variance + epsilon) + offset."""
    f = arithmetic_in(operand.dtype)
    _, _, quotient = standardized(operand, mean, variance, epsilon, feature_index)
    return f.add(f.multiply(along(scale, operand, feature_index), quotient), along(offset, operand, feature_index))


# Decompositions -------------------------------------------------------------------------------------------------------


@record
class Normalization:
    """The same formulas as expressions, for decompositions: a tensor, and the dimension that numbers its features."""

    operand: Expression
    feature_index: int

    @property
    def others(self) -> list[int]:
        """All dimensions but that of the features."""
        return [axis for axis in range(self.operand.type.rank) if axis != self.feature_index]

    def wide(self, x: Expression) -> Expression:
        """A vector with one element a feature, repeated to the sizes of the tensor."""
        return broadcast_like(x, self.operand, [self.feature_index])

    def count(self, x: Expression) -> Expression:
        """How many elements belong to a feature, in the type of x. Raises Unsupported where sizes are not known."""
        total = 1
        for axis in self.others:
            size = self.operand.type.shape[axis]
            if size is None:
                raise Unsupported(f"the size of dimension {axis} is not known")
            total *= size
        return like(x, total)

    def sums(self, x: Expression) -> Expression:
        """Sums over the elements of each feature."""
        return reduced(x, self.others, "add", 0)

    def means(self, x: Expression) -> Expression:
        """Means of the elements of each feature."""
        total = self.sums(x)
        return total / self.count(total)

    def spread(self, variance: Expression, epsilon: float) -> Expression:
        """variance + epsilon, where epsilon is rounded to the element type."""
        return self.wide(variance) + like(self.operand, epsilon)

    def normalized(
        self, scale: Expression, offset: Expression, mean: Expression, variance: Expression, epsilon: float
    ) -> Expression:
        """scale * (operand - mean) / sqrt(variance + epsilon) + offset."""
        quotient = (self.operand - self.wide(mean)) / apply("sqrt", self.spread(variance, epsilon))
        return self.wide(scale) * quotient + self.wide(offset)


def normalization(operand: Node, feature_index: int) -> Normalization:
    """The formulas for an operand. Raises Unsupported for quantized tensors."""
    x = lift(operand)
    _ = x.element
    return Normalization(x, feature_index)
