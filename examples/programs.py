"""The programs of `examples/`, written in plain JAX and trained for real.

Each builder returns a `Program`: a function of its weights and inputs, the weights and inputs themselves, and what is
needed to judge another implementation's results. `export.py` turns them into files.

All functions are generic in the floating-point format: run on float64 weights they compute in float64. `export.py`
uses that to derive tolerances.
"""

import dataclasses
import functools
import itertools
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from sklearn.datasets import load_digits

Tree = Any  # a pytree of arrays, as JAX calls nested dicts, lists and tuples


@dataclasses.dataclass(frozen=True)
class Program:
    """One exported program.

    `function(weights, *inputs)` returns a dict of arrays. `longest_sum` is the number of terms of the longest
    floating-point sum in it. `exact` names results that come from operations without rounding freedom. `smooth` is a
    float64 version of `function`, for programs that fix narrower formats themselves.
    """

    name: str
    description: str
    function: Callable[..., dict[str, Any]]
    weights: Tree
    inputs: tuple[np.ndarray, ...]
    longest_sum: int
    takes_arguments: bool = False
    through_export: bool = False
    exact: frozenset[str] = frozenset()
    smooth: Callable[..., dict[str, Any]] | None = None
    metrics: dict[str, float] = dataclasses.field(default_factory=dict)


# ---------------------------------------------------------------------------------------------------- data, training


@functools.cache
def digits() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Training images f32[1500, 8, 8] and labels i32[1500], held-out images f32[297, 8, 8] and labels i32[297].

    Scikit-learn's bundled copy of the UCI handwritten digits. Pixels are multiples of 1/16 in [0, 1].
    """
    data = load_digits()
    order = np.random.default_rng(0).permutation(len(data.target))
    images = (data.images[order] / 16).astype(np.float32)
    labels = data.target[order].astype(np.int32)
    return images[:1500], labels[:1500], images[1500:], labels[1500:]


def dense_init(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Weights f32[shape], He-initialised for the product of all sizes but the last."""
    return (rng.standard_normal(shape) * np.sqrt(2 / np.prod(shape[:-1]))).astype(np.float32)


def zeros(*shape: int) -> np.ndarray:
    return np.zeros(shape, np.float32)


def cross_entropy(logits: jax.Array, labels: jax.Array) -> jax.Array:
    """Mean over all labels of minus the log-probability of the label."""
    chosen = jnp.take_along_axis(jax.nn.log_softmax(logits), labels[..., None], axis=-1)
    return -jnp.mean(chosen)


def adam(weights: Tree, gradient: Tree, mean: Tree, square: Tree, step: Any, rate: float) -> tuple[Tree, Tree, Tree]:
    """One step of Adam (Kingma and Ba, 2015, algorithm 1); `step` counts from 1."""
    mean = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, mean, gradient)
    square = jax.tree.map(lambda s, g: 0.999 * s + 0.001 * g * g, square, gradient)
    m_scale, s_scale = 1 / (1 - 0.9**step), 1 / (1 - 0.999**step)
    moved = jax.tree.map(
        lambda w, m, s: w - rate * (m * m_scale) / (jnp.sqrt(s * s_scale) + 1e-6), weights, mean, square
    )
    return moved, mean, square


def train(
    logits: Callable[..., jax.Array], weights: Tree, batches: Callable[[int], tuple[np.ndarray, np.ndarray]], steps: int
) -> tuple[Tree, Tree, Tree]:
    """Weights and both moments after `steps` steps of Adam on the cross entropy of `logits(weights, x)`."""

    @jax.jit
    def advance(state: Tree, x: jax.Array, y: jax.Array, step: jax.Array) -> Tree:
        gradient = jax.grad(lambda w: cross_entropy(logits(w, x), y))(state[0])
        return adam(state[0], gradient, state[1], state[2], step, 3e-3)

    nothing = jax.tree.map(np.zeros_like, weights)
    state = (weights, nothing, nothing)
    for step in range(steps):
        state = advance(state, *batches(step), np.float32(step + 1))
    return jax.tree.map(np.asarray, state)


def digit_batches(step: int) -> tuple[np.ndarray, np.ndarray]:
    images, labels, _, _ = digits()
    start = step * 100 % len(images)
    return images[start : start + 100], labels[start : start + 100]


def classifier(logits: Callable[..., jax.Array], weights: Tree, batch: int, **details: Any) -> Program:
    """A trained classifier of digits that returns logits, labels and probabilities for a held-out batch."""
    _, _, images, labels = digits()

    def classify(weights: Tree, images: jax.Array) -> dict[str, jax.Array]:
        scores = logits(weights, images)
        return {
            "labels": jnp.argmax(scores, axis=1).astype(jnp.int32),
            "logits": scores,
            "probabilities": jax.nn.softmax(scores),
        }

    found = np.argmax(logits(weights, images), axis=1)
    accuracy = {"held_out_accuracy": round(float(np.mean(found == labels)), 4)}
    return Program(function=classify, weights=weights, inputs=(images[:batch],), metrics=accuracy, **details)


# ---------------------------------------------------------------------------------------------------- classifiers


def mlp_logits(weights: Tree, images: jax.Array) -> jax.Array:
    """Logits [n, 10] of images [n, 8, 8]: dense layers with ReLU between them."""
    x = images.reshape(len(images), 64)
    for layer in weights[:-1]:
        x = jax.nn.relu(x @ layer["w"] + layer["b"])
    return x @ weights[-1]["w"] + weights[-1]["b"]


def mlp_init(*sizes: int) -> Tree:
    rng = np.random.default_rng(1)
    return [{"w": dense_init(rng, m, n), "b": zeros(n)} for m, n in itertools.pairwise(sizes)]


def mlp_digits() -> Program:
    weights, _, _ = train(mlp_logits, mlp_init(64, 96, 48, 10), digit_batches, 400)
    return classifier(
        mlp_logits,
        weights,
        64,
        name="mlp_digits",
        description="Multi-layer perceptron 64-96-48-10, trained, classifying 64 held-out digits.",
        longest_sum=96,
    )


def cnn_logits(weights: Tree, images: jax.Array) -> jax.Array:
    """Logits [n, 10] of images [n, 8, 8]: convolution, max pooling, convolution, average pooling, dense."""
    layout = ("NHWC", "HWIO", "NHWC")
    x = images[..., None]
    x = lax.conv_general_dilated(x, weights["w1"], (1, 1), "SAME", dimension_numbers=layout) + weights["b1"]
    x = jax.nn.relu(x)
    x = lax.reduce_window(x, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")
    x = lax.conv_general_dilated(x, weights["w2"], (1, 1), "SAME", dimension_numbers=layout) + weights["b2"]
    x = jax.nn.relu(x)
    x = lax.reduce_window(x, 0.0, lax.add, (1, 2, 2, 1), (1, 2, 2, 1), "VALID") / 4
    return x.reshape(len(x), -1) @ weights["w3"] + weights["b3"]


def cnn_digits() -> Program:
    rng = np.random.default_rng(2)
    weights = {
        "w1": dense_init(rng, 3, 3, 1, 12),
        "b1": zeros(12),
        "w2": dense_init(rng, 3, 3, 12, 24),
        "b2": zeros(24),
        "w3": dense_init(rng, 96, 10),
        "b3": zeros(10),
    }
    weights, _, _ = train(cnn_logits, weights, digit_batches, 300)
    return classifier(
        cnn_logits,
        weights,
        32,
        name="cnn_digits",
        description="Convolutional network with max and average pooling, trained, classifying 32 held-out digits.",
        longest_sum=108,
    )


def lstm_states(weights: Tree, images: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Final and all hidden states, [n, h] and [8, n, h], of an LSTM that reads images [n, 8, 8] row by row."""

    def step(carry: tuple[jax.Array, jax.Array], row: jax.Array) -> tuple[tuple[jax.Array, jax.Array], jax.Array]:
        hidden, cell = carry
        gates = row @ weights["wx"] + hidden @ weights["wh"] + weights["b"]
        keep, write, show, new = jnp.split(gates, 4, axis=1)
        cell = jax.nn.sigmoid(keep + 1) * cell + jax.nn.sigmoid(write) * jnp.tanh(new)
        hidden = jax.nn.sigmoid(show) * jnp.tanh(cell)
        return (hidden, cell), hidden

    start = jnp.zeros((len(images), weights["wh"].shape[0]), images.dtype)
    (hidden, _), history = lax.scan(step, (start, start), jnp.moveaxis(images, 1, 0))
    return hidden, history


def lstm_logits(weights: Tree, images: jax.Array) -> jax.Array:
    return lstm_states(weights, images)[0] @ weights["wo"] + weights["bo"]


def lstm_scan() -> Program:
    rng = np.random.default_rng(3)
    hidden = 32
    weights = {
        "wx": dense_init(rng, 8, 4 * hidden),
        "wh": dense_init(rng, hidden, 4 * hidden),
        "b": zeros(4 * hidden),
        "wo": dense_init(rng, hidden, 10),
        "bo": zeros(10),
    }
    weights, _, _ = train(lstm_logits, weights, digit_batches, 300)
    program = classifier(
        lstm_logits,
        weights,
        16,
        name="lstm_scan",
        description="LSTM reading 16 held-out digits row by row in a scan, trained; also returns all hidden states.",
        longest_sum=40,
        through_export=True,
    )

    def classify(weights: Tree, images: jax.Array) -> dict[str, jax.Array]:
        final, history = lstm_states(weights, images)
        scores = final @ weights["wo"] + weights["bo"]
        return {"history": history, "labels": jnp.argmax(scores, axis=1).astype(jnp.int32), "logits": scores}

    return dataclasses.replace(program, function=classify)


# ---------------------------------------------------------------------------------------------------- language model

TEXT = (
    "a tensor is a box of numbers with a shape. a program takes tensors, does some work, and gives tensors back. "
    "an operation says what it needs, what it does, and what it gives. when two machines run the same program on the "
    "same tensors, they should give the same numbers, or numbers so close that nobody needs to care. how close is "
    "close is a question with an answer: count the roundings, add the terms, and write the bound down. "
)
ALPHABET = sorted(set(TEXT))


def layer_norm(x: jax.Array, scale: jax.Array, shift: jax.Array) -> jax.Array:
    centred = x - jnp.mean(x, axis=-1, keepdims=True)
    return centred * lax.rsqrt(jnp.mean(centred * centred, axis=-1, keepdims=True) + 1e-5) * scale + shift


def transformer_logits(weights: Tree, tokens: jax.Array, heads: int = 4) -> jax.Array:
    """Logits [n, t, v] for the next token after each of tokens [n, t]: one pre-norm transformer block."""
    n, t = tokens.shape
    x = weights["embedding"][tokens] + weights["position"][:t]
    normed = layer_norm(x, weights["scale1"], weights["shift1"])
    query, key, value = jnp.moveaxis((normed @ weights["qkv"]).reshape(n, t, 3, heads, -1), 2, 0)
    scores = jnp.einsum("nqhd,nkhd->nhqk", query, key) / np.sqrt(query.shape[-1]).item()
    scores = jnp.where(jnp.tril(jnp.ones((t, t), bool)), scores, -1e9)
    mixed = jnp.einsum("nhqk,nkhd->nqhd", jax.nn.softmax(scores), value).reshape(n, t, -1)
    x = x + mixed @ weights["mix"]
    normed = layer_norm(x, weights["scale2"], weights["shift2"])
    x = x + jax.nn.gelu(normed @ weights["up"] + weights["up_bias"], approximate=True) @ weights["down"]
    return layer_norm(x, weights["scale3"], weights["shift3"]) @ weights["embedding"].T


def transformer_block() -> Program:
    rng = np.random.default_rng(4)
    width, length, text = 32, 32, np.array([ALPHABET.index(c) for c in TEXT], np.int32)
    ones = np.ones(width, np.float32)
    weights = {
        "embedding": dense_init(rng, len(ALPHABET), width) * np.float32(0.5),
        "position": dense_init(rng, length, width) * np.float32(0.5),
        "qkv": dense_init(rng, width, 3 * width),
        "mix": dense_init(rng, width, width),
        "up": dense_init(rng, width, 4 * width),
        "up_bias": zeros(4 * width),
        "down": dense_init(rng, 4 * width, width),
        **{f"scale{i}": ones for i in (1, 2, 3)},
        **{f"shift{i}": zeros(width) for i in (1, 2, 3)},
    }

    def windows(starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        taken = text[starts[:, None] + np.arange(length + 1)]
        return taken[:, :-1], taken[:, 1:]

    weights, _, _ = train(
        transformer_logits, weights, lambda step: windows(rng.integers(0, len(text) - length - 1, 32)), 600
    )
    tokens, following = windows(np.array([0, 100, 200, 300]))

    def predict(weights: Tree, tokens: jax.Array) -> dict[str, jax.Array]:
        scores = transformer_logits(weights, tokens)
        return {"logits": scores, "tokens": jnp.argmax(scores, axis=-1).astype(jnp.int32)}

    right = np.mean(np.asarray(predict(weights, tokens)["tokens"]) == following)
    return Program(
        "transformer_block",
        "Causal transformer block (embedding, 4 heads, layer norm, GELU), trained to predict characters of a text.",
        predict,
        weights,
        (tokens,),
        longest_sum=128,
        metrics={"next_character_accuracy": round(float(right), 4)},
    )


# ---------------------------------------------------------------------------------------------------- training


def train_step() -> Program:
    """The 31st step of Adam, so that both moments hold real values."""
    weights, mean, square = train(mlp_logits, mlp_init(64, 48, 10), digit_batches, 30)

    def step(state: Tree, images: jax.Array, labels: jax.Array) -> dict[str, jax.Array]:
        weights, mean, square = state
        loss, gradient = jax.value_and_grad(lambda w: cross_entropy(mlp_logits(w, images), labels))(weights)
        weights, mean, square = adam(weights, gradient, mean, square, 31.0, 3e-3)
        return {"loss": loss, "mean": mean, "square": square, "weights": weights}

    return Program(
        "train_step",
        "One step of Adam on a 64-48-10 perceptron: loss, gradient, moments, new weights. Takes images and labels.",
        step,
        (weights, mean, square),
        digit_batches(30),
        longest_sum=100,
        takes_arguments=True,
        through_export=True,
    )


def train_loop() -> Program:
    """Twenty steps of gradient descent with momentum, on batches cut out of the data inside the loop."""
    images, labels, _, _ = digits()
    size, steps = 40, 20

    def loss_of(weights: Tree, x: jax.Array, y: jax.Array) -> jax.Array:
        hot = jax.nn.one_hot(y, 10, dtype=x.dtype)
        return -jnp.mean(jnp.sum(hot * jax.nn.log_softmax(mlp_logits(weights, x)), axis=1))

    def loop(weights: Tree, images: jax.Array, labels: jax.Array) -> dict[str, jax.Array]:
        def body(i: jax.Array, carry: Tree) -> Tree:
            weights, speed, losses = carry
            start = i * size % len(images)
            x, y = lax.dynamic_slice_in_dim(images, start, size), lax.dynamic_slice_in_dim(labels, start, size)
            loss, gradient = jax.value_and_grad(loss_of)(weights, x, y)
            speed = jax.tree.map(lambda s, g: 0.9 * s - 0.1 * g, speed, gradient)
            weights = jax.tree.map(jnp.add, weights, speed)
            return weights, speed, losses.at[i].set(loss)

        still = jax.tree.map(jnp.zeros_like, weights)
        weights, _, losses = lax.fori_loop(0, steps, body, (weights, still, jnp.zeros(steps, images.dtype)))
        return {"losses": losses, "weights": weights}

    return Program(
        "train_loop",
        "Twenty steps of gradient descent with momentum in one loop, on 160 digits: losses and final weights.",
        loop,
        mlp_init(64, 24, 10),
        (images[:160], labels[:160]),
        longest_sum=64,
    )


# ---------------------------------------------------------------------------------------------------- data and formats


def sort_topk_scatter() -> Program:
    """A day of orders in several shops, all in integers."""
    rng = np.random.default_rng(5)
    shop = rng.integers(0, 8, 200).astype(np.int32)
    item = rng.integers(0, 32, 200).astype(np.uint8)
    count = rng.integers(1, 100, 200).astype(np.int16)
    price = rng.integers(5, 2000, 32).astype(np.int32)

    def report(price: jax.Array, shop: jax.Array, item: jax.Array, count: jax.Array) -> dict[str, jax.Array]:
        revenue = price[item.astype(jnp.int32)] * count.astype(jnp.int32)
        by_shop = jax.ops.segment_sum(revenue, shop, num_segments=8)
        best = jax.ops.segment_max(revenue, shop, num_segments=8)
        sold = jnp.zeros(32, jnp.uint32).at[item].add(count.astype(jnp.uint32))
        keys = lax.sort((shop, item, revenue), num_keys=2, is_stable=True)
        top = jnp.argsort(-revenue)[:10]
        running = jnp.cumsum(revenue[top])
        half = jnp.searchsorted(jnp.cumsum(revenue), jnp.sum(revenue) // 2)
        rebate = lax.cond(by_shop[0] > by_shop[1], lambda r: r // 10, lambda r: -r % 7, by_shop)
        busiest = jnp.argmax(by_shop).astype(jnp.int32)
        views = (lambda s: s, lambda s: s[::-1], lambda s: lax.cummax(s), lambda s: lax.shift_left(s, jnp.uint32(3)))
        return {
            "best": best,
            "by_shop": by_shop,
            "half": half,
            "rebate": rebate,
            "running": running,
            "sold": lax.switch(busiest % 4, views, sold),
            "sorted_items": keys[1],
            "sorted_revenue": keys[2],
            "sorted_shops": keys[0],
            "top": top.astype(jnp.int32),
            "weights": lax.population_count(sold) ^ lax.clz(sold),
        }

    return Program(
        "sort_topk_scatter",
        "Integer data work: multi-key sort, argsort, top ten, segment sums, running sums, search, cond and switch.",
        report,
        price,
        (shop, item, count),
        longest_sum=0,
        exact=frozenset({"*"}),
    )


def mixed_precision() -> Program:
    """Trained weights used in bf16, f16 and i8."""
    weights, _, _ = train(mlp_logits, mlp_init(64, 48, 10), digit_batches, 200)
    (first, second), (_, _, images, _) = weights, digits()
    scale = np.float32(2.0**-6)  # a power of two, so that dividing by it and multiplying by its inverse agree
    small = {
        "w1": first["w"].astype(jnp.bfloat16),
        "b1": first["b"].astype(jnp.bfloat16),
        "w2": second["w"].astype(np.float16),
        "b2": second["b"].astype(np.float16),
        "w8": np.clip(np.rint(second["w"] / scale), -128, 127).astype(np.int8),
    }

    def run(weights: Tree, images: jax.Array, wide: bool = False) -> dict[str, jax.Array]:
        brain, half, single = (jnp.float64,) * 3 if wide else (jnp.bfloat16, jnp.float16, jnp.float32)
        pixels = images.reshape(len(images), 64)
        hidden = jnp.matmul(pixels.astype(brain), weights["w1"], preferred_element_type=single).astype(brain)
        hidden = jnp.tanh(jnp.maximum(hidden + weights["b1"], 0))
        scores = jnp.matmul(hidden.astype(half), weights["w2"], preferred_element_type=single).astype(half)
        scores = scores + weights["b2"]
        whole = lax.clamp(-128.0, lax.round(pixels * 100 - 20, lax.RoundingMethod.TO_NEAREST_EVEN), 127.0)
        quantized = whole.astype(jnp.int8)
        products = lax.dot_general(
            quantized[:, :48], weights["w8"], (((1,), (0,)), ((), ())), preferred_element_type=jnp.int32
        )
        bits = lax.bitcast_convert_type(images[:, 0].astype(jnp.float32) - jnp.float32(0.3), jnp.uint16)
        return {
            "bits": bits,
            "hidden_bf16": hidden.astype(single),
            "probabilities": jax.nn.softmax(scores.astype(single)),
            "products_i32": products,
            "quantized_i8": quantized,
            "reduced_f32": lax.reduce_precision(pixels * 1.75 + 0.125, exponent_bits=5, mantissa_bits=2),
            "scores_f16": scores,
        }

    return Program(
        "mixed_precision",
        "bf16 layer, f16 layer, i8 x i8 -> i32 product, clamped quantization, reduced precision, bit casts.",
        run,
        small,
        (images[:16],),
        longest_sum=64,
        exact=frozenset({"bits", "products_i32", "quantized_i8", "reduced_f32"}),
        smooth=functools.partial(run, wide=True),
        through_export=True,
    )


BUILDERS: tuple[Callable[[], Program], ...] = (
    mlp_digits,
    cnn_digits,
    transformer_block,
    lstm_scan,
    train_step,
    train_loop,
    sort_topk_scatter,
    mixed_precision,
)
