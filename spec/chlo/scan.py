"""Applies a function to slice after slice of the inputs, and hands values on from each application to the next.

(S1) The slices of the inputs along `dimension` are taken in ascending order, or with `is_reverse` in descending order.
     There are as many as `inputs` have there; without inputs, as many as `scan_dim_size` or the types of the outputs
     say.
(S2) `body` takes one slice of each input, without the dimension, and the values that are carried: `inits` at first,
     then what the application before gave for them.
(S3) It gives one slice for each of `outputs` and new values for all that is carried.
(S4) `outputs` are made of these slices along `dimension`, each at the place of the inputs' slices it was computed from.
     `carries` are the values carried in the end; if there are no slices, `inits`.
(S5) `is_associative` promises that `body` is associative; that makes no difference here.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..attributes.comparison_direction import ComparisonDirection
from ..families.control_flow import same_types
from ..families.expressions import Expression, apply, constant, lift, like
from ..families.movement import bound, bounded_type
from ..lang import (
    ANY,
    BOOL,
    BOOLEAN,
    COMPLEX,
    FLOAT,
    I64,
    INT,
    Array,
    Body,
    Bound,
    InvalidValue,
    Op,
    Sketch,
    Unsupported,
    attribute,
    bounded,
    call,
    operand,
    region,
    result,
    sketch,
    tensor,
)
from ..lang.notation import dim, rank, sizes_agree
from ..lang.regions import Call, Node
from ..lang.values import c64, f32, i1, si32
from ..types import COMPLEX64, F32, I1, SI32, ElementType, FunctionType, Size, TensorType, Type
from ..types.tensor import tensor as tensor_type

op = Op(
    "scan",
    __doc__,
    slots=(
        operand("inputs", tensor(ANY), variadic=True),
        operand("inits", tensor(ANY), variadic=True),
        attribute("dimension", I64),
        attribute("scan_dim_size", I64, default=None),
        attribute("is_reverse", BOOLEAN, default=False),
        attribute("is_associative", BOOLEAN, default=None),
        region("body"),
        result("outputs", tensor(ANY), variadic=True),
        result("carries", tensor(ANY), variadic=True),
    ),
    assembly="<scan inputs inits dimension body>",
    isolated=True,
    segmented=True,
    since="1.13.8",
    dialect="chlo",
)


def scanned_size(inputs: tuple[TensorType, ...], dimension: int, scan_dim_size: int | None) -> Size:
    """How many slices there are, as far as it is known."""
    known = [size for x in inputs if (size := dim(x, dimension)) is not None]
    return scan_dim_size if scan_dim_size is not None else next(iter(known), None)


def slice_of(x: TensorType, dimension: int) -> TensorType:
    """The type of a slice, without the dimension."""
    rest = [axis for axis in range(x.rank) if axis != dimension]
    return bounded_type([x.shape[axis] for axis in rest], [bound(x, axis) for axis in rest], x.element)


def stack_of(x: Type | ElementType, dimension: int, size: Size, limit: Size) -> TensorType:
    """The type of slices of type x, put together along a dimension."""
    assert isinstance(x, TensorType)
    sizes, bounds = list(x.shape), [bound(x, axis) for axis in range(x.rank)]
    return bounded_type(
        [*sizes[:dimension], size, *sizes[dimension:]], [*bounds[:dimension], limit, *bounds[dimension:]], x.element
    )


@op.constraint("C1")
def there_is_an_input_or_an_output(inputs: tuple[Type, ...], outputs: tuple[Type, ...]) -> bool:
    """0 < size(inputs) + size(outputs)"""
    return len(inputs) + len(outputs) > 0


@op.constraint("C2")
def dimension_and_its_size_are_not_negative(dimension: int, scan_dim_size: int | None) -> bool:
    """0 <= dimension, and where it is given 0 <= scan_dim_size"""
    return dimension >= 0 and (scan_dim_size is None or scan_dim_size >= 0)


@op.constraint("C3")
def inputs_have_the_dimension(inputs: tuple[Type, ...], dimension: int) -> bool:
    """dimension < rank(inputs...)"""
    return all(dimension < rank(x) for x in inputs)


@op.constraint("C4")
def inputs_have_equally_many_slices(
    inputs: tuple[TensorType, ...], dimension: int, scan_dim_size: int | None
) -> bool:
    """dim(inputs..., dimension) = scan_dim_size, where that is given; same(dim(inputs..., dimension)) in any case"""
    size = scanned_size(inputs, dimension, scan_dim_size)
    return all(sizes_agree(dim(x, dimension), size) for x in inputs)


@op.constraint("C5")
def body_takes_slices_and_what_is_carried(
    inputs: tuple[TensorType, ...], inits: tuple[Type, ...], dimension: int, body: FunctionType
) -> bool:
    """inputs(body) = (slice(inputs..., dimension), type(inits...))"""
    return same_types(body.inputs, (*(slice_of(x, dimension) for x in inputs), *inits))


@op.constraint("C6")
def body_gives_slices_and_what_is_carried(
    inits: tuple[Type, ...], body: FunctionType, outputs: tuple[Type, ...]
) -> bool:
    """outputs(body) = (S0, ..., SN-1, type(inits...)) where N = size(outputs)"""
    return len(body.outputs) == len(outputs) + len(inits) and same_types(body.outputs[len(outputs) :], inits)


@op.constraint("C7")
def slices_of_outputs_have_room_for_the_dimension(
    dimension: int, body: FunctionType, outputs: tuple[Type, ...]
) -> bool:
    """dimension <= rank(Si) for all i in [0,N)"""
    slices = body.outputs[: len(outputs)]
    return all(isinstance(x, TensorType) and dimension <= rank(x) for x in slices)


@op.constraint("C8")
def outputs_are_stacks_of_slices_and_carries_are_carried(
    inputs: tuple[TensorType, ...],
    dimension: int,
    scan_dim_size: int | None,
    body: FunctionType,
    outputs: tuple[Type, ...],
    carries: tuple[Type, ...],
) -> bool:
    """outputs[i] = stack(Si, dimension) for all i in [0,N), and type(carries...) = type(inits...)"""
    return same_types(_results(inputs, dimension, scan_dim_size, body, len(carries)), (*outputs, *carries))


@op.infer
def infer(
    inputs: tuple[TensorType, ...],
    inits: tuple[Type, ...],
    dimension: int,
    scan_dim_size: int | None,
    body: FunctionType,
) -> tuple[Type, ...]:
    return _results(inputs, dimension, scan_dim_size, body, len(inits))


def _results(
    inputs: tuple[TensorType, ...], dimension: int, scan_dim_size: int | None, body: FunctionType, carried: int
) -> tuple[Type, ...]:
    size = scanned_size(inputs, dimension, scan_dim_size)
    limits = [limit for x in inputs if (limit := bound(x, dimension)) is not None]
    slices = body.outputs[: len(body.outputs) - carried]
    stacks = [stack_of(x, dimension, size, min(limits, default=None)) for x in slices]
    return (*stacks, *body.outputs[len(slices) :])  # pyright: ignore[reportReturnType]


@op.kernel
def scan(
    inputs: tuple[Array, ...],
    inits: tuple[Array, ...],
    dimension: int,
    scan_dim_size: int | None,
    is_reverse: bool,
    body: Body,
    outputs: tuple[TensorType, ...],
) -> tuple[Array, ...]:
    count = _count(inputs, dimension, scan_dim_size, outputs)
    rows = [np.moveaxis(x, dimension, 0) for x in inputs]
    carried = inits
    stacks: list[Array] | None = None
    for place in reversed(range(count)) if is_reverse else range(count):  # S1
        given = body(*(row[place, ...] for row in rows), *carried)  # S2
        slices, carried = given[: len(outputs)], given[len(outputs) :]  # S3
        if stacks is None:
            stacks = [np.empty((count, *x.shape), x.dtype) for x in slices]
        for stack, x in zip(stacks, slices, strict=True):
            if stack.shape[1:] != x.shape:
                raise InvalidValue(f"slices have shapes {list(stack.shape[1:])} and {list(x.shape)}, which must be one")
            stack[place] = x  # S4
    if stacks is None:
        return (*(_empty(type_, dimension) for type_ in outputs), *inits)  # S4
    return (*(np.moveaxis(stack, 0, dimension) for stack in stacks), *carried)


def _count(
    inputs: tuple[Array, ...], dimension: int, scan_dim_size: int | None, outputs: tuple[TensorType, ...]
) -> int:
    """How many slices there are. Raises InvalidValue where inputs disagree, or nothing tells it."""
    stated = [scan_dim_size, *(dim(type_, dimension) for type_ in outputs)]
    sizes = {x.shape[dimension] for x in inputs} | {size for size in stated if size is not None}
    if len(sizes) == 1:
        return sizes.pop()
    raise InvalidValue(f"slices along dimension {dimension} are {sorted(sizes)}" if sizes else "no size to scan")


def _empty(type_: TensorType, dimension: int) -> Array:
    """An output that is made of no slices; what is not known of their sizes counts as 0."""
    sizes = [0 if axis == dimension or size is None else size for axis, size in enumerate(type_.shape)]
    return np.empty(sizes, type_.dtype)


@op.decomposition
def decomposition(
    inputs: tuple[Node, ...],
    inits: tuple[Node, ...],
    dimension: int,
    scan_dim_size: int | None,
    is_reverse: bool,
    body: Callable[..., tuple[Node, ...]],
    outputs: tuple[TensorType, ...],
) -> tuple[Node, ...]:
    given = [x.type for x in inputs]
    if not all(isinstance(type_, TensorType) and type_.static for type_ in (*given, *outputs)):
        raise Unsupported("sizes are not known")
    count = (*given, *outputs)[0].sizes[dimension]  # pyright: ignore[reportAttributeAccessIssue]
    stacks = [constant(type_, 0).node for type_ in outputs]
    if count == 0:
        return (*stacks, *inits)
    place = constant(TensorType((), SI32), 0).node
    state = (place, *inputs, *inits, *stacks)
    last = len(state) - len(stacks)

    def step(i: Node, *rest: Node) -> tuple[Node, ...]:
        at = count - 1 - lift(i) if is_reverse else lift(i)
        xs, carried, made = rest[: len(inputs)], rest[len(inputs) : last - 1], rest[last - 1 :]
        results = body(*(_taken(lift(x), at, dimension).node for x in xs), *carried)
        pairs = zip(made, results[: len(stacks)], strict=True)
        stacked = [_put(lift(stack), lift(part), at, dimension).node for stack, part in pairs]
        return ((lift(i) + 1).node, *xs, *results[len(stacks) :], *stacked)

    types = [node.type for node in state]
    loop = call(
        "while", *state, cond=sketch(lambda i, *_: lift(i) < count, *types), body=sketch(step, *types), types=types
    )
    return (*loop.results[last:], *loop.results[1 + len(inputs) : last])


def _taken(x: Expression, at: Expression, dimension: int) -> Expression:
    """One slice, without the dimension."""
    sizes = [1 if axis == dimension else size for axis, size in enumerate(x.type.sizes)]
    starts = [at if axis == dimension else like(at, 0) for axis in range(x.type.rank)]
    type_ = slice_of(x.type, dimension)
    return apply("reshape", apply("dynamic_slice", x, *starts, slice_sizes=tuple(sizes)), types=(type_,))


def _put(stack: Expression, part: Expression, at: Expression, dimension: int) -> Expression:
    """A stack with one slice in its place."""
    type_ = stack_of(part.type, dimension, 1, None)
    starts = [at if axis == dimension else like(at, 0) for axis in range(stack.type.rank)]
    return apply("dynamic_update_slice", stack, apply("reshape", part, types=(type_,)), *starts)


op.accuracy(bounded(Bound.BODY, BOOL | INT | FLOAT | COMPLEX))
op.changed("1.16.2", "`scan_dim_size`, dimensions of unknown size")
op.choice("scan-order")
op.peer("XLA", "refuses scans over no slices")
op.peer("C++ verifier", "ends the process where slices of outputs have too few dimensions (C7)")
op.peer("C++ verifier", "does not ask that the body gives what is carried in the types in which it takes it")


def _sums(element: ElementType, *sizes: int) -> Sketch:
    """A body that adds each slice to one carried sum, which is also the output."""
    type_ = tensor_type(*sizes, element=element)

    def build(x: Node, total: Node) -> tuple[Call, Call]:
        added = call("add", total, x)
        return added, added

    return sketch(build, type_, type_)


def _largest() -> Sketch:
    """A body that carries the largest element so far and its index; of equal ones the first."""

    def build(x: Node, i: Node, largest: Node, where: Node) -> tuple[Call, ...]:
        greater = call("compare", x, largest, comparison_direction=ComparisonDirection.GT)
        value, index = call("select", greater, x, largest), call("select", greater, i, where)
        return value, index, value, index

    scalar = tensor_type(element=SI32)
    return sketch(build, scalar, scalar, scalar, scalar)


def _doubling() -> Sketch:
    """A body without inputs: gives what is carried and carries its double."""
    return sketch(lambda x: (x, call("add", x, x)), tensor_type(element=F32))


op.example(
    "running sums",
    inputs=[si32([[1, 2, 3], [4, 5, 6]])],
    inits=[si32([10, 20, 30])],
    dimension=0,
    body=_sums(SI32, 3),
    outputs=[si32([[11, 22, 33], [15, 27, 39]])],
    carries=[si32([15, 27, 39])],
)
op.example(
    "along another dimension",
    inputs=[si32([[1, 2, 3], [4, 5, 6]])],
    inits=[si32([0, 0])],
    dimension=1,
    body=_sums(SI32, 2),
    outputs=[si32([[1, 3, 6], [4, 9, 15]])],
    carries=[si32([6, 15])],
)
op.example(
    "from the end",
    inputs=[f32([1, 2, 3, 4])],
    inits=[f32(0)],
    dimension=0,
    is_reverse=True,
    is_associative=True,
    body=_sums(F32),
    outputs=[f32([10, 9, 7, 4])],
    carries=[f32(10)],
)
op.example(
    "the order matters to floats",
    inputs=[f32([2.0**24, 1, 1, -(2.0**24)])],
    inits=[f32(-0.0)],
    dimension=0,
    is_associative=False,
    body=_sums(F32),
    outputs=[f32([2.0**24, 2.0**24, 2.0**24, 0])],
    carries=[f32(0)],
)
op.example(
    "two inputs, two outputs, two values carried",
    inputs=[si32([3, 1, 4, 1, 4]), si32([0, 1, 2, 3, 4])],
    inits=[si32(-(2**31)), si32(-1)],
    dimension=0,
    scan_dim_size=5,
    body=_largest(),
    outputs=[si32([3, 3, 4, 4, 4]), si32([0, 0, 2, 2, 2])],
    carries=[si32(4), si32(2)],
)
op.example(
    "no inputs",
    inputs=[],
    inits=[f32(1)],
    dimension=0,
    scan_dim_size=4,
    body=_doubling(),
    outputs=[f32([1, 2, 4, 8])],
    carries=[f32(16)],
)
op.example(
    "no inputs, the size follows from the type of the output",
    inputs=[],
    inits=[f32(1)],
    dimension=0,
    body=_doubling(),
    outputs=[f32([1, 2, 4])],
    carries=[f32(8)],
)
op.example(
    "no outputs",
    inputs=[i1([True, False, True])],
    inits=[i1(False)],
    dimension=0,
    body=sketch(lambda x, flag: call("xor", x, flag), tensor_type(element=I1), tensor_type(element=I1)),
    outputs=[],
    carries=[i1(False)],
)
op.example(
    "nothing is carried",
    inputs=[c64([1 + 2j, 3j])],
    inits=[],
    dimension=0,
    body=sketch(lambda x: call("real", x), tensor_type(element=COMPLEX64)),
    outputs=[f32([1, 0])],
    carries=[],
)
op.example(
    "outputs may have slices of another shape",
    inputs=[f32([[1, 2, 3], [4, 5, 6]])],
    inits=[f32(0)],
    dimension=0,
    body=sketch(
        lambda x, count: (count, call("add", count, call("constant", value=f32(1)))),
        tensor_type(3, element=F32),
        tensor_type(element=F32),
    ),
    outputs=[f32([0, 1])],
    carries=[f32(2)],
)
op.example(
    "no slices",
    inputs=[f32(0, (2, 0))],
    inits=[f32([5, 6])],
    dimension=1,
    body=_sums(F32, 2),
    outputs=[f32(0, (2, 0))],
    carries=[f32([5, 6])],
)

_SLICE = tensor_type(3, element=SI32)
op.reject("C1", inputs=[], inits=[], body=sketch(lambda: ()), outputs=[], carries=[])
op.reject("C2", dimension=-1)
op.reject("C2", scan_dim_size=-1)
op.reject("C3", dimension=2)
op.reject("C4", scan_dim_size=3)
op.reject("C4", of="two inputs, two outputs, two values carried", inputs=[si32([3]), si32([0, 1])], scan_dim_size=1)
op.reject("C5", inits=[si32([10, 20])])
op.reject("C5", body=sketch(lambda x: (x, x), _SLICE))
op.reject("C6", body=sketch(lambda x, total: x, _SLICE, _SLICE))
op.reject("C6", body=sketch(lambda x, total: (x, call("constant", value=si32(0))), _SLICE, _SLICE))
op.reject(
    "C7", of="along another dimension",
    body=sketch(
        lambda x, total: (call("constant", value=si32(0)), total),
        tensor_type(2, element=SI32), tensor_type(2, element=SI32),
    ),
)  # fmt: skip
op.reject("C8", outputs=[si32([[11, 22, 33]])])
op.reject("C8", carries=[si32([15, 27])])
