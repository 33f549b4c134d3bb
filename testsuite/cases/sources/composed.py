"""Whole programs: what people write with the ops, small, in text. Each is a text with `$T` for its float type.

Integer programs are computed exactly. Float programs come with a bound of what any implementation may give whose every
operation keeps its own accuracy (oracles/approximate.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ....interpreter import api
from ....interpreter.ir import Module
from ....spec.types import F32, F64, FloatType, TensorType
from ...golden import Judge, Kind, Level
from ..oracles import machine
from ..oracles.approximate import Approximate, lifted
from ..oracles.folding import bound
from ..oracles.tensors import Tensor, count, to_array
from . import algorithms, networks
from .drafts import Draft, seeded, short
from .numbers import ordinary


@dataclass(frozen=True)
class Expected:
    """An expected output: type, elements, judge."""

    type: TensorType
    array: np.ndarray[Any, Any]
    judge: Judge


def programs() -> Iterator[Draft]:
    """One draft a program and float type it is for."""
    for texts in (networks.TEXTS, algorithms.TEXTS):
        for name, text in texts.items():
            for element in (F32, F64) if "$T" in text else (None,):
                aspect = name if element is None else f"{name}-{short(element)}"
                module = api.parse(text.replace("$T", str(element)), f"{aspect}.mlir")
                types = [one.type for one in module.functions["main"].regions[0].blocks[0].arguments]
                inputs = [_input(type_, seeded(f"programs/{aspect}/{i}")) for i, type_ in enumerate(types)]
                yield Draft("programs", aspect, Level.PROGRAMS, program=(module, inputs))


def _input(type_: TensorType, random_: Any) -> np.ndarray[Any, Any]:
    """Ordinary floats; integers from 0 to 9."""
    if isinstance(type_.element, FloatType):
        return to_array(Tensor(type_, ordinary(type_.element, count(type_.sizes), random_, scale=1)))
    return to_array(Tensor(type_, [random_.randint(0, 9) for _ in range(count(type_.sizes))]))


def outputs(module: Module, tensors: list[Tensor]) -> tuple[list[Any], str]:
    """Expected outputs of a program and how they were found. Raises NoOracle, for the program is to be changed then."""
    found = machine.run(module, [_approximate(tensor) for tensor in tensors])
    oracle = "running error bound" if any(map(is_real, tensors)) else "literal formula"
    return [_bounded(one) for one in found], oracle


def is_real(tensor: Tensor) -> bool:
    return isinstance(tensor.type.element, FloatType)


def _approximate(tensor: Tensor) -> Tensor:
    """Floats as approximate numbers that are exact so far."""
    if not is_real(tensor):
        return tensor
    values = to_array(tensor).astype(np.float64).reshape(-1).tolist()
    return Tensor(tensor.type, list(map(Approximate, values)))


def _bounded(tensor: Tensor) -> Expected:
    """An output with its bound."""
    if not any(isinstance(cell, Approximate) for cell in tensor.cells):
        return Expected(tensor.type, to_array(tensor), tensor.judge)
    dtype = tensor.type.dtype
    element: Any = tensor.type.element
    cells = [lifted(element, cell) for cell in tensor.cells]
    values = np.array([cell.value for cell in cells], np.float64).astype(dtype).reshape(tensor.shape)
    roundoff = 2.0 ** -(element.format.mantissa_bits + 1)
    judge = bound(Kind.NORM, tensor.type, [cell.error / roundoff for cell in cells], 1)
    return Expected(tensor.type, values, judge)
