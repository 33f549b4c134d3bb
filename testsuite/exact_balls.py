"""The zeta and polygamma functions by ball arithmetic: python-flint, whose Arb encloses every value in a ball.

It takes 0.1 ms where mpmath's numbers take 3 to 500, so that many arguments can be measured. A ball says how much of it
is certain: precision is raised until that is enough, nothing is taken on trust. A test holds both against each other.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any

_CERTAIN = 120
"""Bits of a result."""

_PRECISIONS = (160, 320, 640, 1280)

_LARGEST = 2**42
"""Arb is slow for larger orders, where Euler and Maclaurin's sum in mpmath is not."""


@cache
def available() -> bool:
    """Whether python-flint is installed."""
    return find_spec("flint") is not None


def zeta(s: Any, q: Any) -> Any:
    """The sum of (q + n)**-s over n >= 0 for mpmath numbers in its domain. None where it cannot be told here."""
    return _certain(s, lambda: _zeta(s, q))


def polygamma(n: Any, x: Any) -> Any:
    """The n-th derivative of digamma for mpmath numbers in its domain. None where it cannot be told here."""
    return _certain(n, lambda: _polygamma(n, x))


def _certain(order: Any, evaluate: Callable[[], Any]) -> Any:
    """The middle of the first ball that is small enough, as an mpmath number."""
    if not available() or order > _LARGEST:
        return None
    from flint import ctx

    before = ctx.prec
    try:
        for ctx.prec in _PRECISIONS:
            ball = evaluate()
            if ball.is_finite() and ball.rel_accuracy_bits() >= _CERTAIN:
                return _middle(ball)
    finally:
        ctx.prec = before
    return None


def _middle(ball: Any) -> Any:
    import mpmath as mp

    mantissa, exponent = ball.mid().man_exp()
    with mp.workprec(max(_PRECISIONS)):
        return mp.ldexp(mp.mpf(int(mantissa)), int(exponent))


def _zeta(s: Any, q: Any) -> Any:
    """A ball. Below 0 what lies below q is taken away from the sum over all integers."""
    from flint import arb

    order, place = arb(s), arb(q)
    if q > 0:
        return order.zeta(place)
    floor, odd = place.floor(), int(s) % 2 == 1
    below, above = place - floor, floor + 1 - place
    rest = order.zeta(1 - place)
    if odd and below == above:
        return rest
    whole = order.zeta(below) + (-order.zeta(above) if odd else order.zeta(above))
    return whole + rest if odd else whole - rest


def _polygamma(n: Any, x: Any) -> Any:
    from flint import arb

    if n == 0:
        return arb(x).digamma()
    size = arb(n + 1).gamma() * _zeta(n + 1, x)
    return size if int(n) % 2 else -size


__all__ = ["available", "polygamma", "zeta"]
