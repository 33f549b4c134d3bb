"""An operation made up of others, which gives them a name.

(S1) `results` are what the function `decomposition` gives for `inputs`.
(S2) `name`, `composite_attributes`, `version` and `regions` tell implementations which operation is meant, so that they
     can execute it in a way of their own. They have no other meaning; `regions` are not executed here.
(S3) Where the user has registered an override for `name`, the results are what that gives instead.
(S4) A run that verifies composites executes both the decomposition and what stands beside it, the override or else the
     op that `name` names (`chlo.erf`, say), and fails where their results lie further apart than is allowed: as far as
     the override was registered with, or as the op declares.
"""

from __future__ import annotations

import re
from typing import Any

from ..attributes import DictAttr, SymbolRef
from ..families.composites import compare_with_op, expect_agreement
from ..families.control_flow import CALL_VALUE, NamedFunction
from ..lang import (
    ANY_PER_AXIS,
    DICTIONARY,
    I32,
    STRING,
    SYMBOL,
    Body,
    Bound,
    Op,
    attribute,
    bounded,
    call,
    operand,
    region,
    result,
    sketch,
)
from ..lang.extensions import COMPOSITES, plain
from ..lang.regions import Node
from ..lang.values import f32, si32
from ..types import F32, TensorType, Type

op = Op(
    "composite",
    __doc__,
    slots=(
        operand("inputs", CALL_VALUE, variadic=True),
        attribute("name", STRING),
        attribute("composite_attributes", DICTIONARY, DictAttr()),
        attribute("decomposition", SYMBOL),
        attribute("version", I32, 0),
        region("regions", variadic=True),
        result("results", CALL_VALUE, variadic=True),
    ),
    assembly="$name operands <regions regions> attr-dict : functional-type",
    since="0.19.0",
    view=True,
    extensible=True,
)


@op.constraint("C1")
def name_is_that_of_an_op_in_a_namespace(name: str) -> bool:
    """is_namespaced_op_name(name): words of letters, digits, `_` (after the first also `$`), joined by dots"""
    return re.fullmatch(r"[a-zA-Z][a-zA-Z0-9_]*(\.[a-zA-Z0-9_$]+)+", name) is not None


@op.constraint("C2")
def decomposition_is_a_function_of_the_program(decomposition: NamedFunction) -> bool:
    """is_defined_in_parent_scope(decomposition)"""
    return decomposition.type is not None


@op.constraint("C3", verbatim=True)
def decomposition_takes_the_inputs(inputs: tuple[Type, ...], decomposition: NamedFunction) -> bool:
    """types(inputs...) = input_types(decomposition)"""
    return decomposition.type is not None and inputs == decomposition.type.inputs


@op.constraint("C4")
def decomposition_gives_the_results(results: tuple[Type, ...], decomposition: NamedFunction) -> bool:
    """types(results...) = output_types(decomposition)"""
    return decomposition.type is not None and results == decomposition.type.outputs


@op.kernel
def composite(
    inputs: tuple[Any, ...],
    name: str,
    composite_attributes: DictAttr,
    version: int,
    decomposition: Body,
    results: tuple[Type, ...],
    verify_composites: bool,
) -> tuple[Any, ...]:
    override = COMPOSITES.find(name)
    if override is None and not verify_composites:
        return decomposition(*inputs)  # S1
    if override is None:
        given = decomposition(*inputs)
        compare_with_op(name, inputs, composite_attributes, decomposition.type, given)  # S4
        return given
    known = {
        "name": name,
        "composite_attributes": plain(composite_attributes),  # S2
        "version": version,
        "decomposition": decomposition,
        "results": results,
    }
    given = override(inputs, known, results)  # S3
    if verify_composites:
        expect_agreement(name, given, decomposition(*inputs), override.ulps, override.atol)  # S4
    return given


@op.decomposition
def decomposition(inputs: tuple[Node, ...], decomposition: SymbolRef, results: tuple[Type, ...]) -> tuple[Node, ...]:
    return call("func.call", *inputs, callee=decomposition, types=results).results


op.accuracy(bounded(Bound.BODY, ANY_PER_AXIS))
op.changed("1.14.0", "regions")

_SCALAR = TensorType((), F32)

op.example(
    "is what its decomposition is",
    inputs=[f32(1), f32(2)],
    name="my_namespace.my_op",
    decomposition=sketch(lambda x, y: call("add", call("add", x, y), y), _SCALAR, _SCALAR),
    version=1,
    results=[f32(5)],
)
op.example(
    "attributes and regions change nothing",
    inputs=[f32([1, 2])],
    name="my.op.with_$parts",
    composite_attributes=DictAttr((("times", "two"),)),
    decomposition=sketch(lambda x: (call("add", x, x), x), TensorType((2,), F32)),
    regions=[sketch(lambda x: x, _SCALAR), sketch(lambda: ())],
    results=[f32([2, 4]), f32([1, 2])],
)
op.example(
    "no inputs and no results",
    inputs=[], name="a.b", decomposition=sketch(lambda: ()), results=[],
)  # fmt: skip

op.reject("C1", name="my_op")
op.reject("C1", name="0.my_op")
op.reject("C1", name="my_namespace.%")
op.reject("C1", name="my_namespace.")
op.reject("C2", decomposition=SymbolRef("nowhere"))
op.reject("C3", inputs=[f32(1), si32(2)])
op.reject("C3", inputs=[f32(1)])
op.reject("C4", results=[f32([5])])
op.reject("C4", results=[f32(5), f32(5)])
