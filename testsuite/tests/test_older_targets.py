"""Targets of older exporters: LAPACK with sizes and flags as operands, ops whose sizes are operands; packed forms."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from stablehlo_reference import interpreter as si

TYPES = {"s": "f32", "d": "f64", "c": "complex<f32>", "z": "complex<f64>"}
DTYPES = {"s": np.float32, "d": np.float64, "c": np.complex64, "z": np.complex128}
SPELLED = {np.dtype(DTYPES[letter]): TYPES[letter] for letter in TYPES}
SPELLED |= {np.dtype(np.int32): "i32", np.dtype(np.uint8): "ui8", np.dtype(np.uint64): "ui64"}
LETTERS = [pytest.param(letter, id=TYPES[letter]) for letter in TYPES]
Shapes = list[tuple[tuple[int, ...], Any]]


def spelled(shape: tuple[int, ...], dtype: Any) -> str:
    return f"tensor<{'x'.join([*map(str, shape), SPELLED[np.dtype(dtype)]])}>"


def call(
    target: str, flags: list[Any], arrays: list[np.ndarray], results: Shapes, *, packed: bool = False
) -> list[Any]:
    """Runs a target; numbers among the flags are of type i32. `packed`: its results are one tuple."""
    inputs = [np.int32(one) if isinstance(one, int) else one for one in flags] + arrays
    types = [spelled(np.shape(one), np.asarray(one).dtype) for one in inputs]
    outputs = [spelled(*one) for one in results]
    names = [f"%a{i}" for i in range(len(types))]
    arguments = ", ".join(f"{name}: {type_}" for name, type_ in zip(names, types, strict=True))
    head = f"func.func @main({arguments}) -> ({', '.join(outputs)})"
    called = f"stablehlo.custom_call @{target}({', '.join(names)}) {{api_version = 2 : i32}} : ({', '.join(types)}) -> "
    if packed:
        whole = f"tuple<{', '.join(outputs)}>"
        lines = [f"%t = {called}{whole}"]
        lines += [f"%r{i} = stablehlo.get_tuple_element %t[{i}] : ({whole}) -> {one}" for i, one in enumerate(outputs)]
        made = [f"%r{i}" for i in range(len(outputs))]
    else:
        lines = [f"%r:{len(outputs)} = {called}({', '.join(outputs)})"]
        made = [f"%r#{i}" for i in range(len(outputs))]
    body = "\n".join([*lines, f"return {', '.join(made)} : {', '.join(outputs)}"])
    return si.run(si.parse(f"{head} {{\n{body}\n}}"), *inputs)


def random(letter: str, *shape: int, seed: int = 5) -> np.ndarray:
    rng = np.random.default_rng(seed)
    made = rng.normal(size=shape)
    return (made + 1j * rng.normal(size=shape) if letter in "cz" else made).astype(DTYPES[letter])


def real(letter: str) -> Any:
    return np.zeros(0, DTYPES[letter]).real.dtype


def adjoint(a: np.ndarray) -> np.ndarray:
    return np.swapaxes(a, -1, -2).conj()


def close(letter: str, a: np.ndarray, b: np.ndarray, factor: float = 60) -> None:
    unit = np.finfo(DTYPES[letter]).eps
    np.testing.assert_allclose(a, b, rtol=0, atol=factor * unit * max(1.0, float(np.max(np.abs(b), initial=0))))


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("letter", LETTERS)
def test_cholesky(letter: str, packed: bool) -> None:
    x = random(letter, 2, 3, 3)
    a = x @ adjoint(x) + 3 * np.eye(3, dtype=x.dtype)
    flags, results = [1, 2, 3], [(a.shape, a.dtype), ((2,), np.int32)]
    factor, info = call(f"lapack_{letter}potrf", flags, [a], results, packed=packed)
    close(letter, np.tril(factor) @ adjoint(np.tril(factor)), a)
    assert info.tolist() == [0, 0]
    upper, _ = call(f"lapack_{letter}potrf", [0, 2, 3], [a], results, packed=packed)
    close(letter, adjoint(np.triu(upper)) @ np.triu(upper), a)


@pytest.mark.parametrize("letter", LETTERS)
def test_lu(letter: str) -> None:
    a = random(letter, 4, 3)
    factors, pivots, info = call(
        f"lapack_{letter}getrf", [1, 4, 3], [a], [(a.shape, a.dtype), ((3,), np.int32), ((), np.int32)]
    )
    moved = a.copy()
    for k, pivot in enumerate(pivots - 1):
        moved[[k, pivot]] = moved[[pivot, k]]
    close(
        letter,
        np.tril(factors, -1)[:, :3] @ np.triu(factors[:3]) + np.pad(np.triu(factors[:3]), ((0, 1), (0, 0))),
        moved,
    )
    assert info == 0


@pytest.mark.parametrize("letter", LETTERS)
def test_qr(letter: str) -> None:
    a = random(letter, 2, 4, 3)
    results = [(a.shape, a.dtype), ((2, 3), a.dtype), ((2,), np.int32), ((96,), a.dtype)]
    made, taus, info, work = call(f"lapack_{letter}geqrf", [2, 4, 3, 96], [a], results)
    assert info.tolist() == [0, 0]
    assert not work.any()
    name = f"lapack_{letter}{'ungqr' if letter in 'cz' else 'orgqr'}"
    q, info, _ = call(name, [2, 4, 3, 3, 96], [made, taus], [(a.shape, a.dtype), ((2,), np.int32), ((96,), a.dtype)])
    close(letter, adjoint(q) @ q, np.broadcast_to(np.eye(3), (2, 3, 3)))
    close(letter, q @ np.triu(made[:, :3]), a)


@pytest.mark.parametrize("full", [0, 1])
@pytest.mark.parametrize("letter", LETTERS)
def test_singular_values(letter: str, full: int) -> None:
    a = random(letter, 4, 3)
    width = 4 if full else 3
    results: Shapes = [
        (a.shape, a.dtype),
        ((3,), real(letter)),
        ((4, width), a.dtype),
        ((3, 3), a.dtype),
        ((), np.int32),
    ]
    results += [((24,), np.int32), *([((50,), real(letter))] if letter in "cz" else []), ((200,), a.dtype)]
    _, values, u, vh, info, *work = call(f"lapack_{letter}gesdd", [full, 1, 1, 4, 3, 200], [a], results)
    close(letter, (u[:, :3] * values) @ vh, a)
    assert info == 0
    assert not any(one.any() for one in work)
    _, alone, u, vh, *_ = call(f"lapack_{letter}gesdd", [full, 0, 1, 4, 3, 200], [a], results)
    assert alone.tolist() == values.tolist()
    assert not u.any()
    assert not vh.any()


@pytest.mark.parametrize("letter", LETTERS)
def test_hermitian_eigenvalues(letter: str) -> None:
    x = random(letter, 4, 4)
    a = (x + adjoint(x)) / 2
    name = f"lapack_{letter}{'heevd' if letter in 'cz' else 'syevd'}"
    results: Shapes = [(a.shape, a.dtype), ((4,), real(letter)), ((), np.int32), ((99,), a.dtype), ((23,), np.int32)]
    vectors, values, info, *_ = call(name, [1, 1, 4], [np.tril(a)], results, packed=True)
    close(letter, vectors * values @ adjoint(vectors), a)
    assert info == 0


@pytest.mark.parametrize("letter", LETTERS)
def test_eigenvalues(letter: str) -> None:
    a, whole = random(letter, 2, 3, 3), np.result_type(DTYPES[letter], np.complex64)
    square: Any = ((3, 3), a.dtype)
    vectors: Shapes = [((2, 3, 3), whole), ((2, 3, 3), whole), ((2,), np.int32)]
    if letter in "cz":
        results = [square, ((6,), real(letter)), ((2, 3), a.dtype), *vectors]
    else:
        results = [square, square, square, ((2, 3), a.dtype), ((2, 3), a.dtype), *vectors]
    flags = [2, 3, np.uint8(ord("N")), np.uint8(ord("V"))]
    made = call(f"lapack_{letter}geev", flags, [a], results)
    values = made[2] if letter in "cz" else made[3] + 1j * made[4]
    left, right, info = made[-3:]
    close(letter, a @ right, right * values[:, None, :])
    assert not left.any()
    assert info.tolist() == [0, 0]


@pytest.mark.parametrize("letter", LETTERS)
def test_schur_forms(letter: str) -> None:
    pytest.importorskip("scipy")
    a = random(letter, 3, 3)
    vector: Any = ((3,), a.dtype)
    middle: Shapes = [((3,), real(letter)), vector] if letter in "cz" else [vector, vector]
    results = [(a.shape, a.dtype), *middle, (a.shape, a.dtype), ((), np.int32), ((), np.int32)]
    flags = [1, 3, np.uint8(ord("V")), np.uint8(ord("N"))]
    made = call(f"lapack_{letter}gees", flags, [a], results)
    form, vectors, count, info = made[0], made[3], made[4], made[5]
    close(letter, vectors @ form @ adjoint(vectors), a)
    values = made[2] if letter in "cz" else made[1] + 1j * made[2]
    close(letter, np.sort_complex(values), np.sort_complex(np.linalg.eigvals(a)), 400)
    assert (count, info) == (0, 0)


@pytest.mark.parametrize("letter", LETTERS)
def test_condensed_forms(letter: str) -> None:
    x = random(letter, 4, 4)
    a = x + adjoint(x)
    work: Any = ((64,), a.dtype)
    name = f"lapack_{letter}{'hetrd' if letter in 'cz' else 'sytrd'}"
    results: Shapes = [
        (a.shape, a.dtype),
        ((4,), real(letter)),
        ((3,), real(letter)),
        ((3,), a.dtype),
        ((), np.int32),
        work,
    ]
    _, diagonal, beside, _, info, _ = call(name, [4, 1, 4, 1, 64], [a], results)
    tridiagonal = np.diag(diagonal) + np.diag(beside, 1) + np.diag(beside, -1)
    close(letter, np.linalg.eigvalsh(tridiagonal), np.linalg.eigvalsh(a))
    assert info == 0
    results = [(a.shape, a.dtype), ((3,), a.dtype), ((), np.int32), work]
    made, _, info, _ = call(f"lapack_{letter}gehrd", [4, 1, 4, 4, 1, 64], [x], results)
    close(letter, np.sort_complex(np.linalg.eigvals(np.triu(made, -1))), np.sort_complex(np.linalg.eigvals(x)), 400)
    assert info == 0


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("transposed", [0, 1, 2])
def test_triangular_systems(letter: str, transposed: int) -> None:
    a, b = random(letter, 2, 3, 3) + 3 * np.eye(3, dtype=DTYPES[letter]), random(letter, 2, 3, 4, seed=6)
    factor = np.asarray(2, DTYPES[letter])
    (x,) = call(f"blas_{letter}trsm", [1, 1, transposed, 0, 3, 4, 2], [factor, a, b], [(b.shape, b.dtype)])
    lower = np.tril(a)
    op = (lower, np.swapaxes(lower, -1, -2), adjoint(lower))[transposed]
    close(letter, op @ x, 2 * b)


def test_operands_that_are_missing_are_counted() -> None:
    a = random("d", 3, 3)
    with pytest.raises(si.ExecutionError, match="takes 4 operands, the last 1 arrays; has 2"):
        call("lapack_dgetrf", [1], [a], [(a.shape, a.dtype), ((3,), np.int32), ((), np.int32)])


# Tridiagonal systems that are singular, packed eigenvectors -----------------------------------------------------------


def tridiagonal(lower: np.ndarray, diagonal: np.ndarray, upper: np.ndarray) -> np.ndarray:
    return np.diag(diagonal) + np.diag(lower[1:], -1) + np.diag(upper[:-1], 1)


@pytest.mark.parametrize("letter", LETTERS)
def test_regular_systems_are_solved_as_ever(letter: str) -> None:
    diagonals = [random(letter, 5, seed=seed) for seed in (1, 2, 3)]
    b = random(letter, 5, 2, seed=4)
    (x,) = call("tridiagonal_solve_perturbed_ffi", [], [*diagonals, b], [(b.shape, b.dtype)])
    close(letter, tridiagonal(*diagonals) @ x, b, 400)


@pytest.mark.parametrize("letter", LETTERS)
def test_singular_systems_have_finite_solutions(letter: str) -> None:
    """The nearly arbitrary multiple of the kernel that is part of the solution does not change the product."""
    dtype = DTYPES[letter]
    lower, diagonal, upper = np.array([0, -1, -1], dtype), np.array([1, 2, 1], dtype), np.array([-1, -1, 0], dtype)
    b = np.array([[1], [1], [1]], dtype)
    (x,) = call("cu_tridiagonal_solve_perturbed", [], [lower, diagonal, upper, b], [(b.shape, dtype)])
    assert np.isfinite(x).all()
    assert abs(x).max() > 1e5
    kernel = x[:, 0] / x[0, 0]
    np.testing.assert_allclose(kernel, 1, rtol=1e-4)
    (zero,) = call("cu_tridiagonal_solve_perturbed", [], [0 * lower, 0 * diagonal, 0 * upper, b], [(b.shape, dtype)])
    assert np.isfinite(zero).all()


def test_a_solution_of_nan_is_nan() -> None:
    one = np.ones(2)
    b = np.array([[np.nan], [1.0]])
    (x,) = call("hip_tridiagonal_solve_perturbed", [], [one, 3 * one, one, b], [(b.shape, b.dtype)])
    assert np.isnan(x).all()


@pytest.mark.parametrize("letter", LETTERS)
def test_eigenvectors_of_real_matrices_are_packed_on_gpus(letter: str) -> None:
    a, whole = random(letter, 3, 3), np.result_type(DTYPES[letter], np.complex64)
    a[:2, :2] = [[0, 1], [-1, 0]]
    square, vector = spelled(a.shape, a.dtype), spelled((3,), whole)
    text = f"""func.func @main(%a: {square}) -> ({vector}, {square}) {{
      %0:5 = stablehlo.custom_call @cusolver_geev_ffi(%a) {{mhlo.backend_config = {{left = false, right = true}}}} :
        ({square}) -> ({square}, {vector},
        {square}, {square}, tensor<i32>)
      return %0#1, %0#3 : {vector}, {square}
    }}"""
    values, packed = si.run(si.parse(text), a)
    vectors = packed.astype(whole)
    if letter in "sd":
        first = int(np.argmax(values.imag > 0))
        assert values[first] == values[first + 1].conj() != values[first + 1]
        vectors[:, first] = packed[:, first] + 1j * packed[:, first + 1]
        vectors[:, first + 1] = vectors[:, first].conj()
    close(letter, a @ vectors, vectors * values)


# Sizes as operands ----------------------------------------------------------------------------------------------------


def test_random_bits_of_sizes_that_are_operands() -> None:
    text = """func.func @main(%s: tensor<2xui64>, %n: tensor<2xi32>) -> (tensor<2xui64>, tensor<?x4xui32>) {
      %0:2 = stablehlo.custom_call @stablehlo.dynamic_rng_bit_generator(%s, %n)
        {api_version = 2 : i32, rng_algorithm = #stablehlo<rng_algorithm THREE_FRY>}
        : (tensor<2xui64>, tensor<2xi32>) -> (tensor<2xui64>, tensor<?x4xui32>)
      return %0#0, %0#1 : tensor<2xui64>, tensor<?x4xui32>
    }"""
    plain = """func.func @main(%s: tensor<2xui64>) -> (tensor<2xui64>, tensor<3x4xui32>) {
      %0:2 = stablehlo.rng_bit_generator %s, algorithm = THREE_FRY
        : (tensor<2xui64>) -> (tensor<2xui64>, tensor<3x4xui32>)
      return %0#0, %0#1 : tensor<2xui64>, tensor<3x4xui32>
    }"""
    state = np.array([7, 9], np.uint64)
    for one, other in zip(si.run(si.parse(text), state, np.int32([3, 4])), si.run(si.parse(plain), state), strict=True):
        assert one.tolist() == other.tolist()
    with pytest.raises(si.ExecutionError, match=r"sizes \[-1, 4\] are asked for"):
        si.run(si.parse(text), state, np.int32([-1, 4]))


WINDOWS = """func.func @main(%x: tensor<?xf32>, %size: tensor<1xi32>) -> tensor<?xf32> {
  %zero = stablehlo.constant dense<0.0> : tensor<f32>
  %one = stablehlo.constant dense<1> : tensor<1xi32>
  %padding = stablehlo.constant dense<[[1, 0]]> : tensor<1x2xi32>
  %0 = stablehlo.custom_call @stablehlo.dynamic_reduce_window(%x, %zero, %size, %one, %one, %one, %padding)
    {api_version = 2 : i32, called_computations = [@sum]}
    : (tensor<?xf32>, tensor<f32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1x2xi32>)
    -> tensor<?xf32>
  return %0 : tensor<?xf32>
}
func.func private @sum(%a: tensor<f32>, %b: tensor<f32>) -> tensor<f32> {
  %0 = stablehlo.add %a, %b : tensor<f32>
  return %0 : tensor<f32>
}
"""


def test_windows_of_sizes_that_are_operands() -> None:
    [made] = si.run(si.parse(WINDOWS), np.float32([1, 2, 4, 8]), np.int32([2]))
    assert made.tolist() == [1, 3, 6, 12]
    with pytest.raises(si.ExecutionError, match="must be positive"):
        si.run(si.parse(WINDOWS), np.float32([1, 2, 4, 8]), np.int32([0]))


@pytest.mark.parametrize(
    ("target", "reason"),
    [("tf.call_tf_function", "a graph of TensorFlow"), ("xla_ffi_python_cpu_callback", "a Python function"),
     ("tpu_custom_call", "a language of its own")],
)  # fmt: skip
def test_what_the_program_does_not_hold_is_refused_with_the_reason(target: str, reason: str) -> None:
    text = f"""func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> {{
      %0 = stablehlo.custom_call @{target}(%x) : (tensor<2xf32>) -> tensor<2xf32>
      return %0 : tensor<2xf32>
    }}"""
    with pytest.raises(si.UnsupportedError, match=f"no call target '{target}' is registered: it .*{reason}"):
        si.run(si.parse(text), np.float32([1, 2]))
