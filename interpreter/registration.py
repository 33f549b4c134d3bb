"""What users add: functions for call targets, and overrides of composites.

    @si.custom_call("acme.scale")
    def scale(x, *, backend_config, results):
        return x * np.float32(backend_config["factor"])

The operands come as positional arguments: numpy arrays, tuples, tokens. What else a function wants it names as
keyword-only parameters; `spec.lang.extensions` lists them. It gives one result, or a tuple of them, of the declared
types. It may raise `Unsupported`, `InvalidValue` and `CheckFailure` of `spec.lang`; any other exception becomes an
ExecutionError at the operation's place, with the exception as its cause.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from ..spec.lang.extensions import CALL_TARGETS, COMPOSITES
from . import interop as _interop  # noqa: F401  # pyright: ignore[reportUnusedImport] - makes the built-in targets known

Function = TypeVar("Function", bound=Callable[..., Any])


def custom_call(target: str) -> Callable[[Function], Function]:
    """Registers the decorated function for a call target; it takes the place of a built-in one.

    Raises TypeError where the function asks for what there is not.
    """

    def register(function: Function) -> Function:
        CALL_TARGETS.add(target, function)
        return function

    return register


def composite(name: str, *, ulps: float = 0, atol: float = 0.0) -> Callable[[Function], Function]:
    """Registers the decorated function to run in the place of the decomposition of composites of that name.

    With `verify_composites` its results are held against those of the decomposition: integers and booleans must be
    equal, floats at most `ulps` units in the last place or `atol` apart. Raises TypeError, ValueError.
    """

    def register(function: Function) -> Function:
        COMPOSITES.add(name, function, ulps=ulps, atol=atol)
        return function

    return register


def call_targets() -> dict[str, str]:
    """Every known call target, with the first sentence on what it does."""
    found = {name: CALL_TARGETS.find(name) for name in CALL_TARGETS.names()}
    return {name: one.summary for name, one in found.items() if one is not None}
