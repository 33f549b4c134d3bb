"""What the exporters in this folder share: files of a program, tolerances, and the manifest that lists them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
MANIFEST = HERE / "manifest.json"
SAMPLES = 16
Arrays = Sequence[np.ndarray]


def tolerances(
    exact: Callable[..., Arrays], inputs: Arrays, recorded: Arrays, rounding: float
) -> list[dict[str, float] | str]:
    """What each result may differ by.

    `exact` computes the results in float64. A backward stable computation gives the exact results of inputs that are
    changed by a small relative amount, `rounding`; so every input gets random factors within 1 +- rounding, SAMPLES
    times, and d is the largest change of a result. Two implementations may be wrong in opposite directions, and each
    result is rounded: atol = 2 d, rtol = 2 rounding. Integers are exact. Raises ValueError where the recorded results
    are not within half of that of the exact ones.
    """
    truth = exact(*map(widened, inputs))
    rng = np.random.default_rng(11)
    change = [0.0] * len(truth)
    for _ in range(SAMPLES):
        disturbed = [one * (1 + rounding * rng.uniform(-1, 1, one.shape)) if is_float(one) else one
                     for one in map(widened, inputs)]  # fmt: skip
        for i, (found, right) in enumerate(zip(exact(*disturbed), truth, strict=True)):
            change[i] = max(change[i], float(np.max(np.abs(found - right), initial=0)))
    made: list[dict[str, float] | str] = []
    for i, (one, right) in enumerate(zip(recorded, truth, strict=True)):
        if not is_float(one):
            if change[i] or np.any(one != right):
                raise ValueError(f"rounding may change the integers of result {i}")
            made.append("exact")
            continue
        bound = {"rtol": round_up(2 * rounding), "atol": round_up(2 * change[i])}
        share = np.max(np.abs(one - right) / (bound["atol"] + bound["rtol"] * np.abs(right) + 1e-300), initial=0)
        print(f"  result {i}: the exporter's error is {share:.3f} of the tolerance {bound}")
        if share > 0.5:
            raise ValueError(f"the recorded result {i} is {share:.2f} of the tolerance away from the exact one")
        made.append(bound)
    return made


def is_float(array: np.ndarray) -> bool:
    return array.dtype.kind == "f"


def widened(array: np.ndarray) -> np.ndarray:
    return array.astype(np.float64) if is_float(array) else array


def round_up(value: float) -> float:
    """A value rounded up to two significant digits."""
    if value == 0:
        return 0.0
    digits = 1 - int(np.floor(np.log10(value)))
    return float(f"{np.ceil(value * 10.0**digits) / 10.0**digits:.1e}")


def write(path: Path, content: bytes) -> None:
    """Replaces a file in one step."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(content)
    os.replace(fresh, path)


def record(
    name: str, description: str, made_with: dict[str, str], text: str, inputs: Arrays, results: Arrays,
    allowed: Sequence[dict[str, float] | str],
) -> None:  # fmt: skip
    """Writes `name.mlir`, one `name.npz` with inputs `in0`, ... and results `out0`, ..., and the manifest's entry."""
    write(HERE / f"{name}.mlir", text.encode())
    arrays = {f"in{i}": one for i, one in enumerate(inputs)} | {f"out{i}": one for i, one in enumerate(results)}
    fresh = HERE / f"{name}.new.npz"
    np.savez_compressed(fresh, **arrays)
    os.replace(fresh, HERE / f"{name}.npz")
    entries: list[dict[str, Any]] = json.loads(MANIFEST.read_text())["programs"] if MANIFEST.exists() else []
    entry = {"name": name, "description": description, "made_with": made_with, "tolerances": list(allowed)}
    entries = sorted([*(one for one in entries if one["name"] != name), entry], key=lambda one: one["name"])
    write(MANIFEST, (json.dumps({"programs": entries}, indent=1) + "\n").encode())
    print(f"  wrote {name}")
