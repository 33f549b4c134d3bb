"""Rows of the benchmark: ops that move elements, make them, or pick them by index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from .speed import SIDE, Case, binary, case

MATRIX = f"tensor<{SIDE}x{SIDE}xf32>"


def rows(random: np.random.Generator) -> Iterator[Case]:
    """All rows of ops that move elements."""
    f32, g32 = random.standard_normal((2, SIDE, SIDE), np.float32)
    numbers = random.integers(0, SIDE, SIDE, np.int32)
    yield from _shapes(f32)
    yield from _parts(f32, g32)
    yield from _made()
    yield from _gathers(f32, numbers)
    yield from _scatters(f32, g32, numbers, random)


def _shapes(f32: Any) -> Iterator[Case]:
    wide = np.broadcast_to(f32[0], f32.shape)
    repeated: Any = lambda x: np.array(np.broadcast_to(x, wide.shape))  # noqa: E731
    yield case(
        "broadcast_in_dim f32", "broadcast_in_dim", (f32[0].copy(),), repeated,
        "broadcast_dimensions = array<i64: 1>", results=MATRIX,
    )  # fmt: skip
    yield case(
        "broadcast f32", "broadcast", (f32[0].copy(),), repeated,
        f"broadcast_sizes = array<i64: {SIDE}>", results=MATRIX,
    )  # fmt: skip
    quarter = (4, SIDE, SIDE // 4)
    shaped = f"tensor<4x{SIDE}x{SIDE // 4}xf32>"
    yield case("reshape f32", "reshape", (f32,), lambda x: x.reshape(quarter).copy(), results=shaped)
    yield case(
        "transpose f32", "transpose", (f32,), lambda x: np.array(x.T, order="C"), "permutation = array<i64: 1, 0>"
    )
    cube = f32.reshape(64, 128, 128)
    turned: Any = lambda x: np.array(x.transpose(2, 0, 1), order="C")  # noqa: E731
    yield case(
        "transpose three dimensions f32", "transpose", (cube,), turned, "permutation = array<i64: 2, 0, 1>",
        results="tensor<128x64x128xf32>",
    )  # fmt: skip
    for dimension in (0, 1):
        yield case(
            f"reverse f32 dimension {dimension}", "reverse", (f32,),
            lambda x, dimension=dimension: np.array(np.flip(x, dimension), order="C"),
            f"dimensions = array<i64: {dimension}>",
        )  # fmt: skip
    taken_apart: Any = lambda x: x.view(np.int8).reshape(SIDE, SIDE, 4).copy()  # noqa: E731
    yield case(
        "bitcast_convert f32 to si8", "bitcast_convert", (f32,), taken_apart,
        results=f"tensor<{SIDE}x{SIDE}x4xi8>",
    )  # fmt: skip


def _parts(f32: Any, g32: Any) -> Iterator[Case]:
    half = SIDE // 2
    yield case(
        "slice f32", "slice", (f32,), lambda x: np.array(x[1::2, 1::2]),
        f"start_indices = array<i64: 1, 1>, limit_indices = array<i64: {SIDE}, {SIDE}>, strides = array<i64: 2, 2>",
        results=f"tensor<{half}x{half}xf32>",
    )  # fmt: skip
    start = np.int32(100)
    yield case(
        "dynamic_slice f32", "dynamic_slice", (f32, start, start), lambda x, i, j: x[i : i + half, j : j + half].copy(),
        f"slice_sizes = array<i64: {half}, {half}>", results=f"tensor<{half}x{half}xf32>",
    )  # fmt: skip
    bounds = (np.array(edge, np.int32) for edge in ((1, 1), (SIDE, SIDE), (2, 2)))
    yield case(
        "real_dynamic_slice f32", "real_dynamic_slice", (f32, *bounds), lambda x, *_: np.array(x[1::2, 1::2]),
        results=f"tensor<{half}x{half}xf32>",
    )  # fmt: skip
    part = g32[:half, :half].copy()
    yield case("dynamic_update_slice f32", "dynamic_update_slice", (f32, part, start, start), _updated)
    for dimension in (0, 1):
        sizes = (2 * SIDE, SIDE) if dimension == 0 else (SIDE, 2 * SIDE)
        yield case(
            f"concatenate f32 dimension {dimension}", "concatenate", (f32, g32),
            lambda x, y, dimension=dimension: np.concatenate([x, y], dimension),
            f"dimension = {dimension} : i64", results=f"tensor<{sizes[0]}x{sizes[1]}xf32>",
        )  # fmt: skip
    yield case(
        "pad f32", "pad", (f32, np.float32(0)), lambda x, _: np.pad(x, 1),
        _padding("1, 1", "1, 1", "0, 0"),
        results=f"tensor<{SIDE + 2}x{SIDE + 2}xf32>",
    )  # fmt: skip
    yield case(
        "pad between f32", "pad", (f32, np.float32(0)), _spread,
        _padding("0, 0", "1, 0", "1, 0"),
        results=f"tensor<{2 * SIDE}x{SIDE}xf32>",
    )  # fmt: skip


def _padding(low: str, high: str, interior: str) -> str:
    amounts = {"edge_padding_low": low, "edge_padding_high": high, "interior_padding": interior}
    return ", ".join(f"{name} = array<i64: {amount}>" for name, amount in amounts.items())


def _updated(x: Any, part: Any, i: Any, j: Any) -> Any:
    result = x.copy()
    result[i : i + part.shape[0], j : j + part.shape[1]] = part
    return result


def _spread(x: Any, value: Any) -> Any:
    result = np.full((2 * SIDE, SIDE), value)
    result[::2] = x
    return result


def _made() -> Iterator[Case]:
    along_rows: Any = lambda: np.array(  # noqa: E731
        np.broadcast_to(np.arange(SIDE, dtype=np.float32)[:, None], (SIDE, SIDE))
    )
    yield case("iota f32", "iota", (), along_rows, "iota_dimension = 0 : i64", results=MATRIX)


def _gathers(f32: Any, numbers: Any) -> Iterator[Case]:
    rows_of = (
        "dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], "
        f"index_vector_dim = 1>, slice_sizes = array<i64: 1, {SIDE}>"
    )
    yield case("gather rows f32", "gather", (f32, numbers), lambda x, i: np.take(x, i, 0), rows_of)
    columns_of = (
        "dimension_numbers = #stablehlo.gather<offset_dims = [0], collapsed_slice_dims = [1], start_index_map = [1], "
        f"index_vector_dim = 1>, slice_sizes = array<i64: {SIDE}, 1>"
    )
    yield case("gather columns f32", "gather", (f32, numbers), lambda x, i: np.take(x, i, 1), columns_of)
    places = np.stack(np.meshgrid(numbers, numbers[::-1], indexing="ij"), -1)
    points_of = (
        "dimension_numbers = #stablehlo.gather<collapsed_slice_dims = [0, 1], start_index_map = [0, 1], "
        "index_vector_dim = 2>, slice_sizes = array<i64: 1, 1>"
    )
    yield case("gather elements f32", "gather", (f32, places), lambda x, i: x[i[..., 0], i[..., 1]], points_of)
    yield case(
        "torch_index_select f32", "torch_index_select", (f32, numbers), lambda x, i: np.take(x, i, 0),
        "dim = 0 : i64, batch_dims = 0 : i64", results=MATRIX,
    )  # fmt: skip


def _scatters(f32: Any, g32: Any, numbers: Any, random: np.random.Generator) -> Iterator[Case]:
    by_rows = (
        "scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], "
        "scatter_dims_to_operand_dims = [0], index_vector_dim = 1>"
    )
    add = binary("add", "f32")
    yield case("scatter add rows f32", "scatter", (f32, numbers, g32), _added, by_rows, regions=add, tolerance=1e-6)
    replaced = "{ ^bb0(%a: tensor<f32>, %b: tensor<f32>): stablehlo.return %b : tensor<f32> }"
    order = random.permutation(SIDE).astype(np.int32)
    yield case(
        "scatter replace rows f32", "scatter", (f32, order, g32), _replaced, f"{by_rows}, unique_indices = true",
        regions=replaced,
    )  # fmt: skip
    places = random.integers(0, SIDE, (SIDE * SIDE, 2), np.int32)
    by_elements = (
        "scatter_dimension_numbers = #stablehlo.scatter<inserted_window_dims = [0, 1], "
        "scatter_dims_to_operand_dims = [0, 1], index_vector_dim = 1>"
    )
    yield case(
        "scatter add elements f32", "scatter", (f32, places, g32.ravel()), _added_elements, by_elements, regions=add,
        tolerance=1e-6,
    )  # fmt: skip


def _added(x: Any, rows: Any, updates: Any) -> Any:
    result = x.copy()
    np.add.at(result, rows, updates)
    return result


def _replaced(x: Any, rows: Any, updates: Any) -> Any:
    result = x.copy()
    result[rows] = updates
    return result


def _added_elements(x: Any, places: Any, updates: Any) -> Any:
    result = x.copy()
    np.add.at(result, (places[:, 0], places[:, 1]), updates)
    return result
