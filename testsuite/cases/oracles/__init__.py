"""Independent ways to expected values: literal formulas on Python numbers, one file a family of ops.

Nothing here is shared with kernels (spec/ops, spec/families, spec/numerics): a mistake there cannot hide here.
"""
