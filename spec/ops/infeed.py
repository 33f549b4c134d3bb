"""Takes tensors from the queue that the host feeds.

(S1) `results` are the tensors that come next, in the order in which the host has put them in, and a token that comes
     after they have been taken. Infeeds are ordered by their tokens.
(S2) What `infeed_config` means is not said. `layout` says how tensors lie in memory and changes no value; its rules
     (D1, D2) are the dialect's.
"""

from __future__ import annotations

from typing import Any

from ..attributes import IntegerAttr
from ..lang import ANY_PER_AXIS, ANYTHING, STRING, TOKEN_TYPE, Op, any_of, attribute, operand, result, tensor
from ..lang.values import TOKEN_VALUE
from ..types import SI64, TOKEN, TensorType, TokenType, Type

op = Op(
    "infeed",
    __doc__,
    slots=(
        operand("token", TOKEN_TYPE),
        attribute("infeed_config", STRING, ""),
        attribute("layout", ANYTHING, None),
        result("results", any_of(tensor(ANY_PER_AXIS, static=True), TOKEN_TYPE), variadic=True),
    ),
    since="0.9.0",
    side_effects=True,
)


@op.constraint("C1")
def there_is_a_result(results: tuple[Type, ...]) -> bool:
    """0 < size(results)"""
    return len(results) > 0


@op.constraint("C2")
def results_are_tensors_but_for_the_last(results: tuple[Type, ...]) -> bool:
    """is_empty(results[:-1]) or is_tensor(type(results[:-1]))"""
    return all(isinstance(result, TensorType) for result in results[:-1])


@op.constraint("C3")
def last_result_is_a_token(results: tuple[Type, ...]) -> bool:
    """is_token(type(results[-1]))"""
    return isinstance(results[-1], TokenType)


@op.constraint("D1")
def there_is_a_layout_for_each_tensor(layout: Any, results: tuple[Type, ...]) -> bool:
    """size(layout) = size(results) - 1"""
    return layout is None or (isinstance(layout, tuple) and len(layout) == len(results) - 1)  # pyright: ignore[reportUnknownArgumentType]


@op.constraint("D2")
def layouts_are_lists_of_integers(layout: Any) -> bool:
    """layout[i] is a list of integers"""
    return layout is None or all(
        isinstance(one, tuple) and all(isinstance(axis, IntegerAttr) for axis in one)  # pyright: ignore[reportUnknownVariableType]
        for one in layout
    )


op.cannot_run("there is no host that feeds it yet")

_TENSOR = TensorType((2, 2), SI64)
_AXES = (IntegerAttr(0, SI64), IntegerAttr(1, SI64))

op.example("a tensor", token=TOKEN_VALUE, infeed_config="foobar", layout=(_AXES,), results=[_TENSOR, TOKEN])
op.example("nothing but a token", token=TOKEN_VALUE, results=[TOKEN])

op.reject("C1", layout=None, results=[])
op.reject("C2", results=[TOKEN, TOKEN])
op.reject("C3", results=[_TENSOR, _TENSOR])
op.reject("D1", layout=(_AXES, _AXES))
op.reject("D1", layout=_AXES[0])
op.reject("D2", layout=(_AXES[0],))
op.reject("D2", layout=(("first",),))
