"""Affine maps and sets: read, and brought into the form that MLIR gives them.

    map  ::= ids? -> ( expressions )         dimensions in (), symbols in [], of any names
    set  ::= ids? : ( constraints )          an expression, then `>= 0` and the like
    expression ::= sums of products of dimensions, symbols and integers; `floordiv`, `ceildiv` and `mod`

MLIR renames dimensions to d0, d1 and symbols to s0, s1, and simplifies each expression while it is built: constants are
folded and stand on the right, sums of multiples of one expression become one multiple, `e - (e floordiv q) * q` becomes
`e mod q`, and divisions by what divides for certain are done.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .parser import Parser


class Affine(NamedTuple):
    """An expression. Two are the same where their `text` is."""

    text: str
    """As it is printed where nothing stands around it."""
    operator: str = ""
    """`+`, `*`, `floordiv`, `ceildiv` or `mod`; empty for a dimension, a symbol or a constant."""
    left: Affine | None = None
    right: Affine | None = None
    constant: int | None = None
    """The value of a constant."""
    symbolic: bool = False
    """Holds no dimension."""
    divisor: int = 1
    """A number that divides every value."""

    @property
    def tight(self) -> str:
        """As it is printed next to another operator than `+`."""
        return f"({self.text})" if self.operator else self.text

    def parts(self, operator: str) -> tuple[Affine, Affine] | None:
        """Both sides, where this is an operation of that name."""
        return (self.left, self.right) if self.operator == operator and self.left and self.right else None

    def multiple(self) -> tuple[Affine, int]:
        """An expression and the constant that it is multiplied by here."""
        if (parts := self.parts("*")) and parts[1].constant is not None:
            return parts[0], parts[1].constant
        return self, 1


def constant(value: int) -> Affine:
    """A constant; values are those of 64 bits, and wrap."""
    value = (value + (1 << 63)) % (1 << 64) - (1 << 63)
    return Affine(str(value), constant=value, symbolic=True, divisor=abs(value))


def add(left: Affine, right: Affine) -> Affine:
    """A sum, simplified."""
    if left.constant is not None and right.constant is not None:
        return constant(left.constant + right.constant)
    if left.constant is not None or (left.symbolic and not right.symbolic) or _later(left, right):
        left, right = right, left
    if right.constant == 0:
        return left
    inner = left.parts("+")
    ending = inner[1].constant if inner else None
    if inner and ending is not None and right.constant is not None:
        return add(inner[0], constant(ending + right.constant))
    (one, times), (other, more) = left.multiple(), right.multiple()
    if one.text == other.text and right.constant is None:
        return multiply(one, constant(times + more))
    if inner and ending is not None:
        return add(add(inner[0], right), constant(ending))
    if remainder := _remainder(left, right):
        return remainder
    if inner and (factors := right.parts("*")) and factors[0].operator == "floordiv":
        last = add(inner[1], right)
        if last.operator != "+" or last.left is not inner[1]:  # together they are something simpler
            return add(inner[0], last)
    return _sum(left, right)


def _later(left: Affine, right: Affine) -> bool:
    """Two dimensions, or two symbols, that stand in the order of their numbers where the sides are exchanged."""
    if left.operator or right.operator or left.constant is not None or right.constant is not None:
        return False
    return left.symbolic == right.symbolic and int(left.text[1:]) > int(right.text[1:])


def _remainder(left: Affine, right: Affine) -> Affine | None:
    """`e mod q` for `e - (e floordiv q) * q`."""
    factors = right.parts("*")
    if factors is None:
        return None
    quotient, factor = factors
    if factor.constant == -1 and (inner := quotient.parts("*")):  # a symbol for q
        quotient, positive = inner
    elif factor.constant is not None and factor.constant < 0:
        positive = constant(-factor.constant)
    else:
        return None
    parts = quotient.parts("floordiv")
    if parts is None or parts[0].text != left.text or parts[1].text != positive.text:
        return None
    return modulo(left, positive)


def _sum(left: Affine, right: Affine) -> Affine:
    one, times = right.multiple()
    if right.constant is not None and right.constant < 0:
        shown = f"{left.text} - {-right.constant}"
    elif right.operator == "*" and times == -1:
        shown = f"{left.text} - {one.tight if one.operator == '+' else one.text}"
    elif right.operator == "*" and times < -1:
        shown = f"{left.text} - {one.tight} * {-times}"
    else:
        shown = f"{left.text} + {right.text}"
    divisor = math.gcd(left.divisor, right.divisor)
    return Affine(shown, "+", left, right, symbolic=left.symbolic and right.symbolic, divisor=divisor)


def multiply(left: Affine, right: Affine) -> Affine:
    """A product, simplified. One factor at least is symbolic."""
    if left.constant is not None and right.constant is not None:
        return constant(left.constant * right.constant)
    if not right.symbolic or left.constant is not None or _later(left, right):
        left, right = right, left
    if right.constant == 1:
        return left
    if right.constant == 0:
        return right
    inner = left.parts("*")
    factor = inner[1].constant if inner else None
    if inner and factor is not None:
        if right.constant is not None:
            return multiply(inner[0], constant(factor * right.constant))
        return multiply(multiply(inner[0], right), constant(factor))
    shown = f"-{left.tight}" if right.constant == -1 else f"{left.tight} * {right.tight}"
    divisor = left.divisor * right.divisor
    return Affine(shown, "*", left, right, symbolic=left.symbolic and right.symbolic, divisor=divisor)


def floor_divide(left: Affine, right: Affine) -> Affine:
    """A quotient rounded down, simplified."""
    if found := _quotient(left, right, lambda number, by: number // by):
        return found
    by = right.constant
    if by and (parts := left.parts("+")) and (parts[0].divisor % by == 0 or parts[1].divisor % by == 0):
        return add(floor_divide(parts[0], right), floor_divide(parts[1], right))
    return _operation("floordiv", left, right)


def ceil_divide(left: Affine, right: Affine) -> Affine:
    """A quotient rounded up, simplified."""
    return _quotient(left, right, lambda number, by: -(-number // by)) or _operation("ceildiv", left, right)


def _quotient(left: Affine, right: Affine, divide: Callable[[int, int], int]) -> Affine | None:
    """What a quotient is however it is rounded, and that of constants; None for others."""
    by = right.constant
    if by is None:
        return constant(1) if left.text == right.text else None
    if by == 0:
        return None
    if left.constant is not None:
        return constant(divide(left.constant, by))
    if by == 1:
        return left
    one, times = left.multiple()
    return multiply(one, constant(times // by)) if one is not left and times % by == 0 else None


def modulo(left: Affine, right: Affine) -> Affine:
    """A remainder, never negative, simplified."""
    by = right.constant
    if left.text == right.text and by is None:
        return constant(0)
    if by is None or by < 1:
        return _operation("mod", left, right)
    if left.constant is not None:
        return constant(left.constant % by)
    if left.divisor % by == 0:
        return constant(0)
    if parts := left.parts("+"):
        for kept, lost in (parts[::-1], parts):
            if lost.divisor % by == 0:
                return modulo(kept, right)
    if (parts := left.parts("mod")) and (inner := parts[1].constant) and inner > 0 and inner % by == 0:
        return modulo(parts[0], right)
    return _operation("mod", left, right)


def _operation(operator: str, left: Affine, right: Affine) -> Affine:
    divisor = 1
    if operator == "mod":
        divisor = math.gcd(left.divisor, right.divisor)
    elif right.constant and left.divisor % right.constant == 0:
        divisor = abs(left.divisor // right.constant)
    shown = f"{left.tight} {operator} {right.tight}"
    return Affine(shown, operator, left, right, symbolic=left.symbolic and right.symbolic, divisor=divisor)


# Text ---------------------------------------------------------------------------------------------------------------

_PRODUCTS: dict[str, Callable[[Affine, Affine], Affine]] = {
    "*": multiply, "floordiv": floor_divide, "ceildiv": ceil_divide, "mod": modulo,
}  # fmt: skip


def read(parser: Parser) -> str:
    """Reads `affine_map<...>` or `affine_set<...>`; gives it as MLIR prints it. Raises ParseError, LimitExceeded."""
    word = parser.keyword()
    parser.expect("<")
    reader = _Reader(parser, word)
    head = f"({', '.join(reader.identifiers('(', ')', 'd'))})"
    if parser.text == "[" and (symbols := reader.identifiers("[", "]", "s")):
        head += f"[{', '.join(symbols)}]"
    arrow, member = ("->", reader.result) if word == "affine_map" else (":", reader.constraint)
    parser.expect(arrow)
    members = parser.comma_separated("(", ")", member)
    if word == "affine_set" and not members:
        members = ["0 == 0"]
    parser.expect(">")
    return f"{word}<{head} {arrow} ({', '.join(members)})>"


class _Reader:
    """Reads the expressions of one map or set."""

    def __init__(self, parser: Parser, word: str) -> None:
        self.parser = parser
        self.word = word
        self.names: dict[str, Affine] = {}

    def identifiers(self, open_: str, close: str, letter: str) -> list[str]:
        """Reads names of dimensions or symbols; gives MLIR's names of them."""
        found: list[str] = []

        def one() -> None:
            begin, name = self.parser.here(), self.parser.keyword()
            if name in self.names:
                raise self.parser.error(f"'{name}' is declared twice", begin)
            found.append(f"{letter}{len(found)}")
            self.names[name] = Affine(found[-1], symbolic=letter == "s")

        self.parser.comma_separated(open_, close, one)
        return found

    def result(self) -> str:
        """A result of a map."""
        return self.expression().text

    def constraint(self) -> str:
        """A constraint of a set, as a comparison with 0."""
        parser = self.parser
        left = self.expression()
        for relation in (">=", "<=", "=="):
            if parser.input.startswith(relation, parser.start):
                parser.advance()
                parser.advance()
                right = self.expression()
                if relation == "<=":
                    left, right = right, left
                return f"{add(left, multiply(right, constant(-1))).text} {'==' if relation == '==' else '>='} 0"
        raise parser.error(f"expected '>=', '<=' or '==', found {parser.found()}")

    def expression(self) -> Affine:
        """Sums and differences of products."""
        parser = self.parser
        found = self.product()
        terms = 1
        while parser.text in ("+", "-"):
            terms = self._one_more(terms)
            sign = parser.text
            parser.advance()
            other = self.product()
            found = add(found, other if sign == "+" else multiply(other, constant(-1)))
        return found

    def product(self) -> Affine:
        """Products, quotients and remainders, from left to right."""
        parser = self.parser
        found = self.operand()
        factors = 1
        while combine := _PRODUCTS.get(parser.text):
            factors = self._one_more(factors)
            begin, operator = parser.here(), parser.text
            parser.advance()
            other = self.operand()
            if operator == "*" and not (found.symbolic or other.symbolic):
                raise parser.error("one factor of an affine expression is a constant or made of symbols", begin)
            if operator != "*" and not other.symbolic:
                raise parser.error(f"what stands after '{operator}' is a constant or made of symbols", begin)
            found = combine(found, other)
        return found

    def operand(self) -> Affine:
        """A dimension, a symbol, a constant; something negated or in parentheses."""
        parser = self.parser
        with parser.depth():
            if parser.accept("-"):
                return multiply(self.operand(), constant(-1))
            if parser.accept("("):
                found = self.expression()
                parser.expect(")")
                return found
        if parser.kind == "integer":
            return constant(parser.int64())
        if parser.kind != "word":
            raise parser.error(f"expected an affine expression, found {parser.found()}")
        if parser.text not in self.names:
            raise parser.error(f"'{parser.text}' is neither a dimension nor a symbol of this {self.word}")
        return self.names[parser.keyword()]

    def _one_more(self, count: int) -> int:
        """Counts what stands in a row, which nests in the expression that it makes."""
        most = self.parser.limits.max_depth
        if count >= most:
            message = f"more than {most} terms or factors of an affine expression in a row (max_depth)"
            raise self.parser.limit_exceeded("max_depth", message)
        return count + 1
