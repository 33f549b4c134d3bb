"""What an operation is today that another dialect, or another time, calls otherwise.

MHLO is StableHLO's elder sister: ops that both have mean the same. Ops that only MHLO has are those of CHLO, or have no
counterpart, for reasons that a user is told.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from ...spec.attributes.rng_distribution import RngDistribution
from ...spec.lang import BOOLEAN, attribute
from ...spec.lang.op import Op
from ...spec.lang.registry import find
from ...spec.record import record
from . import operations, vhlo


@record
class OtherName:
    """How an operation is read that has another name: as `op`.

    `declared` is the declaration whose pretty form the text has, where it is not that of `op`. `finish` turns its
    attributes into those of `op`, and says what was changed besides the name. Raises NoCounterpart.
    """

    op: Op
    declared: Op
    finish: Callable[[dict[str, Any]], list[str]]


class NoCounterpart(Exception):  # noqa: N818 - named after what it says
    """What an operation asks for does not exist in StableHLO; the message says why."""


_RENAMED = {
    "builtin.func": "func.func", "std.call": "func.call", "std.return": "func.return", "std.constant": "arith.constant",
    "mhlo.topk": "chlo.top_k", "mhlo.rng_uniform": "stablehlo.rng", "mhlo.rng_normal": "stablehlo.rng",
    "stablehlo.rng_uniform": "stablehlo.rng", "stablehlo.rng_normal": "stablehlo.rng",
}  # fmt: skip

_DISTRIBUTIONS = {"rng_uniform": RngDistribution.UNIFORM, "rng_normal": RngDistribution.NORMAL}

_ALONE = {
    "add_dependency": "the order of operations follows from tokens",
    "async_done": "it works on !mhlo.async_bundle, stablehlo.async_done on futures",
    "async_start": "it makes an !mhlo.async_bundle, stablehlo.async_start a future",
    "async_update": "futures are not updated",
    "bitcast": "what it gives depends on layouts of memory, which StableHLO does not have",
    "copy": "it changes no value: use its operand",
    "domain": "it says how a compiler divides programs, and changes no value: use its operand",
    "fusion": "it says how a compiler groups operations: write those of its region",
    "minimum_broadcast_shapes": "use the ops of the dialect 'shape'",
    "sparse_dot": "sparse operands are not part of StableHLO",
    "stochastic_convert": "its rounding is not specified",
    "trace": "it is a debugging aid of a compiler",
    "use_token": "tokens are operands of the operations they order",
    "xla.rng_get_and_update_state": "a hidden state is not part of StableHLO: use stablehlo.rng_bit_generator",
}
"""Ops that only MHLO has, and why there is nothing to read them as."""

_REMOVED = {
    "compute_reshape_shape": "it was removed in 2023: compute the sizes with integer ops",
    "cstr_reshapable": "it was removed in 2023: stablehlo.dynamic_reshape checks the same",
}


@cache
def find_other(name: str, *, in_function: bool) -> OtherName | str | None:
    """How an operation of this name is read; in words why it cannot be; None where nothing is known of it."""
    dialect, _, mnemonic = name.partition(".")
    if dialect in ("mhlo", "stablehlo") and mnemonic in _REMOVED:
        return _REMOVED[mnemonic]
    if dialect == "vhlo":
        op = vhlo.op_of(name, in_function=in_function)
        return OtherName(op, op, _unfold(op)) if isinstance(op, Op) else op
    today = _RENAMED.get(name)
    if today is None and dialect == "mhlo":
        if mnemonic in _ALONE:
            return f"it has no counterpart in StableHLO: {_ALONE[mnemonic]}"
        today = next((full for full in (f"stablehlo.{mnemonic}", f"chlo.{mnemonic}") if find(full) is not None), None)
    op = None if today is None else find(today)
    if op is None:
        return None
    return OtherName(op, _as_written(op, name), _finish(op, mnemonic))


def _as_written(op: Op, name: str) -> Op:
    """The declaration with the pretty form that the other name has. MHLO writes CHLO's functions as its own."""
    if op.dialect != "chlo" or not name.startswith("mhlo."):
        return op
    if name == "mhlo.topk":
        slots = (*op.slots, attribute("largest", BOOLEAN, default=True))
        form = "( $operand , k = $k [ , largest = $largest ] ) attr-dict : types($operand) -> ( types(results) )"
        return Op("topk", op.doc, slots=slots, assembly=form, dialect="mhlo")
    if len(op.operands) == 1 and len(op.results) == 1:
        return Op(op.mnemonic, op.doc, slots=op.slots, assembly="operands attr-dict : same-type", dialect="mhlo")
    return op


def _unfold(op: Op) -> Callable[[dict[str, Any]], list[str]]:
    def finish(attributes: dict[str, Any]) -> list[str]:
        vhlo.unfold(op, attributes)
        return []

    return finish


def _finish(op: Op, mnemonic: str) -> Callable[[dict[str, Any]], list[str]]:
    def finish(attributes: dict[str, Any]) -> list[str]:
        if mnemonic in _DISTRIBUTIONS:
            attributes.setdefault("rng_distribution", _DISTRIBUTIONS[mnemonic])
        if mnemonic == "topk" and attributes.pop("largest", True) is not True:
            raise NoCounterpart("chlo.top_k finds the largest elements only")
        return operations.upgrade(op, attributes)

    return finish
