"""The verifier: holds a program against the rules of its dialects."""

from .verifier import verify, verify_operation

__all__ = ["verify", "verify_operation"]
