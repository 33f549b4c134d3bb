"""Programs that frameworks exported give what the frameworks recorded (examples/frameworks)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from stablehlo_reference import interpreter as si

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "frameworks"
PROGRAMS = json.loads((FOLDER / "manifest.json").read_text())["programs"]


def arrays(name: str, kind: str) -> list[np.ndarray]:
    """Inputs (`in`) or results (`out`) of a program, in order."""
    with np.load(FOLDER / f"{name}.npz") as file:
        return [file[f"{kind}{i}"] for i in range(sum(key.startswith(kind) for key in file.files))]


def assert_close(found: np.ndarray, recorded: np.ndarray, tolerance: dict[str, float] | str) -> None:
    """|found - recorded| <= atol + rtol |recorded|, or equal where the tolerance is "exact"."""
    assert found.dtype == recorded.dtype
    assert found.shape == recorded.shape
    if isinstance(tolerance, str):
        assert tolerance == "exact"
        assert (found == recorded).all()
        return
    distance = np.abs(found.astype(np.float64) - recorded)
    allowed = tolerance["atol"] + tolerance["rtol"] * np.abs(recorded.astype(np.float64))
    assert (distance <= allowed).all(), f"{np.max(distance / allowed):.2f} times the tolerance"


def test_the_manifest_lists_every_program() -> None:
    assert [one["name"] for one in PROGRAMS] == sorted(path.stem for path in FOLDER.glob("*.mlir"))
    assert {one["name"].partition("_")[0] for one in PROGRAMS} == {"jax", "litert", "tensorflow", "torch"}


@pytest.mark.parametrize("program", [pytest.param(one, id=one["name"]) for one in PROGRAMS])
@pytest.mark.parametrize("rewritten", [False, True])
def test_a_program_gives_what_was_recorded(program: dict[str, Any], rewritten: bool) -> None:
    """As it is, with its composites verified, and after its composites and CHLO are rewritten."""
    module = si.parse(FOLDER / f"{program['name']}.mlir")
    if rewritten:
        module = si.decompose(module)
    results = si.run(module, *arrays(program["name"], "in"), verify_composites=True)
    recorded = arrays(program["name"], "out")
    assert len(results) == len(recorded) == len(program["tolerances"])
    for one in zip(results, recorded, program["tolerances"], strict=True):
        assert_close(*one)


def test_a_program_has_custom_calls_and_another_composites() -> None:
    texts = {one["name"]: (FOLDER / f"{one['name']}.mlir").read_text() for one in PROGRAMS}
    assert "custom_call @lapack_sgetrf_ffi" in texts["jax_linear_algebra"]
    assert 'composite "chlo.erf"' in texts["jax_composites"]
