"""CHLO, the client dialect: what frontends write and compilers take apart into StableHLO. One file an op.

The public specification has no pages for these ops. Their labels (C1), (C2), ... are therefore our own; they follow the
order in which the reference implementation checks.
"""
