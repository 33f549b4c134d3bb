"""Attributes of the StableHLO and CHLO dialects as text."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...spec.attributes import EnumAttribute, StructAttribute
from ...spec.types import float_text

if TYPE_CHECKING:
    from ...spec.attributes.conv import ConvDimensionNumbers
    from ...spec.attributes.mesh import Mesh

Print = Callable[..., str]

_SHARED_WITH_CHLO = ("comparison_direction", "comparison_type", "precision", "result_accuracy_mode")


def enum_text(member: EnumAttribute, dialect: str = "stablehlo") -> str:
    """`#stablehlo<precision HIGH>`."""
    mnemonic = member.name_of()
    owner = dialect if dialect == "chlo" and mnemonic in _SHARED_WITH_CHLO else "stablehlo"
    if mnemonic == "result_accuracy_mode":
        return f"#{owner}.{mnemonic}<{member.name}>"
    return f"#{owner}<{mnemonic} {member.name}>"


def struct_text(attribute: StructAttribute, show: Print) -> str:
    """`#stablehlo.dot<...>`; `show` prints the attributes inside."""
    body = struct_body(attribute, show)
    if attribute.mnemonic == "sub_axis_info":
        return f"#{attribute.dialect}<{attribute.mnemonic}{body}>"
    return f"#{attribute.dialect}.{attribute.mnemonic}{body}"


def struct_body(attribute: StructAttribute, show: Print) -> str:
    """What follows the name: `<...>`."""
    # Few programs hold any of these, and each is a file of its own.
    from ...spec.attributes.axis_ref import AxisRef
    from ...spec.attributes.conv import ConvDimensionNumbers
    from ...spec.attributes.mesh import Mesh
    from ...spec.attributes.mesh_axis import MeshAxis
    from ...spec.attributes.replica_group_mesh_axes import ReplicaGroupMeshAxes
    from ...spec.attributes.result_accuracy import ResultAccuracy
    from ...spec.attributes.sub_axis_info import SubAxisInfo

    match attribute:
        case ConvDimensionNumbers():
            return f"<{convolution_dimensions(attribute) or 'raw ' + _fields(attribute, _given(attribute))}>"
        case ResultAccuracy():
            doubles = {"atol": float_text(attribute.atol), "rtol": float_text(attribute.rtol)}
            fields = doubles | {"ulps": str(attribute.ulps)}
            wanted = [name for name in fields if getattr(attribute, name) != 0]
            return f"<{''.join(f'{name} = {fields[name]}, ' for name in wanted)}mode = {show(attribute.mode)}>"
        case SubAxisInfo():
            return f"({attribute.pre_size}){attribute.size}"
        case AxisRef():
            part = attribute.sub_axis_info
            suffix = "" if part is None else f", sub_axis_info = {struct_body(part, show)}"
            return f"<name = {show(attribute.name)}{suffix}>"
        case MeshAxis():
            return f"<name = {show(attribute.name)}, size = {attribute.size}>"
        case Mesh():
            return _mesh(attribute, show)
        case ReplicaGroupMeshAxes():
            axes = ", ".join(show(axis) for axis in attribute.axes)
            return f"<mesh = {show(attribute.mesh_name)}, axes = [{axes}]>"
        case _:
            # Dimension numbers leave out what is empty or zero; other structures are printed in full.
            return f"<{_fields(attribute, _given(attribute) if _dimension_numbers(attribute) else None)}>"


def _mesh(mesh: Mesh, show: Print) -> str:
    axes = ", ".join(struct_body(axis, show) for axis in mesh.axes)
    if mesh.device_ids is None:
        return f"<axes=[{axes}]>"
    ids = ", ".join(map(str, mesh.device_ids))
    body = f"[{ids}]" if len(set(mesh.device_ids)) > 1 else ids.partition(",")[0]
    return f"<axes=[{axes}], device_ids=dense<{body}> : tensor<{len(mesh.device_ids)}xi64>>"


def _dimension_numbers(attribute: StructAttribute) -> bool:
    """Whether the structure numbers the dimensions of operands."""
    names = [field.name for field in dataclasses.fields(attribute)]  # pyright: ignore[reportArgumentType]
    return any(name.endswith(("_dimensions", "_dims")) for name in names)


def _given(attribute: StructAttribute) -> list[str]:
    """Names of the fields that are neither empty nor zero."""
    names = [field.name for field in dataclasses.fields(attribute)]  # pyright: ignore[reportArgumentType]
    return [name for name in names if getattr(attribute, name) not in ((), 0)]


def _fields(attribute: StructAttribute, names: Sequence[str] | None) -> str:
    """`name = value, ...` for these fields, by default all."""
    if names is None:
        names = [field.name for field in dataclasses.fields(attribute)]  # pyright: ignore[reportArgumentType]
    return ", ".join(f"{name} = {_field(getattr(attribute, name))}" for name in names)


def _field(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return dimension_list(value)  # pyright: ignore[reportUnknownArgumentType]
    return str(value)


def dimension_list(values: Sequence[int]) -> str:
    """`[0, 1]`."""
    return f"[{', '.join(map(str, values))}]"


# Convolutions -------------------------------------------------------------------------------------------------------


def convolution_dimensions(numbers: ConvDimensionNumbers) -> str | None:
    """`[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]`, or None where the numbers do not number every dimension once."""
    groups = (
        ({"b": numbers.input_batch_dimension, "f": numbers.input_feature_dimension}, numbers.input_spatial_dimensions),
        (
            {"i": numbers.kernel_input_feature_dimension, "o": numbers.kernel_output_feature_dimension},
            numbers.kernel_spatial_dimensions,
        ),
        (
            {"b": numbers.output_batch_dimension, "f": numbers.output_feature_dimension},
            numbers.output_spatial_dimensions,
        ),
    )
    texts = [_dimension_group(named, spatial) for named, spatial in groups]
    if None in texts:
        return None
    inputs, kernel, outputs = texts
    return f"{inputs}x{kernel}->{outputs}"


def _dimension_group(named: Mapping[str, int], spatial: Sequence[int]) -> str | None:
    places = {**{index: letter for letter, index in named.items()}, **{d: str(i) for i, d in enumerate(spatial)}}
    if sorted(places) != list(range(len(named) + len(spatial))):
        return None
    return f"[{', '.join(places[i] for i in range(len(places)))}]"
