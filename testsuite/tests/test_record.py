"""Records behave like frozen dataclasses."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

import pytest
from stablehlo_reference.spec.record import record


@record
class Point:
    """A record."""

    kind: ClassVar[str] = "point"

    x: int
    y: int = 2
    note: str = dataclasses.field(default="", compare=False)


def test_fields_are_given_by_place_or_name() -> None:
    assert Point(1) == Point(x=1, y=2)
    assert (Point(1, 3).x, Point(1, 3).y, Point(1).note) == (1, 3, "")
    assert repr(Point(1)) == "Point(x=1, y=2, note='')"


@pytest.mark.parametrize("values", [((), {}), ((1, 2, "", 4), {}), ((1,), {"z": 1}), ((1,), {"x": 1})])
def test_wrong_fields_are_refused(values) -> None:
    with pytest.raises(TypeError, match="Point"):
        Point(*values[0], **values[1])


def test_records_do_not_change() -> None:
    point = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.x = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del point.x


def test_equality_and_hash_follow_the_compared_fields() -> None:
    assert Point(1, note="a") == Point(1, note="b") != Point(2)
    assert len({Point(1, note="a"), Point(1, note="b"), Point(1, 3)}) == 2
    assert Point(1) != (1, 2, "")


def test_dataclasses_knows_records() -> None:
    assert [one.name for one in dataclasses.fields(Point)] == ["x", "y", "note"]
    assert dataclasses.replace(Point(1, note="a"), y=5) == Point(1, 5)
    match Point(4):
        case Point(x, y):
            assert (x, y) == (4, 2)
