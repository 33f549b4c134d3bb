"""One run of one function: inputs, limits, the engine, results. `api.run` says what callers may rely on."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from .execution.context import Context, exceeded
from .execution.engine import run_block
from .execution.inputs import convert_inputs, leaves, owned
from .execution.plan import Program, empty_frame
from .ir.core import Module, Operation
from .limits import Limits
from .probes import Probes
from .show import show
from .text.depth import stack_room


def run_function(
    module: Module,
    function: Operation,
    inputs: tuple[Any, ...],
    limits: Limits,
    seed: int,
    probe_folder: str | os.PathLike[str] | None,
    verify_composites: bool,
) -> list[Any]:
    """Results of a function of a verified program. Raises any Error but ProgramError."""
    arguments = convert_inputs(function, inputs)
    program = Program.of(module, limits.max_elements)
    context = Context(program, limits, seed, Probes(probe_folder), show, verify_composites)
    with stack_room(2 * context.max_depth), np.errstate(all="ignore"):
        plan = program.prepare(function)
        outputs = run_block(plan.block, empty_frame(plan, context), arguments)
    given = set(map(id, leaves(arguments)))
    size = sum([leaf.nbytes for leaf in leaves(outputs) if isinstance(leaf, np.ndarray)])
    if size > context.max_bytes:  # splats and views become arrays of their own
        raise exceeded("max_bytes", f"the results take {size} bytes, the limit is {limits.max_bytes}", function)
    try:
        return [owned(output, given) for output in outputs]
    except MemoryError:
        raise exceeded("max_bytes", "the machine's memory does not suffice", function) from None
