"""Targets of custom calls that are executed: what each of them does, as a function of inputs and result types.

Every other target belongs to some implementation and cannot be executed here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..lang import Array, InvalidValue, Unsupported
from ..numerics.closeness import expect_almost_equal, expect_close, expect_equal
from ..numerics.formats import is_complex, is_float
from ..types import BufferType, QuantizedType, TensorType, Type

Target = Callable[[tuple[Any, ...], tuple[Type, ...]], tuple[Any, ...]]

CREATE_BUFFER, PIN, UNPIN = "CreateBuffer", "Pin", "Unpin"
BUFFER_TARGETS = (CREATE_BUFFER, PIN, UNPIN)


def _same(inputs: tuple[Any, ...], results: tuple[Type, ...]) -> tuple[Any, ...]:
    """Annotations: the values themselves."""
    if len(inputs) != len(results):
        raise InvalidValue(f"gives {len(results)} results for {len(inputs)} inputs, where each input is a result")
    for value, type_ in zip(inputs, results, strict=True):
        if isinstance(type_, TensorType) and type_.static and np.shape(value) != type_.shape:
            raise Unsupported(f"a tensor of shape {list(np.shape(value))} is spread over several devices as {type_}")
    return inputs


def _create_buffer(inputs: tuple[Any, ...], results: tuple[Type, ...]) -> tuple[Any, ...]:
    """A buffer whose content the specification leaves open: zeros."""
    (type_,) = results
    assert isinstance(type_, BufferType)
    shape = tuple(size for size in type_.shape if size is not None)
    if len(shape) != type_.rank:
        raise Unsupported(f"the size of {type_} is not known")
    element = type_.element
    return (np.zeros(shape, (element.storage if isinstance(element, QuantizedType) else element).dtype),)


def _check(compare: Callable[[Array, Array], None]) -> Target:
    """A target of two tensors (found, expected) without results that fails unless they compare well."""

    def run(inputs: tuple[Any, ...], results: tuple[Type, ...]) -> tuple[Any, ...]:
        if len(inputs) != 2 or results:
            raise InvalidValue(f"takes two inputs and gives no results; found {len(inputs)} and {len(results)}")
        compare(*inputs)
        return ()

    return run


def _close(actual: Array, expected: Array) -> None:
    if not (is_float(actual.dtype) or is_complex(actual.dtype)):
        raise InvalidValue(f"compares floats and complex numbers, found {actual.dtype}")
    expect_close(actual, expected, 0, 3)


def _almost_equal(actual: Array, expected: Array) -> None:
    expect_almost_equal(actual, expected, 1e-3)


def _check_equal(inputs: tuple[Any, ...], results: tuple[Type, ...]) -> tuple[Any, ...]:
    """The older check, which gives true: integers and booleans must be equal, others almost equal."""
    if len(inputs) != 2 or len(results) != 1:
        raise InvalidValue(f"takes two inputs and gives one result; found {len(inputs)} and {len(results)}")
    actual, expected = inputs
    expect_almost_equal(actual, expected, 1e-4)
    return (np.array(True),)


TARGETS: dict[str, Target] = {
    "Sharding": _same,
    "SPMDFullToShardShape": _same,
    "SPMDShardToFullShape": _same,
    CREATE_BUFFER: _create_buffer,
    PIN: lambda inputs, results: inputs,
    UNPIN: lambda inputs, results: inputs,
    "check.eq": _check_equal,
    "check.expect_eq": _check(expect_equal),
    "check.expect_almost_eq": _check(_almost_equal),
    "check.expect_close": _check(_close),
}
