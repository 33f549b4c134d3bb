"""MLIR's `builtin` dialect."""
