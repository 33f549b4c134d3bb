"""Programs that JAX exports, run here: `from_jax` for a function, `run_exported` for a serialized artifact.

Both need JAX (the extra `jax`), which is imported when they are called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..spec.lang.extensions import CALL_TARGETS
from .api import find_entry, parse, run
from .diagnostics import Diagnostic, InputError, Severity
from .limits import Limits

if TYPE_CHECKING:
    from .ir import Module

_CONSTANT, _PLATFORM = "jax.global_constant", "_platform_index"
"""The attribute that marks inputs which JAX fills in, and the value that stands for the platform."""


def from_jax(function: Any, *example_args: Any, platform: str = "cpu", limits: Limits | None = None) -> Module:
    """The program that JAX makes of a function (or of a jitted one) for arguments like these.

    `example_args` are arrays, or `jax.ShapeDtypeStruct`s, in any pytrees; the program's inputs are their leaves, in
    order, and its results the leaves of what the function returns. Arguments that the function does not use are kept
    (those of a jitted function are where it says so). Raises InputError where JAX is missing or cannot export the
    function, and what `parse` raises.
    """
    jax = _jax()
    jitted = function if hasattr(function, "lower") else jax.jit(function, keep_unused=True)
    known = [jax.export.DisabledSafetyCheck.custom_call(target) for target in CALL_TARGETS.names()]
    try:
        exported = jax.export.export(jitted, platforms=[platform], disabled_checks=known)(*example_args)
    except Exception as error:  # whatever the function and JAX's tracing raise
        raise InputError(_said(f"JAX cannot export {_name(function)}: {type(error).__name__}: {error}")) from error
    return _program(exported, _name(function), limits)


def run_exported(
    artifact: bytes | bytearray,
    *args: Any,
    keywords: Mapping[str, Any] | None = None,
    limits: Limits | None = None,
    verify_composites: bool = False,
) -> Any:
    """Runs an artifact of `jax.export` (what `Exported.serialize()` gives) and gives its results as it returns them.

    `args` and `keywords` are what the exported function takes: arrays, or pytrees of them; Python numbers take the
    type that is declared, keys of random numbers may be given as such. Results are numpy arrays, in the pytree that
    the function returns; keys are the integers that they are made of. Where the program is for several platforms the
    way for "cpu" is taken, else that for the first. Raises InputError where JAX is missing, the bytes are no artifact,
    or the arguments do not fit; and what `parse` and `run` raise.
    """
    jax = _jax()
    try:
        exported = jax.export.deserialize(bytearray(artifact))
    except Exception as error:  # the decoder says in many ways that it cannot read
        raise InputError(_said(f"no artifact of jax.export: {type(error).__name__}: {error}")) from error
    leaves, structure = jax.tree_util.tree_flatten((args, dict(keywords or {})))
    if structure != exported.in_tree:
        raise InputError(_said(f"{exported.fun_name} takes {exported.in_tree}, given is {structure}"))
    module = _program(exported, exported.fun_name, limits)
    kept = [_array(jax, leaves[index], exported.in_avals[index]) for index in exported.module_kept_var_idx]
    effects = len(exported.ordered_effects)  # each is a token before the other inputs and results
    inputs = [*_platform(module, exported.platforms), *[None] * effects, *kept]
    outputs = run(module, *inputs, limits=limits, verify_composites=verify_composites)
    return jax.tree_util.tree_unflatten(exported.out_tree, outputs[effects:])


def _platform(module: Module, platforms: Sequence[str]) -> list[int]:
    """The first input of a program for several platforms: which one it runs on."""
    attributes = find_entry(module).attributes.get("arg_attrs") or ()
    if not attributes or attributes[0].get(_CONSTANT) != _PLATFORM:
        return []
    return [platforms.index("cpu") if "cpu" in platforms else 0]


def _program(exported: Any, name: str, limits: Limits | None) -> Module:
    """The module of an export. Raises InputError where it is for several devices."""
    if exported.nr_devices != 1:
        raise InputError(_said(f"{name} is exported for {exported.nr_devices} devices; programs for one can be run"))
    text = exported.mlir_module()
    if "sdy." in text:
        text = _generic(text)
    return parse(text, name, allow_unregistered=True, limits=limits)


def _generic(text: str) -> str:
    """The text in generic syntax, in which meshes and shardings of the dialect Shardy are read without knowing it."""
    from jax.interpreters.mlir import make_ir_context  # pyright: ignore[reportMissingImports]
    from jaxlib.mlir import ir  # pyright: ignore[reportMissingImports]

    with make_ir_context():
        return str(ir.Module.parse(text).operation.get_asm(print_generic_op_form=True))


def _array(jax: Any, value: Any, declared: Any) -> np.ndarray[Any, Any]:
    """A leaf as an array."""
    if not hasattr(value, "dtype"):
        return np.asarray(value, declared.dtype)
    if jax.dtypes.issubdtype(value.dtype, jax.dtypes.extended):
        value = jax.random.key_data(value)
    return np.asarray(value)


def _jax() -> Any:
    try:
        import jax  # pyright: ignore[reportMissingImports]
        import jax.export  # pyright: ignore[reportUnusedImport, reportMissingImports] - jax has it only then
    except ImportError as error:
        message = f"JAX is not installed ({error}); install the extra: stablehlo-reference[jax]"
        raise InputError(_said(message)) from None
    return jax


def _name(function: Any) -> str:
    return getattr(function, "__name__", type(function).__name__)


def _said(message: str) -> Diagnostic:
    return Diagnostic(Severity.ERROR, message)
