"""Targets of custom calls that belong to the language: buffers, and what test programs check themselves with.

Every other target belongs to some implementation and is registered (see lang/extensions.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from ..lang import Array, InvalidValue, Unsupported
from ..lang.extensions import CALL_TARGETS, Extension, Function
from ..numerics.closeness import expect_almost_equal, expect_close, expect_equal
from ..numerics.formats import is_complex, is_float
from ..types import BufferType, QuantizedType, Type

CREATE_BUFFER, PIN, UNPIN = "CreateBuffer", "Pin", "Unpin"
BUFFER_TARGETS = (CREATE_BUFFER, PIN, UNPIN)


def _create_buffer(*, results: tuple[Type, ...]) -> Array:
    """A buffer whose content the specification leaves open: zeros."""
    (type_,) = results
    assert isinstance(type_, BufferType)
    shape = tuple(size for size in type_.shape if size is not None)
    if len(shape) != type_.rank:
        raise Unsupported(f"the size of {type_} is not known")
    element = type_.element
    return np.zeros(shape, (element.storage if isinstance(element, QuantizedType) else element).dtype)


def _pin(x: Array) -> Array:
    """A buffer with the content of a tensor."""
    return x


def _unpin(x: Array) -> Array:
    """The content of a buffer, which is not used after that."""
    return x


def _check(compare: Callable[[Array, Array], None], doc: str) -> Function:
    """A target of two tensors (found, expected) without results that fails unless they compare well."""

    def run(*inputs: Array, results: tuple[Type, ...]) -> tuple[()]:
        if len(inputs) != 2 or results:
            raise InvalidValue(f"takes two inputs and gives no results; found {len(inputs)} and {len(results)}")
        compare(*inputs)
        return ()

    run.__doc__ = doc
    return run


def _close(actual: Array, expected: Array) -> None:
    if not (is_float(actual.dtype) or is_complex(actual.dtype)):
        raise InvalidValue(f"compares floats and complex numbers, found {actual.dtype}")
    expect_close(actual, expected, 0, 3)


def _almost_equal(actual: Array, expected: Array) -> None:
    expect_almost_equal(actual, expected, 1e-3)


def _check_equal(*inputs: Array, results: tuple[Type, ...]) -> bool:
    """The older check, which gives true: integers and booleans must be equal, others at most 0.0001 apart."""
    if len(inputs) != 2 or len(results) != 1:
        raise InvalidValue(f"takes two inputs and gives one result; found {len(inputs)} and {len(results)}")
    expect_almost_equal(*inputs, 1e-4)
    return True


TARGETS: dict[str, Function] = {
    CREATE_BUFFER: _create_buffer,
    PIN: _pin,
    UNPIN: _unpin,
    "check.eq": _check_equal,
    "check.expect_eq": _check(expect_equal, "Fails unless two tensors are equal; zeros of either sign and NaNs are."),
    "check.expect_almost_eq": _check(_almost_equal, "Fails where elements of two tensors are more than 0.001 apart."),
    "check.expect_close": _check(_close, "Fails where elements are more than 3 units in the last place apart."),
}


class _Language:
    """The targets above, as a source."""

    def names(self) -> Iterable[str]:
        return TARGETS

    def load(self, name: str) -> Function | None:
        return TARGETS.get(name)


CALL_TARGETS.add_source(_Language())


_CALLBACK = "it calls a Python function of the process that made the program"
_KERNEL = "it is a kernel in a language of its own"
_ELSEWHERE = {
    "tf.call_tf_function": "it calls a graph of TensorFlow, which the program does not hold",
    "xla_python_cpu_callback": _CALLBACK, "xla_python_gpu_callback": _CALLBACK,
    "xla_ffi_python_cpu_callback": _CALLBACK, "xla_ffi_python_gpu_callback": _CALLBACK,
    "xla_ffi_partitioned_python_cpu_callback": _CALLBACK,
    "tpu_custom_call": _KERNEL, "mosaic_gpu_v2": _KERNEL,
    "__gpu$xla.gpu.triton": _KERNEL, "triton_kernel_call": _KERNEL,
}  # fmt: skip
"""What exporters write that nobody but they, or one device, can run; a function can be registered all the same."""


def find_target(name: str) -> Extension:
    """The target of that name. Raises Unsupported, with the known names nearest to it, where there is none."""
    target = CALL_TARGETS.find(name)
    if target is None:
        import difflib

        near = difflib.get_close_matches(name, CALL_TARGETS.names(), n=3, cutoff=0.6)
        hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
        hint = f": {_ELSEWHERE[name]}" if name in _ELSEWHERE else hint
        raise Unsupported(f"no call target {name!r} is registered{hint}")
    return target
