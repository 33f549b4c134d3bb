"""Ops that move elements: what follows from types whose sizes are open or bounded, and rules only values can break."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from stablehlo_reference.interpreter.verify import verify
from stablehlo_reference.spec.attributes.gather import GatherDimensionNumbers
from stablehlo_reference.spec.lang import Example, InvalidValue
from stablehlo_reference.spec.lang.registry import find
from stablehlo_reference.spec.types import F32, SI32, SI64, Bounds, TensorType
from stablehlo_reference.testsuite.cases.programs import example_program


def f32(*shape: int | None, bounds: tuple[int | None, ...] | None = None) -> TensorType:
    return TensorType(shape, F32, None if bounds is None else Bounds(bounds))


def si64(*shape: int | None) -> TensorType:
    return TensorType(shape, SI64)


START = si64()
INFERENCES = {
    "transpose: bounds move along": (
        "transpose",
        {"operand": f32(None, 2, None, 4, bounds=(1, None, 3, None)), "permutation": (1, 0, 3, 2)},
        f32(2, None, 4, None, bounds=(None, 1, None, 3)),
    ),
    "slice: sizes follow from indices alone": (
        "slice",
        {
            "operand": f32(3, None, None, bounds=(None, 4, None)),
            "start_indices": (1, 0, 0),
            "limit_indices": (2, 4, 4),
            "strides": (1, 2, 2),
        },
        f32(1, 2, 2),
    ),
    "dynamic_slice: sizes follow from slice_sizes": (
        "dynamic_slice",
        {"operand": f32(None, 4), "start_indices": [START, START], "slice_sizes": (1, 4)},
        f32(1, 4),
    ),
    "dynamic_update_slice: the operand's type": (
        "dynamic_update_slice",
        {
            "operand": f32(3, None, None, bounds=(None, None, 5)),
            "update": f32(1, 4, 3),
            "start_indices": [START, START, START],
        },
        f32(3, None, None, bounds=(None, None, 5)),
    ),
    "pad: bounds are padded": (
        "pad",
        {
            "operand": f32(3, None, None, bounds=(None, 3, None)),
            "padding_value": f32(),
            "edge_padding_low": (2, 2, 0),
            "edge_padding_high": (0, 0, 0),
            "interior_padding": (1, 1, 1),
        },
        f32(7, None, None, bounds=(None, 7, None)),
    ),
    "concatenate: known sizes are added": (
        "concatenate",
        {"inputs": [f32(5, 1), f32(None, 2)], "dimension": 1},
        f32(5, 3),
    ),
    "concatenate: a size and an open one": (
        "concatenate",
        {"inputs": [f32(5, 2), f32(5, None)], "dimension": 1},
        f32(5, None),
    ),
    "concatenate: a size and a bound": (
        "concatenate",
        {"inputs": [f32(5, None, bounds=(None, 4)), f32(5, 2)], "dimension": 1},
        f32(5, None, bounds=(None, 6)),
    ),
    "concatenate: an open size and a bound": (
        "concatenate",
        {"inputs": [f32(5, None), f32(5, None, bounds=(None, 4))], "dimension": 1},
        f32(5, None),
    ),
    "concatenate: bounds are added": (
        "concatenate",
        {"inputs": [f32(5, None, bounds=(None, 3)), f32(5, None, bounds=(None, 4))], "dimension": 1},
        f32(5, None, bounds=(None, 7)),
    ),
    "concatenate: the tighter bound elsewhere": (
        "concatenate",
        {"inputs": [f32(None, 1, bounds=(3, None)), f32(None, 1, bounds=(4, None))], "dimension": 1},
        f32(None, 2, bounds=(3, None)),
    ),
    "reverse: the operand's type": (
        "reverse",
        {"operand": f32(None, 3, bounds=(5, None)), "dimensions": (0,)},
        f32(None, 3, bounds=(5, None)),
    ),
    "gather: bounds of the batch": (
        "gather",
        {
            "operand": f32(None, None, None, bounds=(2, 4, 8)),
            "start_indices": TensorType((None, None, None), SI32, Bounds((16, 32, 64))),
            "offset_dims": (2,),
            "collapsed_slice_dims": (0, 1),
            "start_index_map": (0, 1),
            "index_vector_dim": 0,
            "slice_sizes": (1, 1, 8),
        },
        f32(None, None, 8, bounds=(32, 64, None)),
    ),
    "dynamic_gather: sizes of slices stay open": (
        "dynamic_gather",
        {
            "operand": f32(None, 4),
            "start_indices": si64(3, 1),
            "slice_sizes": si64(2),
            "offset_dims": (1, 2),
            "start_index_map": (1,),
            "index_vector_dim": 1,
        },
        f32(3, None, None),
    ),
    "broadcast: bounds of the operand": (
        "broadcast",
        {"operand": f32(None, bounds=(3,)), "broadcast_sizes": (2,)},
        f32(2, None, bounds=(None, 3)),
    ),
    "torch_index_select: bounds of operand and index": (
        "torch_index_select",
        {
            "operand": f32(None, 4, bounds=(3, None)),
            "index": TensorType((None, 2), SI32, Bounds((5, None))),
            "dim": 1,
            "batch_dims": 0,
        },
        f32(None, None, 2, bounds=(3, 5, None)),
    ),
    "set_dimension_size: the size becomes a bound": (
        "set_dimension_size",
        {"operand": f32(4, 2), "size": TensorType((), SI32), "dimension": 1},
        f32(4, None, bounds=(None, 2)),
    ),
}


@pytest.mark.parametrize(("mnemonic", "slots", "expected"), INFERENCES.values(), ids=INFERENCES)
def test_sizes_and_bounds_are_inferred(mnemonic: str, slots: dict[str, Any], expected: TensorType) -> None:
    op = find(f"stablehlo.{mnemonic}")
    assert op is not None
    module, _ = example_program(op, Example("case", slots, {}))
    assert not verify(module)
    (applied,) = (operation for operation in module.walk() if operation.name == op.name)
    assert str(applied.results[0].type) == str(expected)


AGREEMENTS = {
    "broadcast_in_dim from an open size": (
        "broadcast_in_dim", {"operand": f32(None), "broadcast_dimensions": (1,), "result": f32(1, 3)},
    ),
    "broadcast_in_dim to a bound": (
        "broadcast_in_dim",
        {
            "operand": f32(1, None, bounds=(None, 5)),
            "broadcast_dimensions": (0, 1),
            "result": f32(2, 1, None, bounds=(None, None, 5)),
        },
    ),
    "reshape of a bound": (
        "reshape", {"operand": f32(None, 2, bounds=(5, None)), "result": f32(2, None, bounds=(None, 5))},
    ),
    "dynamic_reshape to open sizes": (
        "dynamic_reshape", {"operand": f32(None), "output_shape": si64(2), "result": f32(None, None)},
    ),
    "dynamic_broadcast_in_dim to open sizes": (
        "dynamic_broadcast_in_dim",
        {
            "operand": f32(None, None),
            "output_dimensions": si64(3),
            "broadcast_dimensions": (1, 2),
            "result": f32(None, None, None),
        },
    ),
    "dynamic_iota of an open size": (
        "dynamic_iota", {"output_shape": si64(1), "iota_dimension": 0, "result": f32(None)},
    ),
    "dynamic_pad to an open size": (
        "dynamic_pad",
        {
            "operand": f32(4),
            "padding_value": f32(),
            "edge_padding_low": si64(1),
            "edge_padding_high": si64(1),
            "interior_padding": si64(1),
            "result": f32(None),
        },
    ),
    "real_dynamic_slice of open indices": (
        "real_dynamic_slice",
        {
            "operand": f32(256, None),
            "start_indices": si64(None),
            "limit_indices": si64(None),
            "strides": si64(None),
            "result": f32(256, None),
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize(("mnemonic", "slots"), AGREEMENTS.values(), ids=AGREEMENTS)
def test_open_sizes_agree_with_everything(mnemonic: str, slots: dict[str, Any]) -> None:
    op = find(f"stablehlo.{mnemonic}")
    assert op is not None
    inputs = {name: value for name, value in slots.items() if name != "result"}
    module, _ = example_program(op, Example("case", inputs, {}), {"result": slots["result"]})
    assert not verify(module)


def values(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int64)


ROWS = GatherDimensionNumbers(
    offset_dims=(1,), collapsed_slice_dims=(0,), start_index_map=(0,), index_vector_dim=1
)  # fmt: skip
X = np.zeros((2, 3), np.float32)
BROKEN = {
    "slice beyond the actual size": ("slice", (X, (0, 0), (2, 4), (1, 1))),
    "dynamic_slice of more than there is": ("dynamic_slice", (X, (values(0), values(0)), (3, 3))),
    "dynamic_update_slice by more than there is": ("dynamic_update_slice", (X[:1], X, (values(0), values(0)))),
    "concatenate actual shapes that differ": ("concatenate", ((X, X[:, :2]), 0)),
    "pad to a negative size": ("pad", (X, np.float32(0), (-3, 0), (0, 0), (0, 0))),
    "gather slices larger than the operand": ("gather", (X, values(0), ROWS, (1, 4))),
    "reshape to another number of elements": ("reshape", (X, f32(None, 4, bounds=(9, None)))),
    "broadcast_in_dim of an actual size that does not fit": ("broadcast_in_dim", (X, (0, 1), f32(2, 4))),
    "broadcast_in_dim to a size that nothing tells": ("broadcast_in_dim", (X, (0, 1), f32(2, 3, None))),
    "dynamic_broadcast_in_dim to sizes that do not fit": (
        "dynamic_broadcast_in_dim", (X, values(2, 4), (0, 1), f32(None, None)),
    ),
    "dynamic_broadcast_in_dim to a size of another type": (
        "dynamic_broadcast_in_dim", (X, values(2, 3), (0, 1), f32(2, 4)),
    ),
    "dynamic_reshape to a negative size": ("dynamic_reshape", (X, values(-2, -3), f32(None, None))),
    "dynamic_reshape to a size beyond the bound": (
        "dynamic_reshape", (X, values(6, 1), f32(None, 1, bounds=(5, None))),
    ),
    "dynamic_iota of a negative size": ("dynamic_iota", (values(-1), 0, f32(None))),
    "dynamic_iota of another size": ("dynamic_iota", (values(3), 0, f32(4))),
    "dynamic_pad with negative interior padding": (
        "dynamic_pad", (X, np.float32(0), values(0, 9), values(0, 9), values(0, -1), f32(None, None)),
    ),
    "dynamic_pad to another size": (
        "dynamic_pad", (X, np.float32(0), values(0, 0), values(0, 1), values(0, 0), f32(2, 3)),
    ),
    "dynamic_gather of long collapsed slices": ("dynamic_gather", (X, values(0), values(2, 3), ROWS, f32(1, None))),
    "dynamic_gather of slices that do not fit": ("dynamic_gather", (X, values(0), values(1, 4), ROWS, f32(1, None))),
    "dynamic_gather of another size": ("dynamic_gather", (X, values(0), values(1, 2), ROWS, f32(1, 3))),
    "real_dynamic_slice backwards": (
        "real_dynamic_slice", (X, values(1, 0), values(0, 3), values(1, 1), f32(None, None)),
    ),
    "real_dynamic_slice without a step": (
        "real_dynamic_slice", (X, values(0, 0), values(1, 3), values(0, 1), f32(None, None)),
    ),
    "real_dynamic_slice of one dimension": ("real_dynamic_slice", (X, values(0), values(1), values(1), f32(None, 3))),
    "set_dimension_size beyond the size": ("set_dimension_size", (X, np.int32(4), 1, f32(2, None))),
    "set_dimension_size to a negative size": ("set_dimension_size", (X, np.int32(-1), 1, f32(2, None))),
    "set_dimension_size to another size": ("set_dimension_size", (X, np.int32(1), 1, f32(2, 2))),
}  # fmt: skip


@pytest.mark.parametrize(("mnemonic", "inputs"), BROKEN.values(), ids=BROKEN)
def test_rules_that_values_break_are_errors(mnemonic: str, inputs: tuple[Any, ...]) -> None:
    op = find(f"stablehlo.{mnemonic}")
    assert op is not None
    assert op.run is not None
    with pytest.raises(InvalidValue):
        op.run(*inputs)


def test_open_sizes_of_a_reshape_follow_from_the_elements() -> None:
    op = find("stablehlo.reshape")
    assert op is not None
    assert op.run is not None
    assert op.run(X, f32(None, 2, bounds=(9, None))).shape == (3, 2)
    assert op.run(X[:0], f32(3, None, bounds=(None, 9))).shape == (3, 0)


def test_open_sizes_of_a_broadcast_are_those_of_the_operand_or_bounds() -> None:
    op = find("stablehlo.broadcast_in_dim")
    assert op is not None
    assert op.run is not None
    assert op.run(X, (0, 2), f32(2, 1, None, bounds=(None, None, 9))).shape == (2, 1, 3)
    assert op.run(X[0, 0], (), f32(1, None, bounds=(None, 5))).shape == (1, 5)
