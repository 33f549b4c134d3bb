"""Call targets: registration, what kernels are given, refusal of unknown ones, buffers, tuples, order of effects."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from stablehlo_reference import interpreter as si
from stablehlo_reference.interpreter.cli import main
from stablehlo_reference.spec.lang.extensions import CALL_TARGETS
from stablehlo_reference.spec.numerics.random_bits import threefry2x32


@pytest.fixture
def target() -> Iterator[str]:
    """A target name that is free again after the test."""
    yield "acme.op"
    CALL_TARGETS.remove("acme.op")


def program(call: str, inputs: str = "%x: tensor<2xf32>", results: str = "tensor<2xf32>") -> str:
    return f"func.func @main({inputs}) -> ({results}) {{\n  %0 = {call}\n  return %0 : {results}\n}}"


SCALED = program(
    'stablehlo.custom_call @acme.op(%x) {backend_config = {factor = 2.5 : f32, name = "n", rows = [1 : i64]}, '
    "api_version = 4 : i32, acme.note = 7 : i8} : (tensor<2xf32>) -> tensor<2xf32>"
)


def test_a_registered_function_runs(target: str) -> None:
    @si.custom_call(target)
    def scale(x, *, backend_config, attributes, results):
        assert backend_config == {"factor": 2.5, "name": "n", "rows": (1,)}
        assert attributes == {"acme.note": 7}
        assert [str(one) for one in results] == ["tensor<2xf32>"]
        return x * np.float32(backend_config["factor"])

    assert si.run(si.parse(SCALED), [2, 4])[0].tolist() == [5, 10]


def test_a_configuration_may_be_a_string_and_jax_has_its_own_place(target: str) -> None:
    @si.custom_call(target)
    def count(x, *, backend_config):
        return np.full(2, len(backend_config), np.float32)

    kinds = ('backend_config = "abc"', "mhlo.backend_config = {a = 1 : i64}", "")
    texts = [
        program(f"stablehlo.custom_call @acme.op(%x) {{{one}}} : (tensor<2xf32>) -> tensor<2xf32>") for one in kinds
    ]
    assert [si.run(si.parse(text), [0, 0])[0][0] for text in texts] == [3, 1, 0]


def test_called_computations_are_functions(target: str) -> None:
    @si.custom_call(target)
    def twice(x, *, called_computations, output_operand_aliases):
        (f,) = called_computations
        assert output_operand_aliases[0].operand_index == 0
        return f(*f(x))

    text = (
        program(
            "stablehlo.custom_call @acme.op(%x) {called_computations = [@f], output_operand_aliases = "
            "[#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>"
            "]} "
            ": (tensor<2xf32>) -> tensor<2xf32>"
        )
        + "\nfunc.func private @f(%a: tensor<2xf32>) -> tensor<2xf32> {\n  %0 = stablehlo.add %a, %a : tensor<2xf32>\n"
        "  return %0 : tensor<2xf32>\n}"
    )
    assert si.run(si.parse(text), [1, 3])[0].tolist() == [4, 12]


def test_tuples_go_in_and_out(target: str) -> None:
    @si.custom_call(target)
    def swap(pair):
        return ((pair[1], pair[0]),)

    pair, other = "tuple<tensor<f32>, tensor<i32>>", "tuple<tensor<i32>, tensor<f32>>"
    text = program(f"stablehlo.custom_call @acme.op(%x) : ({pair}) -> {other}", f"%x: {pair}", other)
    ((number, real),) = si.run(si.parse(text), (1.5, 2))
    assert (number.item(), real.item()) == (2, 1.5)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (lambda x: x.astype(np.float64), "gave float64 as result 0 where tensor<2xf32> is declared"),
        (lambda x: x[:1], r"gave shape \[1\] as result 0 where tensor<2xf32> is declared"),
        (lambda x: (x, x), "gave 2 results where 1 are declared"),
        (lambda x: None, "gave 0 results where 1 are declared"),
    ],
)
def test_results_must_be_those_that_are_declared(target: str, given, reason: str) -> None:
    si.custom_call(target)(given)
    with pytest.raises(si.ExecutionError, match=reason):
        si.run(si.parse(SCALED), [1, 2])


def test_what_a_function_raises_has_place_and_cause(target: str) -> None:
    @si.custom_call(target)
    def fail(x):
        raise KeyError("lost")

    with pytest.raises(si.ExecutionError, match=r"2:3.*failed: KeyError: 'lost'") as caught:
        si.run(si.parse(SCALED, "p"), [1, 2])
    assert isinstance(caught.value.__cause__, KeyError)


def test_a_function_may_not_ask_for_what_there_is_not() -> None:
    with pytest.raises(TypeError, match=r"asks for \['colour'\]; there is call_target_name, "):
        si.custom_call("acme.other")(lambda x, *, colour: x)
    with pytest.raises(TypeError, match="must be a function"):
        si.custom_call("acme.other")(3)  # type: ignore[type-var]


def test_a_registered_function_takes_the_place_of_a_built_in_one() -> None:
    text = program("stablehlo.custom_call @Sharding(%x) : (tensor<2xf32>) -> tensor<2xf32>")
    si.custom_call("Sharding")(lambda x: -x)
    try:
        assert si.run(si.parse(text), [1, 2])[0].tolist() == [-1, -2]
    finally:
        CALL_TARGETS.remove("Sharding")
    assert si.run(si.parse(text), [1, 2])[0].tolist() == [1, 2]


def test_an_unknown_target_is_refused_before_anything_runs() -> None:
    text = (
        "func.func @main(%x: tensor<f32>) {\n"
        "  stablehlo.custom_call @check.expect_eq(%x, %x) {has_side_effect = true} : (tensor<f32>, tensor<f32>) -> ()\n"
        "  %0 = stablehlo.custom_call @lapack_spotrf_fii(%x) : (tensor<f32>) -> tensor<f32>\n  return\n}"
    )
    with pytest.raises(si.UnsupportedError, match=r"p:3:.*'lapack_spotrf_fii' is registered; did you mean") as caught:
        si.run(si.parse(text, "p"), float("nan"))
    assert "'lapack_spotrf_ffi'" in str(caught.value)


def test_effects_happen_in_order_and_none_is_left_out(target: str) -> None:
    seen: list[float] = []

    @si.custom_call(target)
    def note(x):
        seen.append(x.item())
        return x

    text = "func.func @main() {\n  %a = stablehlo.constant dense<1.0> : tensor<f32>\n"
    text += "  %b = stablehlo.constant dense<2.0> : tensor<f32>\n"
    for name in "abba":
        call = f"stablehlo.custom_call @acme.op(%{name}) {{has_side_effect = true}}"
        text += f"  %r{len(text)} = {call} : (tensor<f32>) -> tensor<f32>\n"
    si.run(si.parse(text + "  return\n}"))
    assert seen == [1, 2, 2, 1]


def test_buffers_hold_what_was_pinned() -> None:
    text = """
    func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> {
      %0 = stablehlo.custom_call @CreateBuffer() : () -> memref<2xf32>
      %1 = stablehlo.custom_call @Pin(%x) : (tensor<2xf32>) -> memref<2xf32>
      %2 = stablehlo.custom_call @Unpin(%1) : (memref<2xf32>) -> tensor<2xf32>
      return %2 : tensor<2xf32>
    }"""
    assert si.run(si.parse(text), [1, 2])[0].tolist() == [1, 2]


def test_the_command_line_imports_extensions(tmp_path: Path, capsys: pytest.CaptureFixture[str], target: str) -> None:
    module = tmp_path / "acme_targets.py"
    module.write_text(
        "from stablehlo_reference import interpreter as si\n@si.custom_call('acme.op')\ndef f(x): return x + 1\n"
    )
    path = tmp_path / "p.mlir"
    path.write_text(SCALED)
    arguments = [str(path), "--input=2xf32=1,2"]
    assert main([*arguments, f"--extension={module}"]) == 0
    assert "dense<[2.0, 3.0]>" in capsys.readouterr().out
    module.write_text("raise ValueError('broken')\n")
    assert main([*arguments, f"--extension={module}"]) == 2
    assert "ValueError: broken (acme_targets.py:1)" in capsys.readouterr().err


def test_installed_packages_bring_targets(tmp_path: Path) -> None:
    """As entry points, which are loaded when a program names them."""
    folder = tmp_path / "acme-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n")
    (folder / "entry_points.txt").write_text(
        "[stablehlo_reference.custom_calls]\nacme.op = acme_plugin:double\nacme.broken = nowhere:f\n"
    )
    (tmp_path / "acme_plugin.py").write_text("def double(x):\n    return x + x\n")
    script = f"""
    import sys
    sys.path.insert(0, {str(tmp_path)!r})
    from stablehlo_reference import interpreter as si
    print(si.run(si.parse({SCALED!r}), [1, 2])[0].tolist())
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[2.0, 4.0]"
    broken = textwrap.dedent(script).replace("acme.op", "acme.broken")
    failed = subprocess.run([sys.executable, "-c", broken], capture_output=True, text=True, check=False)
    assert "UnsupportedError" in failed.stderr
    assert "'acme.broken' of an installed package cannot be loaded: ModuleNotFoundError" in failed.stderr


def test_every_built_in_target_says_what_it_does() -> None:
    undocumented = [name for name, summary in si.call_targets().items() if not summary]
    assert not undocumented
    assert len(si.call_targets()) > 100


def test_threefry_is_that_of_the_random_numbers() -> None:
    arrays = "tensor<3xui32>"
    text = f"""
    func.func @main(%a: {arrays}, %b: {arrays}, %c: {arrays}, %d: {arrays}) -> ({arrays}, {arrays}) {{
      %0:2 = stablehlo.custom_call @cu_threefry2x32_ffi(%a, %b, %c, %d) {{api_version = 4 : i32}}
        : ({arrays}, {arrays}, {arrays}, {arrays}) -> ({arrays}, {arrays})
      return %0#0, %0#1 : {arrays}, {arrays}
    }}"""
    words = np.random.default_rng(3).integers(0, 2**32, (4, 3), np.uint32)
    found = si.run(si.parse(text), *words)
    for i in range(3):
        k0, k1, x0, x1 = (int(word) for word in words[:, i])
        expected = threefry2x32((k0, k1), np.array([x0], np.uint32), np.array([x1], np.uint32))
        assert [one[i] for one in found] == [one[0] for one in expected]


def test_shape_assertions_say_what_they_were_told() -> None:
    text = """
    func.func @main(%ok: tensor<i1>, %n: tensor<i32>) {
      stablehlo.custom_call @shape_assertion(%ok, %n) {api_version = 2 : i32, has_side_effect = true,
        error_message = "expected 3, found {0} {1}"} : (tensor<i1>, tensor<i32>) -> ()
      return
    }"""
    module = si.parse(text)
    assert si.run(module, True, 3) == []
    with pytest.raises(si.CheckFailed, match=r"expected 3, found 4 \{1\}"):
        si.run(module, False, 4)


def test_functions_of_mhlo_are_the_ops_of_that_name() -> None:
    attributes = "{mhlo.attributes = {}, mhlo.version = 1 : i64}"
    call = f"stablehlo.custom_call @mhlo.tan(%x) {attributes} : (tensor<2xf32>) -> tensor<2xf32>"
    other = program("stablehlo.tan %x : tensor<2xf32>")
    assert (si.run(si.parse(program(call)), [0.5, 1])[0] == si.run(si.parse(other), [0.5, 1])[0]).all()
    wrong = call.replace("attributes = {}", "attributes = {k = 1 : i64}")
    with pytest.raises(si.UnsupportedError, match=r"tan has no attributes k"):
        si.run(si.parse(program(wrong)), [0.5, 1])
