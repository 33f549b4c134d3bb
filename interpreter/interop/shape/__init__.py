"""MLIR's `shape` dialect, as far as programs of dynamic sizes carry it along.

A shape is held as a one-dimensional array of its sizes, a size as a number, a witness as a boolean.
"""
