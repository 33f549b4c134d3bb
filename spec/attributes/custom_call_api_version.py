"""Calling convention of a custom call (an i32 in the text form)."""

from __future__ import annotations

from enum import nonmember

from .base import EnumAttribute


class CustomCallApiVersion(EnumAttribute):
    """Calling convention of a custom call (an i32 in the text form)."""

    mnemonic = nonmember("custom_call_api_version")
    API_VERSION_UNSPECIFIED = 0
    API_VERSION_ORIGINAL = 1
    API_VERSION_STATUS_RETURNING = 2
    API_VERSION_STATUS_RETURNING_UNIFIED = 3
    API_VERSION_TYPED_FFI = 4
