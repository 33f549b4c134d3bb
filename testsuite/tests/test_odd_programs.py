"""Programs that nobody would write: examples with one attribute or type replaced by an odd one.

The verifier must judge each of them, and those it accepts must run or be refused with one of our own errors.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.interpreter.ir import Module, Operation
from stablehlo_reference.interpreter.verify import verify
from stablehlo_reference.spec.attributes import FloatAttr, IntegerAttr, Literal, SymbolRef
from stablehlo_reference.spec.lang import Op
from stablehlo_reference.spec.lang.registry import dialects, find, mnemonics
from stablehlo_reference.spec.types import (
    F32,
    I1,
    SI8,
    TOKEN,
    Bounds,
    ElementType,
    QuantizedType,
    TensorType,
    TupleType,
    Type,
)
from stablehlo_reference.testsuite.cases.programs import example_program

OPS = [
    op
    for dialect in ("stablehlo", "chlo")
    if dialect in dialects()
    for op in (find(f"{dialect}.{mnemonic}") for mnemonic in mnemonics(dialect))
    if op.examples
]
LIMITS = si.Limits(max_bytes=1 << 24, max_elements=1 << 20, max_steps=10_000, max_seconds=5.0)
PER_AXIS = QuantizedType.of(SI8, F32, (0.5, 1.0), (0, 1), 1)
ODD_TYPES = (
    TensorType((), F32),
    TensorType((0,), F32),
    TensorType((2,), SI8),
    TensorType((3, 1, 2), I1),
    TensorType((None, 2), F32),
    TensorType((None, None), F32, Bounds((4, None))),
    TensorType((2, 2), PER_AXIS),
    TOKEN,
    TupleType((TensorType((2,), F32), TOKEN)),
)
NUMBERS = (-1, 0, 1, 2, 7, -(1 << 62), (1 << 62) + 1)


def odd(value: Any) -> Iterator[Any]:
    """Values of the same kind as an attribute's that make little sense."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from NUMBERS
    elif isinstance(value, IntegerAttr):
        yield from (dataclasses.replace(value, value=number) for number in NUMBERS)
    elif isinstance(value, np.ndarray):
        for shape in ((0,), (1,), (value.ndim + 1,), (2, 2), (value.size, 3), ()):
            for number in (-1, 0, 1, 1 << 40):
                yield np.full(shape, number).astype(value.dtype)
    elif isinstance(value, (FloatAttr, Literal, SymbolRef, Type, ElementType)):
        return  # any value will do
    elif isinstance(value, tuple):
        yield ()
        yield (*value, *value)
        yield value[::-1]
        for number in NUMBERS:
            if all(isinstance(part, int) for part in value):
                yield (number,) * len(value)
                yield (*value, number)
                yield (*value[:-1], number)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            for one in odd(getattr(value, field.name)):
                yield dataclasses.replace(value, **{field.name: one})


def mutants(op: Op, example: Any) -> Iterator[tuple[str, Module, list[Any]]]:
    """Odd programs made of an example, with inputs to run them."""

    def fresh() -> tuple[Module, list[Any], Operation]:
        module, inputs = example_program(op, example)
        return module, inputs, next(one for one in module.walk() if one.name == op.name)

    _, _, model = fresh()
    for name, value in model.attributes.items():
        for one in odd(value):
            module, inputs, applied = fresh()
            applied.attributes[name] = one
            yield f"{name} = {one}", module, inputs
        module, inputs, applied = fresh()
        del applied.attributes[name]
        yield f"no {name}", module, inputs
    for position in range(len(model.operands) + len(model.results)):
        for type_ in ODD_TYPES:
            module, inputs, applied = fresh()
            [*applied.operands, *applied.results][position].type = type_
            yield f"value {position}: {type_}", module, inputs
    for count in (0, len(model.operands) - 1, len(model.operands) + 1):
        module, inputs, applied = fresh()
        applied.operands = (applied.operands * 2)[: max(count, 0)]
        yield f"{count} operands", module, inputs


def hold(op: Op, example: Any) -> None:
    """Judges, and runs what is accepted."""
    for what, module, inputs in mutants(op, example):
        try:
            accepted = not verify(module)
            text = str(module)
        except Exception as error:
            raise AssertionError(f"{op.name} {example.title!r} with {what}: {type(error).__name__}: {error}") from error
        if not accepted:
            continue
        try:
            si.run(module, *inputs, limits=LIMITS)
        except si.InternalError as error:
            raise AssertionError(f"{op.name} {example.title!r} with {what}: {error}\n{text}") from error
        except si.Error:
            pass


@pytest.mark.parametrize("op", [pytest.param(op, id=op.name) for op in OPS])
def test_odd_programs_are_judged(op: Op) -> None:
    hold(op, op.examples[0])


@pytest.mark.slow
@pytest.mark.parametrize("op", [pytest.param(op, id=op.name) for op in OPS])
def test_more_odd_programs_are_judged(op: Op) -> None:
    for example in op.examples[1:]:
        hold(op, example)


@pytest.mark.parametrize("name", ["stablehlo.remainder", "chlo.broadcast_remainder"])
def test_remainders_of_complex_numbers_are_unsupported(name: str) -> None:
    type_ = "tensor<2xcomplex<f32>>"
    text = f"""func.func @main(%a: {type_}) -> {type_} {{
      %0 = "{name}"(%a, %a) : ({type_}, {type_}) -> {type_}
      return %0 : {type_}
    }}"""
    with pytest.raises(si.UnsupportedError, match="the remainder of complex numbers is not defined"):
        si.run(si.parse(text), np.ones(2, np.complex64))


@pytest.mark.parametrize("dynamic", [False, True])
def test_slices_that_would_fit_into_a_wrong_result_only_are_refused(dynamic: bool) -> None:
    name, label = ("dynamic_gather", "C13") if dynamic else ("gather", "C22")
    operand, attribute = (", %s", "") if dynamic else ("", ", slice_sizes = array<i64: 1, 1>")
    type_ = ", tensor<2xi32>" if dynamic else ""
    text = f"""func.func @main(%a: tensor<2x1xi1>, %i: tensor<1xi32>, %s: tensor<2xi32>) -> tensor<1x1x1xi1> {{
      %0 = "stablehlo.{name}"(%a, %i{operand}) {{dimension_numbers = #stablehlo.gather<offset_dims = [0, 2],
        start_index_map = [0], index_vector_dim = 0>{attribute}}}
        : (tensor<2x1xi1>, tensor<1xi32>{type_}) -> tensor<1x1x1xi1>
      return %0 : tensor<1x1x1xi1>
    }}"""
    [problem] = si.check(text)
    assert problem.label == label
