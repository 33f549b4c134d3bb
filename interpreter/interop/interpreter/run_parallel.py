"""Runs a grid of processes, each with a program of its own.

(S1) Process (r, p) runs the function `programs[r][p]` on its share of `inputs`; `results` are those of all processes.
"""

from __future__ import annotations

from ....spec.lang import ANY, SYMBOL, TOKEN_TYPE, ListKind, Op, any_of, attribute, operand, result, tensor

op = Op(
    "run_parallel",
    __doc__,
    slots=(
        operand("inputs", any_of(tensor(ANY), TOKEN_TYPE), variadic=True),
        attribute("infeed", ListKind(SYMBOL), None),
        attribute("programs", ListKind(ListKind(SYMBOL))),
        result("results", any_of(tensor(ANY), TOKEN_TYPE), variadic=True),
    ),
    dialect="interpreter",
    side_effects=True,
)
op.cannot_run("process grids are not available yet")
