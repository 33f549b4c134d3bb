"""Programs exported by JAX, run here (needs the extra `jax`)."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pytest
from stablehlo_reference import interpreter as si


def test_without_jax_there_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jax", None)
    for use in (lambda: si.from_jax(abs, 1.0), lambda: si.run_exported(b"")):
        with pytest.raises(
            si.InputError, match=r"JAX is not installed .*; install the extra: stablehlo-reference\[jax\]"
        ):
            use()


@pytest.fixture(scope="module")
def jax() -> Any:
    return pytest.importorskip("jax")


def serialized(jax: Any, function: Any, *args: Any, **keywords: Any) -> bytes:
    """The artifact of an exported function."""
    pytest.importorskip("flatbuffers")
    platforms = keywords.pop("platforms", ("cpu",))
    return jax.export.export(jax.jit(function), platforms=platforms)(*args, **keywords).serialize()


@pytest.mark.peers
def test_a_function_becomes_a_program(jax: Any) -> None:
    def scaled(tree, unused):
        return {"b": tree["x"] * 2, "a": (tree["y"] + 1,)}

    module = si.from_jax(scaled, {"x": np.ones(3, np.float32), "y": np.int32(1)}, np.zeros(5, np.float32))
    assert "stablehlo.multiply" in str(module)
    a, b = si.run(module, np.full(3, 4, np.float32), np.int32(7), np.zeros(5, np.float32))
    assert (a.item(), b.tolist()) == (8, [8, 8, 8])


@pytest.mark.peers
def test_what_jax_cannot_trace_is_one_error(jax: Any) -> None:
    def broken(x):
        return x + undefined  # noqa: F821

    with pytest.raises(si.InputError, match="JAX cannot export broken: NameError") as caught:
        si.from_jax(broken, 1.0)
    assert isinstance(caught.value.__cause__, NameError)


@pytest.mark.peers
def test_an_artifact_gives_what_its_function_returns(jax: Any) -> None:
    def function(tree, y, *, z):
        return {"a": tree["x"] + z, "b": [y, (tree["x"],)]}

    x, y = np.arange(3, dtype=np.float32), np.ones((2, 2), np.int32)
    artifact = serialized(jax, function, {"x": x, "unused": y}, y, z=1.0, platforms=("cuda", "cpu"))
    made = si.run_exported(artifact, {"x": x, "unused": y}, y, keywords={"z": 2.5})
    assert list(made) == ["a", "b"]
    assert made["a"].tolist() == [2.5, 3.5, 4.5]
    assert made["b"][0].tolist() == y.tolist()
    assert made["b"][1][0].tolist() == x.tolist()
    with pytest.raises(si.InputError, match="function takes PyTreeDef"):
        si.run_exported(artifact, x)


@pytest.mark.peers
def test_symbolic_sizes_are_asserted(jax: Any) -> None:
    (n,) = jax.export.symbolic_shape("n")
    shape = jax.ShapeDtypeStruct((n, 2), np.float32)
    artifact = serialized(jax, lambda x: x + x.sum(0), shape)
    assert si.run_exported(artifact, np.ones((3, 2), np.float32)).tolist() == [[4, 4]] * 3
    with pytest.raises(si.CheckFailed, match="Expected value >= 1 for dimension variable 'n'"):
        si.run_exported(artifact, np.ones((0, 2), np.float32))


@pytest.mark.peers
def test_bytes_that_are_no_artifact_are_one_error(jax: Any) -> None:
    pytest.importorskip("flatbuffers")
    for data in (b"", b"not an artifact", bytes(100)):
        with pytest.raises(si.InputError, match=r"no artifact of jax\.export"):
            si.run_exported(data)


@pytest.mark.peers
def test_programs_for_several_devices_are_refused(jax: Any) -> None:
    class Exported:
        nr_devices = 2

    from stablehlo_reference.interpreter import jax_programs

    with pytest.raises(si.InputError, match="f is exported for 2 devices"):
        jax_programs._program(Exported(), "f", None)


NAMES = [
    "cholesky", "solve", "inv", "det", "lstsq", "eigvalsh", "svdvals", "pinv", "qr", "expm", "polar", "cho_solve",
    "tridiagonal_solve", "approx_max_k", "top_k",
]  # fmt: skip


def linear_algebra(jax: Any) -> dict[str, tuple[Any, list[np.ndarray]]]:
    """Functions whose results do not depend on signs that LAPACK chooses freely, with arguments."""
    rng = np.random.default_rng(8)
    a, b = rng.normal(size=(4, 4)).astype(np.float32), rng.normal(size=(4, 2)).astype(np.float32)
    spd = (a @ a.T + 4 * np.eye(4)).astype(np.float32)
    numpy, scipy = jax.numpy.linalg, jax.scipy.linalg
    return {
        "cholesky": (numpy.cholesky, [spd]),
        "solve": (numpy.solve, [a, b]),
        "inv": (numpy.inv, [a]),
        "det": (numpy.det, [a]),
        "lstsq": (lambda a, b: numpy.lstsq(a, b)[0], [a[:, :3].copy(), b]),
        "eigvalsh": (numpy.eigvalsh, [spd]),
        "svdvals": (lambda a: numpy.svd(a, compute_uv=False), [a]),
        "pinv": (numpy.pinv, [a]),
        "qr": (lambda a: numpy.qr(a)[1].__abs__(), [a]),
        "expm": (scipy.expm, [a]),
        "polar": (lambda a: scipy.polar(a)[0], [a]),
        "cho_solve": (lambda a, b: scipy.cho_solve((numpy.cholesky(a), True), b), [spd, b]),
        "tridiagonal_solve": (
            lambda d, b: jax.lax.linalg.tridiagonal_solve(d[0], d[1] + 4, d[2], b),
            [rng.normal(size=(3, 4)).astype(np.float32), b],
        ),
        "approx_max_k": (lambda a: jax.lax.approx_max_k(a, 2)[0], [a]),
        "top_k": (lambda a: jax.lax.top_k(a, 2)[1], [a]),
    }


@pytest.mark.peers
@pytest.mark.parametrize("name", NAMES)
def test_linear_algebra_gives_what_jax_gives(jax: Any, name: str) -> None:
    function, arguments = linear_algebra(jax)[name]
    (found,) = si.run(si.from_jax(function, *arguments), *arguments, verify_composites=True)
    expected = np.asarray(jax.jit(function)(*arguments))
    np.testing.assert_allclose(found, expected, rtol=2e-4, atol=2e-5)
