"""Finds backends by name: those of this folder, installed ones, and any Python object."""

from __future__ import annotations

import importlib
import sys
from importlib.metadata import entry_points
from typing import Any

from .protocol import Backend, BackendError

GROUP = "stablehlo_reference.backends"
"""Entry points of this group are functions that take the text after the colon (options) and give a Backend."""

BUILT_IN = ("reference", "cpp", "xla", "iree", "pjrt", "command", "saboteur")


def names() -> list[str]:
    """All known names: built-in ones, then installed ones."""
    return [*BUILT_IN, *sorted({point.name for point in entry_points(group=GROUP)} - set(BUILT_IN))]


def find_backend(spelled: str) -> Backend:
    """The backend `NAME` or `NAME:OPTIONS`, or what `python:MODULE:FUNCTION[:OPTIONS]` gives. Raises BackendError."""
    name, _, options = spelled.partition(":")
    if name in BUILT_IN:
        return importlib.import_module(f".{name}", __package__).create(options)
    if name == "python":
        return _python(options)
    for point in entry_points(group=GROUP, name=name):
        return _called(f"{name} ({point.value})", point.load, options)
    raise BackendError(f"no backend {name!r}; there are {', '.join(names())}, and python:MODULE:FUNCTION")


def _python(options: str) -> Backend:
    module, _, rest = options.partition(":")
    function, _, options = rest.partition(":")
    if not module or not function:
        raise BackendError("python:MODULE:FUNCTION needs a module and a function")

    def load() -> Any:
        if "" not in sys.path:
            sys.path.insert(0, "")  # modules of the current folder, as with python -m
        return getattr(importlib.import_module(module), function)

    return _called(f"{module}:{function}", load, options)


def _called(what: str, load: Any, options: str) -> Backend:
    """What a backend's function gives. Raises BackendError, whatever goes wrong in foreign code."""
    try:
        return load()(options)
    except BackendError:
        raise
    except Exception as error:
        raise BackendError(f"{what}: {type(error).__name__}: {error}") from error
