"""Programs in text for backends that are driven through jaxlib."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

from .protocol import BackendError, Refused, Unsupported

UNKNOWN = re.compile(
    r"unregistered|unknown (\w+ )?(op|operation|dialect|type|attribute)|dialect `\w+' not found", re.IGNORECASE
)
"""What MLIR says of what this version of a dialect does not have."""


@cache
def mlir_context() -> Any:
    """The one MLIR context of this process, with the dialects that jaxlib knows."""
    try:
        from jaxlib.mlir import ir
        from jaxlib.mlir._mlir_libs import _jax_mlir_ext as upstream  # func and others; not all of jax for them
        from jaxlib.mlir.dialects import chlo, stablehlo
    except ImportError as error:
        raise BackendError(f"this backend needs jaxlib 0.6 or later: {error}") from None
    context, registry = ir.Context(), ir.DialectRegistry()
    upstream.register_dialects(registry)
    context.append_dialect_registry(registry)
    context.load_all_available_dialects()
    stablehlo.register_dialect(context)
    chlo.register_dialect(context)
    return context


def bytecode(module: Any) -> bytes:
    """A module as MLIR bytecode."""
    buffer = io.BytesIO()
    module.operation.write_bytecode(buffer)
    return buffer.getvalue()


def parse_module(text: str) -> Any:
    """The module, parsed and verified within the current context. Raises Refused and Unsupported."""
    from jaxlib.mlir import ir

    try:
        return ir.Module.parse(text)
    except ir.MLIRError as error:
        message = str(error)
        raise (Unsupported if UNKNOWN.search(message) else Refused)(message) from None
