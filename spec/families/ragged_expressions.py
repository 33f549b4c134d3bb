"""Contractions one dimension of which is made of groups as expressions, for the decomposition of chlo.ragged_dot.

Each index of the ragged dimension has a mark for each group, whether it belongs to it. The steps (S1), (S2), ... are
those of the op.
"""

from __future__ import annotations

from typing import Any

from ..attributes.dot import DotDimensionNumbers
from ..attributes.precision import Precision
from ..attributes.ragged_dot import RaggedDotDimensionNumbers
from ..lang import Unsupported, call, sketch
from ..types import SI64, ComplexType, FloatType, IntegerType, TensorType
from ..types.formats import Zeros
from .expressions import Expression, apply, broadcast, constant, convert, like, reduced, where
from .ragged import Dimensions, Mode, dividing_dimensions, dot_numbers, mode_of, result_dimensions

Precisions = tuple[Precision, ...]


def ragged(
    lhs: Expression,
    rhs: Expression,
    group_sizes: Expression,
    numbers: RaggedDotDimensionNumbers,
    precision: Precisions,
    result: TensorType,
) -> Expression:
    """The whole op. Raises Unsupported where sizes are not known."""
    if any(isinstance(one, FloatType) and one.format.zeros is Zeros.NONE for one in (lhs.element, result.element)):
        raise Unsupported("a format without zero has no decomposition")
    if not all(type_.static for type_ in (lhs.type, rhs.type, group_sizes.type, result)):
        raise Unsupported("sizes are not known")
    if mode_of(numbers) is Mode.BATCHING:
        return _dot(lhs, rhs, dot_numbers(numbers), precision, result)  # S5
    if group_sizes.type.sizes[-1] == 0:
        return constant(result, 0)
    marks = _marks(group_sizes, lhs.type.sizes[numbers.lhs_ragged_dimensions[0]])
    if mode_of(numbers) is Mode.FREE:
        return _rows(lhs, rhs, marks, numbers, precision, result)
    return _sums(lhs, rhs, marks, numbers, precision, result)


def _dot(
    lhs: Expression, rhs: Expression, numbers: DotDimensionNumbers, precision: Precisions, result: TensorType
) -> Expression:
    given: dict[str, Any] = {"precision_config": precision} if precision else {}
    return apply("dot_general", lhs, rhs, dot_dimension_numbers=numbers, types=(result,), **given)


def _marks(sizes: Expression, extent: int) -> Expression:
    """Which index belongs to which group, of shape (..., G, extent) (S1)."""
    limited = _limited(sizes, extent)
    *outer, count = limited.type.sizes
    ones = (1,) * len(outer)
    scalar = TensorType((), SI64)
    ends = apply(
        "reduce_window",
        limited,
        constant(scalar, 0),
        window_dimensions=(*ones, count),
        padding=(*((0, 0) for _ in ones), (count - 1, 0)),
        body=sketch(lambda a, b: call("add", a, b), scalar, scalar),
        types=(limited.type,),
    )
    shape = (*outer, count, extent)
    places = apply("iota", iota_dimension=len(outer) + 1, types=(TensorType(shape, SI64),))
    before, after = (broadcast(one, shape, range(len(outer) + 1)) for one in (ends - limited, ends))
    return (places >= before) & (places < after)


def _limited(sizes: Expression, extent: int) -> Expression:
    """Sizes as si64, at most `extent`."""
    element = sizes.element
    assert isinstance(element, IntegerType)
    if element.bits == 64 and not element.signed:  # larger ones than si64 has
        sizes = apply("minimum", sizes, like(sizes, extent))
    limited = convert(sizes, SI64)
    return apply("minimum", limited, like(limited, extent))


def _rows(
    lhs: Expression,
    rhs: Expression,
    marks: Expression,
    numbers: RaggedDotDimensionNumbers,
    precision: Precisions,
    result: TensorType,
) -> Expression:
    """All rows times all matrices; of the products with a row, the one that its group marks (S3)."""
    group = numbers.rhs_group_dimensions[0]
    every = DotDimensionNumbers(
        numbers.lhs_batching_dimensions,
        numbers.rhs_batching_dimensions,
        numbers.lhs_contracting_dimensions,
        numbers.rhs_contracting_dimensions,
    )
    of_lhs, _ = result_dimensions(lhs.type.rank, rhs.type.rank, numbers)
    taken = numbers.rhs_batching_dimensions + numbers.rhs_contracting_dimensions
    rest = [axis for axis in range(rhs.type.rank) if axis not in taken]
    at = len(of_lhs) + rest.index(group)  # the dimension of groups
    sizes = (*result.sizes[:at], rhs.type.sizes[group], *result.sizes[at:])
    products = _dot(lhs, rhs, every, precision, result.with_shape(sizes))
    places = [of_lhs.index(axis) for axis in _marked_axes(lhs, marks, numbers)]
    marked = _spread(marks, (*places[:-1], at, places[-1]), sizes)
    found = reduced(where(marked, products, _neutral(products)), (at,), "add", -0.0)
    return where(reduced(marked, (at,), "or", False), found, 0)


def _sums(
    lhs: Expression,
    rhs: Expression,
    marks: Expression,
    numbers: RaggedDotDimensionNumbers,
    precision: Precisions,
    result: TensorType,
) -> Expression:
    """The groups as a batch, each with zeros outside of it (S4)."""
    batch, summed = numbers.lhs_batching_dimensions, numbers.lhs_contracting_dimensions
    of_rhs = numbers.rhs_batching_dimensions + numbers.rhs_contracting_dimensions
    partner = dict(zip(batch + summed, of_rhs, strict=True))
    of_lhs = _marked_axes(lhs, marks, numbers)
    left, right = (
        _masked(x, marks, axes) for x, axes in ((lhs, of_lhs), (rhs, tuple(partner[axis] for axis in of_lhs)))
    )
    grouped = DotDimensionNumbers(
        (0, *_after_groups(batch)),
        (0, *_after_groups(numbers.rhs_batching_dimensions)),
        _after_groups(summed),
        _after_groups(numbers.rhs_contracting_dimensions),
    )
    return _dot(left, right, grouped, precision, result)


def _after_groups(axes: Dimensions) -> Dimensions:
    """Dimensions behind a new first one."""
    return tuple(axis + 1 for axis in axes)


def _marked_axes(lhs: Expression, marks: Expression, numbers: RaggedDotDimensionNumbers) -> Dimensions:
    """The dimensions of lhs that marks have besides that of groups, the ragged one last."""
    dividing = dividing_dimensions(lhs.type.rank, numbers) if marks.type.rank > 2 else ()
    return (*dividing, numbers.lhs_ragged_dimensions[0])


def _masked(x: Expression, marks: Expression, axes: Dimensions) -> Expression:
    """x for each group, along a new first dimension, with zeros outside of the group."""
    sizes = (marks.type.sizes[-2], *x.type.sizes)
    every = broadcast(x, sizes, range(1, len(sizes)))
    places = _after_groups(axes)
    return where(_spread(marks, (*places[:-1], 0, places[-1]), sizes), every, 0)


def _spread(marks: Expression, places: Dimensions, sizes: Dimensions) -> Expression:
    """Marks repeated to these sizes; their dimensions become these of the result."""
    order = tuple(sorted(range(len(places)), key=places.__getitem__))
    turned = apply("transpose", marks, permutation=order)
    return broadcast(turned, sizes, [places[axis] for axis in order])


def _neutral(products: Expression) -> Expression:
    """What changes nothing by being added: -0 beside floats."""
    return like(products, -0.0 if isinstance(products.element, (FloatType, ComplexType)) else 0)
