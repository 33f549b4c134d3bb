"""Call targets that frameworks put into their programs: one file a group, loaded when a program names a target.

Each file has a dictionary `TARGETS` of functions as `spec.lang.extensions` describes them. Besides these there are the
targets `mhlo.NAME`, which stand for the op of that name (functions.py), and those of installed packages, which declare
entry points in the group `stablehlo_reference.custom_calls` (and `stablehlo_reference.composites` for overrides).
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Iterable

from ...spec.lang.errors import Unsupported
from ...spec.lang.extensions import CALL_TARGETS, COMPOSITES, Function

GROUPS = (
    "annotations", "assertions", "random_bits", "selection", "cholesky", "lu", "qr", "spectra", "condensed", "solves",
    "before_ffi", "dynamic_shapes",
)  # fmt: skip

CALL_TARGET_GROUP, COMPOSITE_GROUP = "stablehlo_reference.custom_calls", "stablehlo_reference.composites"


class _BuiltIn:
    """The groups of this package."""

    @functools.cached_property
    def targets(self) -> dict[str, Function]:
        """All targets by name."""
        modules = [importlib.import_module(f".{group}", __name__) for group in GROUPS]
        return {name: function for module in modules for name, function in module.TARGETS.items()}

    def names(self) -> Iterable[str]:
        from .functions import names

        return [*self.targets, *names()]

    def load(self, name: str) -> Function | None:
        from .functions import load

        return self.targets.get(name) or load(name)


class _Installed:
    """Functions of installed packages: entry points named like the targets."""

    def __init__(self, group: str) -> None:
        self.group = group

    def names(self) -> Iterable[str]:
        from importlib.metadata import entry_points

        return [one.name for one in entry_points(group=self.group)]

    def load(self, name: str) -> Function | None:
        from importlib.metadata import entry_points

        for one in entry_points(group=self.group, name=name):
            try:
                return one.load()
            except Exception as error:  # whatever the package does when it is imported
                message = f"{name!r} of an installed package cannot be loaded: {type(error).__name__}: {error}"
                raise Unsupported(message) from error
        return None


CALL_TARGETS.add_source(_BuiltIn())
CALL_TARGETS.add_source(_Installed(CALL_TARGET_GROUP))
COMPOSITES.add_source(_Installed(COMPOSITE_GROUP))
