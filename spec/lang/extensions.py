"""What programs bring along: functions that stand for call targets and composites, found by name.

A function takes the operands as positional arguments and gives one result, or a tuple of them (an empty one, or None,
where there are none). What else it wants to know it asks for by keyword-only parameters:

    def scaled(x, *, backend_config, results): ...

Functions that users register come first; then those of the sources, in the order in which they were added.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from ..attributes import ArrayAttr, DictAttr, FloatAttr, IntegerAttr, Literal, UnitAttr
from ..record import record
from ..types import TensorType, Type
from .errors import InvalidValue

Function = Callable[..., Any]


@record
class Extension:
    """A registered function. `wanted` are its keyword-only parameters; `ulps` and `atol` bound how far its results may
    lie from those of what it stands for, where there is something to compare with."""

    name: str
    function: Function
    wanted: tuple[str, ...]
    ulps: float = 0
    atol: float = 0.0

    @property
    def summary(self) -> str:
        """The first sentence of the function's docstring."""
        return " ".join((inspect.getdoc(self.function) or "").partition("\n\n")[0].split())

    def __call__(self, operands: Sequence[Any], known: Mapping[str, Any], results: Sequence[Type]) -> tuple[Any, ...]:
        """Runs the function and checks that what it gives fits the declared types.

        Raises what the function raises, and InvalidValue.
        """
        given = self.function(*operands, **{name: known[name] for name in self.wanted})
        values = () if given is None else given if isinstance(given, tuple) else (given,)
        if len(values) != len(results):
            raise InvalidValue(f"{self.name!r} gave {len(values)} results where {len(results)} are declared")
        return tuple(
            self._fitting(i, value, type_) for i, (value, type_) in enumerate(zip(values, results, strict=True))
        )

    def _fitting(self, index: int, value: Any, type_: Type) -> Any:
        """A value as an array of its declared type. Python numbers are converted, arrays are not."""
        if not isinstance(type_, TensorType):
            return value
        dtype = type_.dtype
        array = np.asarray(value, dtype) if isinstance(value, (bool, int, float, complex)) else np.asarray(value)
        if array.dtype != dtype:
            raise InvalidValue(f"{self.name!r} gave {array.dtype} as result {index} where {type_} is declared")
        if array.ndim != type_.rank or any(
            size not in (None, got) for size, got in zip(type_.shape, array.shape, strict=True)
        ):
            raise InvalidValue(
                f"{self.name!r} gave shape {list(array.shape)} as result {index} where {type_} is declared"
            )
        return array


class Source(Protocol):
    """Where functions are found that nobody registered."""

    def names(self) -> Iterable[str]:
        """Everything that `load` finds."""
        ...

    def load(self, name: str) -> Function | None:
        """The function of that name, or None."""
        ...


class Extensions:
    """Functions by name. `offered` are the keyword-only parameters that they may have."""

    def __init__(self, what: str, offered: Collection[str]) -> None:
        self.what = what
        self.offered = tuple(offered)
        self._found: dict[str, Extension] = {}
        self._loaded: dict[str, Extension] = {}
        self._sources: list[Source] = []

    def add(self, name: str, function: Function, *, ulps: float = 0, atol: float = 0.0) -> Extension:
        """Registers a function; it takes the place of any other of that name. Raises TypeError, ValueError."""
        if not name:
            raise ValueError(f"a {self.what} needs a name")
        if not ulps >= 0 or not atol >= 0:
            raise ValueError(f"ulps and atol must not be negative, found {ulps} and {atol}")
        made = self._found[name] = self._extension(name, function, ulps=ulps, atol=atol)
        return made

    def remove(self, name: str) -> None:
        """Forgets a registered function; a source's function of that name counts again. Raises KeyError."""
        del self._found[name]

    def add_source(self, source: Source) -> None:
        """Appends a source."""
        self._sources.append(source)

    def find(self, name: str) -> Extension | None:
        """The function of that name, or None. Raises TypeError where it asks for what is not offered."""
        if found := self._found.get(name) or self._loaded.get(name):
            return found
        for source in self._sources:
            if (function := source.load(name)) is not None:
                made = self._loaded[name] = self._extension(name, function)
                return made
        return None

    def names(self) -> list[str]:
        """All names, sorted."""
        return sorted({*self._found, *(name for source in self._sources for name in source.names())})

    def _extension(self, name: str, function: Function, **bounds: float) -> Extension:
        if not callable(function):
            raise TypeError(f"{self.what} {name!r} must be a function, found {type(function).__name__}")
        kinds = {one.name: one.kind for one in inspect.signature(function).parameters.values()}
        wanted = tuple(one for one, kind in kinds.items() if kind is inspect.Parameter.KEYWORD_ONLY)
        if unknown := sorted(set(wanted) - set(self.offered)):
            raise TypeError(f"{self.what} {name!r} asks for {unknown}; there is {', '.join(self.offered)}")
        return Extension(name, function, wanted, **bounds)


def plain(value: Any) -> Any:
    """An attribute as a Python value: numbers, strings, tuples, dictionaries, arrays; others stay as they are."""
    match value:
        case IntegerAttr() | FloatAttr():
            return value.value
        case UnitAttr():
            return True
        case DictAttr():
            return {name: plain(one) for name, one in value.entries}
        case Literal():
            return value.array
        case ArrayAttr():
            return tuple(plain(one) for one in value.values)
        case tuple():
            return tuple(plain(one) for one in value)  # pyright: ignore[reportUnknownVariableType]
        case _:
            return value


CALL_TARGETS = Extensions(
    "call target",
    (
        "call_target_name", "has_side_effect", "backend_config", "api_version", "called_computations",
        "output_operand_aliases", "operand_layouts", "result_layouts", "result_tilings", "results", "attributes",
        "random",
    ),
)  # fmt: skip
"""Targets of custom calls. `backend_config` is a string or a dictionary (also that which JAX writes into
`mhlo.backend_config`), `called_computations` are functions of arrays that give tuples, `results` are the declared
types, `attributes` a dictionary of what else stands on the operation."""

COMPOSITES = Extensions("composite", ("name", "composite_attributes", "version", "decomposition", "results"))
"""Overrides of composites. `composite_attributes` is a dictionary, `decomposition` a function of arrays that gives a
tuple, `results` are the declared types."""
