"""What a user gave and a command cannot use: a file, an expression, a backend, options that do not go together."""

from __future__ import annotations


class Problem(Exception):  # noqa: N818 - named after what it says
    """The message says what cannot be used, and where. A command prints it and ends with exit code 2."""
