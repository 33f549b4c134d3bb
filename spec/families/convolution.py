"""Convolution and its form with padding given at run time: slots, constraints and the kernel they share."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.lib.stride_tricks import as_strided

from ..attributes.conv import ConvDimensionNumbers
from ..lang import BOOL_ARRAY, I64, Array, Attribute, Constraint, Unsupported, attribute, constraint, group
from ..lang.notation import (
    any_quantized,
    dims,
    element_type,
    in_range,
    is_per_axis_quantized,
    is_promotable,
    is_unique,
    quantized,
    rank,
    shape,
    shapes_agree,
    sizes_agree,
)
from ..lang.regions import MOST_DIMENSIONS
from ..numerics.contraction import contract, matrix_product
from ..types import Shape, Size, Type
from .contraction import (
    expressed_types_are_the_same,
    float_lhs_and_result_have_the_expressed_type_of_rhs,
    lhs_is_quantized_as_the_result_and_rhs_are,
    precision_config,
    precision_is_given_for_both_operands,
    result_is_per_tensor_quantized_if_rhs_is,
    storage_types_of_operands_are_the_same,
)
from .windowed import Window, are_positive, per_dimension, spread_out, window_counts, windows

Numbers = tuple[int, ...]

_PATCH_ELEMENTS = 1 << 23
"""How many elements of windows are laid out side by side at a time."""
_FEW_FEATURES = 8
"""Below that it pays to lay out features before spatial dimensions, wherever they come from."""
_SHIFTS = 256
"""Up to how many places of a window are visited one by one."""


def spatial_rank(lhs: Type) -> int:
    """Number of spatial dimensions."""
    return max(rank(lhs) - 2, 0)


def _ones(lhs: Type) -> Numbers:
    return (1,) * spatial_rank(lhs)


def _no_reversal(lhs: Type) -> tuple[bool, ...]:
    return (False,) * spatial_rank(lhs)


def window_strides() -> Attribute:
    """Distance between the starts of neighbouring windows."""
    return per_dimension("window_strides", _ones)


def dilations_and_groups() -> tuple[Attribute, ...]:
    """The slots from lhs_dilation to precision_config."""
    return (
        per_dimension("lhs_dilation", _ones),
        per_dimension("rhs_dilation", _ones),
        attribute("window_reversal", BOOL_ARRAY, _no_reversal),
        group("dimension_numbers", ConvDimensionNumbers),
        attribute("feature_group_count", I64),
        attribute("batch_group_count", I64),
        precision_config(),
    )


# Constraints ----------------------------------------------------------------------------------------------------------


def _size(x: Type, axis: int) -> Size:
    """Size of a dimension; None where there is no such dimension, which a later constraint says."""
    return shape(x)[axis] if 0 <= axis < rank(x) else None


def _divides(count: int, size: Size) -> bool:
    """Whether a size is a multiple of a count, as far as known; that counts are positive is said elsewhere."""
    return size is None or count < 1 or size % count == 0


def operands_have_one_rank(lhs: Type, rhs: Type) -> bool:
    """N = rank(lhs) = rank(rhs)"""
    return rank(lhs) == rank(rhs)


def windows_have_a_stride_along_each_spatial_dimension(lhs: Type, window_strides: Numbers) -> bool:
    """size(window_strides) = N - 2"""
    return len(window_strides) == rank(lhs) - 2


def window_strides_are_positive(window_strides: Numbers) -> bool:
    """0 < window_strides"""
    return are_positive(window_strides)


def lhs_has_a_dilation_along_each_spatial_dimension(lhs: Type, lhs_dilation: Numbers) -> bool:
    """size(lhs_dilation) = N - 2"""
    return len(lhs_dilation) == rank(lhs) - 2


def dilations_of_lhs_are_positive(lhs_dilation: Numbers) -> bool:
    """0 < lhs_dilation"""
    return are_positive(lhs_dilation)


def rhs_has_a_dilation_along_each_spatial_dimension(lhs: Type, rhs_dilation: Numbers) -> bool:
    """size(rhs_dilation) = N - 2"""
    return len(rhs_dilation) == rank(lhs) - 2


def dilations_of_rhs_are_positive(rhs_dilation: Numbers) -> bool:
    """0 < rhs_dilation"""
    return are_positive(rhs_dilation)


def each_spatial_dimension_is_reversed_or_not(lhs: Type, window_reversal: tuple[bool, ...]) -> bool:
    """size(window_reversal) = N - 2"""
    return len(window_reversal) == rank(lhs) - 2


def batch_can_be_split_into_groups(lhs: Type, input_batch_dimension: int, batch_group_count: int) -> bool:
    """dim(lhs, input_batch_dimension) % batch_group_count = 0"""
    return _divides(batch_group_count, _size(lhs, input_batch_dimension))


def input_features_can_be_split_into_groups(lhs: Type, input_feature_dimension: int, feature_group_count: int) -> bool:
    """dim(lhs, input_feature_dimension) % feature_group_count = 0"""
    return _divides(feature_group_count, _size(lhs, input_feature_dimension))


def every_other_dimension_of_lhs_is_spatial(lhs: Type, input_spatial_dimensions: Numbers) -> bool:
    """size(input_spatial_dimensions) = N - 2"""
    return len(input_spatial_dimensions) == rank(lhs) - 2


def input_dimensions_are_all_different(
    lhs: Type, input_batch_dimension: int, input_spatial_dimensions: Numbers, input_feature_dimension: int
) -> bool:
    """given input_dimensions = [input_batch_dimension] + input_spatial_dimensions + [input_feature_dimension]:
    is_unique(input_dimensions) and 0 <= input_dimensions < N"""
    return _name_all_dimensions(lhs, (input_batch_dimension, *input_spatial_dimensions, input_feature_dimension))


def kernel_takes_the_input_features_of_a_group(
    lhs: Type,
    rhs: Type,
    input_feature_dimension: int,
    kernel_input_feature_dimension: int,
    feature_group_count: int,
) -> bool:
    """dim(rhs, kernel_input_feature_dimension) = dim(lhs, input_feature_dimension) / feature_group_count"""
    features = _size(lhs, input_feature_dimension)
    if features is None or feature_group_count < 1:
        return True
    return sizes_agree(_size(rhs, kernel_input_feature_dimension), features // feature_group_count)


def output_features_can_be_split_into_batch_groups(
    rhs: Type, kernel_output_feature_dimension: int, batch_group_count: int
) -> bool:
    """dim(rhs, kernel_output_feature_dimension) % batch_group_count = 0"""
    return _divides(batch_group_count, _size(rhs, kernel_output_feature_dimension))


def output_features_can_be_split_into_feature_groups(
    rhs: Type, kernel_output_feature_dimension: int, feature_group_count: int
) -> bool:
    """dim(rhs, kernel_output_feature_dimension) % feature_group_count = 0"""
    return _divides(feature_group_count, _size(rhs, kernel_output_feature_dimension))


def every_other_dimension_of_rhs_is_spatial(lhs: Type, kernel_spatial_dimensions: Numbers) -> bool:
    """size(kernel_spatial_dimensions) = N - 2"""
    return len(kernel_spatial_dimensions) == rank(lhs) - 2


def kernel_dimensions_are_all_different(
    lhs: Type,
    kernel_spatial_dimensions: Numbers,
    kernel_input_feature_dimension: int,
    kernel_output_feature_dimension: int,
) -> bool:
    """given kernel_dimensions = kernel_spatial_dimensions + [kernel_input_feature_dimension] +
    [kernel_output_feature_dimension]: is_unique(kernel_dimensions) and 0 <= kernel_dimensions < N"""
    named = (*kernel_spatial_dimensions, kernel_input_feature_dimension, kernel_output_feature_dimension)
    return _name_all_dimensions(lhs, named)


def every_other_dimension_of_the_result_is_spatial(lhs: Type, output_spatial_dimensions: Numbers) -> bool:
    """size(output_spatial_dimensions) = N - 2"""
    return len(output_spatial_dimensions) == rank(lhs) - 2


def output_dimensions_are_all_different(
    lhs: Type, output_batch_dimension: int, output_spatial_dimensions: Numbers, output_feature_dimension: int
) -> bool:
    """given output_dimensions = [output_batch_dimension] + output_spatial_dimensions + [output_feature_dimension]:
    is_unique(output_dimensions) and 0 <= output_dimensions < N"""
    return _name_all_dimensions(lhs, (output_batch_dimension, *output_spatial_dimensions, output_feature_dimension))


def _name_all_dimensions(lhs: Type, named: Numbers) -> bool:
    return is_unique(named) and in_range(named, rank(lhs))


def there_are_feature_groups(feature_group_count: int) -> bool:
    """0 < feature_group_count"""
    return feature_group_count > 0


def there_are_batch_groups(batch_group_count: int) -> bool:
    """0 < batch_group_count"""
    return batch_group_count > 0


def groups_are_of_one_kind(feature_group_count: int, batch_group_count: int) -> bool:
    """feature_group_count = 1 or batch_group_count = 1"""
    return 1 in (feature_group_count, batch_group_count)


def result_has_the_rank_of_the_operands(lhs: Type, result: Type) -> bool:
    """rank(result) = N"""
    return rank(result) == rank(lhs)


def element_types_are_the_same_or_the_result_wider(lhs: Type, rhs: Type, result: Type) -> bool:
    """if no tensor is quantized: element_type(lhs) = element_type(rhs) = element_type(result), where the result may
    have a wider type of the same kind"""
    if any_quantized(lhs, rhs, result):
        return True
    same = element_type(lhs) == element_type(rhs)
    return same and is_promotable(element_type(lhs), element_type(result))


def rhs_is_quantized_along_its_output_features(rhs: Type, kernel_output_feature_dimension: int) -> bool:
    """if is_per_axis_quantized(rhs): quantization_dimension(rhs) = kernel_output_feature_dimension"""
    return not is_per_axis_quantized(rhs) or quantized(rhs).dimension == kernel_output_feature_dimension


def result_is_quantized_along_its_features(result: Type, output_feature_dimension: int) -> bool:
    """if is_per_axis_quantized(result): quantization_dimension(result) = output_feature_dimension"""
    return not is_per_axis_quantized(result) or quantized(result).dimension == output_feature_dimension


def constraints(padding: Callable[..., bool], result_shape: Callable[..., bool]) -> tuple[Constraint, ...]:
    """(C1) to (C34), of which (C4) and (C25) depend on how padding is given."""
    functions = (
        operands_have_one_rank,
        windows_have_a_stride_along_each_spatial_dimension,
        window_strides_are_positive,
        padding,
        lhs_has_a_dilation_along_each_spatial_dimension,
        dilations_of_lhs_are_positive,
        rhs_has_a_dilation_along_each_spatial_dimension,
        dilations_of_rhs_are_positive,
        each_spatial_dimension_is_reversed_or_not,
        batch_can_be_split_into_groups,
        input_features_can_be_split_into_groups,
        every_other_dimension_of_lhs_is_spatial,
        input_dimensions_are_all_different,
        kernel_takes_the_input_features_of_a_group,
        output_features_can_be_split_into_batch_groups,
        output_features_can_be_split_into_feature_groups,
        every_other_dimension_of_rhs_is_spatial,
        kernel_dimensions_are_all_different,
        every_other_dimension_of_the_result_is_spatial,
        output_dimensions_are_all_different,
        there_are_feature_groups,
        there_are_batch_groups,
        groups_are_of_one_kind,
        precision_is_given_for_both_operands,
        result_shape,
        result_has_the_rank_of_the_operands,
        element_types_are_the_same_or_the_result_wider,
        lhs_is_quantized_as_the_result_and_rhs_are,
        rhs_is_quantized_along_its_output_features,
        result_is_quantized_along_its_features,
        storage_types_of_operands_are_the_same,
        expressed_types_are_the_same,
        result_is_per_tensor_quantized_if_rhs_is,
        float_lhs_and_result_have_the_expressed_type_of_rhs,
    )
    return tuple(constraint(f"C{number}", function) for number, function in enumerate(functions, 1))


def result_has_one_element_a_window(
    lhs: Type,
    rhs: Type,
    numbers: ConvDimensionNumbers,
    window_strides: Numbers,
    padding: Array | None,
    lhs_dilation: Numbers,
    rhs_dilation: Numbers,
    batch_group_count: int,
    result: Type,
) -> bool:
    """(C25), for padding that may be unknown; (C26) says that the result has the rank of the operands."""
    if rank(result) != rank(lhs):
        return True
    lengths = dims(lhs, numbers.input_spatial_dimensions)
    sizes = [size for size in dims(rhs, numbers.kernel_spatial_dimensions) if size is not None]
    counts: Shape = (None,) * len(lengths)
    if padding is not None and len(sizes) == len(lengths):
        counts = window_counts(lengths, windows(sizes, window_strides, padding, lhs_dilation, rhs_dilation))
    return shapes_agree(shape(result), convolved(shape(lhs), shape(rhs), numbers, batch_group_count, counts))


def convolved(
    lhs: Sequence[Size], rhs: Sequence[Size], numbers: ConvDimensionNumbers, batch_groups: int, counts: Sequence[Size]
) -> list[Size]:
    """Sizes of the result, from those of the operands and the number of windows along each spatial dimension."""
    sizes: list[Size] = [None] * len(lhs)
    batch = lhs[numbers.input_batch_dimension]
    sizes[numbers.output_batch_dimension] = None if batch is None else batch // batch_groups
    sizes[numbers.output_feature_dimension] = rhs[numbers.kernel_output_feature_dimension]
    for axis, count in zip(numbers.output_spatial_dimensions, counts, strict=True):
        sizes[axis] = count
    return sizes


# Kernel ---------------------------------------------------------------------------------------------------------------


def convolve(
    lhs: Array,
    rhs: Array,
    sliding: Sequence[Window],
    reversal: Sequence[bool],
    numbers: ConvDimensionNumbers,
    feature_groups: int,
    batch_groups: int,
    dtype: np.dtype,
) -> Array:
    """Dot products of windows of lhs with slices of rhs; one window a spatial dimension, of the sizes of rhs."""
    if 3 + 2 * len(sliding) > MOST_DIMENSIONS:
        raise Unsupported(f"convolution along {len(sliding)} dimensions, for which numpy's arrays have too few")
    channels_last = numbers.input_feature_dimension == lhs.ndim - 1 and lhs.shape[-1] >= _FEW_FEATURES
    depth = rhs.size // max(rhs.shape[numbers.kernel_output_feature_dimension], 1)

    def product(lhs: Array, rhs: Array) -> Array:
        groups = max(feature_groups, batch_groups)
        images = _images(lhs, numbers, feature_groups, batch_groups)
        kernels = _kernels(rhs, numbers, groups, reversal)
        counts = (window.count(length) or 0 for window, length in zip(sliding, images.shape[3:], strict=True))
        shape = (*images.shape[:2], kernels.shape[1], *counts)
        if 0 in shape or depth == 0:
            found = np.zeros(shape, lhs.dtype)
        elif kernels.shape[2] == 1 and groups > 1 and math.prod(kernels.shape[3:]) <= _SHIFTS:
            found = _by_shifts(images, kernels, sliding, shape, channels_last)
        else:
            found = _by_patches(images, kernels, sliding, shape, channels_last)
        return _arranged(found, numbers)

    return contract(product, lhs, rhs, depth, dtype)


def _images(x: Array, numbers: ConvDimensionNumbers, feature_groups: int, batch_groups: int) -> Array:
    """A view of lhs as (group, batch, feature, spatial...)."""
    batch, feature = numbers.input_batch_dimension, numbers.input_feature_dimension
    images = x.transpose(batch, feature, *numbers.input_spatial_dimensions)
    count, features, *spatial = images.shape
    if batch_groups > 1:
        return images.reshape(batch_groups, count // batch_groups, features, *spatial)
    return images.reshape(count, feature_groups, features // feature_groups, *spatial).swapaxes(0, 1)


def _kernels(x: Array, numbers: ConvDimensionNumbers, groups: int, reversal: Sequence[bool]) -> Array:
    """A view of rhs as (group, output feature, input feature, spatial...), reversed where the windows shall be."""
    features = (numbers.kernel_output_feature_dimension, numbers.kernel_input_feature_dimension)
    kernels = x.transpose(*features, *numbers.kernel_spatial_dimensions)
    kernels = kernels[(slice(None), slice(None), *(slice(None, None, -1 if one else None) for one in reversal))]
    return kernels.reshape(groups, kernels.shape[0] // groups, *kernels.shape[1:])


def _arranged(found: Array, numbers: ConvDimensionNumbers) -> Array:
    """(group, batch, output feature, spatial...) in the order of the result's dimensions."""
    groups, count, features, *spatial = found.shape
    order = [0] * (2 + len(spatial))
    for place, axis in enumerate((numbers.output_batch_dimension, numbers.output_feature_dimension)):
        order[axis] = place
    for place, axis in enumerate(numbers.output_spatial_dimensions, 2):
        order[axis] = place
    merged = found.swapaxes(0, 1).reshape(count, groups * features, *spatial)
    return merged.transpose(order)


def _by_patches(
    images: Array, kernels: Array, sliding: Sequence[Window], shape: tuple[int, ...], channels_last: bool
) -> Array:
    """Windows laid out side by side as a matrix, times the kernels as a matrix; a few windows at a time."""
    groups, count, features, *outputs = shape
    inputs, *sizes = kernels.shape[2:]
    patch, spatial = inputs * math.prod(sizes), len(outputs)
    if channels_last:
        spread, windows = _spread(np.moveaxis(images, 2, -1), sliding, 2)
        starts, steps = _strides(spread.strides[2:-1], windows)
        strides = (*spread.strides[:2], *starts, *steps, spread.strides[-1])
        view = as_strided(spread, (groups, count, *outputs, *sizes, inputs), strides, writeable=False)
        matrices = np.moveaxis(kernels, (1, 2), (-1, -2)).reshape(groups, patch, features)
        found = np.empty((groups, count, *outputs, features), images.dtype)
    else:
        spread, windows = _spread(images, sliding, 3)
        starts, steps = _strides(spread.strides[3:], windows)
        strides = (*spread.strides[:3], *steps, *starts)
        view = as_strided(spread, (groups, count, inputs, *sizes, *outputs), strides, writeable=False)
        matrices = kernels.reshape(groups, 1, features, patch)
        found = np.empty((groups, count, features, *outputs), images.dtype)
    for some, *few in _chunks(shape, patch):
        if channels_last:
            place = (slice(None), some, *few)
            part = view[place]
            rows = part.reshape(groups, math.prod(part.shape[1 : 2 + spatial]), patch)
            products = matrix_product(rows, matrices)
        else:
            place = (slice(None), some, slice(None), *few)
            part = view[(slice(None), some, *(slice(None),) * (1 + spatial), *few)]
            columns = part.reshape(*part.shape[:2], patch, math.prod(part.shape[3 + spatial :]))
            products = matrix_product(matrices, columns)
        found[place] = products.reshape(found[place].shape)
    return np.moveaxis(found, -1, 2) if channels_last else found


def _chunks(shape: tuple[int, ...], patch: int) -> Iterator[tuple[slice, ...]]:
    """Parts of the batch and, where one image is too large, of its first spatial dimension."""
    groups, count, _, *outputs = shape
    row = groups * math.prod(outputs[1:]) * patch
    rows = outputs[0] if outputs else 1
    images = max(1, _PATCH_ELEMENTS // (row * rows))
    height = rows if images > 1 else max(1, _PATCH_ELEMENTS // row)
    for first in range(0, count, images):
        for top in range(0, rows, height):
            yield (slice(first, first + images), *([slice(top, top + height)] if outputs else []))


def _by_shifts(images: Array, kernels: Array, sliding: Sequence[Window], shape: tuple[int, ...], last: bool) -> Array:
    """One product a place of the window, for all windows at once: where each group has one input feature."""
    groups, _, features, *outputs = shape
    first = 1 if last else 3
    spread, windows = _spread(np.moveaxis(images[:, :, 0], 0, -1)[..., None] if last else images, sliding, first)
    after = first + len(windows)
    starts, _ = _strides(spread.strides[first:after], windows)
    seen_shape = (*spread.shape[:first], *outputs, *spread.shape[after:])
    strides = (*spread.strides[:first], *starts, *spread.strides[after:])
    total: Array | None = None
    for place in np.ndindex(*kernels.shape[3:]):
        offsets = tuple(slice(at * window.dilation, None) for at, window in zip(place, windows, strict=True))
        corner = spread[(*(slice(None),) * first, *offsets)]
        weights = kernels[(..., 0, *place)]
        weights = weights if last else weights.reshape(groups, 1, features, *(1,) * len(outputs))
        part = as_strided(corner, seen_shape, strides, writeable=False) * weights
        total = part if total is None else np.add(total, part, out=total)
    assert total is not None
    return np.moveaxis(total, (-2, -1), (0, 2)) if last else total


def _spread(images: Array, sliding: Sequence[Window], first: int) -> tuple[Array, list[Window]]:
    """Images whose spatial dimensions, which start at `first`, are spread out and padded with zeros."""
    one = Window(1)
    whole = [one] * first + list(sliding) + [one] * (images.ndim - first - len(sliding))
    spread, windows = spread_out(images, np.zeros((), images.dtype), whole)
    return spread, windows[first : first + len(sliding)]


def _strides(strides: Sequence[int], windows: Sequence[Window]) -> tuple[list[int], list[int]]:
    """Bytes from window to window, and from place to place within a window."""
    starts = [stride * window.stride for stride, window in zip(strides, windows, strict=True)]
    steps = [stride * window.dilation for stride, window in zip(strides, windows, strict=True)]
    return starts, steps
