"""Control flow, calls, tuples and tokens."""

from __future__ import annotations

from typing import Any

from .application import Application, oracle
from .tensors import NoOracle

STEPS = 1000


@oracle("if")
def if_(app: Application) -> list[Any]:
    return app.bodies[0 if app.operands[0].cells[0] else 1]([])


@oracle("case")
def case(app: Application) -> list[Any]:
    index, last = app.operands[0].cells[0], len(app.bodies) - 1
    return app.bodies[index if 0 <= index <= last else last]([])


@oracle("while")
def while_(app: Application) -> list[Any]:
    condition, body = app.bodies
    values = list(app.operands)
    for _ in range(STEPS):
        if not condition(values)[0].cells[0]:
            return values
        values = body(values)
    raise NoOracle("a loop that goes on")


@oracle("func.call")
def call(app: Application) -> list[Any]:
    return app.call(app["callee"].name, app.operands)


@oracle("composite")
def composite(app: Application) -> list[Any]:
    return app.call(app["decomposition"].name, app.operands)


@oracle("tuple")
def tuple_(app: Application) -> list[Any]:
    return [tuple(app.operands)]


@oracle("get_tuple_element")
def get_tuple_element(app: Application) -> list[Any]:
    return [app.operands[0][app["index"]]]


@oracle("create_token", "after_all")
def token(app: Application) -> list[Any]:
    return [None]


@oracle("replica_id", "partition_id")
def number(app: Application) -> list[Any]:
    from .tensors import Tensor

    return [Tensor(app.result, [0])]


@oracle("async_start")
def async_start(app: Application) -> list[Any]:
    return [tuple(app.bodies[0](app.operands))]


@oracle("async_done")
def async_done(app: Application) -> list[Any]:
    return list(app.operands[0])
