"""The wheel: pure, complete, without tests, and working from another folder in an environment of its own."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PROGRAM = """func.func @main(%x: tensor<3xi8>) -> tensor<3xi8> {
  %one = stablehlo.constant dense<1> : tensor<3xi8>
  %0 = stablehlo.add %x, %one : tensor<3xi8>
  return %0 : tensor<3xi8>
}
"""


def call(*command: str | Path, cwd: Path) -> str:
    """Runs a command and gives what it prints; a failure shows all of it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, f"{command}: {done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without downloads, from a copy of the source so that the checkout stays as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    ignored = shutil.ignore_patterns(
        ".*", "__pycache__", "*.egg-info", "build", "dist", "_build", "generated", "examples", "*.npy"
    )
    shutil.copytree(ROOT, source, ignore=ignored)
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, source, cwd=folder)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_has_no_compiled_parts(wheel: Path, names: set[str]) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")
    suffixes = {Path(name).suffix for name in names if ".dist-info/" not in name}
    assert suffixes == {".css", ".js", ".json", ".jsonl", ".py", ".toml", ".txt"}


def test_the_wheel_holds_every_module(names: set[str]) -> None:
    sources = {
        f"stablehlo_reference/{path.relative_to(ROOT).as_posix()}"
        for folder in ("spec", "interpreter", "testsuite")
        for path in (ROOT / folder).rglob("*.py")
        if not path.is_relative_to(ROOT / "testsuite" / "tests")
    }
    golden = ROOT / "testsuite" / "golden"
    results = ROOT / "testsuite" / "harness" / "results.schema.json"
    assets = (ROOT / "testsuite" / "report" / "assets").iterdir()
    suite = (*golden.rglob("suite/*.jsonl"), *golden.rglob("suite/witnesses/*.json"))
    reviewed = (ROOT / "testsuite" / "ledger" / "ledger.toml", ROOT / "testsuite" / "mutation" / "harmless.toml")
    arguments = (ROOT / "testsuite" / "cases" / "sources").glob("*.txt")
    data = (results, golden / "schema.json", *suite, *assets, *reviewed, *arguments)
    sources |= {f"stablehlo_reference/{path.relative_to(ROOT).as_posix()}" for path in data}
    assert {name for name in names if ".dist-info/" not in name} == sources


def test_the_wheel_holds_no_tests_and_the_licence(names: set[str]) -> None:
    assert not [name for name in names if "/tests/" in name or "/test_" in name]
    assert [name for name in names if name.endswith(".dist-info/licenses/LICENSE")]


@pytest.fixture(scope="module")
def commands(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a new environment with the wheel in it.

    Dependencies come from the environment that runs the tests, so that nothing is downloaded.
    """
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, with_pip=False)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    call(
        sys.executable, "-m", "pip", "--python", scripts / "python", "install", "--quiet", "--no-deps", "--no-index",
        "--disable-pip-version-check", wheel, cwd=environment,
    )  # fmt: skip
    library = call(scripts / "python", "-c", "import site; print(site.getsitepackages()[0])", cwd=environment).strip()
    for dependency in dependencies():
        Path(library, dependency.name).symlink_to(dependency)
    return scripts


def dependencies() -> list[Path]:
    """What the installed dependencies consist of, and nothing else of the environment that runs the tests."""
    wanted = ("numpy", "ml_dtypes", "pydantic", "annotated_types", "typing_extensions", "typing_inspection")
    installed = [entry for folder in site.getsitepackages() for entry in sorted(Path(folder).iterdir())]
    return [entry for entry in installed if entry.name.startswith(wanted)]


def test_the_command_works_from_another_folder(commands: Path, tmp_path: Path) -> None:
    (tmp_path / "program.mlir").write_text(PROGRAM)
    printed = call(commands / "stablehlo-interpret", "program.mlir", "--input=3xi8=1,2,127", cwd=tmp_path)
    assert printed == "dense<[2, 3, -128]> : tensor<3xi8>\n"
    version = PROJECT["project"]["version"]
    assert call(commands / "stablehlo-interpret", "--version", cwd=tmp_path) == f"stablehlo-interpret {version}\n"


def test_the_installed_package_is_the_one_that_runs(commands: Path, tmp_path: Path) -> None:
    code = "from stablehlo_reference import interpreter as si; print(si.__file__); assert not si.check('module {}')"
    assert Path(call(commands / "python", "-c", code, cwd=tmp_path).strip()).is_relative_to(commands.parent)


def test_every_op_is_installed(commands: Path, tmp_path: Path) -> None:
    registry = "from stablehlo_reference.spec.lang.registry import find, mnemonics"
    code = f"{registry}; [print(find('stablehlo.' + one).name) for one in mnemonics()]"
    printed = call(commands / "python", "-c", code, cwd=tmp_path).split()
    assert len(printed) == len([path for path in (ROOT / "spec" / "ops").glob("*.py") if path.stem != "__init__"])
