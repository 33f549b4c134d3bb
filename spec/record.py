"""`@record`: immutable classes of named fields that cost next to nothing to define.

A record is a frozen dataclass in every respect but one: its methods are shared by all records instead of being
compiled for each class, which takes `dataclasses` about a millisecond a class and would dominate start-up. What
`dataclasses.fields` and `dataclasses.replace` need is made when they first ask.
"""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type[Any])


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def record(cls: Class) -> Class:
    """Makes an immutable record of a class with annotated fields. Methods that the class defines itself stay."""
    own = vars(cls)
    names: tuple[str, ...] = getattr(cls, "__names__", ())
    annotated = own.get("__annotations__", {})
    names += tuple(name for name, type_ in annotated.items() if "ClassVar" not in str(type_))
    defaults: dict[str, Any] = {name: own[name] for name in names if name in own}
    methods = {name: method for name, method in _METHODS.items() if name not in own}
    cls.__names__ = cls.__match_args__ = names
    cls.__compared__ = tuple(name for name in names if _compared(defaults.get(name)))
    cls.__defaults__ = {name: default for name, default in defaults.items() if _is_default(default)}
    cls.__dataclass_fields__ = _Fields()
    for name, method in methods.items():
        setattr(cls, name, method)
    return cls


class _Fields:
    """Stands for `__dataclass_fields__` until somebody asks for it; then `dataclasses` makes the real thing."""

    def __get__(self, instance: Any, cls: type[Any]) -> Any:
        del cls.__dataclass_fields__
        dataclasses.dataclass(init=False, repr=False, eq=False)(cls)
        return cls.__dataclass_fields__


def _compared(default: Any) -> bool:
    return not isinstance(default, dataclasses.Field) or bool(default.compare)


def _is_default(default: Any) -> bool:
    return not isinstance(default, dataclasses.Field) or default.default is not dataclasses.MISSING


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
        for name in names:
            if name not in state:
                state[name] = _default(self, name)


def _default(self: Any, name: str) -> Any:
    defaults = self.__defaults__
    if name not in defaults:
        raise TypeError(f"{type(self).__name__} needs {name}")
    default = defaults[name]
    return default.default if isinstance(default, dataclasses.Field) else default


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
