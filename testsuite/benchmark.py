"""How fast each op is: against the best plain numpy expression for it, and against the C++ interpreter of jaxlib.

All columns of a row come from the same run on the same inputs: 1M elements (1024x1024), or 256x256 matrices for
contractions. A time is the best of several repetitions; ours includes everything that `run` does.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..interpreter import Error, Module, run
from ..spec.lang import Sketch, call, sketch
from ..spec.lang.registry import find
from ..spec.types import F32, I1, SI32, TensorType, from_dtype
from .cases.programs import fill_region, finish, function, operation

SIDE = 1024


@dataclass(frozen=True)
class Case:
    """One row: an op on inputs, and the numpy expression that gives the same."""

    name: str
    op: str
    inputs: tuple[np.ndarray[Any, Any], ...]
    plain: Callable[..., Any]
    attributes: dict[str, Any] = field(default_factory=dict[str, Any])
    regions: tuple[Sketch, ...] = ()
    types: tuple[TensorType, ...] | None = None


@dataclass(frozen=True)
class Row:
    """Seconds of one case; `peer` is None where the peer was not asked, or does not finish."""

    name: str
    ours: float
    plain: float
    peer: float | None

    @property
    def ratio(self) -> float:
        """Our time over plain numpy's."""
        return self.ours / self.plain


def program(case: Case) -> Module:
    """A program that applies the op once."""
    op = find(f"stablehlo.{case.op}")
    assert op is not None
    module = operation("builtin.module", [], {}, [])
    types = [TensorType(array.shape, from_dtype(array.dtype)) for array in case.inputs]
    main = function(module.add_region().add_block(), "main", list(types))
    bodies = {slot.name: body.type for slot, body in zip(op.regions, case.regions, strict=True)}
    results = case.types or op.infer_types(types, {**case.attributes, **bodies})
    built = {
        slot.name: slot.kind.build(case.attributes[slot.name]) for slot in op.attributes if slot.name in case.attributes
    }
    applied = operation(op.name, list(main.arguments), built, list(results))
    for body in case.regions:
        fill_region(applied.add_region().add_block(), body)
    main.append(applied)
    finish(main, applied.results)
    return Module(module)


def measure(case: Case, peer: Callable[[Module, Case], float | None] | None) -> Row:
    """Times one case. Raises Error where the interpreter refuses it."""
    module = program(case)
    with np.errstate(all="ignore"):
        plain = best(lambda: case.plain(*case.inputs))
    ours = best(lambda: run(module, *case.inputs))
    return Row(case.name, ours, plain, peer(module, case) if peer else None)


def best(action: Callable[[], Any], seconds: float = 0.4) -> float:
    """The shortest of at least three repetitions, repeated for about `seconds`."""
    shortest = float("inf")
    started = time.perf_counter()
    count = 0
    while count < 3 or time.perf_counter() - started < seconds:
        before = time.perf_counter()
        action()
        shortest = min(shortest, time.perf_counter() - before)
        count += 1
    return shortest


def cpp_interpreter(module: Module, case: Case) -> float | None:
    """Seconds that jaxlib's C++ interpreter takes, in a process of its own; None where it crashes or is too slow."""
    import multiprocessing

    queue: Any = multiprocessing.get_context("spawn").Queue()
    worker = multiprocessing.get_context("spawn").Process(target=_run_cpp, args=(str(module), case.inputs, queue))
    worker.start()
    worker.join(120)
    if worker.is_alive():
        worker.kill()
        return None
    return queue.get() if worker.exitcode == 0 else None


def _run_cpp(text: str, inputs: tuple[np.ndarray[Any, Any], ...], queue: Any) -> None:
    from jax.interpreters.mlir import make_ir_context
    from jaxlib.mlir import ir
    from jaxlib.mlir.dialects import stablehlo

    with make_ir_context(), ir.Location.unknown():
        parsed = ir.Module.parse(text)
        attributes = [ir.DenseElementsAttr.get(array) for array in inputs]
        before = time.perf_counter()
        stablehlo.eval_module(parsed, attributes)
        queue.put(time.perf_counter() - before)


def cases() -> Iterator[Case]:
    """All rows."""
    random = np.random.Generator(np.random.PCG64(0))
    f32 = random.standard_normal((SIDE, SIDE), np.float32)
    g32 = random.standard_normal((SIDE, SIDE), np.float32)
    pos = np.abs(f32) + np.float32(0.5)
    i32 = random.integers(-1000, 1000, (SIDE, SIDE), np.int32)
    j32 = random.integers(1, 30, (SIDE, SIDE), np.int32)
    flags = f32 > 0
    yield from _elementwise(f32, g32, pos, i32, j32, flags)
    yield from _movement(f32, i32)
    yield from _sums(f32, random)


def _elementwise(f32: Any, g32: Any, pos: Any, i32: Any, j32: Any, flags: Any) -> Iterator[Case]:
    pairs: dict[str, Callable[..., Any]] = {
        "add": np.add, "subtract": np.subtract, "multiply": np.multiply, "divide": np.divide, "maximum": np.maximum,
        "minimum": np.minimum, "remainder": np.fmod,
    }  # fmt: skip
    for name, plain in pairs.items():
        yield Case(f"{name} f32", name, (f32, g32), plain)
    wide: dict[str, Callable[..., Any]] = {"power": np.power, "atan2": np.arctan2}
    for name, plain in wide.items():
        yield Case(f"{name} f32", name, (pos, g32), _in_f64(plain))
    for name, plain in {"add": np.add, "multiply": np.multiply, "and": np.bitwise_and, "xor": np.bitwise_xor}.items():
        yield Case(f"{name} si32", name, (i32, j32), plain)
    yield Case("divide si32", "divide", (i32, j32), lambda a, b: np.trunc(a / b).astype(np.int32))
    yield Case("shift_left si32", "shift_left", (i32, j32), np.left_shift)
    singles: dict[str, Callable[..., Any]] = {"negate": np.negative, "abs": np.abs, "floor": np.floor, "sign": np.sign}
    for name, plain in singles.items():
        yield Case(f"{name} f32", name, (f32,), plain)
    functions: dict[str, Callable[..., Any]] = {
        "exponential": np.exp, "exponential_minus_one": np.expm1, "log": np.log, "log_plus_one": np.log1p,
        "sqrt": np.sqrt, "rsqrt": lambda x: 1 / np.sqrt(x), "cbrt": np.cbrt, "sine": np.sin, "cosine": np.cos,
        "tan": np.tan, "tanh": np.tanh, "logistic": lambda x: 1 / (1 + np.exp(-x)),
    }  # fmt: skip
    for name, plain in functions.items():
        yield Case(f"{name} f32", name, (pos,), _in_f64(plain))
    direction = _member("compare", "comparison_direction", "LT")
    yield Case("compare f32", "compare", (f32, g32), np.less, {"comparison_direction": direction})
    yield Case("select f32", "select", (flags, f32, g32), np.where)
    bounds = np.float32(-1), np.float32(1)
    yield Case(
        "clamp f32", "clamp", (np.asarray(bounds[0]), f32, np.asarray(bounds[1])), lambda a, x, b: np.clip(x, a, b)
    )
    types = (TensorType(f32.shape, SI32),)
    yield Case("convert f32 to si32", "convert", (f32,), lambda x: x.astype(np.int32), types=types)
    yield Case(
        "convert si32 to f32", "convert", (i32,), lambda x: x.astype(np.float32), types=(TensorType(i32.shape, F32),)
    )
    yield Case("is_finite f32", "is_finite", (f32,), np.isfinite)
    yield Case("not i1", "not", (flags,), np.logical_not)


def _movement(f32: Any, i32: Any) -> Iterator[Case]:
    side = f32.shape[0]
    result = (TensorType((4, side, side // 4), F32),)
    wide = np.broadcast_to(f32[0], f32.shape).shape
    yield Case(
        "broadcast_in_dim f32", "broadcast_in_dim", (f32[0].copy(),), lambda x: np.array(np.broadcast_to(x, wide)),
        {"broadcast_dimensions": [1]}, types=(TensorType(wide, F32),),
    )  # fmt: skip
    yield Case("reshape f32", "reshape", (f32,), lambda x: x.reshape(result[0].shape).copy(), types=result)
    yield Case("transpose f32", "transpose", (f32,), lambda x: np.array(x.T, order="C"), {"permutation": [1, 0]})
    yield Case("reverse f32", "reverse", (f32,), lambda x: np.array(x[::-1], order="C"), {"dimensions": [0]})
    yield Case(
        "slice f32", "slice", (f32,), lambda x: np.array(x[1::2, 1::2]),
        {"start_indices": [1, 1], "limit_indices": [side, side], "strides": [2, 2]},
    )  # fmt: skip
    yield Case("concatenate f32", "concatenate", (f32, f32), lambda a, b: np.concatenate([a, b], 1), {"dimension": 1})
    zero = np.float32(0)
    edges = {"edge_padding_low": [1, 1], "edge_padding_high": [1, 1], "interior_padding": [0, 0]}
    yield Case("pad f32", "pad", (f32, np.asarray(zero)), lambda x, v: np.pad(x, 1), edges)
    rows = (i32[0] % side).astype(np.int32)
    numbers = _group("gather", offset_dims=(1,), collapsed_slice_dims=(0,), start_index_map=(0,), index_vector_dim=1)
    yield Case(
        "gather rows f32", "gather", (f32, rows), lambda x, i: np.take(x, i, 0),
        {"dimension_numbers": numbers, "slice_sizes": [1, side]},
    )  # fmt: skip
    scalar = TensorType((), F32)
    numbers = _group(
        "scatter",
        update_window_dims=(1,),
        inserted_window_dims=(0,),
        scatter_dims_to_operand_dims=(0,),
        index_vector_dim=1,
    )
    yield Case(
        "scatter-add rows f32", "scatter", (f32, rows, f32), _scatter_add, {"scatter_dimension_numbers": numbers},
        (sketch(lambda a, b: call("add", a, b), scalar, scalar),), (TensorType(f32.shape, F32),),
    )  # fmt: skip


def _scatter_add(x: Any, rows: Any, updates: Any) -> Any:
    result = x.copy()
    np.add.at(result, rows, updates)
    return result


def _sums(f32: Any, random: np.random.Generator) -> Iterator[Case]:
    scalar, flag = TensorType((), F32), TensorType((), I1)
    add = sketch(lambda a, b: call("add", a, b), scalar, scalar)
    zero = np.asarray(np.float32(0))
    for axis in (0, 1):
        yield Case(
            f"reduce add f32 axis {axis}", "reduce", (f32, zero), lambda x, _, axis=axis: x.sum(axis),
            {"dimensions": [axis]}, (add,),
        )  # fmt: skip
    top = sketch(lambda a, b: call("maximum", a, b), scalar, scalar)
    low = np.asarray(np.float32(-np.inf))
    yield Case("reduce max f32", "reduce", (f32, low), lambda x, _: x.max(1), {"dimensions": [1]}, (top,))
    product = sketch(lambda a, b: call("multiply", a, call("tanh", b)), scalar, scalar)
    yield Case("reduce other body f32", "reduce", (f32, zero), lambda x, _: _tree(x), {"dimensions": [1]}, (product,))
    windows = {"window_dimensions": [2, 2], "window_strides": [2, 2]}
    yield Case("reduce_window max f32", "reduce_window", (f32, low), _pool, windows, (top,))
    ascending = {"comparison_direction": _member("compare", "comparison_direction", "LT")}
    body = sketch(lambda a, b: call("compare", a, b, **ascending, types=[flag]), scalar, scalar)
    types = (TensorType(f32.shape, F32),)
    order = {"dimension": 1, "is_stable": True}
    yield Case("sort f32", "sort", (f32,), lambda x: np.sort(x, 1, kind="stable"), order, (body,), types)
    for dtype, name in ((np.float32, "f32"), (np.float64, "f64")):
        a, b = random.standard_normal((2, 256, 256)).astype(dtype)
        yield Case(f"dot_general 256x256 {name}", "dot_general", (a, b), np.matmul, _dot(), types=_square(a))
    a, b = random.integers(-100, 100, (2, 256, 256)).astype(np.int8)
    plain = lambda a, b: (a.astype(np.float32) @ b.astype(np.float32)).astype(np.int32)  # noqa: E731
    yield Case(
        "dot_general 256x256 si8 to si32", "dot_general", (a, b), plain, _dot(), types=(TensorType((256, 256), SI32),)
    )
    image = random.standard_normal((4, 32, 32, 16)).astype(np.float32)
    kernel = random.standard_normal((3, 3, 16, 32)).astype(np.float32)
    numbers = _group(
        "convolution", input_batch_dimension=0, input_feature_dimension=3, input_spatial_dimensions=(1, 2),
        kernel_input_feature_dimension=2, kernel_output_feature_dimension=3, kernel_spatial_dimensions=(0, 1),
        output_batch_dimension=0, output_feature_dimension=3, output_spatial_dimensions=(1, 2),
    )  # fmt: skip
    attributes = {"dimension_numbers": numbers, "feature_group_count": 1, "batch_group_count": 1}
    yield Case(
        "convolution 3x3 f32",
        "convolution",
        (image, kernel),
        _conv,
        attributes,
        types=(TensorType((4, 30, 30, 32), F32),),
    )


def _tree(x: Any) -> Any:
    while x.shape[1] > 1:
        x = x[:, ::2] * np.tanh(x[:, 1::2].astype(np.float64)).astype(np.float32)
    return x[:, 0]


def _pool(x: Any, _: Any) -> Any:
    return np.maximum(np.maximum(x[::2, ::2], x[1::2, ::2]), np.maximum(x[::2, 1::2], x[1::2, 1::2]))


def _conv(image: Any, kernel: Any) -> Any:
    windows = np.lib.stride_tricks.sliding_window_view(image, (3, 3), (1, 2))
    patches = windows.transpose(0, 1, 2, 4, 5, 3).reshape(-1, 3 * 3 * 16)
    return (patches @ kernel.reshape(-1, 32)).reshape(4, 30, 30, 32)


def _in_f64(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function computed in f64 and rounded once: what the specification of these ops asks for here."""
    return lambda *xs: function(*(x.astype(np.float64) for x in xs)).astype(np.float32)


def _dot() -> dict[str, Any]:
    return {
        "dot_dimension_numbers": _group("dot_general", lhs_contracting_dimensions=(1,), rhs_contracting_dimensions=(0,))
    }


def _square(a: Any) -> tuple[TensorType, ...]:
    return (TensorType(a.shape, from_dtype(a.dtype)),)


def _group(op: str, **fields: Any) -> Any:
    """The structured attribute of an op."""
    found = find(f"stablehlo.{op}")
    assert found is not None
    return next(slot for slot in found.attributes if slot.group).kind.type(**fields)  # type: ignore[attr-defined]


def _member(op: str, slot: str, name: str) -> Any:
    """A member of an op's enumeration."""
    found = find(f"stablehlo.{op}")
    assert found is not None
    return next(one for one in found.attributes if one.name == slot).kind.type[name]  # type: ignore[attr-defined]


def table(rows: list[Row]) -> str:
    """Rows as text: milliseconds and ratios."""
    lines = [f"{'':34} {'ours ms':>9} {'numpy ms':>9} {'ratio':>6} {'C++ ms':>10} {'faster':>8}"]
    for row in rows:
        peer = "" if row.peer is None else f"{row.peer * 1e3:10.1f} {row.peer / row.ours:7.0f}x"
        lines.append(f"{row.name:34} {row.ours * 1e3:9.3f} {row.plain * 1e3:9.3f} {row.ratio:6.2f} {peer}".rstrip())
    return "\n".join(lines)


def run_benchmark(select: str, with_peer: bool, report: Callable[[Row], None]) -> list[Row]:
    """Measures all cases whose name holds `select`."""
    rows: list[Row] = []
    for case in cases():
        if select not in case.name:
            continue
        try:
            rows.append(row := measure(case, cpp_interpreter if with_peer else None))
        except Error as error:
            raise RuntimeError(f"{case.name}: {error}") from error
        report(row)
    return rows


__all__ = ["Case", "Row", "cases", "measure", "program", "run_benchmark", "table"]
