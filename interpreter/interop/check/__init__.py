"""Checks of upstream's test programs."""
