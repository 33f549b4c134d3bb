"""Targets `mhlo.NAME`: what older exporters write for functions that StableHLO does not have.

Each stands for the op NAME of CHLO (or of StableHLO, which took some of them over); its attributes stand in the
dictionary `mhlo.attributes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...spec.lang import Array, Op, Unsupported
from ...spec.lang.binding import WrongCount, apply
from ...spec.lang.extensions import Function
from ...spec.lang.registry import dialects, find, mnemonics
from ...spec.types import TensorType, Type, from_dtype

PREFIX = "mhlo."
_OTHER_NAMES = {"topk": "top_k"}
_DIALECTS = ("chlo", "stablehlo")


def names() -> Iterable[str]:
    """All targets that stand for an op of CHLO."""
    known = mnemonics("chlo") if "chlo" in dialects() else []
    others = [other for other, name in _OTHER_NAMES.items() if name in known]
    return [f"{PREFIX}{name}" for name in (*known, *others)]


def load(name: str) -> Function | None:
    """The function of a target `mhlo.NAME`, or None."""
    if not name.startswith(PREFIX):
        return None
    mnemonic = name.removeprefix(PREFIX)
    mnemonic = _OTHER_NAMES.get(mnemonic, mnemonic)
    op = next(filter(None, (find(f"{dialect}.{mnemonic}") for dialect in _DIALECTS)), None)
    return None if op is None or op.run is None or op.regions else _function(op)


def _function(op: Op) -> Function:
    def run(*inputs: Array, results: tuple[Type, ...], attributes: dict[str, Any]) -> tuple[Any, ...]:
        given = dict(attributes.get("mhlo.attributes") or {})
        slots = {slot.name for slot in op.attributes}
        if "largest" not in slots and not given.pop("largest", True):
            raise Unsupported("the smallest elements are asked for")
        if unknown := sorted(set(given) - slots):
            raise Unsupported(f"{op.name} has no attributes {', '.join(unknown)}")
        return applied(op, inputs, given, results)

    run.__doc__ = f"The op {op.name}."
    return run


def applied(op: Op, inputs: Sequence[Array], given: Mapping[str, Any], results: Sequence[Type]) -> tuple[Any, ...]:
    """An op applied to arrays, with attributes and bodies by slot name. Raises what the kernel does."""
    try:
        return apply(op, inputs, [TensorType(one.shape, from_dtype(one.dtype)) for one in inputs], given, results)
    except WrongCount as error:
        raise Unsupported(f"{op.name}: {error}") from None


def declared(name: str) -> Op:
    """The op of that full name, which is there."""
    op = find(name)
    assert op is not None, name
    return op
