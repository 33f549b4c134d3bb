"""Sums of products: what dot_general, convolution and their older and dynamic forms share."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ..attributes.dot import DotDimensionNumbers
from ..attributes.dot_algorithm import DotAlgorithm
from ..attributes.precision import Precision
from ..lang import Array, Attribute, ListKind, attribute, enumeration
from ..lang.notation import any_quantized, element_type, is_per_tensor_quantized, is_quantized, quantized
from ..numerics.contraction import contract, matrix_product
from ..numerics.dot_algorithms import dot_by_algorithm
from ..types import Type

DEFAULT_PRECISIONS = (Precision.DEFAULT, Precision.DEFAULT)


def _default_precisions() -> tuple[Precision, ...]:
    return DEFAULT_PRECISIONS


def precision_config() -> Attribute:
    """The slot that says how precise each operand's products must be."""
    return attribute("precision_config", ListKind(enumeration(Precision)), default=_default_precisions)


def precision_is_given_for_both_operands(precision_config: tuple[Precision, ...]) -> bool:
    """size(precision_config) = 2, where entries left out at the end count as DEFAULT"""
    return len(precision_config) <= 2


# Quantization ---------------------------------------------------------------------------------------------------------


def lhs_is_quantized_as_the_result_and_rhs_are(lhs: Type, rhs: Type, result: Type) -> bool:
    """if any is quantized: is_quantized(lhs) = is_quantized(result) and is_quantized(rhs)"""
    if not any_quantized(lhs, rhs, result):
        return True
    return is_quantized(lhs) == is_quantized(result) and is_quantized(rhs)


def storage_types_of_operands_are_the_same(lhs: Type, rhs: Type) -> bool:
    """if is_quantized(lhs): storage_type(lhs) = storage_type(rhs)"""
    return not is_quantized(lhs) or quantized(lhs).storage == quantized(rhs).storage


def expressed_types_are_the_same(lhs: Type, rhs: Type, result: Type) -> bool:
    """if is_quantized(lhs): expressed_type(lhs) = expressed_type(rhs) = expressed_type(result)"""
    return not is_quantized(lhs) or len({quantized(x).expressed for x in (lhs, rhs, result)}) == 1


def result_is_per_tensor_quantized_if_rhs_is(lhs: Type, rhs: Type, result: Type) -> bool:
    """if is_quantized(lhs) and is_per_tensor_quantized(rhs): is_per_tensor_quantized(result)"""
    return not (is_quantized(lhs) and is_per_tensor_quantized(rhs)) or is_per_tensor_quantized(result)


def float_lhs_and_result_have_the_expressed_type_of_rhs(lhs: Type, rhs: Type, result: Type) -> bool:
    """if is_quantized(rhs) and not is_quantized(lhs): element_type(lhs) = expressed_type(rhs) = element_type(result)"""
    if not is_quantized(rhs) or is_quantized(lhs):
        return True
    return element_type(lhs) == quantized(rhs).expressed == element_type(result)


# Dot products ---------------------------------------------------------------------------------------------------------


def dot(
    lhs: Array, rhs: Array, numbers: DotDimensionNumbers, dtype: np.dtype, algorithm: DotAlgorithm | None = None
) -> Array:
    """Dot products of slices: result dimensions are those of the batch, then the rest of lhs, then the rest of rhs."""
    lhs_batch, lhs_summed = numbers.lhs_batching_dimensions, numbers.lhs_contracting_dimensions
    rhs_batch, rhs_summed = numbers.rhs_batching_dimensions, numbers.rhs_contracting_dimensions
    lhs_rest = _others(lhs.ndim, lhs_batch, lhs_summed)
    rhs_rest = _others(rhs.ndim, rhs_batch, rhs_summed)
    shape = (*_sizes(lhs, lhs_batch), *_sizes(lhs, lhs_rest), *_sizes(rhs, rhs_rest))
    depth = math.prod(_sizes(lhs, lhs_summed))
    a = _matrices(lhs, lhs_batch, lhs_rest, lhs_summed)
    b = _matrices(rhs, rhs_batch, rhs_summed, rhs_rest)
    if algorithm is not None:
        products = dot_by_algorithm(matrix_product, a, b, algorithm, dtype)
    else:
        products = contract(matrix_product, a, b, depth, dtype)
    return products if products.shape == shape else products.reshape(shape)  # a result that is a view is copied


def _others(rank: int, *taken: Sequence[int]) -> tuple[int, ...]:
    """Dimensions that are in none of the lists, in order."""
    return tuple(axis for axis in range(rank) if not any(axis in one for one in taken))


def _sizes(x: Array, axes: Sequence[int]) -> tuple[int, ...]:
    return tuple(x.shape[axis] for axis in axes)


def _matrices(x: Array, batch: Sequence[int], rows: Sequence[int], columns: Sequence[int]) -> Array:
    """x as matrices (batch..., rows, columns); rows and columns consist of several dimensions. A view if possible."""
    ordered = x.transpose(*batch, *rows, *columns)
    return ordered.reshape(*_sizes(x, batch), math.prod(_sizes(x, rows)), math.prod(_sizes(x, columns)))
