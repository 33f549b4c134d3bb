"""The functions that kernels run through: kernels themselves and what they call, found by the names in their code.

Constraints, inference and decompositions are not among them: those answer to rejects and tests of their own.
"""

from __future__ import annotations

import ast
import functools
import gc
import importlib
import inspect
import pkgutil
import sys
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..cases.sources.drafts import subjects

SPEC = f"{__name__.partition('.testsuite.')[0]}.spec"
FOLDERS = ("ops", "chlo", "families", "numerics")
DEEPEST = 4
"""Tables within tables in which functions are looked for."""


@dataclass(frozen=True)
class Function:
    """A function of a module: the syntax tree of its definition, its code, and the codes of functions around it."""

    module: str
    tree: ast.FunctionDef
    code: types.CodeType
    around: tuple[types.CodeType, ...]

    @property
    def name(self) -> str:
        """As lists and tables call it: `numerics.lanes.blocks`."""
        return f"{self.module.removeprefix(f'{SPEC}.')}.{self.code.co_qualname.replace('.<locals>', '')}"


def concerns(module: str) -> bool:
    """Whether a module holds kernels or what they run through."""
    folder = module.removeprefix(f"{SPEC}.").partition(".")[0]
    return module.startswith(f"{SPEC}.") and folder in FOLDERS


def functions() -> list[Function]:
    """The functions behind all kernels, sorted by module and line: of numerics all, of the rest what kernels reach.

    Functions that decorate others, or make them, did their work before any case runs; what they made counts.
    """
    _import_all()
    reached = _reached()
    makers = _makers()
    found: dict[tuple[str, int], Function] = {}
    for code, around in _live().items():
        one = _function(code, around)
        if one is None or (one.module, one.tree.name) in makers:
            continue
        if code in reached or one.module.startswith(f"{SPEC}.numerics."):
            found[one.module, code.co_firstlineno] = one
    return [found[key] for key in sorted(found)]


def _live() -> dict[types.CodeType, tuple[types.CodeType, ...]]:
    """Codes of all live functions and of those within them, with the codes of functions around them."""
    known = _modules()
    found: dict[types.CodeType, tuple[types.CodeType, ...]] = {}
    for one in gc.get_objects():
        if isinstance(one, types.FunctionType) and one.__code__.co_filename in known:
            for code in codes_within(one.__code__):
                around = () if code is one.__code__ else (one.__code__,)
                found[code] = (*found.get(code, ()), *around)
    return found


def _makers() -> set[tuple[str, str]]:
    """Functions that decorate others, or make what does, by module and name."""
    decorators = [
        decorator.func if isinstance(decorator, ast.Call) else decorator
        for module in _modules().values()
        for tree in trees(module).values()
        for decorator in tree.decorator_list
    ]
    called = {node.id if isinstance(node, ast.Name) else getattr(node, "attr", "") for node in decorators}
    return {(module, tree.name) for module in _modules().values() for tree in _top_level(module) if tree.name in called}


def _top_level(module: str) -> list[ast.FunctionDef]:
    return [one for one in tree_of(module).body if isinstance(one, ast.FunctionDef)]


def _import_all() -> None:
    for folder in FOLDERS:
        package = importlib.import_module(f"{SPEC}.{folder}")
        for one in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(one.name)


def _function(code: types.CodeType, around: tuple[types.CodeType, ...]) -> Function | None:
    module = _modules().get(code.co_filename)
    if module is None:
        return None
    tree = trees(module).get(code.co_firstlineno)
    return None if tree is None or tree.name != code.co_name else Function(module, tree, code, around)


def _modules() -> dict[str, str]:
    return {module.__file__: name for name, module in list(sys.modules.items()) if concerns(name) and module.__file__}


@cache
def tree_of(module: str) -> ast.Module:
    """The syntax tree of a module. Mistakes are made in it and undone."""
    return ast.parse(inspect.getsource(importlib.import_module(module)))


@cache
def trees(module: str) -> dict[int, ast.FunctionDef]:
    """Definitions of functions in a module by the first line of their code (that of the first decorator)."""
    return {
        min([node.lineno, *(one.lineno for one in node.decorator_list)]): node
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.FunctionDef)
    }


# What kernels reach ---------------------------------------------------------------------------------------------------


def _reached() -> set[types.CodeType]:
    """Code of all functions that kernels reach by the names they use."""
    methods = _methods()
    live = [found for op in subjects() for one in op.implementations for found in _functions_in(one)]
    reached: set[types.CodeType] = set()
    while live:
        function = live.pop()
        if function.__code__ in reached or not concerns(function.__module__):
            continue
        codes = list(codes_within(function.__code__))
        reached.update(codes)
        names = {name for code in codes for name in code.co_names}
        live.extend(_named(function, names))
        live.extend(one for name in names for one in methods.get(name, ()))
    return reached


def codes_within(code: types.CodeType) -> Iterator[types.CodeType]:
    """A function's code and that of all functions within it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from codes_within(constant)


def _named(function: types.FunctionType, names: Iterable[str]) -> Iterator[types.FunctionType]:
    """Functions that a function's names stand for: globals, members of modules, what it closes over."""
    members = function.__globals__
    for name in names:
        value = members.get(name, sys.modules.get(f"{members['__package__']}.{name}"))  # what is imported when needed
        if isinstance(value, types.ModuleType) and concerns(value.__name__):
            for other in names:
                yield from _functions_in(getattr(value, other, None))
        else:
            yield from _functions_in(value)
    for cell in function.__closure__ or ():
        try:
            yield from _functions_in(cell.cell_contents)
        except ValueError:  # not filled yet
            continue
    for value in (*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()):
        yield from _functions_in(value)


def _functions_in(value: Any, depth: int = DEEPEST) -> Iterator[types.FunctionType]:
    """Functions that a value is or holds."""
    value = inspect.unwrap(value) if callable(value) else value
    if isinstance(value, types.FunctionType):
        yield value
    elif isinstance(value, functools.partial):
        yield from _functions_in(value.func, depth - 1)
    elif isinstance(value, types.MethodType):
        yield value.__func__
    elif depth and isinstance(value, Mapping):
        for part in value.values():
            yield from _functions_in(part, depth - 1)
    elif depth and isinstance(value, (tuple, list, set, frozenset)):
        for part in value:
            yield from _functions_in(part, depth - 1)
    elif depth and concerns(type(value).__module__) and hasattr(value, "__dict__"):
        yield from _functions_in(vars(value), depth - 1)


def _methods() -> dict[str, list[types.FunctionType]]:
    """Methods and properties of all classes, by name; special ones as if everyone named them."""
    found: dict[str, list[types.FunctionType]] = {}
    for module in _modules().values():
        for owner in vars(sys.modules[module]).values():
            if isinstance(owner, type) and owner.__module__ == module:
                for name, member in vars(owner).items():
                    for one in _method(member):
                        found.setdefault(name, []).append(one)
    return found


def _method(member: Any) -> Iterator[types.FunctionType]:
    member = getattr(member, "fget", None) or getattr(member, "func", None) or getattr(member, "__func__", member)
    if isinstance(member, types.FunctionType):
        yield member


def holders(code: types.CodeType) -> list[types.FunctionType]:
    """Live functions that run a code."""
    return [one for one in gc.get_referrers(code) if isinstance(one, types.FunctionType)]
