"""Joins tensors along one dimension.

(S1) Along `dimension`, `result` holds the elements of `inputs[0]`, then those of `inputs[1]`, and so on.
(S2) Along the other dimensions indices stay.
"""

from __future__ import annotations

import numpy as np

from ..families.movement import bound, bounded_type, demand, largest, same_element_type
from ..lang import ANY, I64, Array, Op, attribute, exact, operand, result, tensor
from ..lang.notation import axes, dim, element_type, merged, rank, shape, shapes_agree
from ..lang.values import f32, i1, literal, si64
from ..types import F32, SI8, QuantizedType, Shape, Size, TensorType, Type

op = Op(
    "concatenate",
    __doc__,
    slots=(
        operand("inputs", tensor(ANY), variadic=True),
        attribute("dimension", I64),
        result("result", tensor(ANY)),
    ),
    assembly="<operand_list inputs> dim = $dimension attr-dict : functional-type",
    since="0.9.0",
    moves=True,
)


@op.constraint("C1")
def inputs_have_the_same_element_type(inputs: tuple[Type, ...]) -> bool:
    """same(element_type(inputs...))"""
    return same_element_type(*inputs)


@op.constraint("C2")
def inputs_have_the_same_shape_but_for_the_dimension(inputs: tuple[Type, ...], dimension: int) -> bool:
    """same(shape(inputs...)) except for dim(inputs..., dimension)"""
    return shapes_agree(*(_without(shape(x), dimension) for x in inputs))


def _without(sizes: Shape, dimension: int) -> Shape:
    return tuple(None if d == dimension else size for d, size in enumerate(sizes))


@op.constraint("C3")
def there_is_an_input(inputs: tuple[Type, ...]) -> bool:
    """0 < size(inputs)"""
    return len(inputs) > 0


@op.constraint("C4")
def dimension_is_one_of_the_inputs(inputs: tuple[Type, ...], dimension: int) -> bool:
    """0 <= dimension < rank(inputs[0])"""
    return 0 <= dimension < rank(inputs[0])


@op.constraint("C5")
def result_has_the_element_type_of_the_inputs(inputs: tuple[Type, ...], result: Type) -> bool:
    """element_type(result) = element_type(inputs[0])"""
    return same_element_type(inputs[0], result)


@op.constraint("C6")
def result_has_the_sizes_of_the_inputs_joined(inputs: tuple[Type, ...], dimension: int, result: Type) -> bool:
    """shape(result) = shape(inputs[0]) except for dim(result, dimension) = dim(inputs[0], dimension) + ..."""
    return shapes_agree(shape(result), _shape(inputs, dimension))


def _shape(inputs: tuple[Type, ...], dimension: int) -> Shape:
    sizes = list(merged(*(shape(x) for x in inputs)))
    sizes[dimension] = _total([dim(x, dimension) for x in inputs])
    return tuple(sizes)


def _total(sizes: list[Size]) -> Size:
    known = [size for size in sizes if size is not None]
    return sum(known) if len(known) == len(sizes) else None


@op.infer
def infer(inputs: tuple[TensorType, ...], dimension: int) -> TensorType:
    limits = [
        _total([largest(x, d) for x in inputs])
        if d == dimension
        else min((limit for x in inputs if (limit := bound(x, d)) is not None), default=None)
        for d in axes(inputs[0])
    ]
    return bounded_type(_shape(inputs, dimension), limits, element_type(inputs[0]))


@op.kernel
def concatenate(inputs: tuple[Array, ...], dimension: int) -> Array:
    fits = len({_without(x.shape, dimension) for x in inputs}) == 1
    demand(fits, f"cannot join shapes {', '.join(str(list(x.shape)) for x in inputs)} along dimension {dimension}")
    return np.concatenate(inputs, dimension)  # S1, S2


QUANTIZED_SI8 = QuantizedType.of(SI8, F32, (0.5,), (3,))

op.accuracy(exact(ANY))

op.example(
    "rows below rows",
    inputs=[si64([[1, 2], [3, 4], [5, 6]]), si64([[7, 8]])],
    dimension=0,
    result=si64([[1, 2], [3, 4], [5, 6], [7, 8]]),
)
op.example(
    "columns beside columns, some of them empty",
    inputs=[f32([[1], [2]]), f32(0, (2, 0)), f32([[3, 4], [5, 6]])],
    dimension=1,
    result=f32([[1, 3, 4], [2, 5, 6]]),
)
op.example("one input", inputs=[i1([True, False])], dimension=0, result=i1([True, False]))
op.example(
    "quantized elements keep their parameters",
    inputs=[literal(QUANTIZED_SI8, [1]), literal(QUANTIZED_SI8, [2, 3])],
    dimension=0,
    result=literal(QUANTIZED_SI8, [1, 2, 3]),
)

op.reject("C1", inputs=[si64([[1, 2], [3, 4], [5, 6]]), f32([[7, 8]])])
op.reject("C2", inputs=[si64([[1, 2], [3, 4], [5, 6]]), si64([[7]])])
op.reject("C2", inputs=[si64([[1, 2], [3, 4], [5, 6]]), si64([7, 8])])
op.reject("C3", inputs=[])
op.reject("C4", of="one input", dimension=1)
op.reject("C4", of="one input", dimension=-1)
op.reject("C5", result=f32(0, (4, 2)))
op.reject("C6", result=si64(0, (3, 2)))
