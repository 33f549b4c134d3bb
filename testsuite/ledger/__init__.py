"""The ledger: why other engines do not pass cases, and whose fault that is."""

from .classify import Classified, classify
from .entries import Entry, Fault, LedgerError, read_ledger

__all__ = ["Classified", "Entry", "Fault", "LedgerError", "classify", "read_ledger"]
