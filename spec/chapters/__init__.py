"""Prose that belongs to no single op: one chapter a file, written in its docstring as reStructuredText."""
