"""The rules of the house (see CONTRIBUTING.md), kept by code: arrows, sizes, names, exports, packages, start-up."""

from __future__ import annotations

import ast
import doctest
import importlib
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

try:
    import resource
except ImportError:  # Windows
    resource = None

from stablehlo_reference.interpreter import interop as _interop  # noqa: F401 - makes the dialects known
from stablehlo_reference.spec.lang.registry import dialects, find, mnemonics

ROOT = Path(__file__).resolve().parents[2]
NAMESPACE = "stablehlo_reference"
FLOORS = ("spec", "interpreter", "testsuite", "docs")
FILES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py") if "__pycache__" not in path.parts)
TESTS = ROOT / "testsuite" / "tests"
PACKAGE_FILES = [path for path in FILES if not path.is_relative_to(TESTS) and not path.is_relative_to(ROOT / "docs")]
MODULES = sorted(
    ".".join((NAMESPACE, *(path.parent if path.stem == "__init__" else path.with_suffix("")).relative_to(ROOT).parts))
    for path in PACKAGE_FILES
    if path.stem != "__main__"
)


def place(path: Path) -> str:
    """A file as messages name it."""
    return path.relative_to(ROOT).as_posix()


# Arrows -------------------------------------------------------------------------------------------------------------

# A module belongs to the longest of these prefixes; it may import its own prefix and those that stand before it. Those
# in one row may not import each other.
LAYERS = (
    ("spec", "spec.chapters"),
    ("spec.types",),
    ("spec.attributes",),
    ("spec.lang",),
    ("spec.numerics",),
    ("spec.families",),
    ("spec.ops",),
    ("spec.chlo",),
    ("interpreter.ir",),
    ("interpreter.limits", "interpreter.diagnostics"),
    ("interpreter.hints", "interpreter.probes"),
    ("interpreter.verify", "interpreter.versions"),
    ("interpreter.targets",),
    ("interpreter.interop",),
    ("interpreter.registration", "interpreter.decomposition"),
    ("interpreter.text",),
    ("interpreter.execution", "interpreter.show", "interpreter.input_syntax", "interpreter.expectations"),
    ("interpreter.highlighting",),
    ("interpreter.notebook", "interpreter.one_run"),
    ("interpreter.api", "interpreter.sarif"),
    ("interpreter.jax_programs",),
    ("interpreter.debug",),
    ("interpreter",),
    ("interpreter.cli",),
    ("testsuite",),
    ("docs",),
)
RANKS = {prefix: rank for rank, row in enumerate(LAYERS) for prefix in row}

UPWARD = {
    ("interpreter/ir/core.py", "interpreter.text"): "str(module) is the program's text",
    ("interpreter/ir/core.py", "interpreter.notebook"): "a module shows itself in notebooks",
}
"""Imports against the arrows, with their reasons. All of them stand inside functions."""


def layer(module: str) -> str:
    """The longest known prefix of a module's name (without the namespace)."""
    parts = module.split(".")
    for end in range(len(parts), 0, -1):
        if (prefix := ".".join(parts[:end])) in RANKS:
            return prefix
    raise AssertionError(f"{module} belongs to no layer")


def imports(path: Path) -> Iterator[str]:
    """Names of the project's modules that a file imports, without the namespace."""
    package = list(path.parent.relative_to(ROOT).parts)
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[2] for name in node.names if name.name.startswith(f"{NAMESPACE}."))
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            full = [*base, *(node.module or "").split(".")] if node.module else base
            if not node.level:
                if full[0] != NAMESPACE:
                    continue
                full = full[1:]
            for name in node.names:
                deeper = ROOT.joinpath(*full, name.name)
                found = deeper.is_dir() or deeper.with_suffix(".py").is_file()
                yield ".".join([*full, name.name] if found else full)


@pytest.mark.parametrize("path", FILES, ids=place)
def test_imports_only_go_down(path: Path) -> None:
    here = layer(".".join(path.with_suffix("").relative_to(ROOT).parts))
    wrong = [
        target
        for target in imports(path)
        if (there := layer(target)) != here and RANKS[there] >= RANKS[here] and (place(path), there) not in UPWARD
    ]
    assert not wrong, f"{place(path)} ({here}) imports {wrong}"


@pytest.mark.parametrize(("file", "target"), UPWARD, ids=lambda value: value)
def test_exceptions_to_the_arrows_are_needed_and_inside_functions(file: str, target: str) -> None:
    tree = ast.parse((ROOT / file).read_text())
    top = {node.module for node in tree.body if isinstance(node, ast.ImportFrom)}
    assert target in {layer(name) for name in imports(ROOT / file)}
    assert not any(name and target.endswith(name.partition(".")[0]) for name in top)


OPTIONAL = {"flint", "iree", "jax", "jaxlib", "mpmath", "scipy", "xdsl", "xdsl_jax"}
"""Peers and arithmetic that the conformance suite compares with, what `from_jax` exports with, and what a few call
targets need; no other program needs any of it."""


PLUGS_INTO = {
    "testsuite/pytest_plugin.py": {"pytest"},
    "interpreter/highlighting.py": {"pygments"},
    "interpreter/notebook.py": {"pygments"},
    "testsuite/fuzz/coverage_guided.py": {"atheris"},
}
"""Modules that only another program loads, which brings what they import (or that do without it)."""


def test_the_product_imports_nothing_but_its_dependencies() -> None:
    allowed = {"spec": {"numpy", "ml_dtypes"}, "interpreter": {"numpy", "ml_dtypes", "jax", "jaxlib", "scipy"}}
    allowed["testsuite"] = {*allowed["spec"], "pydantic", *OPTIONAL}
    foreign = {
        (place(path), name)
        for path in PACKAGE_FILES
        for name in outside_imports(ast.walk(ast.parse(path.read_text())))
        if name not in allowed[path.relative_to(ROOT).parts[0]] | PLUGS_INTO.get(place(path), set())
    }
    assert not foreign


def test_optional_dependencies_are_imported_where_they_are_used() -> None:
    at_once = {place(path): outside_imports(ast.parse(path.read_text()).body) for path in PACKAGE_FILES}
    assert not {file: names for file, names in at_once.items() if names & OPTIONAL}


def outside_imports(nodes: Iterable[ast.AST]) -> set[str]:
    """Top-level names of imported modules that are neither the project's nor Python's own."""
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names.update(name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add((node.module or "").partition(".")[0])
    return names - set(sys.stdlib_module_names) - {NAMESPACE}


# Files and names ----------------------------------------------------------------------------------------------------


def test_no_file_is_longer_than_500_lines() -> None:
    lengths = {place(path): len(path.read_text().splitlines()) for path in FILES}
    assert not {file: length for file, length in lengths.items() if length > 500}


def test_names_say_what_a_file_is_for() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}
    assert not [place(path) for path in FILES if vague & {part.removesuffix(".py") for part in path.parts}]


MNEMONICS = frozenset(mnemonics("stablehlo"))
CLIENT_MNEMONICS = frozenset(mnemonics("chlo"))

WORDS = {
    "interpreter/__init__.py": {"composite", "custom_call"},  # names of functions
    "interpreter/input_syntax.py": {"iota"},
    "interpreter/text/dialect_attributes.py": {"dot", "gather", "ragged_dot", "scatter", "transpose"},
    "interpreter/ir/build.py": {"stablehlo.return"},  # how bodies of sketches end
    "interpreter/text/literals.py": {"complex"},
    "interpreter/text/types.py": {"complex", "tuple"},
    "interpreter/text/print_aliases.py": {"tuple"},
    "interpreter/text/versioned.py": {"complex", "tuple"},
    "spec/lang/extensions.py": {"composite"},
    "spec/lang/typesets.py": {"complex", "tuple"},
    "interpreter/text/directives/window.py": {"pad", "reverse"},  # words of the syntax
    "spec/attributes/dot.py": {"dot"},
    "spec/attributes/gather.py": {"gather"},
    "spec/attributes/ragged_dot.py": {"ragged_dot"},
    "spec/attributes/scatter.py": {"scatter"},
    "spec/attributes/transpose.py": {"transpose"},
}
"""Strings that happen to be spelled like a mnemonic and mean something else (attributes' own mnemonics, types)."""

KNOWS_OPS = (
    "spec/ops/", "spec/chlo/", "spec/families/", "interpreter/interop/", "interpreter/targets/",
    "interpreter/versions/", "testsuite/",
)  # fmt: skip
"""Where ops may be named: op files, families, dialects around StableHLO, and the conformance suite."""


def literals(path: Path) -> Iterator[ast.Constant]:
    """String literals of a file that are not docstrings."""
    tree = ast.parse(path.read_text())
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node


def test_no_code_outside_the_op_files_names_an_op() -> None:
    named = [
        f"{place(path)}:{node.lineno}: {node.value!r}"
        for path in PACKAGE_FILES
        if not place(path).startswith(KNOWS_OPS)
        for node in literals(path)
        if (node.value.removeprefix("stablehlo.") in MNEMONICS or node.value.removeprefix("chlo.") in CLIENT_MNEMONICS)
        and node.value not in WORDS.get(place(path), ())
    ]
    assert not named, "\n".join(named)


def test_allowed_words_are_used() -> None:
    unused = {
        (file, word) for file, words in WORDS.items() for word in words
        if word not in {node.value for node in literals(ROOT / file)}
    }  # fmt: skip
    assert not unused


# Ops ----------------------------------------------------------------------------------------------------------------

OPS = [f"{dialect}.{mnemonic}" for dialect in dialects() for mnemonic in mnemonics(dialect)]


@pytest.mark.parametrize("name", OPS)
def test_every_op_file_is_found_and_sealed(name: str) -> None:
    op = find(name)
    assert op is not None
    assert op.name == name
    assert op.since.count(".") == 2


@pytest.mark.parametrize("name", OPS)
def test_steps_are_numbered_in_order(name: str) -> None:
    op = find(name)
    assert op is not None
    marked = re.findall(r"(?m)^\(S(\d+)\)|(?<=[.:;] )\(S(\d+)\)|(?<=   )\(S(\d+)\)", op.prose)
    numbers = [int(next(filter(None, groups))) for groups in marked]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {f"S{number}" for number in numbers} == set(op.steps)


# Exports ------------------------------------------------------------------------------------------------------------


def test_exported_names_exist() -> None:
    missing = {
        (name, exported)
        for name in MODULES
        for exported in getattr(importlib.import_module(name), "__all__", ())
        if not hasattr(importlib.import_module(name), exported)
    }
    assert not missing


def test_packages_export_every_public_name_they_import() -> None:
    hidden: dict[str, set[str]] = {}
    for path in PACKAGE_FILES:
        if path.name != "__init__.py":
            continue
        tree = ast.parse(path.read_text())
        public = {
            name.asname or name.name
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.level == 1
            for name in node.names
        }
        exported = set(getattr(importlib.import_module(module_name(path)), "__all__", ()))
        if missing := {name for name in public if not name.startswith("_")} - exported:
            hidden[place(path)] = missing
    assert not hidden


def module_name(path: Path) -> str:
    """The import name of a package's `__init__.py`."""
    return ".".join((NAMESPACE, *path.parent.relative_to(ROOT).parts))


# Packaging and start-up ---------------------------------------------------------------------------------------------


def test_the_package_list_is_complete() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    assert len(set(declared)) == len(declared)
    assert set(declared) == {module_name(path) for path in PACKAGE_FILES if path.name == "__init__.py"}


def test_every_folder_of_code_is_a_package() -> None:
    assert not [place(path.parent) for path in PACKAGE_FILES if not (path.parent / "__init__.py").is_file()]
    assert not (TESTS / "__init__.py").exists()


def loaded_after(code: str) -> set[str]:
    """Names of the modules that a fresh Python has loaded after running some code."""
    script = f"import json, sys\n{code}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    return set(json.loads(done.stdout.splitlines()[-1]))


HEAVY = {"pydantic", "sphinx", "hypothesis", "pytest", "mpmath", "scipy", "jax", "importlib.metadata", "argparse"}


def test_importing_the_interpreter_loads_little() -> None:
    loaded = loaded_after(f"import {NAMESPACE}.interpreter")
    bare = loaded_after("import numpy, ml_dtypes")
    assert not (loaded - bare) & HEAVY
    assert not [name for name in loaded if name.startswith((f"{NAMESPACE}.spec.ops.", f"{NAMESPACE}.spec.chlo"))]
    assert not [name for name in loaded if name.startswith(f"{NAMESPACE}.testsuite")]


def test_a_program_loads_only_the_ops_it_names() -> None:
    program = "func.func @main(%a: tensor<f32>) -> tensor<f32> {\\n  return %a : tensor<f32>\\n}"
    loaded = loaded_after(
        f"from {NAMESPACE} import interpreter as si\nassert si.run(si.parse('{program}'), 1.5) == [1.5]"
    )
    assert not loaded & {f"{NAMESPACE}.spec.ops.{mnemonic}" for mnemonic in MNEMONICS}
    assert not {name.partition(".")[0] for name in loaded} & (HEAVY - {"importlib.metadata", "argparse"})


def start_up(folder: Path, *arguments: str) -> float:
    """CPU seconds of a fresh Python, with compiled modules kept in a folder."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, env=environment, stdout=subprocess.DEVNULL, timeout=60)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.slow
@pytest.mark.skipif(resource is None, reason="CPU time of children is not measured on this platform")
def test_start_up_is_near_that_of_numpy(tmp_path: Path) -> None:
    program = str(ROOT / "docs" / "guides" / "programs" / "center.mlir")
    entry = (
        f"import sys; from {NAMESPACE}.interpreter.cli import process; sys.exit(process())"  # as the script does
    )
    commands = {
        "numpy": ("-c", "import numpy, ml_dtypes"),
        "version": ("-c", entry, "--version"),
        "program": ("-c", entry, program, "--input=2x3xf32=iota"),
    }
    seconds = [{name: start_up(tmp_path, *command) for name, command in commands.items()} for _ in range(10)]
    least = {name: min(one[name] for one in seconds[1:]) for name in commands}
    assert least["version"] < 1.3 * least["numpy"]
    assert least["program"] < 1.3 * least["numpy"]


# Doctests -----------------------------------------------------------------------------------------------------------


def test_examples_in_docstrings_hold() -> None:
    results = {name: doctest.testmod(importlib.import_module(name)) for name in MODULES}
    assert not {name: failed for name, (failed, _) in results.items() if failed}
