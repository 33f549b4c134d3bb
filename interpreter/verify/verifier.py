"""Judges programs: structure first, then every operation against its declaration."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import numpy as np

from ...spec.attributes import Literal
from ...spec.lang.notation import is_quantized, same_type
from ...spec.lang.op import Constraint, Op
from ...spec.lang.slots import Operand, Result
from ...spec.types import QuantizedType, TensorType, Type
from ..diagnostics import Diagnostic, InternalError, Severity, diagnose
from ..ir import Module, Operation, Region
from .advice import attribute_hint, head, notes, symbol_hint
from .bind import BindError, bind_types, bind_values


def verify(module: Module, doubtful: Collection[Operation] = ()) -> list[Diagnostic]:
    """Everything that is wrong with a program, in order of appearance; [] when it is valid.

    `doubtful` operations are not judged: they could be read in part only.
    """
    return [
        problem
        for operation in module.walk()
        if operation not in doubtful
        for problem in verify_operation(operation)
    ]


def verify_operation(operation: Operation) -> Iterator[Diagnostic]:
    """What is wrong with one operation (not with those inside it): at most one broken constraint."""
    yield from _duplicate_symbols(operation)
    op = operation.op
    if op is None:
        return
    problem = _problem(op, operation)
    if problem is not None:
        yield problem


def _problem(op: Op, operation: Operation) -> Diagnostic | None:
    for region in operation.regions:
        if (message := _region_problem(op, region)) is not None:
            return _error(operation, message)
    if op.terminator and operation.parent is not None and operation.parent.operations[-1] is not operation:
        return _error(operation, "must be the last operation of its block")
    try:
        bound = bind_types(op, operation)
        for slot in (*op.operands, *op.results):
            if (problem := _slot_problem(op, operation, slot, bound[slot.name])) is not None:
                return problem
        bound |= bind_values(op, operation, bound)
    except BindError as error:
        hint = attribute_hint(op, operation, error.slot)
        return _error(operation, error.message, op.input_labels.get(error.slot or ""), hint=hint)
    try:
        for one in op.constraints:
            if not one.holds(*(bound[name] for name in one.parameters)):
                return broken(op, operation, one, bound)
        return _inference_problem(op, operation, bound)
    except Exception as error:
        message = f"'{operation.name}' cannot be judged, a mistake of ours: {type(error).__name__}: {error}"
        raise InternalError(diagnose(message, operation.span, op=operation.name)) from error


def broken(op: Op, operation: Operation, one: Constraint, bound: dict[str, Any]) -> Diagnostic:
    """A constraint that does not hold: its sentence and formula, the actual values, and where they come from."""
    message = f"{one.sentence}: {one.formula}; {_values(one, bound)}"
    concerned = notes(op, operation, one.parameters, bound)
    hint = symbol_hint(operation, bound)
    return _error(operation, message, one.label, formula=one.formula, hint=hint, notes=concerned)


def _inference_problem(op: Op, operation: Operation, bound: dict[str, Any]) -> Diagnostic | None:
    """Result types must agree with what follows from the inputs (quantization parameters are the program's choice)."""
    if not op.infers:
        return None
    inferred = op.infer_bound(bound)
    if len(inferred) != len(operation.results):
        return _error(operation, f"has {len(operation.results)} results where {len(inferred)} follow from its inputs")
    for result, expected in zip(operation.results, inferred, strict=True):
        if not is_quantized(result.type) and not same_type(result.type, expected):  # pyright: ignore[reportArgumentType]
            return _error(operation, f"result type {result.type} does not agree with the inferred {expected}")
    return None


def _region_problem(op: Op, region: Region) -> str | None:
    """Regions of StableHLO ops hold exactly one block that ends with a terminator."""
    if op.dialect not in ("stablehlo", "chlo"):
        return None
    if len(region.blocks) != 1:
        return f"expects a region of one block, found {len(region.blocks)}"
    if region.blocks[0].terminator is None:
        return "expects a region that ends with stablehlo.return"
    return None


def _slot_problem(op: Op, operation: Operation, slot: Operand | Result, bound: Any) -> Diagnostic | None:
    types: tuple[Type | None, ...] = bound if isinstance(bound, tuple) else (bound,)
    for index, type_ in enumerate(types):
        which = f"'{slot.name}'" + (f"[{index}]" if slot.variadic else "")
        kind = "operand" if isinstance(slot, Operand) else "result"
        if type_ is None:
            continue
        if not slot.types.accepts(type_):
            message = f"{kind} {which} must be {slot.types}, found {type_}"
            concerned = notes(op, operation, [slot.name], {})
            return _error(operation, message, op.input_labels.get(slot.name), notes=concerned)
        judged_before = isinstance(slot, Operand) and _is_given_by_operations(operation, type_)
        if not judged_before and (problem := _quantization_problem(type_)) is not None:
            return _error(operation, f"{kind} {which} has type {type_}: {problem}")
    return None


def _is_given_by_operations(operation: Operation, type_: Type) -> bool:
    """Whether all operands of this type are results, whose types are judged where they are made."""
    owners = [value.owner for value in operation.operands if value.type == type_]
    return all(isinstance(owner, Operation) and owner.op is not None for owner in owners)


def _quantization_problem(type_: Type) -> str | None:
    """Rules of quantized tensor types (specification, section "Types", C12 and C13)."""
    if not isinstance(type_, TensorType) or not isinstance(type_.element, QuantizedType):
        return None
    element = type_.element
    if (problem := element.problem()) is not None:
        return problem
    if element.dimension is None:
        return None
    if element.dimension >= type_.rank:
        return f"(C12) quantization_dimension < rank(self); {element.dimension} and {type_.rank}"
    size = type_.shape[element.dimension]
    if size is not None and size != len(element.scales):
        return f"(C13) dim(self, quantization_dimension) = size(scales); {size} and {len(element.scales)}"
    return None


def _duplicate_symbols(operation: Operation) -> Iterator[Diagnostic]:
    if operation.name != "builtin.module":
        return
    seen: dict[str, Operation] = {}
    for region in operation.regions:
        for block in region.blocks:
            for member in block.operations:
                if member.symbol is None:
                    continue
                if member.symbol in seen:
                    note = diagnose("first defined here", head(seen[member.symbol]), severity=Severity.NOTE)
                    yield diagnose(f"@{member.symbol} is defined twice", head(member), op=member.name, notes=(note,))
                seen.setdefault(member.symbol, member)


def _values(one: Constraint, bound: dict[str, Any]) -> str:
    """The actual values that a constraint read: `lhs = tensor<2xf32>, dimension = 3`."""
    return ", ".join(f"{name} = {show(bound[name])}" for name in one.parameters)


SHOWN = 200
"""Numbers of an array that a message lists."""


def show(value: Any) -> str:
    """A bound value in a message."""
    if isinstance(value, tuple):
        return f"[{', '.join(show(part) for part in value)}]"  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, Literal):
        return f"{value.type}"
    if isinstance(value, np.ndarray):
        if value.size > SHOWN:  # pyright: ignore[reportUnknownMemberType]
            return f"an array of {'x'.join(map(str, value.shape))} integers"
        return str(value.tolist())  # pyright: ignore[reportUnknownMemberType]
    return "absent" if value is None else str(value)


def _error(
    operation: Operation,
    message: str,
    label: str | None = None,
    *,
    formula: str | None = None,
    hint: str | None = None,
    notes: tuple[Diagnostic, ...] = (),
) -> Diagnostic:
    tag = f" ({label})" if label else ""
    return diagnose(
        f"'{operation.name}'{tag} {message}", operation.span, op=operation.name, label=label, formula=formula,
        hint=hint, notes=notes,
    )  # fmt: skip
