"""Ops that move or choose elements do so for every element type, whichever of their ways is taken."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.spec.types import ComplexType, ElementType
from stablehlo_reference.spec.types.element import ELEMENT_TYPES

Array = np.ndarray[Any, Any]

REAL = tuple(element for element in ELEMENT_TYPES if not isinstance(element, ComplexType))
WINDOW_MAXIMA = """
func.func @main(%x: tensor<{n}x{e}>, %init: tensor<{e}>) -> tensor<{m}x{e}> {{
  %0 = "stablehlo.reduce_window"(%x, %init) ({{
  ^bb0(%a: tensor<{e}>, %b: tensor<{e}>):
    %1 = stablehlo.maximum %a, %b : tensor<{e}>
    stablehlo.return %1 : tensor<{e}>
  }}) {{window_dimensions = array<i64: 3>}} : (tensor<{n}x{e}>, tensor<{e}>) -> tensor<{m}x{e}>
  return %0 : tensor<{m}x{e}>
}}
"""
PLACES_OF_MAXIMA = """
func.func @main(%x: tensor<6x{e}>, %source: tensor<2x{e}>, %init: tensor<{e}>) -> tensor<6x{e}> {{
  %0 = "stablehlo.select_and_scatter"(%x, %source, %init) ({{
  ^bb0(%a: tensor<{e}>, %b: tensor<{e}>):
    %1 = stablehlo.compare GE, %a, %b : (tensor<{e}>, tensor<{e}>) -> tensor<i1>
    stablehlo.return %1 : tensor<i1>
  }}, {{
  ^bb0(%a: tensor<{e}>, %b: tensor<{e}>):
    stablehlo.return %b : tensor<{e}>
  }}) {{window_dimensions = array<i64: 3>, window_strides = array<i64: 3>}}
    : (tensor<6x{e}>, tensor<2x{e}>, tensor<{e}>) -> tensor<6x{e}>
  return %0 : tensor<6x{e}>
}}
"""
LONG_SLICES = """
func.func @main(%x: tensor<60x2x{e}>, %at: tensor<3x1xi32>) -> tensor<3x40x2x{e}> {{
  %0 = "stablehlo.gather"(%x, %at) {{
    dimension_numbers = #stablehlo.gather<offset_dims = [1, 2], start_index_map = [0], index_vector_dim = 1>,
    slice_sizes = array<i64: 40, 2>}} : (tensor<60x2x{e}>, tensor<3x1xi32>) -> tensor<3x40x2x{e}>
  return %0 : tensor<3x40x2x{e}>
}}
"""
LONG_UPDATES = """
func.func @main(%x: tensor<60x2x{e}>, %at: tensor<1x1xi32>, %new: tensor<1x40x2x{e}>) -> tensor<60x2x{e}> {{
  %0 = "stablehlo.scatter"(%x, %at, %new) ({{
  ^bb0(%a: tensor<{e}>, %b: tensor<{e}>):
    stablehlo.return %b : tensor<{e}>
  }}) {{scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1, 2],
    scatter_dims_to_operand_dims = [0], index_vector_dim = 1>}}
    : (tensor<60x2x{e}>, tensor<1x1xi32>, tensor<1x40x2x{e}>) -> tensor<60x2x{e}>
  return %0 : tensor<60x2x{e}>
}}
"""


def numbers(element: ElementType, *shape: int) -> Array:
    """Elements that every type has, in no order."""
    high = 2 if element.bits > 2 else 1
    return np.random.default_rng(0).integers(1, high, shape, endpoint=True).astype(element.dtype)


def bits(element: ElementType, *shape: int) -> Array:
    """Any elements."""
    octets = np.random.default_rng(0).integers(0, 256, (*shape, element.dtype.itemsize)).astype(np.uint8)
    if element.bits < 8:
        octets &= 1
    return octets.view(element.dtype)[..., 0]


def run(text: str, *inputs: Array) -> Array:
    (found,) = si.run(si.parse(text), *inputs)
    return found


def same(found: Array, expected: Array) -> None:
    assert found.dtype == expected.dtype
    assert found.shape == expected.shape
    assert found.tobytes() == expected.tobytes()


@pytest.mark.parametrize("element", REAL, ids=str)
@pytest.mark.parametrize("size", [5, 5000], ids=["few", "many"])
def test_maxima_of_windows(element: ElementType, size: int) -> None:
    x = numbers(element, size)
    found = run(WINDOW_MAXIMA.format(e=element, n=size, m=size - 2), x, np.array(1).astype(element.dtype))
    wide = x.astype(np.float64)
    same(found, np.maximum(np.maximum(wide[:-2], wide[1:-1]), wide[2:]).astype(element.dtype))


@pytest.mark.parametrize("element", REAL, ids=str)
def test_the_first_of_the_greatest_of_each_window(element: ElementType) -> None:
    x = np.array([False, True, True, True, False, True] if element.bits == 1 else [1, 2, 2, 2, 1, 2])
    x = x.astype(element.dtype) if element.bits != 2 else np.array([0, 1, 1, 1, 0, 1], element.dtype)
    found = run(PLACES_OF_MAXIMA.format(e=element), x, x[[0, 1]], x[1])
    same(found, x[[1, 0, 1, 1, 1, 1]])


@pytest.mark.parametrize("element", ELEMENT_TYPES, ids=str)
def test_long_slices(element: ElementType) -> None:
    x = bits(element, 60, 2)
    found = run(LONG_SLICES.format(e=element), x, np.array([[0], [7], [99]], np.int32))
    same(found, np.stack([x[0:40], x[7:47], x[20:60]]))


@pytest.mark.parametrize("element", ELEMENT_TYPES, ids=str)
def test_long_updates(element: ElementType) -> None:
    x, new = bits(element, 60, 2), bits(element, 1, 40, 2)
    found = run(LONG_UPDATES.format(e=element), x, np.array([[7]], np.int32), new)
    same(found, np.concatenate((x[:7], new[0], x[47:])))
