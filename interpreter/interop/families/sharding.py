"""Operations of Shardy that say how a tensor is spread over devices: its value does not change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ....spec.lang import ANYTHING, Attribute, Family, Unsupported, attribute, constraint, operand, result
from ....spec.types import FunctionType
from ..kinds import ANY_VALUE


def input_and_result_have_the_same_type(input: Any, result: Any) -> bool:
    """type(input) = type(result)"""
    return input == result


def annotated(assembly: str, *attributes: Attribute) -> Family:
    """A tensor that is given with other attributes. `assembly` is what stands between the name and the type."""
    return Family(
        (operand("input", ANY_VALUE), *attributes, result("result", ANY_VALUE)),
        (constraint("C1", input_and_result_have_the_same_type),),
        assembly=f"{assembly} attr-dict : same-type",
    )


def constrained() -> Family:
    """A tensor that is to be spread as `sharding` says."""
    return annotated("$input <annotation sharding>", attribute("sharding", ANYTHING))


def edge() -> Family:
    """A tensor whose sharding may be said."""
    return annotated("$input <keyed sharding>", attribute("sharding", ANYTHING, None))


def collective(axes: str | None = None) -> Family:
    """A tensor that is moved among devices until it is spread by `out_sharding`; `axes` names those along which."""
    out = attribute("out_sharding", ANYTHING)
    if axes is None:
        return annotated("$input <keyed out_sharding>", out)
    return annotated(f"<annotation {axes}> $input <keyed out_sharding>", attribute(axes, ANYTHING), out)


def one_device(mesh_sizes: Sequence[int]) -> None:
    """Raises Unsupported where a mesh has several devices."""
    if any(size != 1 for size in mesh_sizes):
        raise Unsupported("it is written for each of several devices, and there is one process for all of the program")


def body_takes_and_gives_what_the_operation_does(
    operands: tuple[Any, ...], body: FunctionType, results: tuple[Any, ...]
) -> bool:
    """type(body) = (type(operands...)) -> (type(results...))"""
    return body == FunctionType(operands, results)
