"""MLIR's `tensor` dialect, as far as programs of dynamic sizes carry it along."""
