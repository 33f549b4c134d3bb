"""Short polynomials from power series: the error that a term less costs is spread evenly over the range of arguments.

Lanczos, "Trigonometric interpolation of empirical and analytical functions", J. Math. Phys. 1938 (economization).
"""

from __future__ import annotations

from collections.abc import Sequence


def economized(terms: Sequence[float], lower: float, upper: float, count: int) -> list[float]:
    """`count` coefficients, constant first, of a polynomial close to that with the coefficients `terms`, at least as
    many, on lower <= x <= upper.

    From the highest on, each term gives way to the lower ones of the Chebyshev polynomial that begins with it, which is
    as small as one can be all over the range. What is rounded on the way are corrections, which are small themselves.
    """
    while len(terms) > count:
        shape = _chebyshev(len(terms) - 1, lower, upper)
        factor = terms[-1] / shape[-1]
        terms = [one - factor * other for one, other in zip(terms[:-1], shape[:-1], strict=True)]
    return list(terms)


def _chebyshev(degree: int, lower: float, upper: float) -> list[float]:
    """Coefficients of T(z) for `degree` >= 1, where z goes from -1 to 1 as x goes from lower to upper."""
    shift, slope = (lower + upper) / (lower - upper), 2 / (upper - lower)  # z = shift + slope x
    before, last = [1.0], [shift, slope]
    for _ in range(degree - 1):  # T[n + 1] = 2 z T[n] - T[n - 1]
        kept = [2 * shift * one for one in last] + [0.0]
        raised = [0.0] + [2 * slope * one for one in last]
        padded = [*before, 0.0, 0.0]
        before, last = last, [one + other - less for one, other, less in zip(kept, raised, padded, strict=True)]
    return last
