"""Runs a grid of processes, each with a program of its own.

(S1) Process (r, p) runs the function `programs[r][p]` on its share of `inputs`; `results` are those of all processes.
(S2) What the functions in `infeed` give is fed to the processes, one function a time.
"""

from __future__ import annotations

from typing import Any

from ....spec.lang import ANY, SYMBOL, TOKEN_TYPE, ListKind, Op, any_of, attribute, operand, result, tensor
from ....spec.types import TensorType
from ...verify.bind import FunctionReference

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

Grid = tuple[tuple[FunctionReference, ...], ...]


@op.constraint("C1")
def there_is_a_process(programs: Grid) -> bool:
    """0 < size(programs) and 0 < size(programs[0])"""
    return bool(programs) and bool(programs[0])


@op.constraint("C2")
def all_replicas_have_as_many_partitions(programs: Grid) -> bool:
    """size(programs...) are the same"""
    return len({len(row) for row in programs}) == 1


@op.constraint("C3")
def programs_are_functions(programs: Grid) -> bool:
    """programs... name functions of the module"""
    return all(program.type is not None for row in programs for program in row)


@op.constraint("C4")
def inputs_are_those_of_all_programs(inputs: tuple[Any, ...], programs: Grid) -> bool:
    """size(inputs) = the sum of size(inputs(programs...))"""
    return len(inputs) == sum(len(program.type.inputs) for row in programs for program in row if program.type)


@op.constraint("C5")
def results_are_those_of_all_programs(programs: Grid, results: tuple[Any, ...]) -> bool:
    """size(results) = the sum of size(results(programs...))"""
    return len(results) == sum(len(program.type.outputs) for row in programs for program in row if program.type)


@op.constraint("C6")
def an_infeed_is_not_empty(infeed: tuple[FunctionReference, ...] | None) -> bool:
    """0 < size(infeed), where it is given"""
    return infeed is None or bool(infeed)


@op.constraint("C7")
def what_is_fed_are_functions_that_give_one_tensor(infeed: tuple[FunctionReference, ...] | None) -> bool:
    """infeed... name functions of the module with one result, a tensor"""
    return all(
        one.type is not None and len(one.type.outputs) == 1 and isinstance(one.type.outputs[0], TensorType)
        for one in infeed or ()
    )
