"""`@record`: immutable classes of named fields that cost next to nothing to define.

A record is a frozen dataclass in every respect but one: its methods are shared by all records instead of being
compiled for each class, which takes `dataclasses` about a millisecond a class and would dominate start-up.
"""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type[Any])


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def record(cls: Class) -> Class:
    """Makes an immutable record of a class with annotated fields. Methods that the class defines itself stay."""
    own = set(vars(cls))
    made = dataclasses.dataclass(init=False, repr=False, eq=False)(cls)
    made.__names__ = tuple(one.name for one in dataclasses.fields(made))
    made.__compared__ = tuple(one.name for one in dataclasses.fields(made) if one.compare)
    for name, method in _METHODS.items():
        if name not in own:
            setattr(made, name, method)
    return made


def _init(self: Any, *values: Any, **named: Any) -> None:
    names = self.__names__
    state = self.__dict__
    if len(values) > len(names):
        raise TypeError(f"{type(self).__name__} takes {len(names)} values, {len(values)} given")
    state.update(zip(names, values, strict=False))
    if named:
        if unknown := set(named) - set(names[len(values) :]):
            raise TypeError(f"{type(self).__name__} got unexpected {sorted(unknown)}")
        state.update(named)
    if len(state) < len(names):
        for one in dataclasses.fields(self):
            if one.name not in state:
                state[one.name] = _default(self, one)


def _default(self: Any, one: Any) -> Any:
    if one.default is not dataclasses.MISSING:
        return one.default
    if one.default_factory is not dataclasses.MISSING:
        return one.default_factory()
    raise TypeError(f"{type(self).__name__} needs {one.name}")


def _key(self: Any) -> tuple[Any, ...]:
    state = self.__dict__
    return tuple([state[name] for name in self.__compared__])


def _eq(self: Any, other: Any) -> bool:
    if self is other:
        return True
    if type(self) is not type(other):
        return NotImplemented
    return _key(self) == _key(other)


def _hash(self: Any) -> int:
    return hash((type(self).__name__, _key(self)))


def _repr(self: Any) -> str:
    return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__names__)})"


def _set(self: Any, name: str, value: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot change {name} of {type(self).__name__}")


def _delete(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete {name} of {type(self).__name__}")


_METHODS = {
    "__init__": _init, "__eq__": _eq, "__hash__": _hash, "__repr__": _repr, "__setattr__": _set, "__delattr__": _delete,
}  # fmt: skip
