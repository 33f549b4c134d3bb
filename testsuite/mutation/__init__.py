"""Typical mistakes, made one at a time in the kernels, to measure whether the golden cases notice them."""
