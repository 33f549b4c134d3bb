"""Calls an operation of some implementation, by name.

(S1) `results` are what `call_target_name` gives for `inputs`. What that is, what `called_computations`,
     `backend_config` and `api_version` mean to it, and whether it does more than give results (`has_side_effect`), is
     not said by the specification, except for three targets: `CreateBuffer` gives a buffer of any content, `Pin` one
     with the content of a tensor, and `Unpin` gives the content of a buffer, which is not used after that.
(S2) `output_operand_aliases` says which parts of operands and results share memory. Layouts and tilings say how
     tensors lie in memory. None of them changes a value.
(S3) Executed here, besides those of S1, are the targets that users register, those of installed packages, and those
     that frameworks put into their programs: the guide "Custom calls" lists them. Among them are the checks of test
     programs, which compare two tensors and fail where they differ: `check.expect_eq` (equal; zeros of either sign and
     NaNs are), `check.expect_almost_eq` (0.001 apart at most), `check.expect_close` (3 units in the last place apart
     at most), `check.eq` (integers equal, others 0.0001 apart at most). A program with any other target is refused
     before it runs.

The specification's page numbers no constraints. Those below (D1, ...) are the dialect's.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..attributes import DictAttr, Literal, SymbolRef
from ..attributes.custom_call_api_version import CustomCallApiVersion
from ..attributes.output_operand_alias import OutputOperandAlias
from ..families.call_targets import BUFFER_TARGETS, CREATE_BUFFER, PIN, UNPIN, find_target
from ..lang import (
    ANY_PER_AXIS,
    BOOLEAN,
    BUFFER_TYPE,
    DICTIONARY,
    ELEMENTS,
    FUTURE_TYPE,
    STRING,
    SYMBOL,
    TOKEN_TYPE,
    TUPLE_TYPE,
    Body,
    EitherKind,
    IntegerEnumKind,
    ListKind,
    Op,
    any_of,
    attribute,
    exact,
    operand,
    result,
    structure,
    tensor,
)
from ..lang.extensions import plain
from ..lang.notation import shapes_agree
from ..lang.values import TOKEN_VALUE, f32, i1, literal, si32
from ..types import F32, INDEX, BufferType, TensorType, TupleType, Type, UnrankedTensorType

_VALUE = any_of(tensor(ANY_PER_AXIS, unranked=True), BUFFER_TYPE, TOKEN_TYPE, TUPLE_TYPE, FUTURE_TYPE)
_LAYOUTS = ListKind(ELEMENTS)

JAX_CONFIG = "mhlo.backend_config"
"""Where JAX writes the dictionary that targets of version API_VERSION_TYPED_FFI take."""

op = Op(
    "custom_call",
    __doc__,
    slots=(
        operand("inputs", _VALUE, variadic=True),
        attribute("call_target_name", STRING),
        attribute("has_side_effect", BOOLEAN, False),
        attribute("backend_config", EitherKind((STRING, DICTIONARY)), None),
        attribute("api_version", IntegerEnumKind(CustomCallApiVersion), CustomCallApiVersion.API_VERSION_ORIGINAL),
        attribute("called_computations", ListKind(SYMBOL), ()),
        attribute("output_operand_aliases", ListKind(structure(OutputOperandAlias)), ()),
        attribute("operand_layouts", _LAYOUTS, None),
        attribute("result_layouts", _LAYOUTS, None),
        attribute("result_tilings", ListKind(_LAYOUTS), None),
        result("results", _VALUE, variadic=True),
    ),
    assembly="<call_target call_target_name> ( $inputs ) attr-dict : functional-type",
    since="0.9.0",
    side_effects=True,
    moves=True,
    extensible=True,
)

Aliases = tuple[OutputOperandAlias, ...]
Layouts = tuple[Literal, ...] | None


@op.constraint("D1")
def layouts_are_given_for_operands_and_results_or_for_none(operand_layouts: Layouts, result_layouts: Layouts) -> bool:
    """is_empty(operand_layouts) = is_empty(result_layouts)"""
    return (operand_layouts is None) == (result_layouts is None)


@op.constraint("D2")
def operand_layouts_fit_the_operands(inputs: tuple[Type, ...], operand_layouts: Layouts) -> bool:
    """operand_layouts[i] is a permutation of range(rank(inputs[i])), and empty for what is no tensor"""
    return operand_layouts is None or _layouts_fit(inputs, operand_layouts)


@op.constraint("D3")
def result_layouts_fit_the_results(results: tuple[Type, ...], result_layouts: Layouts) -> bool:
    """result_layouts[i] is a permutation of range(rank(results[i])); if the one result is a tuple, of its elements"""
    match results:
        case (TupleType(elements),):
            return result_layouts is None or _layouts_fit(elements, result_layouts)
        case _:
            return result_layouts is None or _layouts_fit(results, result_layouts)


def _layouts_fit(types: tuple[Type, ...], layouts: tuple[Literal, ...]) -> bool:
    return len(types) == len(layouts) and all(map(_layout_fits, types, layouts))


def _layout_fits(type_: Type, layout: Literal) -> bool:
    match type_:
        case UnrankedTensorType():
            return True
        case TensorType() | BufferType():
            size = layout.array.size
            return size == type_.rank and sorted(layout.array.reshape(-1).tolist()) == list(range(size))
        case _:
            return layout.array.size == 0 and not isinstance(type_, TupleType)


@op.constraint("D4")
def aliased_operand_parts_exist(inputs: tuple[Type, ...], output_operand_aliases: Aliases) -> bool:
    """operand_index and operand_tuple_indices of each alias lead to an operand or to a part of one"""
    return all(_operand_part(inputs, alias) is not None for alias in output_operand_aliases)


@op.constraint("D5")
def aliased_output_parts_exist(results: tuple[Type, ...], output_operand_aliases: Aliases) -> bool:
    """output_tuple_indices of each alias lead to a part of the outputs (of their tuple, if there are several)"""
    return all(_output_part(results, alias) is not None for alias in output_operand_aliases)


@op.constraint("D6")
def aliased_parts_have_the_same_type(
    inputs: tuple[Type, ...], results: tuple[Type, ...], output_operand_aliases: Aliases
) -> bool:
    """type(operand part) = type(output part), for each alias"""
    return all(_operand_part(inputs, alias) == _output_part(results, alias) for alias in output_operand_aliases)


def _operand_part(inputs: tuple[Type, ...], alias: OutputOperandAlias) -> Type | None:
    return _part(TupleType(inputs), (alias.operand_index, *alias.operand_tuple_indices))


def _output_part(results: tuple[Type, ...], alias: OutputOperandAlias) -> Type | None:
    return _part(_output(results), alias.output_tuple_indices)


def _output(results: tuple[Type, ...]) -> Type:
    return results[0] if len(results) == 1 else TupleType(results)


def _part(type_: Type, indices: tuple[int, ...]) -> Type | None:
    for index_ in indices:
        if not isinstance(type_, TupleType) or not 0 <= index_ < len(type_.elements):
            return None
        type_ = type_.elements[index_]
    return type_


@op.constraint("D7")
def backend_config_is_of_the_kind_that_the_version_uses(backend_config: Any, api_version: CustomCallApiVersion) -> bool:
    """backend_config is a dictionary if api_version = API_VERSION_TYPED_FFI, else a string"""
    typed = api_version is CustomCallApiVersion.API_VERSION_TYPED_FFI
    return backend_config is None or isinstance(backend_config, DictAttr) == typed


@op.constraint("D8")
def buffers_are_created_from_nothing(
    call_target_name: str, inputs: tuple[Type, ...], results: tuple[Type, ...]
) -> bool:
    """if call_target_name = "CreateBuffer": () -> buffer"""
    return call_target_name != CREATE_BUFFER or (not inputs and _kinds(results) == [BufferType])


@op.constraint("D9")
def a_buffer_is_pinned_from_a_tensor(
    call_target_name: str, inputs: tuple[Type, ...], results: tuple[Type, ...]
) -> bool:
    """if call_target_name = "Pin": tensor -> buffer, of the same shape and element type"""
    return call_target_name != PIN or (
        _kinds(inputs) == [TensorType] and _kinds(results) == [BufferType] and _same_content(inputs[0], results[0])
    )


@op.constraint("D10")
def a_buffer_is_unpinned_to_a_tensor(
    call_target_name: str, inputs: tuple[Type, ...], results: tuple[Type, ...]
) -> bool:
    """if call_target_name = "Unpin": buffer -> tensor, of the same shape and element type"""
    return call_target_name != UNPIN or (
        _kinds(inputs) == [BufferType] and _kinds(results) == [TensorType] and _same_content(results[0], inputs[0])
    )


def _kinds(types: tuple[Type, ...]) -> list[type[Type]]:
    return [type(type_) for type_ in types]


def _same_content(tensor_type: Type, buffer_type: Type) -> bool:
    assert isinstance(tensor_type, TensorType)
    assert isinstance(buffer_type, BufferType)
    return tensor_type.element == buffer_type.element and shapes_agree(tensor_type.shape, buffer_type.shape)


@op.constraint("D11")
def a_buffer_is_aliased_once(call_target_name: str, inputs: tuple[Type, ...], output_operand_aliases: Aliases) -> bool:
    """no part of the operands or of the outputs that is a buffer stands in two aliases"""
    if call_target_name in BUFFER_TARGETS:
        return True
    pairs = [one for one in output_operand_aliases if isinstance(_operand_part(inputs, one), BufferType)]
    operands = {(one.operand_index, one.operand_tuple_indices) for one in pairs}
    return len(operands) == len({one.output_tuple_indices for one in pairs}) == len(pairs)


@op.constraint("D12")
def output_buffers_are_aliased(
    call_target_name: str, results: tuple[Type, ...], output_operand_aliases: Aliases
) -> bool:
    """every part of the outputs that is a buffer stands in an alias"""
    if call_target_name in BUFFER_TARGETS:
        return True
    return set(_buffers(_output(results), ())) <= {alias.output_tuple_indices for alias in output_operand_aliases}


def _buffers(type_: Type, indices: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Tuple indices of all buffers within a type."""
    if isinstance(type_, TupleType):
        return [found for i, part in enumerate(type_.elements) for found in _buffers(part, (*indices, i))]
    return [indices] if isinstance(type_, BufferType) else []


@op.supported
def target_is_known(call_target_name: str) -> None:
    find_target(call_target_name)


@op.kernel
def custom_call(
    inputs: tuple[Any, ...],
    call_target_name: str,
    has_side_effect: bool,
    backend_config: Any,
    api_version: CustomCallApiVersion,
    called_computations: tuple[Body, ...],
    output_operand_aliases: Aliases,
    operand_layouts: Layouts,
    result_layouts: Layouts,
    result_tilings: tuple[Layouts, ...] | None,
    results: tuple[Type, ...],
    extra_attributes: dict[str, Any],
    random: np.random.Generator,
) -> tuple[Any, ...]:
    known = {
        "call_target_name": call_target_name,
        "has_side_effect": has_side_effect,
        "backend_config": plain(backend_config or extra_attributes.get(JAX_CONFIG, "")),
        "api_version": api_version,
        "called_computations": called_computations,
        "output_operand_aliases": output_operand_aliases,
        "operand_layouts": plain(operand_layouts),
        "result_layouts": plain(result_layouts),
        "result_tilings": plain(result_tilings),
        "results": results,
        "attributes": {name: plain(value) for name, value in extra_attributes.items()},
        "random": random,
    }
    return find_target(call_target_name)(inputs, known, results)  # S1, S3


op.accuracy(exact(ANY_PER_AXIS))
op.changed("1.3.0", "backend_config may be a dictionary")
op.changed("1.13.0", "buffers")
op.changed("1.17.0", "futures")
op.changed("1.18.0", "result_tilings")
op.choice("uninitialized-buffer", "nan-is-expected")
op.peer("StableHLO's C++ interpreter", "`check.expect_eq` does not take a NaN for equal to a NaN")
op.peer("StableHLO's C++ verifier", "reports D11 and yet accepts the program")

_TENSOR, _BUFFER = TensorType((2,), F32), BufferType((2,), F32)


def _index(data: list[int]) -> Literal:
    return literal(INDEX, data)


op.example("an annotation", inputs=[f32([1, 2])], call_target_name="Sharding", results=[f32([1, 2])])
op.example(
    "with everything that says nothing about values",
    inputs=[(f32([1, 2]), TOKEN_VALUE)],
    call_target_name="SPMDFullToShardShape",
    has_side_effect=True,
    backend_config=DictAttr((("unspecified_dims", "0"),)),
    api_version=CustomCallApiVersion.API_VERSION_TYPED_FFI,
    called_computations=[SymbolRef("main")],
    output_operand_aliases=[OutputOperandAlias((0,), 0, (0,))],
    results=[(f32([1, 2]), TOKEN_VALUE)],
)
op.example(
    "with layouts",
    inputs=[f32([[1, 2]]), TOKEN_VALUE], call_target_name="Sharding",
    operand_layouts=[_index([1, 0]), _index([])], result_layouts=[_index([0, 1]), _index([])],
    result_tilings=[[_index([8, 128]), _index([2, 1])], []],
    results=[f32([[1, 2]]), TOKEN_VALUE],
)  # fmt: skip
op.example("a buffer of a tensor's content", inputs=[f32([1, 2])], call_target_name=PIN, results=[_BUFFER])
op.example("a buffer of any content", inputs=[], call_target_name=CREATE_BUFFER, results=[_BUFFER])
op.example(
    "zeros of either sign and NaNs are equal",
    inputs=[f32([-0.0, float("nan")]), f32([0.0, float("nan")])], call_target_name="check.expect_eq", results=[],
)  # fmt: skip
op.example(
    "three units in the last place are close",
    inputs=[f32([1.0]), f32([1.0 + 3 * 2.0**-23])], call_target_name="check.expect_close", results=[],
)  # fmt: skip
op.example(
    "0.001 is almost equal",
    inputs=[f32([0.0]), f32([0.000999])], call_target_name="check.expect_almost_eq", results=[],
)  # fmt: skip
op.example("the older check", inputs=[si32([1]), si32([1])], call_target_name="check.eq", results=[i1(True)])

op.reject("D1", of="with layouts", result_layouts=None)
op.reject("D2", of="with layouts", operand_layouts=[_index([1, 0])])
op.reject("D2", of="with layouts", operand_layouts=[_index([1, 1]), _index([])])
op.reject("D2", of="with layouts", operand_layouts=[_index([1, 0]), _index([0])])
op.reject("D3", of="with layouts", result_layouts=[_index([0]), _index([])])
op.reject("D4", output_operand_aliases=[OutputOperandAlias((), 1, ())])
op.reject("D4", output_operand_aliases=[OutputOperandAlias((), 0, (0,))])
op.reject("D5", output_operand_aliases=[OutputOperandAlias((0,), 0, ())])
_SECOND_TO_FIRST = OutputOperandAlias((0,), 0, (1,))
op.reject("D6", of="with everything that says nothing about values", output_operand_aliases=[_SECOND_TO_FIRST])
op.reject("D7", backend_config=DictAttr())
op.reject("D7", of="with everything that says nothing about values", backend_config="text")
op.reject("D8", call_target_name=CREATE_BUFFER)
op.reject("D9", call_target_name=PIN)
op.reject("D9", of="a buffer of a tensor's content", inputs=[f32([1, 2, 3])])
op.reject("D10", call_target_name=UNPIN)
op.reject("D10", of="a buffer of a tensor's content", call_target_name=UNPIN)
op.reject(
    "D11",
    inputs=[_BUFFER, _BUFFER], results=[_BUFFER],
    output_operand_aliases=[OutputOperandAlias((), 0, ()), OutputOperandAlias((), 1, ())],
)  # fmt: skip
op.reject(
    "D11",
    inputs=[_BUFFER], results=[_BUFFER, _BUFFER],
    output_operand_aliases=[OutputOperandAlias((0,), 0, ()), OutputOperandAlias((1,), 0, ())],
)  # fmt: skip
op.reject("D12", results=[_TENSOR, _BUFFER])
