"""Precisions and decomposition by which a contraction is computed."""

from __future__ import annotations

from typing import ClassVar

from ..record import record
from ..types import BF16, F16, F32, F64, TF32, ElementType, FloatType
from .base import StructAttribute

COMPONENTS = {1: 1, 3: 2, 6: 3, 9: 3}
"""Number of components of each operand by number of primitive operations."""

_KNOWN: dict[tuple[ElementType, ElementType], tuple[int, ...]] = {
    (F16, F16): (1,),
    (F16, F32): (1,),
    (BF16, BF16): (1,),
    (BF16, F32): (1, 3, 6, 9),
    (TF32, F32): (1, 3),
    (F32, F32): (1,),
    (F64, F64): (1,),
}
"""Numbers of primitive operations by precision type (of both operands) and accumulation type."""


@record
class DotAlgorithm(StructAttribute):
    """Precisions and decomposition by which a contraction is computed."""

    mnemonic: ClassVar[str] = "dot_algorithm"

    lhs_precision_type: ElementType
    rhs_precision_type: ElementType
    accumulation_type: ElementType
    lhs_component_count: int
    rhs_component_count: int
    num_primitive_operations: int
    allow_imprecise_accumulation: bool

    def problem(self) -> str | None:
        """What forbids the algorithm: a type that is no float (I8 to I10), a count below 1 (C22 to C24), or that no
        hardware is known to have it."""
        for name in ("lhs_precision_type", "rhs_precision_type", "accumulation_type"):
            if not isinstance(getattr(self, name), FloatType):
                return f"{name} must be a float type, found {getattr(self, name)}"
        for name in ("lhs_component_count", "rhs_component_count", "num_primitive_operations"):
            if getattr(self, name) < 1:
                return f"0 < {name}; {name} = {getattr(self, name)}"
        if self.known:
            return None
        described = ", ".join(f"{name} = {value}" for name, value in vars(self).items())
        return f"no hardware is known to have this dot algorithm: {described}"

    @property
    def known(self) -> bool:
        """Whether some hardware is known to have the algorithm: f8 types in f32, and the table above.

        Decompositions are accepted with component counts of 1 (as programs exported from JAX have them) and with the
        true counts.
        """
        lhs, rhs, accumulation = self.lhs_precision_type, self.rhs_precision_type, self.accumulation_type
        operations = self.num_primitive_operations
        counts = (self.lhs_component_count, self.rhs_component_count)
        if _is_f8(lhs) and _is_f8(rhs):
            return accumulation == F32 and operations == 1 and counts == (1, 1)
        if lhs != rhs or self.allow_imprecise_accumulation:
            return False
        known = operations in _KNOWN.get((lhs, accumulation), ())
        return known and counts in ((1, 1), (COMPONENTS[operations],) * 2)


def _is_f8(type_: ElementType) -> bool:
    return type_.name.startswith("f8E") and type_.name != "f8E8M0FNU"
