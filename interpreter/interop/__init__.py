"""Operations of other dialects that StableHLO programs are made of, declared like the ops of the specification."""

from ...spec.lang.registry import register_dialect
from .. import targets as _targets  # noqa: F401  # pyright: ignore[reportUnusedImport] - makes them known

DIALECTS = ("builtin", "func", "check", "interpreter", "arith", "tensor", "shape", "sdy")

for _dialect in DIALECTS:
    register_dialect(_dialect, f"{__name__}.{_dialect}")
