"""Random programs whose every result is exact, so that two engines must agree bit for bit.

Values are integers, booleans, and floats that are small multiples of 1/4; what could grow is clamped. A program is a
chain of operations over a pool of values; every value it makes is one of its results.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np

from ...interpreter.ir import Module, Value
from ...spec.attributes import Literal
from ...spec.lang import Sketch, call, sketch
from ...spec.lang.regions import Parameter
from ...spec.lang.registry import find
from ...spec.lang.values import literal
from ...spec.types import F32, F64, I1, SI8, SI32, SI64, UI8, UI16, ElementType, FloatType, IntegerType, TensorType
from .programs import fill_region, finish, function, operation

ELEMENTS: tuple[ElementType, ...] = (I1, SI8, SI32, SI64, UI8, UI16, F32, F64)
NUMBERS = tuple(element for element in ELEMENTS if element != I1)


class ProgramBuilder:
    """Builds one program. `pool` holds the values made so far."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.numpy = np.random.Generator(np.random.PCG64(seed))
        self.module = Module(operation("builtin.module", [], {}, []))
        body = self.module.operation.add_region().add_block()
        types = [self.type() for _ in range(4)]
        self.main = function(body, "main", types)
        self.pool: list[Value] = list(self.main.arguments)
        self.inputs = [self.data(type_) for type_ in types]
        self.made: list[Value] = []

    def type(self, element: ElementType | None = None) -> TensorType:
        """A small tensor type."""
        shape = tuple(self.random.choice((1, 2, 3, 4)) for _ in range(self.random.choice((0, 1, 2, 2, 3))))
        return TensorType(shape, element or self.random.choice(ELEMENTS))

    def data(self, type_: TensorType) -> np.ndarray[Any, Any]:
        """Elements for a type: any bits for integers, multiples of 1/4 for floats."""
        element = type_.storage
        if element == I1:
            return self.numpy.integers(0, 2, type_.sizes).astype(np.bool_)
        if isinstance(element, IntegerType):
            return self.numpy.integers(element.min, element.max, type_.sizes, element.dtype, endpoint=True)
        return (self.numpy.integers(-32, 33, type_.sizes) / 4).astype(element.dtype)

    def pick(self, *elements: ElementType, rank: int = 0) -> Value | None:
        """A value of the pool with one of these element types and at least this rank."""
        fitting = [
            value for value in self.pool
            if (not elements or value.type.element in elements) and value.type.rank >= rank  # type: ignore[union-attr]
        ]  # fmt: skip
        return self.random.choice(fitting) if fitting else None

    def like(self, value: Value) -> Value:
        """A value of the pool with the same type (the value itself where there is no other)."""
        return self.random.choice([one for one in self.pool if one.type == value.type])

    def add(self, mnemonic: str, operands: list[Value], regions: tuple[Sketch, ...] = (), **attributes: Any) -> Value:
        """Applies an op, infers its result types, and gives the first result."""
        name = f"stablehlo.{mnemonic}"
        op = find(name)
        assert op is not None
        types = op.infer_types([value.type for value in operands], {  # type: ignore[misc]
            **attributes, **{slot.name: region.type for slot, region in zip(op.regions, regions, strict=True)}
        })  # fmt: skip
        return self.append(mnemonic, operands, list(types), regions, **attributes)

    def append(
        self,
        mnemonic: str,
        operands: list[Value],
        types: list[Any],
        regions: tuple[Sketch, ...] = (),
        **attributes: Any,
    ) -> Value:
        """Applies an op with these result types, and gives the first result."""
        name = f"stablehlo.{mnemonic}"
        op = find(name)
        assert op is not None
        built = {slot.name: slot.kind.build(attributes[slot.name]) for slot in op.attributes if slot.name in attributes}
        made = operation(name, operands, built, types)
        for region in regions:
            fill_region(made.add_region().add_block(), region)
        self.main.append(made)
        self.made.extend(made.results)
        return made.results[0]

    def keep(self, value: Value) -> None:
        """Puts a value into the pool; floats are first brought back to a small range."""
        type_ = value.type
        assert isinstance(type_, TensorType)
        if isinstance(type_.element, FloatType):
            low, high = self.constant(literal(type_.element, -64)), self.constant(literal(type_.element, 64))
            value = self.add("clamp", [low, value, high])
            value = self.quarters(value)
        if type_.size <= 256:
            self.pool.append(value)

    def quarters(self, value: Value) -> Value:
        """Floats rounded down to multiples of 1/4."""
        four = self.constant(literal(value.type.element, 4, value.type.shape))  # type: ignore[union-attr, arg-type]
        quarter = self.constant(literal(value.type.element, 0.25, value.type.shape))  # type: ignore[union-attr, arg-type]
        return self.add("multiply", [self.add("floor", [self.add("multiply", [value, four])]), quarter])

    def constant(self, value: Literal) -> Value:
        """A constant of the program."""
        return self.add("constant", [], value=value)

    def finish(self) -> Module:
        """Ends the program; every value made is a result."""
        finish(self.main, self.made)
        return self.module


def random_program(seed: int, length: int) -> tuple[Module, list[np.ndarray[Any, Any]]]:
    """A program of about `length` chosen operations, and inputs for it."""
    builder = ProgramBuilder(seed)
    for _ in range(length):
        made = builder.random.choice(STEPS)(builder)
        if made is not None:
            builder.keep(made)
    return builder.finish(), builder.inputs


def _scalar(element: Any) -> TensorType:
    return TensorType((), element)


def _reducer(b: ProgramBuilder, element: Any) -> tuple[Sketch, Value]:
    """A body that combines elements of a type exactly in any order, and its initial value."""
    names = ("and", "or") if element == I1 else ("add", "maximum", "minimum")
    name = b.random.choice(names)
    start = {"and": True, "or": False, "add": 0}.get(name)
    if start is None:
        info = np.iinfo(element.dtype) if isinstance(element, IntegerType) else None
        bounds = (info.min, info.max) if info else (-np.inf, np.inf)
        start = bounds[0] if name == "maximum" else bounds[1]
    scalar = _scalar(element)
    return sketch(lambda x, y: call(name, x, y), scalar, scalar), b.constant(literal(element, start))


def binary(b: ProgramBuilder) -> Value | None:
    """Arithmetic and logic of two values."""
    x = b.pick()
    assert x is not None
    element = x.type.element  # type: ignore[union-attr]
    names = ["add", "multiply", "maximum", "minimum"]
    if element == I1:
        names += ["and", "or", "xor"]
    elif isinstance(element, IntegerType):
        names += ["subtract", "and", "or", "xor", "divide", "remainder", "shift_left", "shift_right_logical"]
        names += ["shift_right_arithmetic"]
    else:
        names += ["subtract"]
    return b.add(b.random.choice(names), [x, b.like(x)])


def unary(b: ProgramBuilder) -> Value | None:
    """Exact functions of one value."""
    x = b.pick()
    assert x is not None
    element = x.type.element  # type: ignore[union-attr]
    if element == I1:
        return b.add("not", [x])
    if isinstance(element, FloatType):
        return b.add(b.random.choice(("negate", "abs", "floor", "ceil", "sign", "round_nearest_even")), [x])
    names = ["negate", "not", "popcnt", "count_leading_zeros"]
    return b.add(b.random.choice([*names, "sign", "abs"] if element.signed else names), [x])  # type: ignore[union-attr]


def compare(b: ProgramBuilder) -> Value | None:
    """A comparison, used at once to select."""
    x = b.pick()
    assert x is not None
    kind = find("stablehlo.compare")
    assert kind is not None
    directions = list(next(slot for slot in kind.attributes if slot.name == "comparison_direction").kind.type)  # type: ignore[attr-defined]
    mask = b.add("compare", [x, b.like(x)], comparison_direction=b.random.choice(directions))
    return b.add("select", [mask, x, b.like(x)])


def convert(b: ProgramBuilder) -> Value | None:
    """Another element type that holds the values."""
    x = b.pick(I1, SI8, UI8, F32, F64)
    target = b.random.choice((SI32, SI64, F32, F64))
    if x is None:
        return None
    return b.append("convert", [x], [x.type.with_element(target)])  # type: ignore[union-attr]


def reshape(b: ProgramBuilder) -> Value | None:
    """The same elements in one dimension, or in two."""
    x = b.pick()
    assert x is not None
    size = x.type.size  # type: ignore[union-attr]
    shape = (size,) if size % 2 or b.random.random() < 0.5 else (size // 2, 2)
    return b.append("reshape", [x], [TensorType(shape, x.type.element)])  # type: ignore[union-attr]


def transpose(b: ProgramBuilder) -> Value | None:
    """Dimensions in another order."""
    x = b.pick(rank=2)
    if x is None:
        return None
    order = list(range(x.type.rank))  # type: ignore[union-attr]
    b.random.shuffle(order)
    return b.add("transpose", [x], permutation=order)


def broadcast(b: ProgramBuilder) -> Value | None:
    """One more dimension in front or behind."""
    x = b.pick()
    assert x is not None
    shape = x.type.shape  # type: ignore[union-attr]
    front = b.random.random() < 0.5
    dims = [d + front for d in range(len(shape))]
    result = TensorType((2, *shape) if front else (*shape, 2), x.type.element)  # type: ignore[union-attr]
    return b.append("broadcast_in_dim", [x], [result], broadcast_dimensions=dims)


def slices(b: ProgramBuilder) -> Value | None:
    """A strided part."""
    x = b.pick(rank=1)
    if x is None:
        return None
    shape = x.type.shape  # type: ignore[union-attr]
    starts = [b.random.randrange(size) for size in shape]
    limits = [b.random.randint(start, size) for start, size in zip(starts, shape, strict=True)]
    steps = [b.random.choice((1, 1, 2)) for _ in shape]
    if any(start == limit for start, limit in zip(starts, limits, strict=True)):
        return None
    return b.add("slice", [x], start_indices=starts, limit_indices=limits, strides=steps)


def dynamic_slices(b: ProgramBuilder) -> Value | None:
    """A part whose place is a value (often out of bounds), and the same part put back elsewhere."""
    x = b.pick(rank=1)
    if x is None:
        return None
    shape = x.type.shape  # type: ignore[union-attr]
    sizes = [b.random.randint(1, size) for size in shape]
    starts = [b.constant(literal(SI32, b.random.randint(-2, 5))) for _ in shape]
    part = b.add("dynamic_slice", [x, *starts], slice_sizes=sizes)
    return b.add("dynamic_update_slice", [x, part, *reversed(starts)])


def concatenate(b: ProgramBuilder) -> Value | None:
    """Two values behind one another."""
    x = b.pick(rank=1)
    if x is None:
        return None
    return b.add("concatenate", [x, b.like(x)], dimension=b.random.randrange(x.type.rank))  # type: ignore[union-attr]


def pad(b: ProgramBuilder) -> Value | None:
    """Padding on both sides and between, negative too."""
    x = b.pick(rank=1)
    if x is None:
        return None
    rank = x.type.rank  # type: ignore[union-attr]
    value = b.constant(literal(x.type.element, 1))  # type: ignore[union-attr]
    low, high = ([b.random.choice((-1, 0, 1, 2)) for _ in range(rank)] for _ in range(2))
    inner = [b.random.choice((0, 0, 1)) for _ in range(rank)]
    sizes = [
        s + max(s - 1, 0) * i + a + z
        for s, i, a, z in zip(x.type.shape, inner, low, high, strict=True)  # type: ignore[union-attr]
    ]
    if min(sizes) < 1:
        return None
    return b.add("pad", [x, value], edge_padding_low=low, edge_padding_high=high, interior_padding=inner)


def reverse(b: ProgramBuilder) -> Value | None:
    """Some dimensions backwards."""
    x = b.pick(rank=1)
    if x is None:
        return None
    dims = [d for d in range(x.type.rank) if b.random.random() < 0.5]  # type: ignore[union-attr]
    return b.add("reverse", [x], dimensions=dims)


def reduce(b: ProgramBuilder) -> Value | None:
    """A reduction over some dimensions."""
    x = b.pick(rank=1)
    if x is None:
        return None
    body, start = _reducer(b, x.type.element)  # type: ignore[union-attr]
    dims = [d for d in range(x.type.rank) if b.random.random() < 0.6]  # type: ignore[union-attr]
    return b.add("reduce", [x, start], (body,), dimensions=dims)


def reduce_window(b: ProgramBuilder) -> Value | None:
    """A reduction over windows."""
    x = b.pick(rank=1)
    if x is None:
        return None
    rank = x.type.rank  # type: ignore[union-attr]
    body, start = _reducer(b, x.type.element)  # type: ignore[union-attr]
    return b.add(
        "reduce_window", [x, start], (body,),
        window_dimensions=[b.random.choice((1, 2)) for _ in range(rank)],
        window_strides=[b.random.choice((1, 2)) for _ in range(rank)],
        base_dilations=[b.random.choice((1, 1, 2)) for _ in range(rank)],
        window_dilations=[b.random.choice((1, 1, 2)) for _ in range(rank)],
        padding=np.array([[1, b.random.choice((1, 2))] for _ in range(rank)]),
    )  # fmt: skip


def dot(b: ProgramBuilder) -> Value | None:
    """A contraction of a value with itself, along one dimension."""
    x = b.pick(*NUMBERS, rank=1)
    if x is None:
        return None
    axis = b.random.randrange(x.type.rank)  # type: ignore[union-attr]
    numbers = _numbers("dot_general", lhs_contracting_dimensions=(axis,), rhs_contracting_dimensions=(axis,))
    rest = [size for d, size in enumerate(x.type.shape) if d != axis]  # type: ignore[union-attr]
    result = TensorType((*rest, *rest), x.type.element)  # type: ignore[union-attr]
    return b.append("dot_general", [x, b.like(x)], [result], dot_dimension_numbers=numbers)


def sort(b: ProgramBuilder) -> Value | None:
    """An ascending sort along the last dimension."""
    x = b.pick(SI32, SI64, UI8, F32, rank=1)
    if x is None:
        return None
    scalar = _scalar(x.type.element)  # type: ignore[union-attr]
    body = sketch(lambda p, q: call("compare", p, q, comparison_direction=_direction("LT")), scalar, scalar)
    return b.append("sort", [x], [x.type], (body,), dimension=x.type.rank - 1, is_stable=True)  # type: ignore[union-attr]


def branch(b: ProgramBuilder) -> Value | None:
    """A choice between two branches that capture a value."""
    x = b.pick()
    assert x is not None
    mask = b.constant(literal(I1, b.random.random() < 0.5))
    captured = x, b.like(x)
    made = operation("stablehlo.if", [mask], {}, [x.type])
    for one in captured:
        made.add_region().add_block().append(operation("stablehlo.return", [one], {}, []))
    b.main.append(made)
    b.made.extend(made.results)
    return made.results[0]


def loop(b: ProgramBuilder) -> Value | None:
    """A loop that doubles a value (or flips it) a few times."""
    x = b.pick(SI32, SI64, UI8)
    if x is None:
        return None
    counter = b.constant(literal(SI32, 0))
    count = b.random.randint(0, 4)

    def cond(i: Parameter, v: Parameter) -> Any:
        return call("compare", i, call("constant", value=literal(SI32, count)), comparison_direction=_direction("LT"))

    def body(i: Parameter, v: Parameter) -> Any:
        return call("add", i, call("constant", value=literal(SI32, 1))), call("add", v, v)

    types = (counter.type, x.type)
    b.append("while", [counter, x], list(types), (sketch(cond, *types), sketch(body, *types)))  # type: ignore[arg-type]
    return b.made[-1]


def _numbers(op: str, **fields: Any) -> Any:
    """The structured attribute of an op."""
    found = find(f"stablehlo.{op}")
    assert found is not None
    return next(slot for slot in found.attributes if slot.group).kind.type(**fields)  # type: ignore[attr-defined]


def _places(b: ProgramBuilder, size: int) -> Value:
    """A few positions along a dimension, some of them out of bounds."""
    return b.constant(literal(SI32, [b.random.randint(-1, size + 1) for _ in range(b.random.choice((1, 2, 3)))]))


def gather(b: ProgramBuilder) -> Value | None:
    """Slices at positions along one dimension."""
    x = b.pick(rank=1)
    if x is None:
        return None
    shape = x.type.shape  # type: ignore[union-attr]
    axis = b.random.randrange(len(shape))
    offsets = tuple(range(1, len(shape)))
    numbers = _numbers(
        "gather", offset_dims=offsets, collapsed_slice_dims=(axis,), start_index_map=(axis,), index_vector_dim=1
    )
    sizes = [1 if d == axis else size for d, size in enumerate(shape)]
    return b.add("gather", [x, _places(b, shape[axis])], dimension_numbers=numbers, slice_sizes=sizes)


def scatter(b: ProgramBuilder) -> Value | None:
    """Slices joined into a value at positions along one dimension, the same one several times."""
    x = b.pick(rank=1)
    if x is None:
        return None
    type_ = x.type
    assert isinstance(type_, TensorType)
    axis = b.random.randrange(type_.rank)
    rest = tuple(size for d, size in enumerate(type_.sizes) if d != axis)
    places = _places(b, type_.sizes[axis])
    updates = TensorType((places.type.shape[0], *rest), type_.element)  # type: ignore[union-attr]
    body, _ = _reducer(b, type_.element)
    numbers = _numbers(
        "scatter", update_window_dims=tuple(range(1, type_.rank)), inserted_window_dims=(axis,),
        scatter_dims_to_operand_dims=(axis,), index_vector_dim=1,
    )  # fmt: skip
    values = b.constant(literal(type_.element, b.data(updates)))
    return b.add("scatter", [x, places, values], (body,), scatter_dimension_numbers=numbers)


def convolve(b: ProgramBuilder) -> Value | None:
    """Two features made of an image by small windows, padded and spread out."""
    x = b.pick(SI32, SI64, F32, F64, rank=2)
    if x is None or x.type.rank != 2:  # type: ignore[union-attr]
        return None
    height, width = x.type.shape  # type: ignore[union-attr]
    element = x.type.element  # type: ignore[union-attr]
    image = b.append("reshape", [x], [TensorType((1, height, width, 1), element)])
    weights = b.numpy.integers(-3, 4, (2, 1, 1, 2)).astype(element.dtype)
    numbers = _numbers(
        "convolution", input_batch_dimension=0, input_feature_dimension=3, input_spatial_dimensions=(1, 2),
        kernel_input_feature_dimension=2, kernel_output_feature_dimension=3, kernel_spatial_dimensions=(0, 1),
        output_batch_dimension=0, output_feature_dimension=3, output_spatial_dimensions=(1, 2),
    )  # fmt: skip
    stride, low = b.random.choice((1, 2)), b.random.choice((-1, 0, 1, 2))
    sizes = (max((height + low + 1 - 2) // stride + 1, 0), width) if height + low + 1 >= 2 else (0, width)
    return b.append(
        "convolution", [image, b.constant(literal(element, weights))], [TensorType((1, *sizes, 2), element)],
        dimension_numbers=numbers, window_strides=[stride, 1], padding=np.array([[low, 1], [0, 0]]),
        feature_group_count=1, batch_group_count=1,
    )  # fmt: skip


def select_and_scatter(b: ProgramBuilder) -> Value | None:
    """Values of a source at the largest element of each window."""
    x = b.pick(SI32, SI64, F32, F64, rank=1)
    if x is None:
        return None
    type_ = x.type
    assert isinstance(type_, TensorType)
    windows = [b.random.choice((1, 2)) for _ in type_.sizes]
    counts = tuple((size - window) // window + 1 for size, window in zip(type_.sizes, windows, strict=True))
    source = b.constant(literal(type_.element, b.data(TensorType(counts, type_.element))))
    scalar = _scalar(type_.element)
    select = sketch(lambda p, q: call("compare", p, q, comparison_direction=_direction("GE")), scalar, scalar)
    join = sketch(lambda p, q: call("add", p, q), scalar, scalar)
    return b.add(
        "select_and_scatter", [x, source, b.constant(literal(type_.element, 0))], (select, join),
        window_dimensions=windows, window_strides=windows,
    )  # fmt: skip


def _direction(name: str) -> Any:
    kind = find("stablehlo.compare")
    assert kind is not None
    return next(slot for slot in kind.attributes if slot.name == "comparison_direction").kind.type[name]  # type: ignore[attr-defined]


STEPS: tuple[Callable[[ProgramBuilder], Value | None], ...] = (
    binary, binary, unary, compare, convert, reshape, transpose, broadcast, slices, dynamic_slices, concatenate, pad,
    reverse, reduce, reduce_window, dot, sort, branch, loop, gather, scatter, convolve, select_and_scatter,
)  # fmt: skip
