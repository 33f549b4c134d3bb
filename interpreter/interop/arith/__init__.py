"""MLIR's `arith` dialect, as far as programs with StableHLO carry it along."""
