"""MLIR's `func` dialect: functions, calls, returns."""
