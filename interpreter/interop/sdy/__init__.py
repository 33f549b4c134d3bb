"""The Shardy dialect `sdy`, as far as exported programs carry it along: how tensors are spread over devices.

Attributes are kept as they are spelled. Annotations change no values.
"""
