"""Profiles: how much a run of the suite grants beyond what the cases say.

`strict` grants nothing: accuracies are those that the ops declare, which this implementation keeps. `default` allows
four times as many units in the last place to real-valued functions of f32, f64 and complex types, as vendors' math
libraries need. A file in TOML defines others:

    name = "my-npu"
    base = "default"            # "strict" where it is left out

    [[override]]                # later ones win, setting by setting
    select = "op:exponential"   # which cases (see selection.py); all where it is left out
    element = "f32"             # element type of the output, * and ? as in file names
    kinds = ["ulp"]             # kinds of judges
    ulps = 8                    # at least so many ULP
    flush_subnormals = true
"""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, fields, replace
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..golden import Case, Kind, Nan
from ..problem import Problem
from ..selection import SelectionError, parse_selection
from .question import Tolerance

GRANTS = tuple(one.name for one in fields(Tolerance))


_selection = lru_cache(parse_selection)


class ProfileError(Problem):
    """A profile cannot be read; the message names the file and the entry."""


@dataclass(frozen=True)
class Override:
    """Settings for outputs: of selected cases, with an element type, judged by certain kinds."""

    settings: tuple[tuple[str, Any], ...]
    select: str = ""
    element: str = "*"
    kinds: tuple[Kind, ...] = tuple(Kind)

    def fits(self, case: Case, element: str, kind: Kind) -> bool:
        """Whether the settings are for such an output."""
        return kind in self.kinds and fnmatchcase(element, self.element) and _selection(self.select)(case)


@dataclass(frozen=True)
class Profile:
    """A name and overrides, of which later ones win."""

    name: str
    overrides: tuple[Override, ...] = ()

    def tolerance(self, case: Case, element: str, kind: Kind) -> Tolerance:
        """What is granted to an output of a case with this element type."""
        granted = Tolerance()
        for one in self.overrides:
            if one.fits(case, element, kind):
                granted = replace(granted, **dict(one.settings))
        return granted

    @property
    def content(self) -> dict[str, Any]:
        """Name and overrides, as they would stand in a file."""
        overrides = [
            {"select": one.select, "element": one.element, "kinds": [kind.value for kind in one.kinds]}
            | {name: value.value if isinstance(value, Nan) else value for name, value in one.settings}
            for one in self.overrides
        ]
        return {"name": self.name, "overrides": overrides}


STRICT = Profile("strict")
DEFAULT = Profile(
    "default",
    tuple(
        Override((("ulp_factor", 4.0),), element=element, kinds=(Kind.ULP,)) for element in ("f32", "f64", "complex*")
    ),
)
BUILT_IN = {profile.name: profile for profile in (STRICT, DEFAULT)}


def find_profile(name: str) -> Profile:
    """A built-in profile by name, else the one in the file of that name. Raises ProfileError."""
    return BUILT_IN[name] if name in BUILT_IN else read_profile(Path(name))


def read_profile(path: Path) -> Profile:
    """The profile in a TOML file. Raises ProfileError."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ProfileError(f"{path}: no such file; profiles without a file are {' and '.join(BUILT_IN)}") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProfileError(f"{path}: {error}") from None
    if unknown := set(content) - {"name", "base", "override"}:
        raise ProfileError(f"{path}: unknown key {sorted(unknown)[0]!r}; there are name, base, override")
    base = content.get("base", "strict")
    if base not in BUILT_IN:
        raise ProfileError(f"{path}: base {base!r} is none of {', '.join(BUILT_IN)}")
    entries = content.get("override", [])
    if not isinstance(entries, list):
        raise ProfileError(f"{path}: overrides are tables: [[override]]")
    overrides = tuple(_override(f"{path}: override {number}", one) for number, one in enumerate(entries, 1))
    return Profile(str(content.get("name", path.stem)), BUILT_IN[base].overrides + overrides)


def _override(where: str, entry: dict[str, Any]) -> Override:
    """One [[override]] table."""
    if unknown := set(entry) - {*GRANTS, "select", "element", "kinds"}:
        known = ", ".join(("select", "element", "kinds", *GRANTS))
        raise ProfileError(f"{where}: unknown key {sorted(unknown)[0]!r}; there are {known}")
    select, element = entry.get("select", ""), entry.get("element", "*")
    if not isinstance(select, str) or not isinstance(element, str):
        raise ProfileError(f"{where}: select and element are text")
    try:
        _selection(select)
    except SelectionError as error:
        raise ProfileError(f"{where}: select: {error}") from None
    try:
        kinds = tuple(Kind(name) for name in entry["kinds"]) if "kinds" in entry else tuple(Kind)
        settings = tuple((name, _setting(name, entry[name])) for name in GRANTS if name in entry)
    except (ValueError, TypeError) as error:
        raise ProfileError(f"{where}: {error}") from None
    if not settings:
        raise ProfileError(f"{where}: grants nothing")
    return Override(settings, select, element, kinds)


def _setting(name: str, value: Any) -> Any:
    """A granted value of the right type. Raises ValueError."""
    if name == "nan":
        return Nan(value)
    wanted = type(asdict(Tolerance())[name])
    if wanted is float and type(value) is int:
        value = float(value)
    if type(value) is not wanted:
        raise ValueError(f"{name} is of type {wanted.__name__}, not {type(value).__name__}")
    if wanted is not bool and not 0 <= value < float("inf"):
        raise ValueError(f"{name} is not negative and finite, not {value}")
    return value
