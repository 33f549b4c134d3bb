"""Loops, branches, tuples and composites, as programs use them: captured values, nesting, limits, memory."""

from __future__ import annotations

import numpy as np
import pytest
from stablehlo_reference import interpreter as si

SUM_BELOW = """
func.func @main(%limit: tensor<i64>) -> (tensor<i64>, tensor<i64>) {
  %zero = stablehlo.constant dense<0> : tensor<i64>
  %one = stablehlo.constant dense<1> : tensor<i64>
  %last:2 = stablehlo.while(%i = %zero, %sum = %zero) : tensor<i64>, tensor<i64>
  cond {
    %more = stablehlo.compare LT, %i, %limit : (tensor<i64>, tensor<i64>) -> tensor<i1>
    stablehlo.return %more : tensor<i1>
  } do {
    %next = stablehlo.add %i, %one : tensor<i64>
    %more = stablehlo.add %sum, %i : tensor<i64>
    stablehlo.return %next, %more : tensor<i64>, tensor<i64>
  }
  return %last#0, %last#1 : tensor<i64>, tensor<i64>
}
"""


def outputs(program: str, *inputs: object, **options: object) -> list[object]:
    return [np.asarray(value).tolist() for value in si.run(si.parse(program), *inputs, **options)]


@pytest.mark.parametrize("limit", [-1, 0, 1, 10, 1000])
def test_a_loop_reads_values_from_outside(limit: int) -> None:
    assert outputs(SUM_BELOW, limit) == [max(limit, 0), sum(range(limit))]


def test_a_loop_within_a_loop_sees_the_values_of_both() -> None:
    program = """
    func.func @main(%n: tensor<i32>) -> tensor<i32> {
      %zero = stablehlo.constant dense<0> : tensor<i32>
      %one = stablehlo.constant dense<1> : tensor<i32>
      %outer:2 = stablehlo.while(%i = %zero, %total = %zero) : tensor<i32>, tensor<i32>
      cond {
        %more = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
        stablehlo.return %more : tensor<i1>
      } do {
        %inner:2 = stablehlo.while(%j = %zero, %t = %total) : tensor<i32>, tensor<i32>
        cond {
          %more = stablehlo.compare LE, %j, %i : (tensor<i32>, tensor<i32>) -> tensor<i1>
          stablehlo.return %more : tensor<i1>
        } do {
          %u = stablehlo.add %t, %i : tensor<i32>
          %k = stablehlo.add %j, %one : tensor<i32>
          stablehlo.return %k, %u : tensor<i32>, tensor<i32>
        }
        %next = stablehlo.add %i, %one : tensor<i32>
        stablehlo.return %next, %inner#1 : tensor<i32>, tensor<i32>
      }
      return %outer#1 : tensor<i32>
    }
    """
    assert outputs(program, 5) == [sum(i * (i + 1) for i in range(5))]


def test_the_state_may_be_swapped() -> None:
    program = """
    func.func @main(%a: tensor<2xf32>, %b: tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>) {
      %zero = stablehlo.constant dense<0> : tensor<i32>
      %one = stablehlo.constant dense<1> : tensor<i32>
      %three = stablehlo.constant dense<3> : tensor<i32>
      %r:3 = stablehlo.while(%i = %zero, %x = %a, %y = %b) : tensor<i32>, tensor<2xf32>, tensor<2xf32>
      cond {
        %more = stablehlo.compare LT, %i, %three : (tensor<i32>, tensor<i32>) -> tensor<i1>
        stablehlo.return %more : tensor<i1>
      } do {
        %j = stablehlo.add %i, %one : tensor<i32>
        stablehlo.return %j, %y, %x : tensor<i32>, tensor<2xf32>, tensor<2xf32>
      }
      return %r#1, %r#2 : tensor<2xf32>, tensor<2xf32>
    }
    """
    a, b = np.array([1, 2], np.float32), np.array([3, 4], np.float32)
    assert outputs(program, a, b) == [[3, 4], [1, 2]]


def test_sizes_of_the_state_may_change_where_they_are_dynamic() -> None:
    program = """
    func.func @main(%x: tensor<?xi64>) -> tensor<?xi64> {
      %zero = stablehlo.constant dense<0> : tensor<i64>
      %one = stablehlo.constant dense<1> : tensor<i64>
      %three = stablehlo.constant dense<3> : tensor<i64>
      %r:2 = stablehlo.while(%i = %zero, %y = %x) : tensor<i64>, tensor<?xi64>
      cond {
        %more = stablehlo.compare LT, %i, %three : (tensor<i64>, tensor<i64>) -> tensor<i1>
        stablehlo.return %more : tensor<i1>
      } do {
        %j = stablehlo.add %i, %one : tensor<i64>
        %z = stablehlo.concatenate %y, %y, dim = 0 : (tensor<?xi64>, tensor<?xi64>) -> tensor<?xi64>
        stablehlo.return %j, %z : tensor<i64>, tensor<?xi64>
      }
      return %r#1 : tensor<?xi64>
    }
    """
    assert outputs(program, np.array([7], np.int64)) == [[7] * 8]


@pytest.mark.parametrize("body", ["", "%t = stablehlo.create_token : !stablehlo.token"])
def test_an_infinite_loop_meets_the_limit_of_steps(body: str) -> None:
    program = f"""
    func.func @main() {{
      %true = stablehlo.constant dense<true> : tensor<i1>
      stablehlo.while()
      cond {{ stablehlo.return %true : tensor<i1> }} do {{ {body} stablehlo.return }}
      return
    }}
    """
    with pytest.raises(si.LimitExceeded, match="max_steps"):
        si.run(si.parse(program), limits=si.Limits(max_steps=1000))


def test_an_infinite_loop_meets_the_limit_of_time() -> None:
    program = """
    func.func @main() {
      %true = stablehlo.constant dense<true> : tensor<i1>
      stablehlo.while()
      cond { stablehlo.return %true : tensor<i1> } do { stablehlo.return }
      return
    }
    """
    with pytest.raises(si.LimitExceeded, match="max_seconds"):
        si.run(si.parse(program), limits=si.Limits(max_seconds=0.1))


def test_only_the_chosen_branch_is_executed() -> None:
    program = """
    func.func @main(%p: tensor<i1>, %x: tensor<f32>) -> tensor<f32> {
      %r = "stablehlo.if"(%p) ({
        stablehlo.return %x : tensor<f32>
      }, {
        %y = stablehlo.custom_call @nobody_knows(%x) : (tensor<f32>) -> tensor<f32>
        stablehlo.return %y : tensor<f32>
      }) : (tensor<i1>) -> tensor<f32>
      return %r : tensor<f32>
    }
    """
    assert outputs(program, True, 1.5) == [1.5]
    with pytest.raises(si.UnsupportedError, match="nobody_knows"):
        si.run(si.parse(program), False, 1.5)


def test_branches_of_different_dynamic_sizes_give_their_own() -> None:
    program = """
    func.func @main(%i: tensor<i32>, %x: tensor<2xi8>, %y: tensor<?xi8>) -> tensor<?xi8> {
      %r = "stablehlo.case"(%i) ({
        stablehlo.return %x : tensor<2xi8>
      }, {
        stablehlo.return %y : tensor<?xi8>
      }) : (tensor<i32>) -> tensor<?xi8>
      return %r : tensor<?xi8>
    }
    """
    x, y = np.array([1, 2], np.int8), np.array([3], np.int8)
    assert outputs(program, 0, x, y) == [[1, 2]]
    assert outputs(program, 1, x, y) == [[3]]
    assert outputs(program, -7, x, y) == [[3]]


def test_a_conditional_loop_ends_a_recursion() -> None:
    program = """
    func.func @down(%n: tensor<i32>) -> tensor<i32> {
      %zero = stablehlo.constant dense<0> : tensor<i32>
      %one = stablehlo.constant dense<1> : tensor<i32>
      %more = stablehlo.compare GT, %n, %zero : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %r = "stablehlo.if"(%more) ({
        %m = stablehlo.subtract %n, %one : tensor<i32>
        %d = func.call @down(%m) : (tensor<i32>) -> tensor<i32>
        %e = stablehlo.add %d, %n : tensor<i32>
        stablehlo.return %e : tensor<i32>
      }, {
        stablehlo.return %zero : tensor<i32>
      }) : (tensor<i1>) -> tensor<i32>
      return %r : tensor<i32>
    }
    func.func @main(%n: tensor<i32>) -> tensor<i32> {
      %r = call @down(%n) : (tensor<i32>) -> tensor<i32>
      return %r : tensor<i32>
    }
    """
    assert outputs(program, 20) == [210]
    with pytest.raises(si.LimitExceeded, match="max_depth"):
        si.run(si.parse(program), 20, limits=si.Limits(max_depth=10))


def test_quantized_values_pass_as_they_are_stored() -> None:
    type_ = "tensor<2x!quant.uniform<i8:f32, 0.5:1>>"
    program = f"""
    func.func @main(%p: tensor<i1>, %x: {type_}) -> {type_} {{
      %r = "stablehlo.if"(%p) ({{ stablehlo.return %x : {type_} }}, {{
        %t = stablehlo.tuple %x : tuple<{type_}>
        %e = stablehlo.get_tuple_element %t[0] : (tuple<{type_}>) -> {type_}
        stablehlo.return %e : {type_}
      }}) : (tensor<i1>) -> {type_}
      return %r : {type_}
    }}
    """
    for chosen in (True, False):
        assert outputs(program, chosen, np.array([3, -4], np.int8)) == [[3, -4]]


def test_values_within_tuples_count_as_memory() -> None:
    program = """
    func.func @main(%x: tensor<i8>) -> tensor<i64> {
      %a = stablehlo.iota dim = 0 : tensor<1000xi64>
      %t = stablehlo.tuple %a, %a : tuple<tensor<1000xi64>, tensor<1000xi64>>
      %b = stablehlo.iota dim = 0 : tensor<1000xi64>
      %c = stablehlo.add %b, %b : tensor<1000xi64>
      %e = stablehlo.get_tuple_element %t[1] : (tuple<tensor<1000xi64>, tensor<1000xi64>>) -> tensor<1000xi64>
      %s = stablehlo.slice %e [999:1000] : (tensor<1000xi64>) -> tensor<1xi64>
      %r = stablehlo.reshape %s : (tensor<1xi64>) -> tensor<i64>
      return %r : tensor<i64>
    }
    """
    assert outputs(program, 0) == [999]
    with pytest.raises(si.LimitExceeded, match="max_bytes"):
        si.run(si.parse(program), 0, limits=si.Limits(max_bytes=20_000))


def test_a_composite_is_not_its_regions() -> None:
    program = """
    func.func private @twice(%x: tensor<f32>) -> tensor<f32> {
      %y = stablehlo.add %x, %x : tensor<f32>
      return %y : tensor<f32>
    }
    func.func @main(%x: tensor<f32>) -> tensor<f32> {
      %y = "stablehlo.composite"(%x) <{
        name = "my.twice", composite_attributes = {}, decomposition = @twice, version = 0 : i32
      }> ({
        %z = stablehlo.custom_call @nobody_knows(%x) : (tensor<f32>) -> tensor<f32>
        stablehlo.return %z : tensor<f32>
      }) : (tensor<f32>) -> tensor<f32>
      return %y : tensor<f32>
    }
    """
    assert outputs(program, 1.5) == [3.0]


CHECK = """
func.func @main(%x: tensor<2xf32>, %y: tensor<2xf32>) {{
  stablehlo.custom_call @check.{}(%x, %y) {{has_side_effect = true}} : (tensor<2xf32>, tensor<2xf32>) -> ()
  return
}}
"""


@pytest.mark.parametrize(
    ("check", "found", "holds"),
    [
        ("expect_eq", 1.0, True),
        ("expect_eq", np.nextafter(np.float32(1), np.float32(2)), False),
        ("expect_close", 1 + 3 * 2.0**-23, True),
        ("expect_close", 1 + 4 * 2.0**-23, False),
        ("expect_close", np.nan, False),
        ("expect_almost_eq", 1.0009, True),
        ("expect_almost_eq", 1.0011, False),
        ("expect_almost_eq", np.inf, False),
    ],
)
def test_checks_within_a_program_hold_or_fail(check: str, found: float, holds: bool) -> None:
    module = si.parse(CHECK.format(check))
    x, y = np.array([0, found], np.float32), np.array([-0.0, 1], np.float32)
    if holds:
        assert si.run(module, x, y) == []
        return
    with pytest.raises(si.CheckFailed, match=r"<string>:3:3: .*1 of 2 elements .* at \[1\]") as caught:
        si.run(module, x, y)
    np.testing.assert_array_equal(caught.value.actual, x)
    np.testing.assert_array_equal(caught.value.expected, y)


def test_an_unknown_call_target_says_which_are_near() -> None:
    with pytest.raises(si.UnsupportedError, match=r"did you mean 'check.expect_eq'"):
        si.run(si.parse(CHECK.format("expectt_eq")), [1, 2], [1, 2])


def test_buffers_hold_what_is_pinned() -> None:
    program = """
    func.func @main(%x: tensor<2xf32>) -> (tensor<2xf32>, tensor<3xi8>) {
      %b = stablehlo.custom_call @Pin(%x) : (tensor<2xf32>) -> memref<2xf32>
      %y = stablehlo.custom_call @Unpin(%b) : (memref<2xf32>) -> tensor<2xf32>
      %c = stablehlo.custom_call @CreateBuffer() : () -> memref<3xi8>
      %z = stablehlo.custom_call @Unpin(%c) : (memref<3xi8>) -> tensor<3xi8>
      return %y, %z : tensor<2xf32>, tensor<3xi8>
    }
    """
    assert outputs(program, [1, 2]) == [[1, 2], [0, 0, 0]]


def test_sharding_that_changes_shapes_needs_more_devices() -> None:
    program = """
    func.func @main(%x: tensor<4xf32>) -> tensor<2xf32> {
      %y = stablehlo.custom_call @SPMDFullToShardShape(%x) : (tensor<4xf32>) -> tensor<2xf32>
      return %y : tensor<2xf32>
    }
    """
    with pytest.raises(si.UnsupportedError, match="several devices"):
        si.run(si.parse(program), [1, 2, 3, 4])


def test_operands_whose_sizes_turn_out_to_differ_are_refused() -> None:
    module = si.parse(
        "func.func @main(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {"
        "  %0 = stablehlo.add %x, %y : tensor<?xf32> return %0 : tensor<?xf32> }"
    )
    assert si.run(module, np.ones(3, np.float32), np.ones(3, np.float32))[0].tolist() == [2, 2, 2]
    with pytest.raises(si.ExecutionError, match=r"shapes \[1\], \[3\]"):
        si.run(module, np.ones(1, np.float32), np.ones(3, np.float32))
