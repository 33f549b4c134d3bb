"""Cases as tests in the style of LLVM's lit: programs that check their own results with operations of `check`.

A case becomes one file. Its program stands as `@tested`, and `@main` calls it with the inputs as constants. How
an output is checked follows from its judge:

- exact, correctly rounded: `expect_eq_const` (by value: zeros of either sign are equal, any NaN is any NaN);
- ulp: `expect_close`, with the bound rounded up to whole steps, and one more for the rounding of the expected value;
- dot, sum, norm: `expect_almost_eq_const` with the largest of the elements' bounds, so weaker than the suite's judge;
- elements that are left open take the expected value before they are checked.

Cases that no operation of `check` can judge (quantum, allowed sets, distributions, grids, results that are quantized
along a dimension) are left out. A program that must be refused is a file of its own, run with `not`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from ...interpreter import api
from ...interpreter.ir import Block, Module, Operation, Value
from ...spec.attributes import FloatAttr, IntegerAttr, Literal, SymbolRef
from ...spec.lang.registry import find
from ...spec.types import F64, FLOATS, SI64, UI64, FunctionType, QuantizedType, TensorType
from ..golden import Case, Judge, Kind, Value as Golden

RUN = "// RUN: stablehlo-translate --interpret %s\n"
REFUSED = "// RUN: not stablehlo-opt %s\n"
CHECKED = frozenset({Kind.EXACT, Kind.CORRECTLY_ROUNDED, Kind.ULP, Kind.DOT, Kind.SUM, Kind.NORM})


def text_of(case: Case) -> str | None:
    """The file of a case; None where `check` cannot say what its judge says."""
    head = f"// {case.id}: {case.oracle}\n"
    if case.reject is not None:
        return f"{REFUSED}{head}// ({case.reject.label}) of {case.reject.op}: {case.reject.sentence}\n{case.program}"
    if case.processes is not None or any(judge.kind not in CHECKED for judge in case.judges):
        return None
    elements = [value.tensor.element for value in case.expected]
    if any(isinstance(one, QuantizedType) and one.per_axis for one in elements):
        return None
    module = api.read(case.program, case.id)
    return f"{RUN}{head}{_checking(module, case)}"


def files(case: Case) -> Iterator[tuple[str, str]]:
    """Name and text of a case's file, where it has one."""
    text = text_of(case)
    if text is not None:
        yield f"{case.level.value}/{case.id.replace('/', '-')}.mlir", text


def _operation(name: str, operands: list[Value], attributes: dict[str, Any], types: list[Any]) -> Operation:
    return Operation(name, find(name), operands, attributes, types)


def _checking(module: Module, case: Case) -> Module:
    """The module with a new `@main` that checks what the old one gives."""
    tested = module.functions["main"]
    type_: FunctionType = tested.attributes["function_type"]
    tested.attributes["sym_name"] = "tested"
    main = _operation("func.func", [], {"sym_name": "main", "function_type": FunctionType((), ())}, [])
    module.body.append(main)
    block = main.add_region().add_block()
    inputs = [_given(block, value, declared) for value, declared in zip(case.inputs, type_.inputs, strict=True)]
    called = _operation("func.call", inputs, {"callee": SymbolRef("tested")}, list(type_.outputs))
    results = block.append(called).results
    for result, expected, judge in zip(results, case.expected, case.judges, strict=True):
        _check(block, _static(block, result, expected.tensor), expected, judge)
    block.append(_operation("func.return", [], {}, []))
    return module


def _constant(block: Block, literal: Literal) -> Value:
    """A constant; one of quantized type is made of stored integers."""
    type_ = literal.type
    stored = Literal(TensorType(type_.shape, type_.storage), literal.array)
    return block.append(_operation("stablehlo.constant", [], {"value": stored}, [type_])).results[0]


def _given(block: Block, value: Golden, declared: Any) -> Value:
    """An input, cast where `@tested` takes dynamic sizes."""
    made = _constant(block, _literal(value))
    return made if made.type == declared else _cast(block, made, declared, value.tensor)


def _static(block: Block, result: Value, type_: TensorType) -> Value:
    return result if result.type == type_ else _cast(block, result, type_, type_)


def _cast(block: Block, value: Value, type_: Any, static: TensorType) -> Value:
    """The same value in a type that knows more or fewer sizes."""
    sizes = np.array(static.sizes, np.int64)
    shape = _constant(block, Literal(TensorType(sizes.shape, SI64), sizes))
    return block.append(_operation("stablehlo.dynamic_reshape", [value, shape], {}, [type_])).results[0]


def _literal(value: Golden) -> Literal:
    return Literal(value.tensor, value.array)


def _check(block: Block, result: Value, expected: Golden, judge: Judge) -> None:
    """Appends the check of one output."""
    literal = _literal(expected)
    if judge.open is not None:
        mask, filled = _constant(block, _literal(judge.open)), _constant(block, literal)
        types = [literal.type]
        result = block.append(_operation("stablehlo.select", [mask, filled, result], {}, types)).results[0]
    if isinstance(literal.type.element, QuantizedType):
        block.append(_operation("check.expect_eq", [result, _constant(block, literal)], {}, []))
    elif judge.kind in (Kind.EXACT, Kind.CORRECTLY_ROUNDED) or not literal.array.size:
        block.append(_operation("check.expect_eq_const", [result], {"value": literal}, []))
    elif judge.kind is Kind.ULP:
        steps = IntegerAttr(math.ceil(judge.ulps) + 1, UI64)
        attributes = {"max_ulp_difference": steps, "min_ulp_difference": IntegerAttr(0, UI64)}
        block.append(_operation("check.expect_close", [result, _constant(block, literal)], attributes, []))
    else:
        attributes = {"value": literal, "tolerance": _double(_tolerance(literal, judge))}
        block.append(_operation("check.expect_almost_eq_const", [result], attributes, []))


def _tolerance(literal: Literal, judge: Judge) -> float:
    """The largest bound of all elements: that of the judge, and half a unit in the last place for rounding."""
    assert judge.magnitudes is not None
    form = FLOATS[judge.precision or "f32"].format
    with np.errstate(invalid="ignore"):
        sizes = np.abs(literal.array.astype(np.complex128))
    unit = 2.0 ** -(form.mantissa_bits + 1)
    largest = float(sizes[np.isfinite(sizes)].max(initial=0.0))
    magnitude = float(judge.magnitudes.array.astype(np.float64).max(initial=0.0))
    return judge.depth * unit * magnitude + unit * max(largest, form.min_normal)


def _double(value: float) -> FloatAttr:
    return FloatAttr(int(np.float64(value).view(np.uint64)), F64)


