"""Results of transcendental functions do not depend on the processor's vector instructions or the C library's choice.

Every kernel whose op declares a bound in units of the last place runs in two processes: one as the machine is, one in
which numpy and the C library may use no vector instructions beyond the oldest ones. All bits must be the same.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

try:
    from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__
except ImportError:  # numpy 1
    from numpy.core._multiarray_umath import __cpu_dispatch__, __cpu_features__

PROGRAM = """
import json
import zlib

import numpy as np
from stablehlo_reference.testsuite.accuracy import sample, subjects

sums = {}
for op, element in subjects():
    arguments = sample(op, element, POINTS)
    with np.errstate(all="ignore"):
        result = np.ascontiguousarray(op.run(*arguments))
        parts = result.view(result.real.dtype).astype(np.float64)
    parts[np.isnan(parts)] = np.nan
    sums[f"{op.short_name} {element}"] = zlib.crc32(parts.tobytes())
print(json.dumps(sums))
"""

PLAINEST = "-AVX_Usable,-AVX2_Usable,-AVX512F_Usable,-FMA_Usable,-FMA4_Usable,-AVX,-AVX2,-AVX512F,-FMA,-FMA4"
"""Names that the tunables of several releases of the GNU C library have for the instructions it chooses by."""


def checksums(points: int, **environment: str) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.replace("POINTS", str(points))],
        env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def assert_same_bits(points: int) -> None:
    features = [name for name in __cpu_dispatch__ if __cpu_features__.get(name)]
    if not features:
        pytest.skip("numpy chooses no instructions by the processor here")
    plain = checksums(
        points, NPY_DISABLE_CPU_FEATURES=" ".join(features), GLIBC_TUNABLES=f"glibc.cpu.hwcaps={PLAINEST}"
    )
    usual = checksums(points)
    assert [name for name in usual if usual[name] != plain[name]] == []
    assert len(usual) > 200


def test_results_are_the_same_bits_without_vector_instructions() -> None:
    assert_same_bits(800)


@pytest.mark.slow
def test_many_results_are_the_same_bits_without_vector_instructions() -> None:
    assert_same_bits(100_000)

