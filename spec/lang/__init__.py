"""The language in which ops are written.

Every op file starts with `from ..lang import *`-like imports of the names it needs from here.
"""

from .accuracy import Accuracy, Bound, bounded, correctly_rounded, exact, ulp
from .attribute_kinds import (
    ANYTHING,
    BOOL_ARRAY,
    BOOLEAN,
    DICTIONARY,
    ELEMENTS,
    FLAG,
    I32,
    I64,
    I64_ARRAY,
    I64_ELEMENTS,
    STRING,
    SYMBOL,
    TYPE,
    TYPED_NUMBER,
    AttributeKind,
    EitherKind,
    IntegerEnumKind,
    ListKind,
    WrongKind,
    enumeration,
    structure,
)
from .errors import CheckFailure, InvalidValue, Unsupported
from .op import Constraint, DeclarationError, Example, Family, Op, Reject, constraint, parameters
from .regions import Array, Body, Sketch, call, sketch
from .slots import REQUIRED, Attribute, Operand, Region, Result, attribute, group, operand, region, result
from .typesets import (
    ANY,
    ANY_PER_AXIS,
    ANY_TYPE,
    BOOL,
    BUFFER_TYPE,
    COMPLEX,
    DIMENSION,
    FLOAT,
    FUTURE_TYPE,
    INDEX,
    INT,
    NUMBER,
    QUANTIZED,
    QUANTIZED_PER_AXIS,
    SIGNED,
    TOKEN_TYPE,
    TUPLE_TYPE,
    UNSIGNED,
    Elements,
    TypeSet,
    any_of,
    elements_of,
    scalar,
    tensor,
)

__all__ = [
    "ANY", "ANYTHING", "ANY_PER_AXIS", "ANY_TYPE", "BOOL", "BOOLEAN", "BOOL_ARRAY", "BUFFER_TYPE", "COMPLEX",
    "DICTIONARY", "DIMENSION", "ELEMENTS", "FLAG", "FLOAT", "FUTURE_TYPE", "I32", "I64", "I64_ARRAY", "I64_ELEMENTS",
    "INDEX", "INT", "NUMBER", "QUANTIZED", "QUANTIZED_PER_AXIS", "REQUIRED", "SIGNED", "STRING", "SYMBOL", "TOKEN_TYPE",
    "TUPLE_TYPE", "TYPE", "TYPED_NUMBER", "UNSIGNED", "Accuracy", "Array", "Attribute", "AttributeKind", "Body",
    "Bound", "CheckFailure", "Constraint", "DeclarationError", "EitherKind", "Elements", "Example", "Family",
    "IntegerEnumKind", "InvalidValue", "ListKind", "Op", "Operand", "Region", "Reject", "Result", "Sketch", "TypeSet",
    "Unsupported", "WrongKind", "any_of", "attribute", "bounded", "call", "constraint", "correctly_rounded",
    "elements_of", "enumeration", "exact", "group", "operand", "parameters", "region", "result", "scalar", "sketch",
    "structure", "tensor", "ulp",
]  # fmt: skip
