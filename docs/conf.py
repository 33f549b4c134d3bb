"""Sphinx settings. Most pages are generated from `spec` by the extension in `_ext/pages`."""

from __future__ import annotations

import sys
from importlib.metadata import version as installed
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "_ext"))

project = "StableHLO reference"
author = "The StableHLO reference authors"
copyright = author
version = release = installed("stablehlo-reference")

extensions = ["sphinx.ext.autodoc", "pages"]
exclude_patterns = ["_build", "_ext", "_templates"]
default_role = "code"
highlight_language = "text"
nitpicky = True  # every reference to an op leads somewhere
nitpick_ignore_regex = [("py:.*", ".*")]
repository = str(HERE.parent)

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "mixed"

html_theme = "furo"
html_title = f"StableHLO reference {version}"
html_static_path = ["_static"]
html_css_files = ["custom.css"]
html_show_copyright = False
html_show_sphinx = False
html_copy_source = False
