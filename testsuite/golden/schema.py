"""The JSON Schema of a line of the suite, written by pydantic from the records."""

from __future__ import annotations

import json
from pathlib import Path

from .model import FORMAT
from .read import adapter

PATH = Path(__file__).parent / "schema.json"


def schema_text() -> str:
    """The schema as it is committed."""
    schema = adapter().json_schema()
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A StableHLO conformance case, format {FORMAT}",
    }
    return json.dumps({**schema, **head}, indent=1) + "\n"
