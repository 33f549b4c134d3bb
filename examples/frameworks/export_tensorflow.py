"""Exports programs of TensorFlow: the StableHLO text that its XLA bridge makes of a tf.function.

    python examples/frameworks/export_tensorflow.py

Needs tensorflow. Results are recorded from TensorFlow's own kernels, run eagerly on the CPU without XLA, so that they
do not come from the exporter; `recording.py` says how tolerances are derived.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf
from recording import record, tolerances

UNIT = 2.0**-24
"""Unit roundoff of f32."""


def network(x: Any, kernel: Any, depthwise: Any, scale: Any, offset: Any, head: Any) -> tuple[Any, ...]:
    """Convolutions, normalization over the batch, pooling, a linear layer, the best two classes."""
    y = tf.nn.relu6(tf.nn.conv2d(x, kernel, 2, "SAME"))
    y = tf.nn.depthwise_conv2d(y, depthwise, [1, 1, 1, 1], "VALID")
    mean, variance = tf.nn.moments(y, [0, 1, 2])
    y = tf.nn.batch_normalization(y, mean, variance, offset, scale, 1e-3)
    logits = tf.linalg.matmul(tf.reduce_mean(tf.nn.avg_pool2d(tf.nn.elu(y), 2, 1, "SAME"), [1, 2]), head)
    return tf.nn.softmax(logits), tf.math.top_k(logits, 2)[1]


def tables(x: Any, rows: Any, matrix: Any) -> tuple[Any, ...]:
    """Lookups, sums by key, running sums, a loop, a Cholesky factor and a system of equations."""
    picked = tf.gather(x, rows)
    totals = tf.math.unsorted_segment_sum(picked, rows, 4)
    _, power = tf.while_loop(
        lambda i, _: i < 5, lambda i, v: (i + 1, tf.linalg.matmul(matrix, v) / 4), (0, tf.transpose(totals)[:3])
    )
    spd = tf.linalg.matmul(matrix, matrix, transpose_b=True) + 2 * tf.eye(3, dtype=matrix.dtype)
    factor = tf.linalg.cholesky(spd)
    return (
        totals,
        tf.cumsum(x, axis=1),
        power,
        factor,
        tf.linalg.triangular_solve(factor, power),
        tf.where(x > 0, tf.math.log1p(tf.abs(x)), tf.math.expm1(x)),
        tf.argsort(x, axis=-1, stable=True),
    )


def without_locations(text: str) -> str:
    """The program without the places of its operations."""
    text = "\n".join(line for line in text.splitlines() if not line.startswith("#loc"))
    kept: list[str] = []
    position = 0
    for match in re.finditer(r" loc\(", text):
        if match.start() < position:
            continue
        kept.append(text[position : match.start()])
        depth, position = 1, match.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(text[position], 0)
            position += 1
    return "".join([*kept, text[position:]]).strip() + "\n"


def export(function: Callable[..., Any], inputs: list[np.ndarray], rounding: float, description: str) -> None:
    """Records one program."""
    print(function.__name__)

    def run(*arrays: np.ndarray) -> list[np.ndarray]:
        return [one.numpy() for one in function(*map(tf.constant, arrays))]

    recorded = run(*inputs)
    text = tf.function(function, jit_compile=True).experimental_get_compiler_ir(*inputs)(stage="stablehlo")
    made_with = {"tensorflow": tf.__version__, "results_from": "TensorFlow, eager, CPU"}
    allowed = tolerances(run, inputs, recorded, rounding)
    name = f"tensorflow_{function.__name__}"
    record(name, description, made_with, without_locations(text), inputs, recorded, allowed)


def main() -> None:
    rng = np.random.default_rng(5)

    def normal(*shape: int) -> np.ndarray:
        return rng.normal(size=shape).astype(np.float32)

    given = [normal(2, 9, 8, 3), normal(3, 3, 3, 4) / 3, normal(2, 2, 4, 2) / 2, normal(8), normal(8), normal(8, 5)]
    export(network, given, 32 * UNIT, "convolutions, depthwise convolution, batch statistics, pooling, top_k")
    rows = np.array([0, 2, 2, 1, 3, 0], np.int32)
    export(tables, [normal(5, 4), rows, normal(3, 3)], 32 * UNIT, "gather, segment sums, a loop, linear algebra, sort")


if __name__ == "__main__":
    main()
