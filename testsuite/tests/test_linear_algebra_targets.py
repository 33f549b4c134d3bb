"""Targets named after LAPACK's routines do what the routines do: factors multiply to the matrix, for every type."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from stablehlo_reference import interpreter as si

TYPES = {"s": "f32", "d": "f64", "c": "complex<f32>", "z": "complex<f64>"}
DTYPES = {"s": np.float32, "d": np.float64, "c": np.complex64, "z": np.complex128}
LETTERS = [pytest.param(letter, id=TYPES[letter]) for letter in TYPES]
SPELLED = {np.dtype(DTYPES[letter]): TYPES[letter] for letter in TYPES} | {np.dtype(np.int32): "i32"}


def spelled(shape: tuple[int, ...], dtype: Any) -> str:
    return f"tensor<{'x'.join([*map(str, shape), SPELLED[np.dtype(dtype)]])}>"


def call(target: str, inputs: list[np.ndarray], results: list[tuple[tuple[int, ...], Any]], **config: Any) -> list[Any]:
    """Runs a custom call; letters in the configuration become their codes, as LAPACK targets take them."""
    values = {name: f"{ord(one)} : ui8" if isinstance(one, str) else str(one).lower() for name, one in config.items()}
    entries = ", ".join(
        f"{name} = {one if one in ('true', 'false') or ' : ' in one else one + ' : i32'}"
        for name, one in values.items()
    )
    types = [spelled(one.shape, one.dtype) for one in inputs]
    outputs = [spelled(*one) for one in results]
    arguments = ", ".join(f"%a{i}: {type_}" for i, type_ in enumerate(types))
    names = ", ".join(f"%a{i}" for i in range(len(types)))
    made = ", ".join(f"%0#{i}" for i in range(len(outputs)))
    text = (
        f"func.func @main({arguments}) -> ({', '.join(outputs)}) {{\n  %0:{len(outputs)} = "
        f"stablehlo.custom_call @{target}({names}) {{mhlo.backend_config = {{{entries}}}}} : "
        f"({', '.join(types)}) -> ({', '.join(outputs)})\n  return {made} : {', '.join(outputs)}\n}}"
    )
    return si.run(si.parse(text), *inputs)


def random(letter: str, *shape: int, seed: int = 5) -> np.ndarray:
    rng = np.random.default_rng(seed)
    made = rng.normal(size=shape)
    return (made + 1j * rng.normal(size=shape) if letter in "cz" else made).astype(DTYPES[letter])


def real(letter: str) -> Any:
    return np.zeros(0, DTYPES[letter]).real.dtype


def adjoint(a: np.ndarray) -> np.ndarray:
    return np.swapaxes(a, -1, -2).conj()


def close(letter: str, a: np.ndarray, b: np.ndarray, factor: float = 40) -> None:
    unit = np.finfo(DTYPES[letter]).eps
    np.testing.assert_allclose(a, b, rtol=0, atol=factor * unit * max(1.0, float(np.max(np.abs(b), initial=0))))


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("uplo", ["L", "U"])
def test_cholesky_factors_multiply_to_the_matrix(letter: str, uplo: str) -> None:
    x = random(letter, 2, 4, 4)
    a = x @ adjoint(x) + 4 * np.eye(4, dtype=x.dtype)
    a[1] = -a[1]
    factor, info = call(f"lapack_{letter}potrf_ffi", [a], [(a.shape, a.dtype), ((2,), np.int32)], uplo=uplo)
    triangle = np.tril if uplo == "L" else np.triu
    f = triangle(factor[0])
    close(letter, f @ adjoint(f) if uplo == "L" else adjoint(f) @ f, a[0])
    assert info.tolist() == [0, 1]
    assert np.isnan(triangle(factor[1])[0, 0])
    other = np.triu(factor[0], 1) if uplo == "L" else np.tril(factor[0], -1)
    assert (other == (np.triu(a[0], 1) if uplo == "L" else np.tril(a[0], -1))).all()


def test_cholesky_names_the_block_that_is_not_positive() -> None:
    a = np.diag([1.0, 2.0, -1.0, 3.0])
    _, info = call("lapack_dpotrf_ffi", [a], [(a.shape, a.dtype), ((), np.int32)], uplo="L")
    assert info == 3
    _, info = call("cusolver_potrf_ffi", [a[:2, :2].copy()], [((2, 2), a.dtype), ((), np.int32)], lower=True)
    assert info == 0


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("shape", [(2, 4, 3), (3, 5), (0, 2), (2, 2, 0)])
def test_lu_factors_multiply_to_the_matrix_with_its_rows_exchanged(letter: str, shape: tuple[int, ...]) -> None:
    a = random(letter, *shape)
    *batch, m, n = shape
    k = min(m, n)
    types = [(shape, a.dtype), ((*batch, k), np.int32), (tuple(batch), np.int32)]
    lu, pivots, info = call(f"lapack_{letter}getrf_ffi", [a], types)
    same, zero_based, rows = call("LuDecomposition", [a], [types[0], types[1], ((*batch, m), np.int32)])
    assert (same == lu).all()
    assert (zero_based + 1 == pivots).all()
    lower = np.tril(lu[..., :, :k], -1) + np.eye(m, k, dtype=a.dtype)
    close(letter, lower @ np.triu(lu[..., :k, :]), np.take_along_axis(a, rows[..., None].astype(np.int64), -2))
    assert (np.abs(np.tril(lu, -1)) <= (1 if letter in "sd" else 2**0.5) + 1e-6).all()
    assert not info.any()
    (again,) = call("cu_lu_pivots_to_permutation", [zero_based], [((*batch, m), np.int32)])
    assert (again == rows).all()


def test_lu_goes_on_past_a_zero_pivot() -> None:
    a = np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 1.0], [3.0, 6.0, 5.0]])
    lu, pivots, info = call("lapack_dgetrf_ffi", [a], [(a.shape, a.dtype), ((3,), np.int32), ((), np.int32)])
    assert info == 2
    assert pivots.tolist()[0] == 3
    assert lu[1, 1] == 0


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("shape", [(2, 4, 3), (3, 5), (3, 3), (1, 1), (2, 0)])
def test_qr_factors_multiply_to_the_matrix(letter: str, shape: tuple[int, ...]) -> None:
    a = random(letter, *shape)
    *batch, m, n = shape
    k = min(m, n)
    packed, taus = call(f"lapack_{letter}geqrf_ffi", [a], [(shape, a.dtype), ((*batch, k), a.dtype)])
    prefix = "un" if letter in "cz" else "or"
    reflectors = np.ascontiguousarray(packed[..., :k])
    (q,) = call(f"lapack_{letter}{prefix}gqr_ffi", [reflectors, taus], [(reflectors.shape, a.dtype)])
    r = np.triu(packed[..., :k, :])
    close(letter, q @ r, a)
    close(letter, adjoint(q) @ q, np.broadcast_to(np.eye(k), (*batch, k, k)))
    full = np.zeros((*batch, m, m), a.dtype)
    full[..., :k] = reflectors
    whole_types = [((*batch, m, m), a.dtype)]
    (whole,) = call("ProductOfElementaryHouseholderReflectors", [full, taus], whole_types)
    c = random(letter, *batch, m, m, seed=9)
    for left, transpose in ((True, False), (True, True), (False, False), (False, True)):
        target = f"lapack_{letter}{prefix}mqr_ffi"
        (made,) = call(target, [reflectors, taus, c], whole_types, left=left, transpose=transpose)
        factor = adjoint(whole) if transpose else whole
        close(letter, made, factor @ c if left else c @ factor)


@pytest.mark.parametrize("letter", LETTERS)
def test_pivoted_qr_takes_the_largest_column_next(letter: str) -> None:
    a = random(letter, 5, 4) * np.array([1, 10, 100, 0.1], DTYPES[letter])
    types = [(a.shape, a.dtype), ((4,), np.int32), ((4,), a.dtype)]
    packed, order, taus = call(f"lapack_{letter}geqp3_ffi", [a, np.zeros(4, np.int32)], types)
    assert order.tolist() == [3, 2, 1, 4]
    (q,) = call("ProductOfElementaryHouseholderReflectors", [packed, taus], [(a.shape, a.dtype)])
    close(letter, q @ np.triu(packed[:4]), a[:, order - 1])
    fixed = call(f"lapack_{letter}geqp3_ffi", [a, np.array([0, 0, 0, 1], np.int32)], types)[1]
    assert fixed.tolist() == [4, 3, 2, 1]


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("uplo", ["L", "U"])
def test_eigenvectors_of_hermitian_matrices(letter: str, uplo: str) -> None:
    x = random(letter, 2, 4, 4)
    a = x + adjoint(x)
    half = np.tril(a) if uplo == "L" else np.triu(a)
    routine = "heevd" if letter in "cz" else "syevd"
    types = [(a.shape, a.dtype), ((2, 4), real(letter)), ((2,), np.int32)]
    vectors, values, info = call(f"lapack_{letter}{routine}_ffi", [half], types, mode="V", uplo=uplo)
    close(letter, a @ vectors, vectors * values[:, None, :], 200)
    assert (np.diff(values) >= 0).all()
    assert not info.any()
    half[1, 0 if uplo == "U" else 3, 0 if uplo == "L" else 3] = np.nan
    vectors, values, info = call(f"lapack_{letter}{routine}_ffi", [half], types, mode="V", uplo=uplo)
    assert info.tolist() == [0, 1]
    assert np.isnan(values[1]).all()
    assert np.isfinite(values[0]).all()


@pytest.mark.parametrize("letter", LETTERS)
def test_eigenvectors_of_general_matrices(letter: str) -> None:
    pytest.importorskip("scipy")
    a = random(letter, 4, 4)
    wide = np.result_type(a.dtype, np.complex64)
    parts = [((4,), a.dtype)] * (2 if letter in "sd" else 1)
    types = [*parts, ((4, 4), wide), ((4, 4), wide), ((), np.int32)]
    *values, left, right, info = call(f"lapack_{letter}geev_ffi", [a], types, compute_left="V", compute_right="V")
    w = values[0] + 1j * values[1] if letter in "sd" else values[0]
    close(letter, a @ right, right * w, 200)
    close(letter, adjoint(left) @ a, w[:, None] * adjoint(left), 200)
    assert info == 0
    *only, none, _, _ = call(f"lapack_{letter}geev_ffi", [a], types, compute_left="N", compute_right="N")
    assert not none.any()
    assert all((one == other).all() for one, other in zip(only, values, strict=True))


@pytest.mark.parametrize("letter", LETTERS)
def test_schur_forms_multiply_to_the_matrix(letter: str) -> None:
    pytest.importorskip("scipy")
    a = random(letter, 5, 5)
    parts = [((5,), a.dtype)] * (2 if letter in "sd" else 1)
    types = [(a.shape, a.dtype), (a.shape, a.dtype), *parts, ((), np.int32), ((), np.int32)]
    form, vectors, *values, count, info = call(f"lapack_{letter}gees_ffi", [a], types, mode="V", sort="N")
    close(letter, vectors @ form @ adjoint(vectors), a, 200)
    w = values[0] + 1j * values[1] if letter in "sd" else values[0]
    expected = np.linalg.eigvals(a.astype(np.complex128))
    nearest = np.abs(w[:, None] - expected).argmin(-1)
    assert sorted(nearest) == list(range(5))
    close(letter, w, expected[nearest], 2000)
    assert (count, info) == (0, 0)


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize(
    ("shape", "mode"), [((2, 4, 3), "A"), ((4, 3), "S"), ((3, 5), "S"), ((3, 5), "A"), ((3, 3), "N")]
)
def test_singular_values_and_vectors(letter: str, shape: tuple[int, ...], mode: str) -> None:
    a = random(letter, *shape)
    *batch, m, n = shape
    k = min(m, n)
    u_shape, v_shape = ((*batch, m, m), (*batch, n, n)) if mode == "A" else ((*batch, m, k), (*batch, k, n))
    types = [
        (shape, a.dtype),
        ((*batch, k), real(letter)),
        (u_shape, a.dtype),
        (v_shape, a.dtype),
        (tuple(batch), np.int32),
    ]
    _, values, u, vh, info = call(f"lapack_{letter}gesdd_ffi", [a], types, mode=mode)
    assert not info.any()
    assert (np.diff(values) <= 0).all()
    if mode == "N":
        assert not u.any()
        return
    close(letter, (u[..., :k] * values[..., None, :]) @ vh[..., :k, :], a, 200)
    close(letter, adjoint(u) @ u, np.broadcast_to(np.eye(u.shape[-1]), (*batch, u.shape[-1], u.shape[-1])))


def test_singular_vectors_on_gpus_come_in_other_orders() -> None:
    a = random("d", 3, 5)
    info = ((), np.int32)
    types = [(a.shape, a.dtype), ((3,), a.dtype), ((3, 3), a.dtype), ((5, 3), a.dtype), info]
    _, values, u, v, _ = call("cusolver_gesvdj_ffi", [a], types, compute_uv=True, full_matrices=False)
    close("d", (u * values) @ v.T, a, 200)
    types = [(a.shape, a.dtype), ((3,), a.dtype), ((3, 5), a.dtype), ((3, 3), a.dtype), info]
    config = {"compute_uv": True, "full_matrices": False, "transposed": True}
    _, values, vh, u, _ = call("cusolver_gesvd_ffi", [a], types, **config)
    close("d", (u * values) @ vh, a, 200)


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("uplo", ["L", "U"])
def test_tridiagonal_form_has_the_eigenvalues_of_the_matrix(letter: str, uplo: str) -> None:
    x = random(letter, 5, 5)
    a = x + adjoint(x)
    routine = "hetrd" if letter in "cz" else "sytrd"
    types = [(a.shape, a.dtype), ((5,), real(letter)), ((4,), real(letter)), ((4,), a.dtype), ((), np.int32)]
    packed, diagonal, beside, _, info = call(f"lapack_{letter}{routine}_ffi", [a], types, uplo=uplo)
    form = np.diag(diagonal) + np.diag(beside, 1) + np.diag(beside, -1)
    close(letter, np.linalg.eigvalsh(form), np.linalg.eigvalsh(a), 200)
    close(letter, np.diagonal(packed), diagonal)
    close(letter, np.diagonal(packed, -1 if uplo == "L" else 1), beside)
    assert info == 0


@pytest.mark.parametrize("letter", LETTERS)
def test_hessenberg_form_is_similar_to_the_matrix(letter: str) -> None:
    a = random(letter, 5, 5)
    types = [(a.shape, a.dtype), ((4,), a.dtype), ((), np.int32)]
    packed, taus, _ = call(f"lapack_{letter}gehrd_ffi", [a], types, low=1, high=5)
    q = np.eye(5, dtype=a.dtype)
    for k in range(4):
        v = np.zeros(5, a.dtype)
        v[k + 1] = 1
        v[k + 2 :] = packed[k + 2 :, k]
        q = q @ (np.eye(5) - taus[k] * np.outer(v, v.conj()))
    close(letter, q @ np.triu(packed, -1) @ adjoint(q), a, 200)


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("n", [1, 2, 3, 6])
def test_tridiagonal_systems_are_solved_with_row_exchanges(letter: str, n: int) -> None:
    low, middle, up = (random(letter, 2, n, seed=i) for i in range(3))
    middle[:, 0] /= 1000  # so that rows are exchanged
    b = random(letter, 2, n, 3, seed=4)
    vector = ((2, n), b.dtype)
    types = [vector, vector, vector, (b.shape, b.dtype), ((2,), np.int32)]
    *_, x, info = call(f"lapack_{letter}gtsv_ffi", [low, middle, up, b], types)
    for i in range(2):
        matrix = np.diag(middle[i]) + np.diag(low[i, 1:], -1) + np.diag(up[i, :-1], 1)
        close(letter, matrix @ x[i], b[i], 4000)
    assert not info.any()
    (alone,) = call("cusparse_gtsv2_ffi", [low, middle, up, b], [(b.shape, b.dtype)])
    assert (alone == x).all()


def test_a_singular_tridiagonal_matrix_is_named() -> None:
    zero = np.zeros(3)
    vector = ((3,), zero.dtype)
    types = [vector, vector, vector, ((3, 1), zero.dtype), ((), np.int32)]
    middle = np.array([1.0, 0.0, 1.0])
    *_, info = call("lapack_dgtsv_ffi", [zero, middle, zero, np.ones((3, 1))], types)
    assert info == 2


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("trans", ["N", "T", "C"])
@pytest.mark.parametrize(("side", "uplo", "diag"), [("L", "L", "N"), ("R", "U", "U")])
def test_triangular_systems_are_solved(letter: str, side: str, uplo: str, diag: str, trans: str) -> None:
    a = random(letter, 3, 3) + 3 * np.eye(3, dtype=DTYPES[letter])
    b = random(letter, 3, 3, seed=2)
    (x,) = call(
        f"lapack_{letter}trsm_ffi", [a, b], [(b.shape, b.dtype)], side=side, uplo=uplo, diag=diag, trans_x=trans
    )
    t = np.tril(a) if uplo == "L" else np.triu(a)
    if diag == "U":
        np.fill_diagonal(t, 1)
    t = {"N": t, "T": t.T, "C": adjoint(t)}[trans]
    close(letter, t @ x if side == "L" else x @ t, b, 200)


def test_a_configuration_without_what_is_needed_is_refused() -> None:
    a = np.eye(2)
    with pytest.raises(si.UnsupportedError, match="backend_config has no 'uplo'"):
        call("lapack_dpotrf_ffi", [a], [(a.shape, a.dtype), ((), np.int32)])


@pytest.mark.parametrize("target", ["Eigh", "Qr"])
def test_targets_of_tpus_take_a_string_or_nothing(target: str) -> None:
    a = np.array([[2.0, 1.0], [1.0, 3.0]], np.float32)
    config = ' {backend_config = "1,1,100,1e-6"}' if target == "Eigh" else ""
    text = (
        "func.func @main(%a: tensor<2x2xf32>) -> (tensor<2x2xf32>, tensor<2xf32>) {\n"
        f"  %0:2 = stablehlo.custom_call @{target}(%a){config} : "
        "(tensor<2x2xf32>) -> (tensor<2x2xf32>, tensor<2xf32>)\n"
        "  return %0#0, %0#1 : tensor<2x2xf32>, tensor<2xf32>\n}"
    )
    first, second = si.run(si.parse(text), a)
    if target == "Eigh":
        close("s", a @ first, first * second)
    else:
        close("s", np.abs(np.diagonal(first)).prod(), np.float32(5))  # |det a|
