"""Batch normalization by its formulas, in mpmath; bounds are sums of the magnitudes that the formulas add up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...golden import Kind
from .algebra import PRECISION, cell_of, exact
from .application import Application, oracle
from .folding import bound
from .tensors import Index, NoOracle, Tensor


class Features:
    """The elements of each feature, as numbers of mpmath."""

    def __init__(self, mp: Any, app: Application) -> None:
        self.mp = mp
        self.along = app["feature_index"]
        self.operand: Tensor = app.operands[0]
        if self.operand.type.element.bits < 16:
            raise NoOracle("steps that overflow on the way in small formats")
        self.count = self.operand.shape[self.along]
        self.places = [[i for i in self.operand.indices() if i[self.along] == f] for f in range(self.count)]
        epsilon = app["epsilon"]
        self.epsilon = mp.mpf(float(epsilon))
        if any(not places for places in self.places):
            raise NoOracle("a feature without elements")

    def of(self, tensor: Tensor) -> list[list[Any]]:
        return [[exact(self.mp, tensor, place) for place in places] for places in self.places]

    def each(self, tensor: Tensor) -> list[Any]:
        return [exact(self.mp, tensor, (f,)) for f in range(self.count)]

    def tensor(self, element: Callable[[int, int], Any], magnitude: Callable[[int, int], Any], depth: float) -> Tensor:
        """A result of the operand's shape: from numbers for feature and place within it."""
        at: dict[Index, tuple[int, int]] = {
            place: (f, i) for f, places in enumerate(self.places) for i, place in enumerate(places)
        }
        order = [at[index] for index in self.operand.indices()]
        type_ = self.operand.type
        judge = bound(Kind.NORM, type_, [float(magnitude(*one)) for one in order], depth)
        return Tensor(type_, [cell_of(self.mp, type_, element(*one)) for one in order], judge)

    def vector(self, type_: Any, values: list[Any], magnitudes: list[Any], depth: float) -> Tensor:
        """A result with one element a feature."""
        judge = bound(Kind.NORM, type_, [float(abs(one)) for one in magnitudes], depth)
        return Tensor(type_, [cell_of(self.mp, type_, value) for value in values], judge)


@oracle("batch_norm_inference")
def batch_norm_inference(app: Application) -> list[Any]:
    import mpmath as mp

    with mp.workprec(PRECISION):
        features = Features(mp, app)
        x, scale, offset, mean, variance = features.of(app.operands[0]), *map(features.each, app.operands[1:])
        return [_normalized(features, x, scale, offset, mean, variance, 8.0, [mp.mpf(1)] * features.count)]


def _normalized(
    features: Features, x: Any, scale: Any, offset: Any, mean: Any, variance: Any, depth: float, spread: Any
) -> Tensor:
    """`spread` bounds the relative error of the deviation, in units of `depth` roundoffs."""
    mp = features.mp
    deviation = [mp.sqrt(one + features.epsilon) for one in variance]

    def element(f: int, i: int) -> Any:
        return (x[f][i] - mean[f]) / deviation[f] * scale[f] + offset[f]

    def magnitude(f: int, i: int) -> Any:
        centered = abs(x[f][i]) + abs(mean[f])
        return centered / deviation[f] * abs(scale[f]) * spread[f] + abs(offset[f])

    return features.tensor(element, magnitude, depth)


@oracle("batch_norm_training")
def batch_norm_training(app: Application) -> list[Any]:
    import mpmath as mp

    with mp.workprec(PRECISION):
        features = Features(mp, app)
        x, scale, offset = features.of(app.operands[0]), *map(features.each, app.operands[1:])
        n = len(x[0])
        mean = [mp.fsum(row) / n for row in x]
        variance = [mp.fsum((one - m) ** 2 for one in row) / n for row, m in zip(x, mean, strict=True)]
        squares = [mp.fsum(one**2 for one in row) / n for row in x]
        spread = [1 + s / (v + features.epsilon) for s, v in zip(squares, variance, strict=True)]
        type_, depth = app.results[1], float(2 * n + 8)
        return [
            _normalized(features, x, scale, offset, mean, variance, depth, spread),
            features.vector(type_, mean, [mp.fsum(map(abs, row)) / n for row in x], depth),
            features.vector(type_, variance, squares, depth),
        ]


@oracle("batch_norm_grad")
def batch_norm_grad(app: Application) -> list[Any]:
    import mpmath as mp

    with mp.workprec(PRECISION):
        features = Features(mp, app)
        x, grad = features.of(app.operands[0]), features.of(app.operands[4])
        scale, mean, variance = map(features.each, app.operands[1:4])
        n, fs = len(x[0]), range(features.count)
        wide = [one + features.epsilon for one in variance]
        deviation = [mp.sqrt(one) for one in wide]
        centered = [[one - mean[f] for one in x[f]] for f in fs]
        sizes = [[abs(one) + abs(mean[f]) for one in x[f]] for f in fs]
        total = [mp.fsum(grad[f]) for f in fs]
        weighted = [mp.fsum(g * c for g, c in zip(grad[f], centered[f], strict=True)) for f in fs]
        total_size = [mp.fsum(map(abs, grad[f])) for f in fs]
        weighted_size = [mp.fsum(abs(g) * s for g, s in zip(grad[f], sizes[f], strict=True)) for f in fs]

        def element(f: int, i: int) -> Any:
            inner = grad[f][i] * n - total[f] - weighted[f] * centered[f][i] / wide[f]
            return scale[f] / deviation[f] / n * inner

        def magnitude(f: int, i: int) -> Any:
            inner = abs(grad[f][i]) * n + total_size[f] + weighted_size[f] * sizes[f][i] / wide[f]
            return abs(scale[f]) / deviation[f] / n * inner

        type_, depth = app.results[1], float(2 * n + 12)
        return [
            features.tensor(element, magnitude, depth),
            features.vector(type_, [weighted[f] / deviation[f] for f in fs],
                            [weighted_size[f] / deviation[f] for f in fs], depth),
            features.vector(type_, total, total_size, depth),
        ]  # fmt: skip
