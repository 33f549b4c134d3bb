"""The coverage-guided fuzzer: atheris (libFuzzer) finds texts that reach new code of the reader, verifier and printer.

    python -m stablehlo_reference.testsuite.fuzz.coverage_guided CORPUS_FOLDER -runs=1000000 -max_len=600

The options are libFuzzer's. New texts are kept in the folder; an empty folder begins with the examples of all ops.
Needs the extra `fuzz`.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

MOST = 600
"""Longest text to begin with, in characters: short texts are tried faster."""


def main(argv: list[str]) -> None:
    """Fuzzes until libFuzzer ends the process: with 0 after the runs asked for, with another code at a finding."""
    import atheris

    with atheris.instrument_imports(include=["stablehlo_reference.interpreter"]):
        from .seeds import own_programs
        from .target import judge
    folders = [Path(one) for one in argv[1:] if not one.startswith("-")]
    if folders and not any(folders[0].iterdir()):
        for text in own_programs():
            if len(text) <= MOST:
                data = text.encode(errors="surrogateescape")
                (folders[0] / hashlib.sha1(data).hexdigest()).write_bytes(data)

    def test_one_input(data: bytes) -> None:
        judge(data)

    atheris.Setup(argv, test_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
