"""Options of pytest. Properties are tested on the same inputs in every run where CI is set, and without deadlines."""

from __future__ import annotations

import os

from hypothesis import settings

pytest_plugins = ["pytester"]  # runs pytest within tests of the plugin

settings.register_profile("reference", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("reference")
