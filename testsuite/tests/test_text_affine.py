"""Affine maps and sets: MLIR's form of them, which has the same values."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

import pytest
from stablehlo_reference import interpreter as si

HEAD = "(d0, d1)[s0, s1]"


def printed(text: str) -> str:
    """How an affine map or set is printed."""
    found = re.search(r"^#(?:map|set) = (.*)$", str(si.parse(f"module attributes {{a = {text}}} {{\n}}")), re.MULTILINE)
    assert found, text
    return found[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(i + j, n * 2 + i, -j, 4 + i, i - 3, i + -3)", "(d0 + d1, d0 + s0 * 2, -d1, d0 + 4, d0 - 3, d0 - 3)"),
        ("((i + 2) + 3, (i + 2) + j, 2 * i + 3 * i, i - i)", "(d0 + 5, d0 + d1 + 2, d0 * 5, 0)"),
        ("(j + i, n*i, i - 2 * j, -(i + 1), - -i, 0x10)", "(d0 + d1, d0 * s0, d0 - d1 * 2, -(d0 + 1), d0, 16)"),
        ("(i - 4 * (i floordiv 4), i - n * (i floordiv n))", "(d0 mod 4, d0 mod s0)"),
        ("((i * 8) floordiv 4, (i + 8) floordiv 4, (i * 6) ceildiv 3)", "(d0 * 2, d0 floordiv 4 + 2, d0 * 2)"),
        ("((i * 8) mod 4, (i mod 8) mod 4, (i + 8) mod 4, i mod 1)", "(0, d0 mod 4, d0 mod 4, 0)"),
        ("(7 floordiv -2, 5 ceildiv 2, -5 mod 3, i floordiv 0)", "(-4, 3, 1, d0 floordiv 0)"),
        ("(2 * (i floordiv 3), (i - j) * 2, i + (n - j))", "((d0 floordiv 3) * 2, (d0 - d1) * 2, d0 + -d1 + s0)"),
        ("((i + n) + (j floordiv 2) * 3, n floordiv n)", "(d0 + (d1 floordiv 2) * 3 + s0, 1)"),
        ("()", "()"),
    ],
)
def test_a_map_is_printed_as_mlir_simplifies_it(text: str, expected: str) -> None:
    assert printed(f"affine_map<(i, j)[n] -> {text}>") == f"affine_map<(d0, d1)[s0] -> {expected}>"


def test_a_set_is_printed_as_comparisons_with_zero() -> None:
    text = "affine_set<(i, j)[q] : (i - j >= 0, i == 3, i <= q, 4 >= i)>"
    expected = "affine_set<(d0, d1)[s0] : (d0 - d1 >= 0, d0 - 3 == 0, -d0 + s0 >= 0, -d0 + 4 >= 0)>"
    assert printed(text) == expected
    assert printed("affine_set<(i) : ()>") == "affine_set<(d0) : (0 == 0)>"
    assert printed("affine_map<()[] -> (3)>") == "affine_map<() -> (3)>"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("affine_map<(i, i) -> (i)>", "'i' is declared twice"),
        ("affine_map<(i) -> (j)>", "'j' is neither a dimension nor a symbol of this affine_map"),
        ("affine_map<(i, j) -> (i * j)>", "one factor of an affine expression is a constant or made of symbols"),
        ("affine_map<(i, j) -> (i mod j)>", "what stands after 'mod' is a constant or made of symbols"),
        ("affine_map<(i) -> i>", "expected '('"),
        ("affine_map<(i) -> (i +)>", "expected an affine expression, found ')'"),
        ("affine_map<(i) -> (99999999999999999999)>", "does not fit into 64 bits"),
        ("affine_set<(i) : (i)>", "expected '>=', '<=' or '=='"),
        (f"affine_map<(i) -> ({'-' * 1000}i)>", "max_depth"),
        (f"affine_map<(i) -> ({'(' * 1000}i{')' * 1000})>", "max_depth"),
        (f"affine_map<(i) -> ({' + '.join(['i mod 2'] * 1000)})>", "max_depth"),
        (f"affine_map<(i) -> (i{' mod 7 floordiv 2' * 500})>", "max_depth"),
    ],
)
def test_a_bad_map_is_refused(text: str, message: str) -> None:
    with pytest.raises((si.ParseError, si.LimitExceeded), match=re.escape(message)):
        si.parse(f"module attributes {{a = {text}}} {{\n}}")


def expression(choose: random.Random, depth: int) -> str:
    """A random affine expression of d0, d1, s0 and s1."""
    if depth == 0 or choose.random() < 0.2:
        return choose.choice(("d0", "d1", "s0", "s1", "0", "1", "3", "8", "-2"))
    inner = expression(choose, depth - 1)
    match choose.randrange(4):
        case 0:
            return f"-({inner})"
        case 1:
            factor = choose.choice(("2", "4", "s0", "(s0 + s1)", "1", "0", "(s0 * 2)"))
            return f"({inner}) {choose.choice(('*', '* -3 +', 'floordiv', 'ceildiv', 'mod'))} {factor}"
        case 2:
            by = choose.choice(("4", "s0", "3"))
            return f"({inner}) - {by} * (({inner}) floordiv {by})"
        case _:
            return f"({inner} {choose.choice('+-')} {expression(choose, depth - 1)})"


@dataclass(frozen=True)
class Number:
    """An integer with the operators of affine expressions: `//` rounds down, `@` up."""

    value: int

    def __neg__(self) -> Number:
        return Number(-self.value)

    def __add__(self, other: Number) -> Number:
        return Number(self.value + other.value)

    def __sub__(self, other: Number) -> Number:
        return Number(self.value - other.value)

    def __mul__(self, other: Number) -> Number:
        return Number(self.value * other.value)

    def __floordiv__(self, other: Number) -> Number:
        return Number(self.value // other.value)

    def __matmul__(self, other: Number) -> Number:
        return Number(-(-self.value // other.value))

    def __mod__(self, other: Number) -> Number:
        return Number(self.value % other.value)


def value(text: str, **numbers: int) -> int | None:
    """The value of an expression, or None where it divides by zero."""
    python = re.sub(r"\b(\d+|[ds]\d)\b", r"N(\1)", text)
    for word, sign in (("floordiv", "//"), ("ceildiv", "@"), ("mod", "%")):
        python = python.replace(word, sign)
    try:
        return eval(python, {"N": Number}, numbers).value
    except ZeroDivisionError:
        return None


def test_simplified_expressions_have_the_same_values() -> None:
    choose = random.Random(1)
    compared = 0
    for _ in range(400):
        text = f"({expression(choose, choose.randrange(1, 5))})"
        shown = printed(f"affine_map<{HEAD} -> {text}>").partition("-> ")[2][:-1]
        for _ in range(5):
            numbers = {name: choose.randrange(-9, 10) for name in ("d0", "d1")}
            numbers |= {name: choose.randrange(1, 6) for name in ("s0", "s1")}
            before = value(text, **numbers)
            if before is not None:
                assert value(shown, **numbers) == before, (text, shown, numbers)
                compared += 1
    assert compared > 1000


@pytest.mark.peers
def test_random_expressions_are_printed_as_by_mlir() -> None:
    ir = pytest.importorskip("jaxlib.mlir.ir")
    choose = random.Random(2)
    with ir.Context() as context:
        context.allow_unregistered_dialects = True
        for _ in range(500):
            text = f"affine_map<{HEAD} -> ({expression(choose, choose.randrange(1, 5))})>"
            assert printed(text) == str(ir.Attribute.parse(text))
