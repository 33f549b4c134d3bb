"""Exports the programs of `programs.py`: StableHLO text, inputs, and the results of XLA's CPU backend.

    python examples/export.py               # all programs
    python examples/export.py cnn_digits    # some of them

Needs jax, jaxlib and scikit-learn. For each program NAME it writes, next to itself,

    NAME.mlir       the program; its weights, and unless it takes arguments also its inputs, are constants
    NAME.in0.npy    its arguments, where it takes any
    NAME.out0.npy   its results, in the order in which @main returns them

and last `manifest.json`, which describes them. Files are replaced whole: a run that fails leaves the old ones.

How results are recorded. The function is compiled and run by XLA on the CPU with default flags, with weights and
inputs as arguments, so that XLA's compiled code computes the results. The text of the file, in which everything is
constant and XLA may fold, is compiled and run as well; the two must agree within the tolerance.

How tolerances are derived. A sum of n products in floating point, whatever the order of its terms, is the exact sum
of slightly other products: each changed by a factor within 1 +- gamma. So a program with other rounding errors
computes what the exact program computes on slightly other weights and inputs. `SAMPLES` times, every weight and input
gets its own random factor within 1 +- gamma, and the program runs in float64; d is how much a result changes. For
float32 gamma = exp(2 sqrt(n) u + n u^2 / (1 - u)) - 1, u the unit roundoff: the bound of Higham and Mary, "A new
approach to probabilistic rounding error analysis" (SIAM Journal on Scientific Computing 41, 2019), with
lambda = 2, for n the longest sum of the program plus `EXTRA` for the functions around it (tanh, exp, division). For
weights stored in bf16 or f16, where a program rounds each value a few times but does not sum, gamma = `FEW` u with
the u of that format. Two implementations may both be wrong by this much, in opposite directions: |a - b| <= atol +
rtol |b|, with rtol = 2 gamma and atol = 2 max(d - gamma |b|), rounded up. Here b is the recorded result and the
maximum is over all samples and elements.

Three checks, each of which ends the export when it fails: the recorded results stay within half the tolerance of the
float64 results; no sample changes an integer result, so that integers are compared exactly; the results of the text
file agree as said above.
"""

import argparse
import collections
import io
import json
import math
import os
from pathlib import Path
from typing import Any

import jax
import jaxlib
import ml_dtypes
import numpy as np
from jax.extend import backend
from jax.interpreters.mlir import make_ir_context
from jaxlib.mlir import ir
from programs import BUILDERS, Program

HERE = Path(__file__).parent
SAMPLES, EXTRA, FEW = 16, 16, 4
Results = dict[str, np.ndarray]
Tolerance = dict[str, float] | str


# ---------------------------------------------------------------------------------------------------- programs as text


def lower(program: Program) -> str:
    """The text of `program`, without locations."""

    def main(*inputs: Any) -> Any:
        # As arrays of JAX, not of numpy: numpy would compute at once what belongs into the program.
        return program.function(*jax.tree.map(jax.numpy.asarray, (program.weights, *(inputs or program.inputs))))

    main.__name__ = program.name
    arguments = program.inputs if program.takes_arguments else ()
    with make_ir_context():
        if program.through_export:
            source = jax.export.export(jax.jit(main))(*arguments).mlir_module()
        else:
            source = jax.jit(main).lower(*arguments).as_text()
        return parse(source).operation.get_asm(enable_debug_info=False).rstrip() + "\n"


def parse(text: str) -> ir.Module:
    """`text` as a verified module of the current context."""
    module = ir.Module.parse(text)
    if not module.operation.verify():
        raise ValueError("the module does not verify")
    return module


def mnemonics(module: ir.Module) -> dict[str, int]:
    """How often each operation occurs, by name."""
    counts: collections.Counter[str] = collections.Counter()

    def visit(operation: ir.Operation) -> ir.WalkResult:
        counts[operation.name] += 1
        return ir.WalkResult.ADVANCE

    module.operation.walk(visit)
    return dict(sorted(counts.items()))


# ---------------------------------------------------------------------------------------------------- running


def named(results: Any) -> Results:
    """Results as arrays, by their path in the dict that the program returns, in the order of @main's results."""
    leaves = jax.tree_util.tree_flatten_with_path(results)[0]
    return {jax.tree_util.keystr(path, simple=True, separator="."): np.asarray(leaf) for path, leaf in leaves}


def run_text(text: str, program: Program) -> list[np.ndarray]:
    """What XLA's CPU backend computes from the text itself."""
    client = backend.get_backend("cpu")
    devices = client.devices()[:1]
    executable = client.compile_and_load(text, devices)
    arguments = program.inputs if program.takes_arguments else ()
    sent = [jax.device_put(array, devices[0]) for array in arguments]
    results = executable.execute_sharded(sent).disassemble_into_single_device_arrays()
    return [np.asarray(shards[0]) for shards in results]


# ---------------------------------------------------------------------------------------------------- tolerances


def gamma(dtype: np.dtype, longest_sum: int) -> float:
    """The relative change of data in `dtype` that stands for the rounding errors of sums of `longest_sum` terms."""
    u = float(ml_dtypes.finfo(dtype).eps) / 2
    if dtype != np.float32:
        return FEW * u
    n = longest_sum + EXTRA
    return math.expm1(2 * math.sqrt(n) * u + n * u * u / (1 - u))


def is_float(array: np.ndarray) -> bool:
    return jax.dtypes.issubdtype(array.dtype, np.floating)


def disturbed(program: Program, rng: np.random.Generator | None) -> Results:
    """Results in float64, of weights and inputs that `rng` disturbs as described above."""

    def widen(array: np.ndarray) -> np.ndarray:
        if not is_float(array):
            return array
        wide = array.astype(np.float64)
        if rng is None:
            return wide
        return wide * (1 + gamma(array.dtype, program.longest_sum) * rng.uniform(-1, 1, array.shape))

    weights, inputs = jax.tree.map(widen, (program.weights, program.inputs))
    with jax.enable_x64(True):
        return named(jax.jit(program.smooth or program.function)(weights, *inputs))


def narrowest(program: Program) -> np.dtype:
    """The floating-point format with the fewest bits among the weights."""
    leaves = [leaf for leaf in jax.tree.leaves((program.weights, program.inputs)) if is_float(leaf)]
    return max((leaf.dtype for leaf in leaves), key=lambda dtype: float(ml_dtypes.finfo(dtype).eps))


def round_up(value: float) -> float:
    """`value` rounded up to two significant decimal digits."""
    if value == 0:
        return 0.0
    digits = 1 - math.floor(math.log10(value))
    return float(f"{math.ceil(value * 10.0**digits) / 10.0**digits:.1e}")


def tolerances(program: Program, recorded: Results) -> dict[str, Tolerance]:
    """What each result may differ by; raises ValueError where a check described above fails."""
    if "*" in program.exact:
        return dict.fromkeys(recorded, "exact")
    truth = disturbed(program, None)
    rng = np.random.default_rng(6)
    samples = [disturbed(program, rng) for _ in range(SAMPLES)]
    relative = gamma(narrowest(program), program.longest_sum)
    found: dict[str, Tolerance] = {}
    for name, array in recorded.items():
        if name in program.exact:
            found[name] = "exact"
        elif not is_float(array):
            if any(np.any(sample[name] != array) for sample in (truth, *samples)):
                raise ValueError(f"{program.name}: rounding may change the integers of {name!r}")
            found[name] = "exact"
        else:
            size = np.abs(truth[name])
            excess = max(float(np.max(np.abs(sample[name] - truth[name]) - relative * size)) for sample in samples)
            bound = {"rtol": round_up(2 * relative), "atol": round_up(2 * max(excess, 0.0))}
            found[name] = bound
            share = np.max(np.abs(array - truth[name]) / (bound["atol"] + bound["rtol"] * size + 1e-300))
            print(f"  {name}: error of XLA is {share:.3f} of the tolerance {bound}")
            if share > 0.5:
                raise ValueError(f"{program.name}: XLA's error in {name!r} is {share:.2f} of the tolerance")
    return found


def check_agreement(name: str, tolerance: Tolerance, left: np.ndarray, right: np.ndarray) -> None:
    """Raises AssertionError unless `left` is as close to `right` as `tolerance` asks."""
    if isinstance(tolerance, str):
        np.testing.assert_array_equal(left, right, err_msg=name)
    else:
        np.testing.assert_allclose(left, right, **tolerance, err_msg=name)


# ---------------------------------------------------------------------------------------------------- files


def write(path: Path, content: bytes) -> None:
    """Replaces the file at `path` in one step."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(content)
    os.replace(fresh, path)
    print(f"  wrote {path.name}, {len(content)} bytes")


def npy(array: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=False)
    return buffer.getvalue()


def described(file: str, array: np.ndarray, **more: Any) -> dict[str, Any]:
    return {"file": file, "dtype": str(array.dtype), "shape": list(array.shape), **more}


def export(program: Program) -> dict[str, Any]:
    """Writes the files of `program`; returns its entry in the manifest."""
    text = lower(program)
    recorded = named(jax.jit(program.function)(program.weights, *program.inputs))
    allowed = tolerances(program, recorded)
    for (name, array), again in zip(recorded.items(), run_text(text, program), strict=True):
        check_agreement(name, allowed[name], again, array)
    with make_ir_context():
        counts = mnemonics(parse(text))
    foreign = [name for name in counts if name.split(".")[0] not in ("builtin", "func", "stablehlo")]
    if foreign or "stablehlo.custom_call" in counts:
        raise ValueError(f"{program.name} uses {foreign or 'custom_call'}")

    arguments = program.inputs if program.takes_arguments else ()
    files = {f"{program.name}.mlir": text.encode()}
    files |= {f"{program.name}.in{i}.npy": npy(array) for i, array in enumerate(arguments)}
    files |= {f"{program.name}.out{i}.npy": npy(array) for i, array in enumerate(recorded.values())}
    for file, content in files.items():
        write(HERE / file, content)
    return {
        "name": program.name,
        "description": program.description,
        "file": f"{program.name}.mlir",
        "metrics": program.metrics,
        "inputs": [described(f"{program.name}.in{i}.npy", array) for i, array in enumerate(arguments)],
        "outputs": [
            described(f"{program.name}.out{i}.npy", array, name=name, tolerance=allowed[name])
            for i, (name, array) in enumerate(recorded.items())
        ],
        "operations": counts,
    }


def main() -> None:
    builders = {builder.__name__: builder for builder in BUILDERS}
    parser = argparse.ArgumentParser(description="Exports the example programs.")
    parser.add_argument("names", nargs="*", help=f"some of: {' '.join(builders)}; default all")
    names = parser.parse_args().names or list(builders)
    if unknown := set(names) - set(builders):
        parser.error(f"unknown: {' '.join(sorted(unknown))}")

    path = HERE / "manifest.json"
    entries = {entry["name"]: entry for entry in json.loads(path.read_text())["programs"]} if path.exists() else {}
    for name in names:
        print(name)
        entries[name] = export(builders[name]())
    manifest = {
        "made_with": {"jax": jax.__version__, "jaxlib": jaxlib.__version__},
        "results_from": "XLA CPU, default flags",
        "programs": [entries[name] for name in builders if name in entries],
    }
    write(path, (json.dumps(manifest, indent=1) + "\n").encode())


if __name__ == "__main__":
    main()
