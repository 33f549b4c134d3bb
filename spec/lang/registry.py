"""Finds ops by name. The file `ops/add.py` is `stablehlo.add`; a name that Python reserves takes an underscore.

A dialect is a package with one file an op. Files are loaded on first use and sealed.
"""

from __future__ import annotations

import importlib
import keyword
import os

from .op import DeclarationError, Op

_SPEC = __name__.rpartition(".lang.")[0]
_PACKAGES = {"stablehlo": f"{_SPEC}.ops", "chlo": f"{_SPEC}.chlo"}
_LOADED: dict[str, Op | None] = {}


def register_dialect(dialect: str, package: str) -> None:
    """Makes the op files of a package known as a dialect."""
    _PACKAGES[dialect] = package


def dialects() -> tuple[str, ...]:
    """Names of the known dialects."""
    return tuple(_PACKAGES)


def find(name: str) -> Op | None:
    """The op of that full name (`stablehlo.add`), or None where there is none."""
    if name not in _LOADED:
        _LOADED[name] = _load(name)
    return _LOADED[name]


def mnemonics(dialect: str = "stablehlo") -> list[str]:
    """All op mnemonics of a dialect, sorted."""
    package = importlib.import_module(_PACKAGES[dialect])
    files = {entry for folder in package.__path__ for entry in os.listdir(folder)}
    stems = (entry[:-3] for entry in files if entry.endswith(".py") and not entry.startswith("__"))
    return sorted(_mnemonic(stem) for stem in stems)


def _mnemonic(stem: str) -> str:
    """File name to mnemonic: a trailing underscore escapes a Python keyword, `__` stands for a dash."""
    return stem.rstrip("_").replace("__", "-")


def _file(mnemonic: str) -> str:
    stem = mnemonic.replace("-", "__")
    return f"{stem}_" if keyword.iskeyword(stem) else stem


def _load(name: str) -> Op | None:
    dialect, _, mnemonic = name.partition(".")
    package = _PACKAGES.get(dialect)
    file = _file(mnemonic)
    if package is None or not file.isidentifier() or file.startswith("__") or _mnemonic(file) != mnemonic:
        return None
    path = f"{package}.{file}"
    try:
        module = importlib.import_module(path)
    except ModuleNotFoundError as error:
        if error.name == path:
            return None
        raise
    op = getattr(module, "op", None)
    if not isinstance(op, Op) or op.name != name:
        raise DeclarationError(f"{path} does not declare {name}")
    op.seal()
    return op
