"""Groups of processes, by lists of ids and by the axes of a mesh."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.spec.attributes.axis_ref import AxisRef
from stablehlo_reference.spec.attributes.mesh import Mesh
from stablehlo_reference.spec.attributes.mesh_axis import MeshAxis
from stablehlo_reference.spec.attributes.sub_axis_info import SubAxisInfo
from stablehlo_reference.spec.families.collective import mesh_groups
from stablehlo_reference.spec.lang import WrongKind

XY = Mesh((MeshAxis("x", 2), MeshAxis("y", 3)))


@pytest.mark.parametrize(
    ("axes", "groups"),
    [
        (["y"], [[0, 1, 2], [3, 4, 5]]),
        (["x"], [[0, 3], [1, 4], [2, 5]]),
        (["x", "y"], [[0, 1, 2, 3, 4, 5]]),
        (["y", "x"], [[0, 3, 1, 4, 2, 5]]),
        ([], [[0], [1], [2], [3], [4], [5]]),
    ],
)
def test_groups_vary_in_the_axes_in_their_order(axes: list[str], groups: list[list[int]]) -> None:
    assert mesh_groups(XY, [AxisRef(name) for name in axes]).tolist() == groups


def test_device_ids_stand_for_places_of_the_mesh() -> None:
    mesh = Mesh(XY.axes, (5, 4, 3, 2, 1, 0))
    assert mesh_groups(mesh, [AxisRef("x")]).tolist() == [[5, 2], [4, 1], [3, 0]]


@pytest.mark.parametrize(("pre_size", "size"), [(1, 2), (2, 3), (2, 2), (4, 3), (1, 12), (12, 1)])
def test_a_part_of_an_axis_groups_places_that_differ_there_only(pre_size: int, size: int) -> None:
    mesh = Mesh((MeshAxis("x", 2), MeshAxis("y", 12)))
    found = mesh_groups(mesh, [AxisRef("y", SubAxisInfo(pre_size, size)), AxisRef("x")])
    after = 12 // (pre_size * size)
    expected = {}
    for y, x in itertools.product(range(12), range(2)):
        others = (y // (size * after), y % after)
        expected.setdefault(others, {})[y // after % size, x] = 12 * x + y
    assert found.tolist() == [[row[key] for key in sorted(row)] for _, row in sorted(expected.items())]


def test_parts_of_one_axis_may_be_taken_in_any_order() -> None:
    mesh = Mesh((MeshAxis("x", 8),))
    outer, inner = AxisRef("x", SubAxisInfo(1, 2)), AxisRef("x", SubAxisInfo(4, 2))
    assert mesh_groups(mesh, [outer, inner]).tolist() == [[0, 1, 4, 5], [2, 3, 6, 7]]
    assert mesh_groups(mesh, [inner, outer]).tolist() == [[0, 4, 1, 5], [2, 6, 3, 7]]
    assert np.unique(mesh_groups(mesh, [outer, inner])).size == 8


@pytest.mark.parametrize(
    ("mesh", "axes", "message"),
    [
        (XY, [AxisRef("z")], "no axis 'z'"),
        (XY, [AxisRef("x"), AxisRef("x")], "none of them twice"),
        (XY, [AxisRef("y", SubAxisInfo(1, 2))], "size 3 can be split"),
        (XY, [AxisRef("y", SubAxisInfo(0, 3))], "size 3 can be split"),
        (Mesh(XY.axes, (0, 1)), [AxisRef("x")], "6 device ids, found 2"),
    ],
)
def test_axes_must_be_those_of_the_mesh(mesh: Mesh, axes: list[AxisRef], message: str) -> None:
    with pytest.raises(WrongKind, match=message):
        mesh_groups(mesh, axes)


PROGRAM = """
func.func private @mesh()
func.func @main(%x: tensor<2xf32>) -> tensor<4xf32> {{
  %y = "stablehlo.all_gather"(%x) <{{all_gather_dim = 0 : i64, replica_groups = {}}}> : (tensor<2xf32>) -> tensor<4xf32>
  return %y : tensor<4xf32>
}}
"""
BY_NAME = '#stablehlo.replica_group_mesh_axes<mesh = @{}, axes = [#stablehlo.axis_ref<name = "x">]>'


def test_a_mesh_may_be_named_where_the_program_has_it() -> None:
    assert si.check(PROGRAM.format(BY_NAME.format("mesh"))) == []
    (problem,) = si.check(PROGRAM.format(BY_NAME.format("nowhere")))
    assert problem.label == "I3"
    assert "@nowhere" in problem.message


@pytest.mark.parametrize(
    ("groups", "label"),
    [
        ("dense<[0, 1]> : tensor<2xi64>", "I3"),
        ("dense<0> : tensor<1x1xi32>", "I3"),
        ("dense<[[0, 0]]> : tensor<1x2xi64>", "C2"),
    ],
)
def test_groups_by_ids_are_rows(groups: str, label: str) -> None:
    (problem,) = si.check(PROGRAM.format(groups))
    assert problem.label == label


def test_a_future_is_done_when_it_has_started() -> None:
    program = """
    func.func @main(%x: tensor<4xf32>, %i: tensor<i32>) -> tensor<2xf32> {
      %f = "stablehlo.async_start"(%x, %i) ({
      ^bb0(%y: tensor<4xf32>, %j: tensor<i32>):
        %s = stablehlo.dynamic_slice %y, %j, sizes = [2] : (tensor<4xf32>, tensor<i32>) -> tensor<2xf32>
        stablehlo.return %s : tensor<2xf32>
      }) : (tensor<4xf32>, tensor<i32>) -> !stablehlo.future<tensor<2xf32>>
      %r = "stablehlo.async_done"(%f) : (!stablehlo.future<tensor<2xf32>>) -> tensor<2xf32>
      return %r : tensor<2xf32>
    }
    """
    (result,) = si.run(si.parse(program), [1, 2, 3, 4], 1)
    assert result.tolist() == [2, 3]
