"""Ops that read slices at places that a tensor of indices names: gather, its dynamic form, torch_index_select.

The constraints are those of gather; dynamic_gather has most of them under other labels.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..attributes.gather import GatherDimensionNumbers
from ..lang import Array
from ..lang.notation import at_most, dim, dims, in_range, is_sorted, is_unique, rank, shape, shapes_agree, sizes_agree
from ..types import Shape, Size, Type
from .indexing import batch_positions, clipped, index_vectors, read_slices
from .movement import bound, demand, largest, same_element_type

Dimensions = tuple[int, ...]


def every_operand_dimension_has_one_role(
    operand: Type, offset_dims: Dimensions, collapsed_slice_dims: Dimensions, operand_batching_dims: Dimensions
) -> bool:
    """rank(operand) = size(offset_dims) + size(collapsed_slice_dims) + size(operand_batching_dims)"""
    return rank(operand) == len(offset_dims) + len(collapsed_slice_dims) + len(operand_batching_dims)


def index_vector_dim_is_a_dimension_of_the_indices_or_one_more(start_indices: Type, index_vector_dim: int) -> bool:
    """0 <= index_vector_dim <= rank(start_indices)"""
    return 0 <= index_vector_dim <= rank(start_indices)


def every_component_of_an_index_vector_is_mapped(
    start_indices: Type, start_index_map: Dimensions, index_vector_dim: int
) -> bool:
    """size(start_index_map) = index_vector_dim < rank(start_indices) ? dim(start_indices, index_vector_dim) : 1"""
    components = dim(start_indices, index_vector_dim) if index_vector_dim < rank(start_indices) else 1
    return sizes_agree(len(start_index_map), components)


def offset_dims_ascend(offset_dims: Dimensions) -> bool:
    """is_unique(offset_dims) and is_sorted(offset_dims)"""
    return is_unique(offset_dims) and is_sorted(offset_dims)


def offset_dims_are_dimensions_of_the_result(offset_dims: Dimensions, result: Type) -> bool:
    """0 <= offset_dims < rank(result)"""
    return in_range(offset_dims, rank(result))


def collapsed_and_batching_dims_are_unique(collapsed_slice_dims: Dimensions, operand_batching_dims: Dimensions) -> bool:
    """is_unique(concatenate(collapsed_slice_dims, operand_batching_dims))"""
    return is_unique(collapsed_slice_dims + operand_batching_dims)


def collapsed_slice_dims_ascend(collapsed_slice_dims: Dimensions) -> bool:
    """is_unique(collapsed_slice_dims) and is_sorted(collapsed_slice_dims)"""
    return is_unique(collapsed_slice_dims) and is_sorted(collapsed_slice_dims)


def collapsed_slice_dims_are_sorted(collapsed_slice_dims: Dimensions) -> bool:
    """is_sorted(collapsed_slice_dims)"""
    return is_sorted(collapsed_slice_dims)


def collapsed_slice_dims_are_dimensions_of_the_operand(operand: Type, collapsed_slice_dims: Dimensions) -> bool:
    """0 <= collapsed_slice_dims < rank(operand)"""
    return in_range(collapsed_slice_dims, rank(operand))


def collapsed_slices_have_at_most_one_element(collapsed_slice_dims: Dimensions, slice_sizes: Dimensions) -> bool:
    """slice_sizes[collapsed_slice_dims...] <= 1"""
    return all(slice_sizes[axis] <= 1 for axis in collapsed_slice_dims)


def operand_batching_dims_are_sorted(operand_batching_dims: Dimensions) -> bool:
    """is_sorted(operand_batching_dims)"""
    return is_sorted(operand_batching_dims)


def operand_batching_dims_are_dimensions_of_the_operand(operand: Type, operand_batching_dims: Dimensions) -> bool:
    """0 <= operand_batching_dims < rank(operand)"""
    return in_range(operand_batching_dims, rank(operand))


def batched_slices_have_at_most_one_element(operand_batching_dims: Dimensions, slice_sizes: Dimensions) -> bool:
    """slice_sizes[operand_batching_dims...] <= 1"""
    return all(slice_sizes[axis] <= 1 for axis in operand_batching_dims)


def start_indices_batching_dims_are_unique(start_indices_batching_dims: Dimensions) -> bool:
    """is_unique(start_indices_batching_dims)"""
    return is_unique(start_indices_batching_dims)


def start_indices_batching_dims_are_dimensions_of_the_indices(
    start_indices: Type, start_indices_batching_dims: Dimensions
) -> bool:
    """0 <= start_indices_batching_dims < rank(start_indices)"""
    return in_range(start_indices_batching_dims, rank(start_indices))


def index_vector_dim_is_no_batching_one(start_indices_batching_dims: Dimensions, index_vector_dim: int) -> bool:
    """index_vector_dim not in start_indices_batching_dims"""
    return index_vector_dim not in start_indices_batching_dims


def batching_dims_come_in_pairs(operand_batching_dims: Dimensions, start_indices_batching_dims: Dimensions) -> bool:
    """size(operand_batching_dims) = size(start_indices_batching_dims)"""
    return len(operand_batching_dims) == len(start_indices_batching_dims)


def batching_dims_of_a_pair_have_the_same_size(
    operand: Type, start_indices: Type, operand_batching_dims: Dimensions, start_indices_batching_dims: Dimensions
) -> bool:
    """dim(operand, operand_batching_dims...) = dim(start_indices, start_indices_batching_dims...)"""
    return shapes_agree(dims(operand, operand_batching_dims), dims(start_indices, start_indices_batching_dims))


def start_index_map_is_unique(start_index_map: Dimensions) -> bool:
    """is_unique(start_index_map)"""
    return is_unique(start_index_map)


def mapped_and_batching_dims_are_unique(start_index_map: Dimensions, operand_batching_dims: Dimensions) -> bool:
    """is_unique(concatenate(start_index_map, operand_batching_dims))"""
    return is_unique(start_index_map + operand_batching_dims)


def start_index_map_names_dimensions_of_the_operand(operand: Type, start_index_map: Dimensions) -> bool:
    """0 <= start_index_map < rank(operand)"""
    return in_range(start_index_map, rank(operand))


def every_operand_dimension_has_a_slice_size(operand: Type, slice_sizes: Dimensions) -> bool:
    """size(slice_sizes) = rank(operand)"""
    return len(slice_sizes) == rank(operand)


def slices_fit_into_the_operand(operand: Type, slice_sizes: Dimensions) -> bool:
    """0 <= slice_sizes <= shape(operand)"""
    return all(size >= 0 and at_most(size, largest(operand, d)) for d, size in enumerate(slice_sizes))


def element_types_are_the_same(operand: Type, result: Type) -> bool:
    """element_type(operand) = element_type(result)"""
    return same_element_type(operand, result)


def result_rank(start_indices: Type, numbers: GatherDimensionNumbers) -> int:
    """Rank of the result: the batch's dimensions and those of a slice that remain."""
    inside = numbers.index_vector_dim < rank(start_indices)
    return rank(start_indices) - inside + len(numbers.offset_dims)


def result_shape(
    start_indices: Type, numbers: GatherDimensionNumbers, slice_sizes: Sequence[Size]
) -> tuple[Shape, Shape]:
    """Sizes and bounds of the result: those of the batch at the dimensions that are no offset_dims, those of a slice
    (without collapsed and batching dimensions) at offset_dims, which must be below `result_rank`.
    """
    dropped = {*numbers.collapsed_slice_dims, *numbers.operand_batching_dims}
    offset = [size for axis, size in enumerate(slice_sizes) if axis not in dropped]
    batch = [d for d in range(rank(start_indices)) if d != numbers.index_vector_dim]
    sizes: list[Size] = []
    bounds: list[Size] = []
    for d in range(len(batch) + len(offset)):
        if d in numbers.offset_dims:
            sizes.append(offset.pop(0))
            bounds.append(None)
        else:
            source = batch.pop(0)
            sizes.append(shape(start_indices)[source])
            bounds.append(bound(start_indices, source))
    return tuple(sizes), tuple(bounds)


def gathered(
    operand: Array, start_indices: Array, numbers: GatherDimensionNumbers, slice_sizes: Sequence[int]
) -> Array:
    """What gather computes. Raises InvalidValue where a slice does not fit into the operand."""
    vectors = index_vectors(start_indices, numbers.index_vector_dim)
    batch = vectors.shape[:-1]
    dropped = {*numbers.collapsed_slice_dims, *numbers.operand_batching_dims}
    # a dimension that is dropped is read at its one index, whatever its slice size (0 or 1) is
    sizes = [1 if axis in dropped else size for axis, size in enumerate(slice_sizes)]
    fits = all(size <= whole for size, whole in zip(sizes, operand.shape, strict=True)) or 0 in (*batch, *sizes)
    demand(fits, f"a slice of shape {list(sizes)} does not fit into shape {list(operand.shape)}")
    pairs = (numbers.operand_batching_dims, numbers.start_indices_batching_dims)
    positions = batch_positions(batch, numbers.index_vector_dim, *pairs)
    for component, axis in enumerate(numbers.start_index_map):
        last = max(operand.shape[axis] - sizes[axis], 0)
        positions[axis] = clipped(vectors[..., component], 0, last)
    kept = [size for axis, size in enumerate(sizes) if axis not in dropped]
    slices = read_slices(operand, positions, sizes, batch, kept)
    order = range(len(batch), slices.ndim)
    return slices if tuple(order) == numbers.offset_dims else np.moveaxis(slices, order, numbers.offset_dims)
