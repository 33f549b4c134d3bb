"""What a valid program asks for that operations do not promise."""

from __future__ import annotations

from collections.abc import Iterator

from ...spec.attributes.result_accuracy import ResultAccuracy
from ...spec.families.transcendental import shortfall
from ...spec.lang import elements_of
from ...spec.types import ElementType, TensorType
from ..diagnostics import Diagnostic, Severity, diagnose
from ..ir import Module, Operation


def remarks(module: Module) -> list[Diagnostic]:
    """A remark on each operation whose `result_accuracy` asks for more than the op declares, in order."""
    return [one for operation in module.walk() for one in _of(operation)]


def _of(operation: Operation) -> Iterator[Diagnostic]:
    op, asked = operation.op, operation.attributes.get("result_accuracy")
    if op is None or not isinstance(asked, ResultAccuracy):
        return
    type_ = operation.results[0].type
    if not isinstance(type_, TensorType) or not isinstance(type_.element, ElementType):
        return
    kind = elements_of(type_.element)
    declared = None if kind is None else op.accuracy_of(kind, type_.element)
    said = None if declared is None else shortfall(asked, declared, type_.element)
    if said is not None:
        yield diagnose(f"'{operation.name}' {said}", operation.span, severity=Severity.REMARK, op=operation.name)
