"""Where slices start that are placed by runtime values: dynamic_slice, dynamic_update_slice."""

from __future__ import annotations

from collections.abc import Sequence

from ..lang import Array, InvalidValue
from ..lang.notation import same_type
from ..types import Type


def clamped_starts(start_indices: Sequence[Array], shape: Sequence[int], sizes: Sequence[int]) -> list[int]:
    """clamp(0, start_indices, shape - sizes), with exact integers whatever the type of the indices is.

    Raises InvalidValue where a slice is larger than the shape.
    """
    room = [whole - size for whole, size in zip(shape, sizes, strict=True)]
    if min(room, default=0) < 0:
        raise InvalidValue(f"a slice of shape {list(sizes)} does not fit into shape {list(shape)}")
    return [max(0, min(start.item(), most)) for start, most in zip(start_indices, room, strict=True)]


def same_types(start_indices: tuple[Type, ...]) -> bool:
    """same(type(start_indices...))"""
    return not start_indices or same_type(*start_indices)
