"""Makes a tensor of which only the sizes are known.

(S1) The result has the sizes of its type, those that it does not know from `dynamicSizes`. Its elements may be
anything; here they are zeros.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ....spec.lang import Array, InvalidValue, Op, operand, result
from ....spec.types import TensorType
from ..kinds import INDEX_VALUE, TENSOR

op = Op(
    "empty",
    __doc__,
    slots=(operand("dynamicSizes", INDEX_VALUE, variadic=True), result("result", TENSOR)),
    assembly="'(' $dynamicSizes ')' attr-dict : <filled>",
    dialect="tensor",
    view=True,
)


@op.constraint("C1")
def there_is_a_size_for_each_dimension_that_is_not_known(dynamicSizes: tuple[Any, ...], result: Any) -> bool:  # noqa: N803
    """size(dynamicSizes) = the number of unknown sizes of result"""
    return isinstance(result, TensorType) and result.shape.count(None) == len(dynamicSizes)


@op.result_sizes
def sizes(dynamicSizes: tuple[Array, ...], result: TensorType) -> Sequence[int]:  # noqa: N803
    given = iter(dynamicSizes)
    found = [int(next(given)) if size is None else size for size in result.shape]
    if min(found, default=0) < 0:
        raise InvalidValue(f"a tensor is given the sizes {found}")
    return found


@op.kernel
def empty(dynamicSizes: tuple[Array, ...], result: TensorType) -> Array:  # noqa: N803
    return np.broadcast_to(np.zeros((), result.dtype), tuple(sizes(dynamicSizes, result)))  # S1
