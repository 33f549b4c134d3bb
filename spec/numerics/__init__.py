"""Numeric rules that several kernels share: integers, rounding, conversion, real and complex functions.

Pure functions of numpy arrays. The dtype says the element type (numpy's own, or ml_dtypes for the narrow ones);
results are new arrays of any rank, never scalars; operands are never changed and nothing warns. Import the modules by
name: `integers`, `rounding`, `precision`, `conversion`, `bitcast`, `real`, `complex_`, and `arithmetic` and
`elementary`, which choose among them by element type.
"""
