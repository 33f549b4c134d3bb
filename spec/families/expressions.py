"""The words in which decompositions are written: ops of the specification applied to values of a sketched body.

    @op.decomposition
    def decomposition(operand):
        x = lift(operand)
        return apply("log", 1 + x)

An `Expression` is one value. Python numbers beside one become constants of its type.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..attributes.comparison_direction import ComparisonDirection
from ..attributes.comparison_type import ComparisonType
from ..lang import Unsupported, call, sketch
from ..lang.notation import is_float
from ..lang.regions import Call, Node, Output
from ..lang.values import literal
from ..types import SI32, ComplexType, ElementType, QuantizedType, Shape, TensorType, Type

Number = int | float | complex | bool


class Expression:
    """A value of a body, with Python's operators for the ops that they mean."""

    __slots__ = ("node",)

    def __init__(self, node: Node) -> None:
        self.node = node

    @property
    def type(self) -> TensorType:
        """The type of the tensor."""
        type_ = self.node.type
        if not isinstance(type_, TensorType):
            raise Unsupported(f"{type_} is no tensor")
        return type_

    @property
    def element(self) -> ElementType:
        """The element type. Raises Unsupported for quantized tensors."""
        element = self.type.element
        if isinstance(element, QuantizedType):
            raise Unsupported("quantized tensors have no decomposition")
        return element

    def __add__(self, other: Expression | Number) -> Expression:
        return apply("add", self, _beside(self, other))

    def __radd__(self, other: Number) -> Expression:
        return apply("add", _beside(self, other), self)

    def __sub__(self, other: Expression | Number) -> Expression:
        return apply("subtract", self, _beside(self, other))

    def __rsub__(self, other: Number) -> Expression:
        return apply("subtract", _beside(self, other), self)

    def __mul__(self, other: Expression | Number) -> Expression:
        return apply("multiply", self, _beside(self, other))

    def __rmul__(self, other: Number) -> Expression:
        return apply("multiply", _beside(self, other), self)

    def __truediv__(self, other: Expression | Number) -> Expression:
        return apply("divide", self, _beside(self, other))

    def __rtruediv__(self, other: Number) -> Expression:
        return apply("divide", _beside(self, other), self)

    def __neg__(self) -> Expression:
        return apply("negate", self)

    def __abs__(self) -> Expression:
        return apply("abs", self)

    def __and__(self, other: Expression) -> Expression:
        return apply("and", self, other)

    def __or__(self, other: Expression) -> Expression:
        return apply("or", self, other)

    def __invert__(self) -> Expression:
        return apply("not", self)

    def __lt__(self, other: Expression | Number) -> Expression:
        return compare(self, ComparisonDirection.LT, other)

    def __le__(self, other: Expression | Number) -> Expression:
        return compare(self, ComparisonDirection.LE, other)

    def __gt__(self, other: Expression | Number) -> Expression:
        return compare(self, ComparisonDirection.GT, other)

    def __ge__(self, other: Expression | Number) -> Expression:
        return compare(self, ComparisonDirection.GE, other)


def lift(node: Node | Call) -> Expression:
    """A value of the body as an expression."""
    return Expression(Output(node, 0) if isinstance(node, Call) else node)


def apply(op: str, *operands: Expression, types: Sequence[Type] | None = None, **attributes: Any) -> Expression:
    """The first result of an op; result types are inferred where the op can, else given."""
    return lift(call(op, *(one.node for one in operands), types=types, **attributes))


def _beside(one: Expression, other: Expression | Number) -> Expression:
    return other if isinstance(other, Expression) else like(one, other)


def constant(type_: TensorType, value: Any) -> Expression:
    """A constant whose elements are all `value`, of a static type."""
    if isinstance(type_.element, QuantizedType):
        raise Unsupported("quantized tensors have no decomposition")
    return apply("constant", value=literal(type_.element, value, type_.sizes))


def like(x: Expression, value: Number) -> Expression:
    """A constant of the type of x; where sizes are known only at run time, of the sizes of x."""
    if x.type.static:
        return constant(x.type, value)
    return broadcast_like(constant(TensorType((), x.element), value), x)


def sizes_of(x: Expression) -> Expression:
    """The sizes of x as a vector of si32."""
    one = TensorType((1,), SI32)
    sizes = [apply("get_dimension_size", x, dimension=axis) for axis in range(x.type.rank)]
    parts = [apply("reshape", size, types=(one,)) for size in sizes]
    if not parts:
        return constant(TensorType((0,), SI32), 0)
    return apply("concatenate", *parts, dimension=0)


def broadcast_like(x: Expression, other: Expression, dimensions: Sequence[int] = ()) -> Expression:
    """x repeated to the sizes of another value; its dimensions become these of the result."""
    if other.type.static:
        return broadcast(x, other.type.shape, dimensions)
    type_ = TensorType(other.type.shape, x.type.element)
    return apply(
        "dynamic_broadcast_in_dim", x, sizes_of(other), broadcast_dimensions=tuple(dimensions), types=(type_,)
    )


def broadcast(x: Expression, shape: Shape, dimensions: Sequence[int] = ()) -> Expression:
    """x repeated to a static shape; its dimensions become these of the result."""
    type_ = TensorType(shape, x.type.element)
    if x.type == type_ and list(dimensions) == list(range(x.type.rank)):
        return x
    return apply("broadcast_in_dim", x, broadcast_dimensions=tuple(dimensions), types=(type_,))


def compare(lhs: Expression, direction: ComparisonDirection, rhs: Expression | Number) -> Expression:
    """Which elements compare so."""
    floating = is_float(lhs.type) or isinstance(lhs.element, ComplexType)
    kinds: dict[str, Any] = {"compare_type": ComparisonType.FLOAT} if floating else {}
    return apply("compare", lhs, _beside(lhs, rhs), comparison_direction=direction, **kinds)


def equal(lhs: Expression, rhs: Expression | Number) -> Expression:
    """Which elements are equal."""
    return compare(lhs, ComparisonDirection.EQ, rhs)


def unequal(lhs: Expression, rhs: Expression | Number) -> Expression:
    """Which elements are not equal; NaN never is."""
    return compare(lhs, ComparisonDirection.NE, rhs)


def where(condition: Expression, yes: Expression | Number, no: Expression | Number) -> Expression:
    """Elements of one or the other; one of them is an expression."""
    model = yes if isinstance(yes, Expression) else no
    assert isinstance(model, Expression)
    return apply("select", condition, _beside(model, yes), _beside(model, no))


def convert(x: Expression, element: ElementType) -> Expression:
    """x in another element type."""
    return x if x.type.element == element else apply("convert", x, types=(TensorType(x.type.shape, element),))


def reduced(x: Expression, dimensions: Sequence[int], op: str, start: Number) -> Expression:
    """x reduced along dimensions by an op of two scalars."""
    scalar = TensorType((), x.type.element)
    shape = tuple(size for axis, size in enumerate(x.type.shape) if axis not in dimensions)
    return apply(
        "reduce",
        x,
        constant(scalar, start),
        dimensions=tuple(dimensions),
        body=sketch(lambda a, b: call(op, a, b), scalar, scalar),
        types=(TensorType(shape, x.type.element),),
    )


def in_element(x: Expression, element: ElementType, function: Callable[[Expression], Expression]) -> Expression:
    """A function computed in another element type."""
    return convert(function(convert(x, element)), x.element)
