"""Mistakes that people make in kernels, as changes of one place in the syntax tree of a function.

- another operator: + for -, * for /, & for |, << for >>; the operands of -, / and << the other way round
- another comparison: < for <=, == for !=, the other direction
- a number that is off by one; True for False; a sign lost
- `and` for `or`; a lost `not` or `~`
- another function: maximum for minimum, floor for ceil, sin for cos, ...; the arms of `where` or of a conditional
  expression exchanged
- a branch that is always, or never, taken
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitAnd, ast.LShift: ast.RShift,
    ast.RShift: ast.LShift, ast.Pow: ast.Mult, ast.MatMult: ast.Mult,
}  # fmt: skip
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.GtE), ast.Gt: (ast.GtE, ast.Lt), ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,),
}  # fmt: skip
PAIRS = (
    ("maximum", "minimum"), ("floor", "ceil"), ("sin", "cos"), ("fmax", "fmin"), ("left_shift", "right_shift"),
    ("bitwise_and", "bitwise_or"), ("add", "subtract"), ("multiply", "divide"), ("logical_and", "logical_or"),
    ("any", "all"), ("real", "imag"), ("rint", "trunc"), ("sinh", "cosh"), ("log", "log1p"), ("exp", "expm1"),
    ("zeros", "ones"), ("max", "min"),
)  # fmt: skip
FUNCTIONS = {a: b for pair in PAIRS for a, b in (pair, pair[::-1])}


@dataclass(frozen=True)
class Mistake:
    """A change within a function: at which line, what it does in words, and the changed function."""

    line: int
    what: str
    function: ast.FunctionDef


def mistakes(function: ast.FunctionDef) -> Iterator[Mistake]:
    """Every mistake that can be made in a function, its docstring, annotations and defaults left alone."""
    places = [node for statement in _body(function) for node in ast.walk(statement)]
    for number, node in enumerate(places):
        for change in range(len(list(_changes(node)))):
            changed = copy.deepcopy(function)
            twin = [one for statement in _body(changed) for one in ast.walk(statement)][number]
            what, apply = list(_changes(twin))[change]
            apply()
            yield Mistake(getattr(node, "lineno", function.lineno), what, changed)


def _body(function: ast.FunctionDef) -> list[ast.stmt]:
    """Statements that compute."""
    return [one for one in function.body if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))]


def _changes(node: ast.AST) -> Iterator[tuple[str, Callable[[], None]]]:
    """What can go wrong at a node: in words, and what makes it so."""
    match node:
        case ast.BinOp(op=op) if type(op) in OPERATORS:
            other = OPERATORS[type(op)]
            yield f"{_name(op)} became {_name(other())}", lambda: setattr(node, "op", other())
            if isinstance(op, (ast.Sub, ast.Div, ast.LShift, ast.RShift, ast.FloorDiv)):
                yield f"operands of {_name(op)} exchanged", lambda: _exchange(node, "left", "right")
        case ast.Compare(ops=[op]) if type(op) in COMPARISONS:
            for other in COMPARISONS[type(op)]:
                yield f"{_name(op)} became {_name(other())}", lambda other=other: setattr(node, "ops", [other()])
        case ast.Constant(value=bool() as value):
            yield f"{value} became {not value}", lambda: setattr(node, "value", not value)
        case ast.Constant(value=int() | float() as value):
            yield f"{value} became {value + 1}", lambda: setattr(node, "value", value + 1)
        case ast.BoolOp(op=op):
            other = ast.Or if isinstance(op, ast.And) else ast.And
            yield f"{_name(op)} became {_name(other())}", lambda: setattr(node, "op", other())
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert() as op) if not isinstance(node.operand, ast.Constant):
            yield f"{_name(op)} lost", lambda: setattr(node, "op", _lost(op))
        case ast.Call(func=ast.Attribute(attr=name) as target, args=args):
            if name in FUNCTIONS:
                yield f"{name} became {FUNCTIONS[name]}", lambda: setattr(target, "attr", FUNCTIONS[name])
            if name == "where" and len(args) == 3:
                yield "arms of where exchanged", lambda: args.__setitem__(slice(1, 3), [args[2], args[1]])
        case ast.IfExp():
            yield "arms of a conditional exchanged", lambda: _exchange(node, "body", "orelse")
        case ast.If():
            for value in (True, False):
                word = "always" if value else "never"
                yield f"branch {word} taken", lambda value=value: setattr(node, "test", _constant(node.test, value))


def _exchange(node: ast.AST, one: str, other: str) -> None:
    first, second = getattr(node, one), getattr(node, other)
    setattr(node, one, second)
    setattr(node, other, first)


def _constant(test: ast.expr, value: bool) -> ast.expr:
    return ast.copy_location(ast.Constant(value), test)


def _lost(op: ast.unaryop) -> ast.unaryop:
    """What does nothing (to a number or an array), or, in the place of `not`, keeps the truth of a value."""
    return ast.UAdd() if isinstance(op, ast.USub) else ast.USub() if isinstance(op, ast.Invert) else ast.UAdd()


def _name(op: ast.AST) -> str:
    return type(op).__name__
