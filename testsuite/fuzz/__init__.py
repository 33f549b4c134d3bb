"""Fuzzers: broken and odd programs, which must be read, judged, printed and run without surprises."""
