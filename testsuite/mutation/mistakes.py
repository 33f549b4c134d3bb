"""Mistakes that people make in kernels, as changes of one place in the syntax tree of a function.

- another operator: + for -, * for /, & for |, << for >>; the operands of -, / and << the other way round
- another comparison: < for <=, == for !=, the other direction
- a number that is off by one; True for False; a sign lost
- `and` for `or`; a lost `not` or `~`
- another function: maximum for minimum, floor for ceil, sin for cos, ...; the arms of `where` or of a conditional
  expression exchanged
- a branch that is always, or never, taken

Words of errors are left alone (what is within `raise` or `assert`), and so are functions within functions, which are
functions of their own here.
"""

from __future__ import annotations

import ast
import copy
import enum
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


class Sort(enum.Enum):
    """Sorts of mistakes, as tables count them."""

    OPERATOR = "another operator"
    EXCHANGED = "operands or arms exchanged"
    COMPARISON = "another comparison"
    NUMBER = "a number off by one"
    LOGIC = "true for false, and for or, a lost not"
    SIGN = "a lost sign or complement"
    FUNCTION = "another function"
    BRANCH = "a branch always or never taken"


Change = tuple[Sort, str, Callable[[], None]]
"""What sort of mistake, what it does in words, and what makes it so."""


@dataclass(frozen=True)
class Mistake:
    """The `change`-th change at the `place`-th node of a function: at which line, of which sort, and in words."""

    line: int
    sort: Sort
    what: str
    place: int
    change: int


def mistakes(function: ast.FunctionDef) -> Iterator[Mistake]:
    """Every mistake that can be made in a function, its docstring, annotations and defaults left alone."""
    for place, node in enumerate(_places(function)):
        for change, (sort, what, _) in enumerate(_changes(node)):
            yield Mistake(getattr(node, "lineno", function.lineno), sort, what, place, change)


def make(mistake: Mistake, function: ast.FunctionDef) -> Callable[[], None]:
    """Makes a mistake in a function, in place; what is given undoes it."""
    node = list(_places(function))[mistake.place]
    before = {name: copy.copy(value) if isinstance(value, list) else value for name, value in ast.iter_fields(node)}
    target = getattr(node, "func", None)
    name = getattr(target, "attr", None)
    list(_changes(node))[mistake.change][2]()

    def undo() -> None:
        for field, value in before.items():
            setattr(node, field, value)
        if isinstance(target, ast.Attribute) and name is not None:
            target.attr = name

    return undo


def _places(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Nodes that compute, in order."""
    waiting: list[ast.AST] = [one for one in function.body[::-1] if not _is_text(one)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Raise, ast.Assert)):
            continue
        yield node
        computing = [one for one in ast.iter_child_nodes(node) if not _is_annotation(node, one)]
        waiting += computing[::-1]


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _is_annotation(parent: ast.AST, node: ast.AST) -> bool:
    return isinstance(parent, ast.AnnAssign) and node is parent.annotation


def _changes(node: ast.AST) -> Iterator[Change]:
    """What can go wrong at a node."""
    match node:
        case ast.BinOp(op=op) if type(op) in OPERATORS:
            other = OPERATORS[type(op)]
            yield Sort.OPERATOR, f"{_name(op)} became {_name(other())}", lambda: setattr(node, "op", other())
            if isinstance(op, (ast.Sub, ast.Div, ast.LShift, ast.RShift, ast.FloorDiv)):
                yield Sort.EXCHANGED, f"operands of {_name(op)} exchanged", lambda: _exchange(node, "left", "right")
        case ast.Compare(ops=[op]) if type(op) in COMPARISONS:
            for other in COMPARISONS[type(op)]:
                what = f"{_name(op)} became {_name(other())}"
                yield Sort.COMPARISON, what, lambda other=other: setattr(node, "ops", [other()])
        case ast.Constant(value=bool() as value):
            yield Sort.LOGIC, f"{value} became {not value}", lambda: setattr(node, "value", not value)
        case ast.Constant(value=int() | float() as value):
            yield Sort.NUMBER, f"{value} became {value + 1}", lambda: setattr(node, "value", value + 1)
        case ast.BoolOp(op=op):
            other = ast.Or if isinstance(op, ast.And) else ast.And
            yield Sort.LOGIC, f"{_name(op)} became {_name(other())}", lambda: setattr(node, "op", other())
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert() as op, operand=inner):
            if not isinstance(inner, ast.Constant):
                twice = ast.UnaryOp(op, inner)
                sort = Sort.LOGIC if isinstance(op, ast.Not) else Sort.SIGN
                yield sort, f"{_name(op)} lost", lambda: setattr(node, "operand", twice)
        case ast.Call(func=ast.Attribute(attr=name) as target, args=args):
            if other := FUNCTIONS.get(name):
                yield Sort.FUNCTION, f"{name} became {other}", lambda: setattr(target, "attr", other)
            if name == "where" and len(args) == 3:
                arms = [args[0], args[2], args[1]]
                yield Sort.EXCHANGED, "arms of where exchanged", lambda: setattr(node, "args", arms)
        case ast.IfExp():
            yield Sort.EXCHANGED, "arms of a conditional exchanged", lambda: _exchange(node, "body", "orelse")
        case ast.If():
            for value in (True, False):
                word = "always" if value else "never"
                test = ast.copy_location(ast.Constant(value), node.test)
                yield Sort.BRANCH, f"branch {word} taken", lambda test=test: setattr(node, "test", test)
        case _:
            return


def _exchange(node: ast.AST, one: str, other: str) -> None:
    first, second = getattr(node, one), getattr(node, other)
    setattr(node, one, second)
    setattr(node, other, first)


def _name(op: ast.AST) -> str:
    return type(op).__name__
