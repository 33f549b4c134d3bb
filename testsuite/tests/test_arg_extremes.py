"""Reductions that carry an index: what numpy's argmax gives is what joining one element after the other gives."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.spec.families import arg_extremes as module

SHAPE = (30, 200)

COMPARISONS = {
    "the left of equal ones": """
        %c = stablehlo.compare {GE}, %a, %b : (tensor<T>, tensor<T>) -> tensor<i1>
        %x = stablehlo.select %c, %a, %b : tensor<i1>, tensor<T>
        %y = stablehlo.select %c, %j, %k : tensor<i1>, tensor<i32>""",
    "NaN, then the lowest index, as JAX writes it": """
        %more = stablehlo.compare {GT}, %a, %b : (tensor<T>, tensor<T>) -> tensor<i1>
        %nan = stablehlo.compare NE, %a, %a : (tensor<T>, tensor<T>) -> tensor<i1>
        %c = stablehlo.or %more, %nan : tensor<i1>
        %same = stablehlo.compare EQ, %a, %b : (tensor<T>, tensor<T>) -> tensor<i1>
        %lower = stablehlo.compare LT, %j, %k : (tensor<i32>, tensor<i32>) -> tensor<i1>
        %tie = stablehlo.and %same, %lower : tensor<i1>
        %d = stablehlo.or %c, %tie : tensor<i1>
        %x = stablehlo.select %c, %a, %b : tensor<i1>, tensor<T>
        %y = stablehlo.select %d, %j, %k : tensor<i1>, tensor<i32>""",
    "total order": """
        %c = stablehlo.compare {GE}, %a, %b, TOTALORDER : (tensor<T>, tensor<T>) -> tensor<i1>
        %x = stablehlo.select %c, %a, %b : tensor<i1>, tensor<T>
        %y = stablehlo.select %c, %j, %k : tensor<i1>, tensor<i32>""",
}
OTHER_BODIES = {
    "the right of equal ones": """
        %c = stablehlo.compare GT, %a, %b : (tensor<T>, tensor<T>) -> tensor<i1>
        %x = stablehlo.select %c, %a, %b : tensor<i1>, tensor<T>
        %y = stablehlo.select %c, %j, %k : tensor<i1>, tensor<i32>""",
    "the index of the smaller": """
        %c = stablehlo.compare GE, %a, %b : (tensor<T>, tensor<T>) -> tensor<i1>
        %x = stablehlo.select %c, %a, %b : tensor<i1>, tensor<T>
        %y = stablehlo.select %c, %k, %j : tensor<i1>, tensor<i32>""",
    "always the right": """
        %x = stablehlo.maximum %b, %b : tensor<T>
        %y = stablehlo.maximum %k, %k : tensor<i32>""",
    "a sum of indices": """
        %c = stablehlo.compare GE, %a, %b : (tensor<T>, tensor<T>) -> tensor<i1>
        %x = stablehlo.select %c, %a, %b : tensor<i1>, tensor<T>
        %y = stablehlo.add %j, %k : tensor<i32>""",
    "the larger element and the larger index": """
        %c = stablehlo.compare GE, %a, %b : (tensor<T>, tensor<T>) -> tensor<i1>
        %d = stablehlo.compare GE, %j, %k : (tensor<i32>, tensor<i32>) -> tensor<i1>
        %x = stablehlo.select %c, %a, %b : tensor<i1>, tensor<T>
        %y = stablehlo.select %d, %j, %k : tensor<i1>, tensor<i32>""",
    "unlike a constant": """
        %z = stablehlo.constant dense<0.0> : tensor<T>
        %c = stablehlo.compare GE, %a, %z : (tensor<T>, tensor<T>) -> tensor<i1>
        %x = stablehlo.select %c, %a, %b : tensor<i1>, tensor<T>
        %y = stablehlo.select %c, %j, %k : tensor<i1>, tensor<i32>""",
}


def program(body: str, element: str, axis: int) -> si.Module:
    rows, columns = SHAPE
    kept = columns if axis == 0 else rows
    square, indices, line = f"tensor<{rows}x{columns}x{element}>", f"tensor<{rows}x{columns}xi32>", f"tensor<{kept}x"
    return si.parse(f"""
    func.func @main(%in: {square}, %i: {indices}, %a0: tensor<{element}>) -> ({line}{element}>, {line}i32>) {{
      %none = stablehlo.constant dense<-1> : tensor<i32>
      %r:2 = "stablehlo.reduce"(%in, %i, %a0, %none) ({{
        ^bb0(%a: tensor<T>, %j: tensor<i32>, %b: tensor<T>, %k: tensor<i32>):
          {body}
          stablehlo.return %x, %y : tensor<T>, tensor<i32> }}) {{dimensions = array<i64: {axis}>}}
        : ({square}, {indices}, tensor<{element}>, tensor<i32>) -> ({line}{element}>, {line}i32>)
      return %r#0, %r#1 : {line}{element}>, {line}i32>
    }}""".replace("tensor<T>", f"tensor<{element}>"))  # fmt: skip


def elements(kind: str, dtype: Any) -> np.ndarray:
    random = np.random.default_rng(len(kind))
    x = random.standard_normal(SHAPE) * 3
    match kind:
        case "ties":
            x = np.round(x / 2)
        case "NaN":
            x = np.where(random.random(SHAPE) < 0.01, np.nan, x)
        case "NaN of both signs":
            x = np.where(random.random(SHAPE) < 0.02, np.copysign(np.nan, x), x)
        case "zeros of both signs":
            x = np.copysign(0.0, x)
        case "infinities":
            x = np.where(np.abs(x) > 3, np.copysign(np.inf, x), x)
    return x.astype(dtype)


def bits(results: list[Any]) -> list[bytes]:
    values, places = results
    return [np.where(np.isnan(values), np.nan, values).tobytes(), places.tobytes()]


def both_ways(
    monkeypatch: pytest.MonkeyPatch, body: str, element: str, x: np.ndarray, axis: int, indices: np.ndarray
) -> tuple[list[bytes], list[bytes], bool]:
    """Results found by numpy (and whether they were), and by joining in a tree."""
    least = np.array(np.iinfo(x.dtype).min if x.dtype.kind == "i" else -np.inf, x.dtype)
    module_text = program(body, element, axis)
    found: list[Any] = []
    real = module.arg_extremes

    def watched(*arguments: Any) -> Any:
        found.append(real(*arguments))
        return found[-1]

    monkeypatch.setattr("stablehlo_reference.spec.families.arg_extremes.arg_extremes", watched)
    fast = si.run(module_text, x, indices, least)
    monkeypatch.setattr("stablehlo_reference.spec.families.arg_extremes.arg_extremes", lambda *_: None)
    slow = si.run(module_text, x, indices, least)
    return bits(fast), bits(slow), bool(found) and found[0] is not None


def counted(axis: int) -> np.ndarray:
    return np.broadcast_to(np.arange(SHAPE[axis], dtype=np.int32).reshape((-1, 1) if axis == 0 else (1, -1)), SHAPE)


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize(
    ("kind", "element"),
    [
        ("ties", "f32"), ("NaN", "f32"), ("NaN of both signs", "f32"), ("zeros of both signs", "f32"),
        ("infinities", "f64"), ("ties", "i16"), ("ties", "f16"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", COMPARISONS)
@pytest.mark.parametrize("smallest", [False, True], ids=["largest", "smallest"])
def test_places_are_those_of_the_tree(
    monkeypatch: pytest.MonkeyPatch, name: str, kind: str, element: str, axis: int, smallest: bool
) -> None:
    if name == "total order" and element == "i16":
        pytest.skip("integers have one order")
    body = COMPARISONS[name].replace("{GE}", "LE" if smallest else "GE").replace("{GT}", "LT" if smallest else "GT")
    x = elements(kind, {"f32": np.float32, "f64": np.float64, "f16": np.float16, "i16": np.int16}[element])
    fast, slow, by_numpy = both_ways(monkeypatch, body, element, x, axis, counted(axis))
    assert fast == slow
    if kind in ("ties", "infinities"):
        assert by_numpy


@pytest.mark.parametrize("name", OTHER_BODIES)
def test_bodies_that_do_something_else_are_told_apart(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    x = elements("ties", np.float32)
    fast, slow, by_numpy = both_ways(monkeypatch, OTHER_BODIES[name], "f32", x, 1, counted(1))
    assert fast == slow
    assert not by_numpy


def test_the_lowest_index_needs_indices_that_rise(monkeypatch: pytest.MonkeyPatch) -> None:
    body = COMPARISONS["NaN, then the lowest index, as JAX writes it"].replace("{GT}", "GT")
    falling = np.ascontiguousarray(counted(1)[:, ::-1])
    fast, slow, by_numpy = both_ways(monkeypatch, body, "f32", elements("ties", np.float32), 1, falling)
    assert fast == slow
    assert not by_numpy


def test_elements_of_the_type_of_the_indices_could_be_compared_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    body = COMPARISONS["the left of equal ones"].replace("{GE}", "GE")
    fast, slow, by_numpy = both_ways(monkeypatch, body, "i32", elements("ties", np.int32), 1, counted(1))
    assert fast == slow
    assert not by_numpy


def test_small_arrays_are_not_worth_a_trial() -> None:
    class Body:
        chooses = True

        def __call__(self, *arguments: Any) -> Any:
            raise AssertionError("tried out")

    small = [np.zeros((3, 4), np.float32), np.zeros((3, 4), np.int32)]
    assert module.arg_extremes(Body(), small, -1) is None  # type: ignore[arg-type]
