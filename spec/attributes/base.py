"""What all attributes of the StableHLO dialect share.

An attribute `#stablehlo.name<...>` is one class in the file `name.py` of this package, found by that name.
"""

from __future__ import annotations

import enum
import importlib
from typing import Any, ClassVar


class StructAttribute:
    """Base of structured attributes: frozen dataclasses printed as `#stablehlo.mnemonic<field = value, ...>`.

    Fields that equal their default are not printed.
    """

    dialect: ClassVar[str] = "stablehlo"
    mnemonic: ClassVar[str]

    def problem(self) -> str | None:
        """Why the fields do not go together; None where they do."""
        return None


class EnumAttribute(enum.Enum):
    """Base of enumerations, printed as `#stablehlo<mnemonic MEMBER>`. Each defines `mnemonic` as a non-member."""

    @classmethod
    def name_of(cls) -> str:
        """The mnemonic in the text form."""
        return cls.mnemonic  # pyright: ignore[reportUnknownVariableType, reportAttributeAccessIssue]

    def __str__(self) -> str:
        return self.name


def find(mnemonic: str) -> type[Any] | None:
    """The attribute class of that mnemonic, or None where there is none."""
    if not mnemonic.isidentifier() or mnemonic in ("base", "builtin"):
        return None
    try:
        module = importlib.import_module(f".{mnemonic}", __package__)
    except ModuleNotFoundError:
        return None
    return next(
        value
        for value in vars(module).values()
        if isinstance(value, type) and getattr(value, "mnemonic", None) == mnemonic
    )
