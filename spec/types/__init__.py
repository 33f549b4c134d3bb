"""The types of StableHLO: element types, and the types of values made of them.

Types are immutable, compare by content and print in MLIR spelling. Nothing here computes on data.
"""

from .decimals import float_spelling, float_text
from .element import (
    BF16,
    BY_NAME,
    COMPLEX64,
    COMPLEX128,
    ELEMENT_TYPES,
    F16,
    F32,
    F64,
    FLOATS,
    I1,
    INDEX,
    SI2,
    SI4,
    SI8,
    SI16,
    SI32,
    SI64,
    SIGNED_INTEGERS,
    TENSOR_FLOATS,
    TF32,
    UI2,
    UI4,
    UI8,
    UI16,
    UI32,
    UI64,
    UNSIGNED_INTEGERS,
    BooleanType,
    ComplexType,
    ElementType,
    FloatType,
    IndexType,
    IntegerType,
    Signedness,
    UnknownElementType,
    from_dtype,
)
from .formats import FORMATS, FloatFormat, Nans, Zeros
from .quantized import QuantizedType
from .tensor import (
    TENSOR_TYPES,
    TOKEN,
    Bounds,
    BufferType,
    FunctionType,
    FutureType,
    NoneType,
    Shape,
    Size,
    TensorType,
    TokenType,
    TupleType,
    Type,
    UnknownType,
    UnrankedTensorType,
    tensor,
)

__all__ = [
    "BF16", "BY_NAME", "COMPLEX64", "COMPLEX128", "ELEMENT_TYPES", "F16", "F32", "F64", "FLOATS", "FORMATS", "I1",
    "INDEX", "SI2", "SI4", "SI8", "SI16", "SI32", "SI64", "SIGNED_INTEGERS", "TENSOR_FLOATS", "TENSOR_TYPES", "TF32",
    "TOKEN", "UI2", "UI4", "UI8", "UI16", "UI32", "UI64", "UNSIGNED_INTEGERS", "BooleanType", "Bounds", "BufferType",
    "ComplexType", "ElementType", "FloatFormat", "FloatType", "FunctionType", "FutureType", "IndexType", "IntegerType",
    "Nans", "NoneType", "QuantizedType", "Shape", "Signedness", "Size", "TensorType", "TokenType", "TupleType", "Type",
    "UnknownElementType", "UnknownType", "UnrankedTensorType", "Zeros", "float_spelling", "float_text",
    "from_dtype", "tensor",
]  # fmt: skip
