"""`cpp`: StableHLO's own interpreter in C++, as jaxlib carries it (`stablehlo.eval_module`).

Values cross as text of attributes, which is exact for every element type. Python bindings abort on complex results, so
programs give real and imaginary parts instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ...interpreter.text.reader import read_attribute
from ...spec.types import ComplexType, QuantizedType, TensorType
from .jax_text import mlir_context, parse_module
from .protocol import BackendError, Program, Refused, Run, Unsupported, only_one_process

SUFFIX = """
func.func @main({arguments}) -> ({parts}) {{
{body}  return {values} : {parts}
}}
"""


class Cpp:
    """Interprets in this process."""

    def __init__(self) -> None:
        try:
            import jaxlib
            from jaxlib.mlir.dialects import stablehlo
        except ImportError as error:
            raise BackendError(f"cpp needs jaxlib: {error}") from None
        mlir_context()  # before the worker forks: the interpreter ends its process often
        self._evaluate = stablehlo.eval_module
        self._versions = {"jaxlib": jaxlib.__version__, "stablehlo": stablehlo.get_current_version()}

    def versions(self) -> Mapping[str, str]:
        return self._versions

    def compile(self, program: Program) -> Run:
        from jaxlib.mlir import ir

        with mlir_context(), ir.Location.unknown():
            parse_module(program.text)
        only_one_process(program)
        if any(isinstance(type_.element, QuantizedType) for type_ in (*program.inputs, *program.outputs)):
            raise Unsupported("arguments and results of quantized types")
        text = with_parts_of_complex(program)

        def call(inputs: Sequence[Any]) -> Sequence[Any]:
            with mlir_context(), ir.Location.unknown():
                module = parse_module(text)
                given = [attribute(value, type_) for value, type_ in zip(inputs, program.inputs, strict=True)]
                try:
                    results = [read_attribute(str(one)).array for one in self._evaluate(module, given)]
                except (RuntimeError, ValueError) as error:
                    raise Refused(str(error)) from None
            return joined(results, program.outputs)

        return call


def attribute(value: np.ndarray[Any, Any], type_: TensorType) -> Any:
    """An array as a dense attribute of a type."""
    from jaxlib.mlir import ir

    element = ir.Type.parse(str(type_.element))
    return ir.DenseElementsAttr.get(np.ascontiguousarray(value), type=element, shape=list(value.shape))


def is_complex(type_: TensorType) -> bool:
    return isinstance(type_.element, ComplexType)


def with_parts_of_complex(program: Program) -> str:
    """The program with complex results of @main taken apart: real, then imaginary parts."""
    if not any(map(is_complex, program.outputs)):
        return program.text
    from jaxlib.mlir import ir

    with mlir_context(), ir.Location.unknown():
        module = parse_module(program.text)
        main = next(op for op in module.body.operations if op.attributes["sym_name"].value == "main")
        given, results = main.type.inputs, main.type.results
        main.attributes["sym_name"] = ir.StringAttr.get("main.complex")
        main.attributes["sym_visibility"] = ir.StringAttr.get("private")
        inner = str(module)
    arguments = ", ".join(f"%a{number}: {type_}" for number, type_ in enumerate(given))
    names = ", ".join(f"%r{number}" for number in range(len(results)))
    passed = ", ".join(f"%a{number}" for number in range(len(given)))
    signature = f"({', '.join(map(str, given))}) -> ({', '.join(map(str, results))})"
    body = f'  {names} = func.call @"main.complex"({passed}) : {signature}\n'
    values: list[str] = []
    parts: list[str] = []
    for number, type_ in enumerate(results):
        if "complex<" not in str(type_):
            values.append(f"%r{number}")
            parts.append(str(type_))
            continue
        part = str(type_).replace("complex<", "").replace(">>", ">")
        for op in ("real", "imag"):
            body += f"  %{op}{number} = stablehlo.{op} %r{number} : ({type_}) -> {part}\n"
            values.append(f"%{op}{number}")
            parts.append(part)
    end = inner.rindex("}")
    suffix = SUFFIX.format(arguments=arguments, parts=", ".join(parts), body=body, values=", ".join(values))
    return inner[:end] + suffix + inner[end:]


def joined(results: list[Any], types: Sequence[TensorType]) -> list[Any]:
    """Results with complex ones put together again, parts bit for bit."""
    found: list[Any] = []
    rest = iter(results)
    for type_ in types:
        first = next(rest)
        if is_complex(type_):
            second = next(rest)
            whole = np.empty(first.shape, type_.dtype)
            whole.real, whole.imag = first, second
            first = whole
        found.append(first)
    return found


def create(options: str) -> Cpp:
    """The backend; it has no options."""
    if options:
        raise BackendError(f"cpp has no options, {options!r} given")
    return Cpp()
