"""MLIR's own parser and printer, by way of jaxlib's bindings."""

from __future__ import annotations

from typing import Any

_ANY_PROGRAM = """
func.func @main() -> tensor<f32> {
  %0 = stablehlo.constant dense<1.0> : tensor<f32>
  return %0 : tensor<f32>
}
"""


class Refused(Exception):  # noqa: N818 - named after what it says
    """MLIR does not take a program; the text says why."""


class Mlir:
    """Reads and prints programs as MLIR does. Raises ImportError where jaxlib is not installed."""

    def __init__(self) -> None:
        from jax.interpreters.mlir import make_ir_context
        from jaxlib.mlir import ir
        from jaxlib.mlir._mlir_libs import _stablehlo

        self._ir: Any = ir
        self._context: Any = make_ir_context()
        _stablehlo.register_interpreter_dialect(self._context)
        self._context.load_all_available_dialects()
        with self._context:  # the bindings make quantized types known only here
            artifact = _stablehlo.serialize_portable_artifact_str(_ANY_PROGRAM, "1.0.0")
            _stablehlo.deserialize_portable_artifact(self._context, artifact)

    def parse(self, text: str, *, unregistered: bool = False) -> Any:
        """A program, verified. Raises Refused."""
        self._context.allow_unregistered_dialects = unregistered
        with self._context:
            try:
                return self._ir.Module.parse(text)
            except (self._ir.MLIRError, ValueError) as error:
                lines = [line.strip() for line in str(error).splitlines()]
                raise Refused(next((line for line in lines if line.startswith("error")), str(error))) from None

    def text(self, module: Any, *, generic: bool = False, locations: bool = False) -> str:
        """A program as MLIR prints it."""
        return module.operation.get_asm(print_generic_op_form=generic, enable_debug_info=locations)

    def artifact(self, text: str, version: str) -> bytes | None:
        """A program as a portable artifact of a version, or of the newest one (`current`); None where it is none."""
        from jaxlib.mlir.dialects import stablehlo

        wanted = stablehlo.get_current_version() if version == "current" else version
        with self._context:
            try:
                return stablehlo.serialize_portable_artifact_str(text, wanted)
            except (self._ir.MLIRError, ValueError):
                return None

    def versioned_text(self, artifact: bytes, *, generic: bool) -> str:
        """An artifact as it is: in VHLO."""
        with self._context:
            return self._ir.Module.parse(artifact).operation.get_asm(print_generic_op_form=generic)

    def plain_text(self, artifact: bytes) -> str:
        """The StableHLO program that an artifact holds."""
        from jaxlib.mlir.dialects import stablehlo

        return stablehlo.deserialize_portable_artifact(self._context, artifact).operation.get_asm()
