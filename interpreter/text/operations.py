"""Reads operations.

    operation ::= results? (generic | pretty) location?
    results   ::= %name (':' count)? ,... '='
    generic   ::= string '(' %operand ,... ')' ('[' ^block ,... ']')? ('<' properties '>')? ('(' region ,... ')')?
                  dictionary? ':' function-type
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...spec.lang.op import Op
from ...spec.lang.registry import dialects, find, mnemonics
from .. import interop as _interop  # noqa: F401  # pyright: ignore[reportUnusedImport]  (makes its dialects known)
from ..diagnostics import ParseError
from ..hints import get_close_matches
from ..ir.core import Block, Operation, Span, Value
from ..versions.operations import old_names, upgrade
from . import assembly, functions, locations
from .state import OperandRef, OperationState

if TYPE_CHECKING:
    from ..versions.names import OtherName
    from .parser import Parser

DEFAULT_DIALECTS = {"builtin.module": "builtin", "func.func": "func"}
"""Dialects whose name may be left out inside the regions of an operation."""

_PRETTY: dict[str, Callable[[Parser, OperationState], None]] = {
    "builtin.module": functions.read_module,
    "func.func": functions.read_function,
}

_PRETTY_ELSEWHERE: dict[str, Callable[[Parser, OperationState], None]] = {"vhlo.func_v1": functions.read_versioned}
"""Operations of other dialects that have a pretty form of their own."""

_OLD_SHORT = ("builtin.func",)
"""Names that once could be written without their dialect."""


def isolated(operation: Operation) -> bool:
    """Whether the operation's regions see no values from around it."""
    return operation.op is not None and operation.op.isolated


def unordered(operation: Operation) -> bool:
    """Whether values may be used before they are defined in the operation's regions."""
    return operation.op is None or operation.name == "builtin.module"


def read_operation(parser: Parser, block: Block) -> Operation:
    """One operation, appended to the block."""
    known = parser.templates.read(block)
    return _read_operation(parser, block) if known is None else known


def _read_operation(parser: Parser, block: Block) -> Operation:
    """One operation, token by token."""
    start = parser.start
    names = _read_result_names(parser) if parser.kind == "value" else None
    outside = parser.operation_name
    if parser.kind == "string":
        state = _read_generic(parser, start)
    elif parser.kind == "word":
        state = _read_pretty(parser, start)
    else:
        raise parser.error(f"expected an operation, found {parser.found()}")
    operation = state.operation
    operation.operands, operation.attributes = state.operands, state.attributes
    operation.span = Span(parser.source, start, parser.last)
    changed = _bring_up_to_date(parser, state)
    if state.result_types or names:
        _add_results(parser, state, names or [], start)
    parser.templates.keep(operation, start, parser.last, changed)
    if parser.at_location():
        locations.read_for(parser, operation)
    block.append(operation)
    parser.operation_name = outside
    return operation


def _bring_up_to_date(parser: Parser, state: OperationState) -> tuple[str, ...]:
    """Gives an operation that another dialect or time spells today's form, and keeps what was changed for who asks."""
    changed = state.changed
    if state.other is not None:
        changed += _finish(parser, state, state.other)
    elif state.op is not None and not old_names(state.op).isdisjoint(state.attributes):
        changed += upgrade(state.op, state.attributes)
    said = tuple(changed)
    if said:
        parser.remark(said, state.start, parser.last)
    return said


def _finish(parser: Parser, state: OperationState, other: OtherName) -> list[str]:
    from ..versions.names import NoCounterpart

    try:
        return [f"'{state.spelled}' is called '{state.name}'", *other.finish(state.attributes)]
    except NoCounterpart as error:
        raise parser.error(f"'{state.spelled}' cannot be read: {error}", parser.span(state.start)) from None


# Results -------------------------------------------------------------------------------------------------------------


def _read_result_names(parser: Parser) -> list[tuple[OperandRef, int | None]]:
    """`%a, %b:2 =`: names, and how many results each stands for where that is said."""
    names = [_read_result_name(parser)]
    while parser.accept(","):
        names.append(_read_result_name(parser))
    parser.expect("=")
    return names


def _read_result_name(parser: Parser) -> tuple[OperandRef, int | None]:
    ref = parser.operand()
    if "#" in parser.input[ref.start : ref.end]:
        raise parser.error("a result is named without '#'", ref.span(parser.source))
    if parser.text != ":":
        return ref, None
    parser.advance()
    start = parser.start
    count = parser.natural()
    if not count:
        raise parser.error("a name stands for one result or more", parser.span(start))
    return ref, count


def _add_results(
    parser: Parser, state: OperationState, names: list[tuple[OperandRef, int | None]], start: int
) -> None:
    operation = state.operation
    results = operation.results
    for index, type_ in enumerate(state.result_types):
        results.append(Value(type_, operation, index))
    if not names:
        return
    named = sum(count or 1 for _, count in names)
    if named != len(results):
        first, last = names[0][0], names[-1][0]
        has = f"{len(results) or 'no'} result{'' if len(results) == 1 else 's'}"
        span = parser.span(first.start, last.end)
        raise parser.error(f"{state.name} has {has}, {named} named here", span)
    position = 0
    for ref, count in names:
        values = results[position : position + (count or 1)]
        span = Span(parser.source, ref.start, ref.end)
        for index, value in enumerate(values):
            value.name = ref.name if count is None else f"{ref.name}#{index}"
            value.span = span
        parser.scopes.define(ref.name, values, ref.start)
        position += len(values)


# Generic and pretty form ---------------------------------------------------------------------------------------------


def _begin(parser: Parser, name: str, op: Op | None, start: int, other: OtherName | None = None) -> OperationState:
    spelled = name
    if other is not None:
        op, name = other.op, other.op.name
    parser.operation_name = name
    return OperationState(name, op, Operation(name, op), start, spelled, other)


def _read_pretty(parser: Parser, start: int) -> OperationState:
    name = parser.text
    op = None
    if "." not in name:
        full = f"{parser.dialects[-1]}.{name}"
        op = find(full)
        name = full if op is not None or full in _OLD_SHORT else name
    else:
        op = find(name)
    other = _other_name(parser, name) if op is None else None
    op = op or (other.declared if other is not None else None)
    if op is None:
        raise _unknown(parser, name)
    reader = _PRETTY_ELSEWHERE.get(name) or _PRETTY.get(other.op.name if other else name)
    if reader is None and op.assembly is None:
        hint = f"write it in generic form: \"{name}\"(...)"
        raise parser.error_in(name, f"{name} has no pretty form", hint=hint)
    parser.advance()
    state = _begin(parser, name, op, start, other)
    if reader is None:
        assembly.read_pretty(parser, state, op)
    else:
        reader(parser, state)
    return state


def _other_name(parser: Parser, name: str) -> OtherName | None:
    """How an operation is read that another dialect, or another time, calls so. Raises ParseError."""
    from ..versions.names import find_other

    found = find_other(name, in_function=parser.dialects[-1] == "func")
    if isinstance(found, str) and not parser.allow_unregistered:
        raise parser.error_in(name, f"unknown operation '{name}': {found}")
    return None if isinstance(found, str) else found


def _read_generic(parser: Parser, start: int) -> OperationState:
    name_start = parser.start
    name = parser.string()
    op = find(name)
    other = _other_name(parser, name) if op is None else None
    if op is None and other is None and not parser.allow_unregistered:
        raise _unknown(parser, name, parser.span(name_start))
    if not name or "\0" in name:
        raise parser.error("an operation needs a name", parser.span(name_start))
    state = _begin(parser, name, op, start, other)
    op, name = state.op, state.name
    operation = state.operation
    refs = parser.comma_separated("(", ")", parser.operand)
    if parser.text == "[":
        if op is not None:
            raise parser.error(f"{name} has no successors")
        operation.successors = tuple(parser.comma_separated("[", "]", lambda: _read_successor(parser)))
    if parser.text == "<":
        parser.advance()
        if not parser.at("{"):
            raise parser.error(f"expected '{{' of properties, found {parser.found()}")
        state.attributes.update(parser.attribute_dictionary())
        operation.properties = frozenset(state.attributes)
        parser.expect(">")
    if parser.text == "(":
        parser.comma_separated("(", ")", lambda: parser.region(state.add_region()))
        parser.operation_name = name
    if parser.text == "{":
        _merge(parser, state.attributes)
    type_start = parser.start
    if not parser.accept(":"):
        hint = "give the type after ':', like (tensor<2xf32>) -> tensor<2xf32>"
        raise parser.error(f"expected ':' and the type of the operation, found {parser.found()}", hint=hint)
    type_ = parser.function_type()
    span = parser.span(type_start)
    state.operands.extend(parser.resolve_all(refs, type_.inputs, span))
    state.result_types.extend(type_.outputs)
    return state


def _merge(parser: Parser, attributes: dict[str, Any]) -> None:
    start = parser.start
    more = parser.attribute_dictionary()
    if twice := attributes.keys() & more.keys():
        raise parser.error(f"attribute '{min(twice)}' is given twice", parser.span(start))
    attributes.update(more)


def _read_successor(parser: Parser) -> Block:
    if parser.kind != "label":
        raise parser.error(f"expected a block like '^name', found {parser.found()}")
    block = parser.scopes.find_block(parser.text[1:], parser.start)
    parser.advance()
    return block


# Names that are not known --------------------------------------------------------------------------------------------


_SISTERS = ("mhlo", "vhlo")
"""Dialects that name StableHLO's ops."""


def _unknown(parser: Parser, name: str, span: Span | None = None) -> ParseError:
    dialect, dot, mnemonic = name.partition(".")
    hint = _similar(parser, name)
    if not dot:
        return parser.error(f"expected an operation, found {parser.found()}", span, hint)
    known = dialect in (*dialects(), *_SISTERS)
    why = f"dialect '{dialect}' has no '{mnemonic}'" if known else f"dialect '{dialect}' is not supported"
    return parser.error_in(name, f"unknown operation '{name}': {why}", span, hint)


def _similar(parser: Parser, name: str) -> str | None:
    dialect, dot, mnemonic = name.partition(".")
    if not dot:
        around = parser.dialects[-1]
        names = [f"{dialect}.{name}" for dialect in ("func" if around == "builtin" else around, "stablehlo")]
        found = next((full for full in names if find(full) is not None), None)
        return f"did you mean '{found}'?" if found else None
    known = dialects()
    if dialect in _SISTERS:
        close = get_close_matches(mnemonic, mnemonics(), 1)
        return f"did you mean '{dialect}.{close[0]}'?" if close else None
    if dialect not in known:
        close = get_close_matches(dialect, known, 1)
        if close and find(f"{close[0]}.{mnemonic}") is not None:
            return f"did you mean '{close[0]}.{mnemonic}'?"
        return f"supported are {', '.join(known)}"
    close = get_close_matches(mnemonic, mnemonics(dialect), 1)
    return f"did you mean '{dialect}.{close[0]}'?" if close else None
