"""The `interpreter` dialect: looking into a running program, and running several at once."""
