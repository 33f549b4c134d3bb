"""Targets that stop a program."""

from __future__ import annotations

import re

import numpy as np

from ...spec.lang import Array, CheckFailure


def shape_assertion(holds: Array, *shown: Array, attributes: dict[str, object]) -> tuple[()]:
    """What JAX puts before programs with symbolic sizes: fails with `error_message` unless `holds` is true.

    `{0}`, `{1}`, ... in the message stand for the other operands.
    """
    if not np.all(holds):
        message = str(attributes.get("error_message", "no message"))
        numbers = [str(one) for one in shown]
        filled = re.sub(r"\{(\d+)\}", lambda m: numbers[int(m[1])] if int(m[1]) < len(numbers) else m[0], message)
        raise CheckFailure(f"does not hold: {filled}", holds, np.asarray(True))
    return ()


TARGETS = {"shape_assertion": shape_assertion}
