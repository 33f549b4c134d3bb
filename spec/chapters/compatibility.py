"""
Versions
========

These pages describe StableHLO 1.20.0.

The page of an operation says in which version it first stood in a portable artifact, and what has changed since.
Operations marked as deprecated still belong to the language: programs that hold them are read, verified and executed
like others.

Text is read as today's tools write it, and with forms of older tools that say the same: lists written as
``dense<[1, 2]> : tensor<2xi64>``, attributes in ``{...}`` instead of ``<{...}>``. What is printed is always today's
form. Portable artifacts, the bytecode form that is compatible across versions, are not read by this version.

Results may differ between implementations where the specification leaves a point open, and within the accuracy of an
operation. Known differences stand on the page of the operation under "Other implementations".
"""
