"""Prints a tensor while the program runs.

(S1) The operand is written to standard output as an MLIR-like value, in program order.
"""

from __future__ import annotations

from collections.abc import Callable

from ....spec.lang import ANY, Array, Op, operand, tensor

op = Op(
    "print",
    __doc__,
    slots=(operand("operand", tensor(ANY)),),
    assembly="$operand attr-dict : types($operand)",
    dialect="interpreter",
    side_effects=True,
)


@op.kernel
def print_(operand: Array, show: Callable[[Array], None]) -> None:
    show(operand)  # S1
