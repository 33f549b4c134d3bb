"""Every example of a CHLO op is read, accepted and printed to the letter by MLIR's own dialect, as jaxlib has it; and
JAX's functions give what the ops give, or their pages say what XLA does instead."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from stablehlo_reference.spec.lang import Example, Op
from stablehlo_reference.spec.lang.registry import find, mnemonics
from stablehlo_reference.spec.types import (
    BF16,
    COMPLEX64,
    COMPLEX128,
    F16,
    F32,
    F64,
    ComplexType,
    ElementType,
    TensorType,
)
from stablehlo_reference.testsuite.accuracy import measure
from stablehlo_reference.testsuite.accuracy_samples import sample
from stablehlo_reference.testsuite.cases.programs import example_program

pytestmark = pytest.mark.peers

OPS = [find(f"chlo.{mnemonic}") for mnemonic in mnemonics("chlo")]
EXAMPLES = [pytest.param(op, one, id=f"{op.mnemonic}/{one.title}") for op in OPS for one in op.examples]


@pytest.mark.parametrize("generic", [False, True], ids=["pretty", "generic"])
@pytest.mark.parametrize(("op", "example"), EXAMPLES)
def test_mlir_prints_the_same(op: Op, example: Example, generic: bool) -> None:
    pytest.importorskip("jax")
    from jax._src.interpreters.mlir import make_ir_context
    from jaxlib.mlir import ir

    if "is_stable" in example.inputs:
        pytest.skip("jaxlib 0.10 is older than this attribute")
    text = example_program(op, example)[0].text(generic=generic)
    with make_ir_context():
        theirs = ir.Module.parse(text)
        assert theirs.operation.verify()
        printed = theirs.operation.get_asm(print_generic_op_form=generic)
    assert printed.strip() == text.strip()


FUNCTIONS = [
    "acos", "acosh", "asin", "asinh", "atan", "atanh", "bessel_i1e", "cosh", "digamma", "erf", "erf_inv", "erfc",
    "lgamma", "polygamma", "sinh", "tan", "zeta",
]  # fmt: skip
MEASURED = [
    pytest.param(name, element, id=f"{name}-{element}")
    for name in FUNCTIONS
    for element in (BF16, F16, F32, F64, COMPLEX64, COMPLEX128)
    if all(slot.types.accepts(TensorType((), element)) for slot in find(f"chlo.{name}").operands)
    and not (name == "bessel_i1e" and isinstance(element, ComplexType))  # JAX has none
]


@pytest.mark.parametrize(("name", "element"), MEASURED)
def test_jax_agrees_within_what_is_declared_or_the_page_says_otherwise(name: str, element: ElementType) -> None:
    """Both are held against mpmath, where neither arguments nor results come near the subnormal numbers, which XLA
    takes for zero: the op keeps its bound; if XLA does not, it stands on the page of the op."""
    jax = pytest.importorskip("jax")

    op = find(f"chlo.{name}")
    part = element.part if isinstance(element, ComplexType) else element
    least = 16 * 2.0**part.format.min_exponent
    with jax.enable_x64(True):
        theirs = held_against_mpmath(op, jax.jit(getattr(jax.lax, name)), element, least)
    ours = held_against_mpmath(op, op.run, element, least)
    assert ours.holds, ours.worst
    assert theirs.holds or any(peer == "XLA" for peer, _ in op.peers), theirs.worst


def held_against_mpmath(op: Op, function: Any, element: ElementType, least: float) -> Any:
    """A measurement of a function in the place of an op; where a part is below `least` the op's own results stand."""
    copy = Op(op.mnemonic, op.doc, op.family, op.slots if op.family is None else (), dialect="chlo")
    copy.accuracies = op.accuracies

    @copy.kernel
    def kernel(*operands: np.ndarray) -> np.ndarray:
        own = op.run(*operands)
        parts = [part.astype(np.float64) for one in (*operands, own) for part in (one.real, one.imag)]
        whole = [part for part in parts if np.any(part)]
        small = np.any([np.abs(part) < least for part in whole], axis=0)
        return np.where(small, own, np.asarray(function(*operands)))

    return measure(copy, element, 150)


@pytest.mark.parametrize("element", [F32, F64, BF16, F16], ids=str)
def test_jax_gives_the_same_next_floats(element: ElementType) -> None:
    jax = pytest.importorskip("jax")
    x, y = sample(find("chlo.next_after"), element, 2000)
    usual = (np.abs(x.astype(np.float64)) >= 2 * 2.0**element.format.min_exponent) & np.isfinite(y.astype(np.float64))  # type: ignore[attr-defined]
    with jax.enable_x64(True):
        theirs = np.asarray(jax.lax.nextafter(x[usual], y[usual]))
    np.testing.assert_array_equal(find("chlo.next_after").run(x, y)[usual], theirs)


def test_jax_gives_the_same_largest_elements() -> None:
    jax = pytest.importorskip("jax")
    rows = np.random.default_rng(3).integers(-5, 5, (20, 30)).astype(np.float32)
    values, indices = find("chlo.top_k").run(rows, 7)
    theirs = jax.lax.top_k(rows, 7)
    np.testing.assert_array_equal(values, theirs[0])
    np.testing.assert_array_equal(indices, theirs[1])


def test_jax_gives_the_same_ragged_products() -> None:
    """Integers as floats, so that no order of sums matters."""
    jax = pytest.importorskip("jax")
    from stablehlo_reference.spec.attributes.ragged_dot import RaggedDotDimensionNumbers
    from stablehlo_reference.spec.types.tensor import tensor

    random = np.random.default_rng(4)
    lhs, rhs = (random.integers(-9, 9, shape).astype(np.float32) for shape in ((9, 4), (3, 4, 5)))
    sizes = np.int32([4, 0, 3])
    numbers = RaggedDotDimensionNumbers((), (), (1,), (1,), (0,), (0,))
    ours = find("chlo.ragged_dot").run(lhs, rhs, sizes, numbers, tensor(9, 5, element=F32))
    np.testing.assert_array_equal(ours, np.asarray(jax.lax.ragged_dot(lhs, rhs, sizes)))
