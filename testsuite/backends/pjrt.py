"""`pjrt:PATH`: any PJRT plugin library, loaded as JAX loads it."""

from __future__ import annotations

import os

from .protocol import BackendError
from .xla import Xla

PLATFORM = "plugin_under_test"


def create(options: str) -> Xla:
    """The backend; its option is the path of the library. Raises BackendError."""
    path = os.path.abspath(options)
    if not options or not os.path.isfile(path):
        raise BackendError(f"pjrt:PATH needs the path of a plugin library; there is no file {options!r}")
    try:
        from jax._src import xla_bridge
    except ImportError as error:
        raise BackendError(f"pjrt needs jax: {error}") from None
    try:
        xla_bridge.register_plugin(PLATFORM, library_path=path)
        return Xla(PLATFORM)
    except Exception as error:  # whatever loading a library may raise
        raise BackendError(f"{path} is not loaded: {error}") from None
