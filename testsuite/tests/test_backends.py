"""Backends: the command contract, the skeleton of a new one, and the peers where they are installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import ml_dtypes
import numpy as np
import pytest
from stablehlo_reference.interpreter.probes import stored
from stablehlo_reference.spec.types import ELEMENT_TYPES, ComplexType
from stablehlo_reference.testsuite.backends import Program, Refused, Unsupported, find_backend, names
from stablehlo_reference.testsuite.backends.command import CommandFailed, as_stored, as_typed
from stablehlo_reference.testsuite.cli import main
from stablehlo_reference.testsuite.golden import Case, Judge, Kind, Level, Value, load, tensor_type
from stablehlo_reference.testsuite.harness import Verdict, run_case

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "guides" / "backends"
posix = pytest.mark.skipif(sys.platform == "win32", reason="scripts need a shell")


def reversing(element: object) -> Program:
    """A program that reverses three elements of a type."""
    type_ = tensor_type(f"tensor<3x{element}>")
    text = f"func.func @main(%a: {type_}) -> {type_} {{\n  %0 = stablehlo.reverse %a, dims = [0] : {type_}\n"
    return Program(f"{text}  return %0 : {type_}\n}}\n", (type_,), (type_,))


def numbers(element: object) -> np.ndarray:
    """Three elements of a type with different bits."""
    dtype = tensor_type(f"tensor<3x{element}>").storage.dtype
    if isinstance(element, ComplexType):
        return np.array([1 + 2j, complex(-0.0, np.inf), complex(np.nan, 1)], dtype)
    return np.array([1, 0, 1]).astype(dtype) if element.bits < 8 else np.array([1, 0.5, 3]).astype(dtype)


def script(folder: Path, text: str) -> str:
    """An executable shell script as a backend."""
    path = folder / "backend.sh"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return f"command:{path}"


@pytest.fixture
def with_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    """The installed commands are found."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)


# command: -----------------------------------------------------------------------------------------------------------


@posix
@pytest.mark.usefixtures("with_commands")
def test_the_shell_example_runs_and_refuses_programs() -> None:
    backend = find_backend(f"command:{EXAMPLES / 'interpret.sh'}")
    assert backend.versions()["command"].startswith("stablehlo-interpret")
    cases = {case.id: case for case in load() if case.id.startswith(("negate/", "complex/"))}
    chosen = [case for id_, case in cases.items() if id_.endswith(("bf16", "f8E4M3FN", "ui8", "c64"))][:6]
    chosen += [case for case in cases.values() if case.reject][:2]
    assert len({case.level for case in chosen}) > 1
    for case in chosen:
        result = run_case(case, backend)
        assert result.verdict is Verdict.PASS, (case.id, result.message)


@posix
@pytest.mark.skipif(shutil.which("c++") is None, reason="needs a C++ compiler")
def test_the_cpp_example_compiles_and_runs(tmp_path: Path) -> None:
    binary = tmp_path / "negate"
    subprocess.run(
        ["c++", "-std=c++17", "-Wall", "-Wextra", "-o", str(binary), str(EXAMPLES / "negate.cpp")],
        check=True,
        timeout=120,
    )
    backend = find_backend(f"command:{binary}")
    assert backend.versions() == {"command": "negate 1.0"}
    cases = [case for case in load() if case.ops == ("stablehlo.negate",) and not case.reject]
    chosen = [case for case in cases if case.elements == ("f32",)][:4]
    assert chosen
    assert {run_case(case, backend).verdict for case in chosen} == {Verdict.PASS}
    other = next(case for case in cases if case.elements == ("bf16",))
    assert run_case(other, backend).verdict is Verdict.UNSUPPORTED


@posix
def test_the_command_finds_what_the_contract_says(tmp_path: Path) -> None:
    look = (
        f"cp module.mlir case.json in0.npy {tmp_path}/ && env | grep ^STABLEHLO > {tmp_path}/env && cp in0.npy out0.npy"
    )
    program = reversing("bf16")
    value = np.array([1, 2, 3], ml_dtypes.bfloat16)
    [output] = find_backend(script(tmp_path, look)).compile(program)([value])
    assert output.dtype == value.dtype
    assert (tmp_path / "module.mlir").read_text() == program.text
    assert json.loads((tmp_path / "case.json").read_text()) == {
        "replicas": 1, "partitions": 1, "inputs": ["tensor<3xbf16>"], "outputs": ["tensor<3xbf16>"], "reject": False,
    }  # fmt: skip
    assert np.load(tmp_path / "in0.npy").dtype == np.uint16
    assert sorted((tmp_path / "env").read_text().split()) == [
        "STABLEHLO_INPUTS=1", "STABLEHLO_OUTPUTS=1", "STABLEHLO_REJECT=0",
    ]  # fmt: skip


@posix
@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("echo bad >&2; exit 2", Refused, "bad"),
        ("echo later; exit 3", Unsupported, "later"),
        ("exit 1", CommandFailed, "exit code 1"),
        ("kill -SEGV $$", CommandFailed, "signal 11"),
        ("exit 0", CommandFailed, "no out0.npy is there"),
        ("echo nonsense > out0.npy", CommandFailed, "out0.npy: "),
        ("cp in0.npy out1.npy", CommandFailed, "outputs are out1.npy"),
    ],
)
def test_exit_codes_and_files_have_their_meaning(
    tmp_path: Path, text: str, error: type[Exception], message: str
) -> None:
    run = find_backend(script(tmp_path, text)).compile(reversing("f32"))
    with pytest.raises(error) as found:
        run([np.zeros(3, np.float32)])
    assert message in str(found.value)


@posix
def test_outputs_of_the_wrong_type_or_number_are_the_judges_business(tmp_path: Path) -> None:
    np.save(tmp_path / "wrong.npy", np.zeros(3))
    program, zeros = reversing("f32"), Value.of(np.zeros(3, np.float32), tensor_type("tensor<3xf32>"))
    case = Case("a", Level.CORE, (), (), program.text, (zeros,), (zeros,), (Judge(Kind.EXACT),))
    result = run_case(case, find_backend(script(tmp_path, f"cp {tmp_path}/wrong.npy out0.npy")))
    assert (result.verdict, result.message) == (Verdict.FAIL, "output 0 has dtype float64, f32 is float32")
    result = run_case(case, find_backend(script(tmp_path, "cp in0.npy out0.npy; cp in0.npy out1.npy")))
    assert (result.verdict, result.message) == (Verdict.FAIL, "2 outputs where 1 are expected")


@pytest.mark.parametrize("element", ELEMENT_TYPES, ids=str)
def test_every_element_type_survives_a_file(tmp_path: Path, element: object) -> None:
    value, type_ = numbers(element), tensor_type(f"tensor<3x{element}>")
    for name, kept in (("ours", as_stored(value)), ("the interpreter's", stored(value))):
        np.save(tmp_path / f"{name}.npy", kept)
        again = as_typed(np.load(tmp_path / f"{name}.npy"), type_)
        assert again.dtype == value.dtype
        assert again.tobytes() == value.tobytes()


# New backends -------------------------------------------------------------------------------------------------------


def test_the_skeleton_of_a_backend_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "my-npu"
    assert main(["new-backend", "my-npu", "--folder", str(folder)]) == 0
    written = [str(Path(line).relative_to(folder)) for line in capsys.readouterr().out.splitlines()]
    assert written[:2] == ["pyproject.toml", "src/stablehlo_backend_my_npu/__init__.py"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-x", "-k", "f16 or si8"],
        cwd=folder, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
    assert main(["new-backend", "my-npu", "--folder", str(folder)]) == 2
    assert "File exists" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "message"), [("My Chip", "is no name"), ("-x", "is no name"), ("xla", "already")])
def test_a_backend_needs_a_good_name(
    name: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new-backend", f"--folder={tmp_path / 'x'}", "--", name]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_an_installed_backend_is_found_by_its_entry_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["new-backend", "my-npu", "--folder", str(tmp_path / "package")])
    monkeypatch.syspath_prepend(str(tmp_path / "package" / "src"))
    information = tmp_path / "package" / "src" / "stablehlo_backend_my_npu-0.1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: stablehlo-backend-my-npu\nVersion: 0.1.0\n")
    (information / "entry_points.txt").write_text(
        "[stablehlo_reference.backends]\nmy-npu = stablehlo_backend_my_npu:create\n"
    )
    assert "my-npu" in names()
    backend = find_backend("my-npu")
    assert backend.versions() == {"my-npu": "0.1.0"}
    [output] = backend.compile(reversing("f32"))([np.float32([1, 2, 3])])
    assert output.tolist() == [3, 2, 1]


# Peers --------------------------------------------------------------------------------------------------------------


@pytest.mark.peers
@pytest.mark.parametrize("name", ["cpp", "xla", "iree"])
@pytest.mark.parametrize("element", ELEMENT_TYPES, ids=str)
def test_peers_take_and_give_every_element_type(name: str, element: object) -> None:
    pytest.importorskip({"cpp": "jaxlib", "xla": "jax", "iree": "iree.compiler"}[name])
    value = numbers(element)
    try:
        [output] = find_backend(name).compile(reversing(element))([value])
    except Unsupported:
        pytest.skip("unsupported")
    assert output.dtype == value.dtype
    assert output.tobytes() == value[::-1].tobytes()


@pytest.mark.peers
@pytest.mark.parametrize("name", ["cpp", "xla", "iree"])
def test_peers_refuse_what_is_not_valid(name: str) -> None:
    pytest.importorskip({"cpp": "jaxlib", "xla": "jax", "iree": "iree.compiler"}[name])
    text = reversing("f32").text.replace("dims = [0]", "dims = [1]")
    with pytest.raises(Refused):
        find_backend(name).compile(Program(text))
