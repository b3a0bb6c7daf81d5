"""What each workload must come to: losses and parameters after a few steps, in double precision by the tape."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tutor.bench import inputs as sizes
from tutor.bench.inputs import Arrays
from tutor.bench.tape import (
    Array,
    Node,
    convolution,
    cross_entropy,
    gradients,
    half_mean_square,
    max_pool,
    relu,
    sigmoid,
    softmax,
    tanh,
)

RATE, MOMENTUM, DISCOUNT = 0.01, 0.9, 0.99
"""Every training step is gradient descent with momentum: its update is one formula in all frameworks; Adam's is not."""

Parameters = dict[str, Node]
Loss = Callable[[Parameters, int], Node]


def matmul(given: Arrays, steps: int) -> Arrays:  # noqa: ARG001  the same product each time
    """The product."""
    return {"product": given["a"].astype(np.float64) @ given["b"].astype(np.float64)}


def mlp(given: Arrays, steps: int) -> Arrays:
    """Losses and weights."""
    x = Node(given["x"])
    return _trained(given, ("w", "b"), steps, lambda p, _: cross_entropy(_dense(x, p), given["y"]))


def convnet(given: Arrays, steps: int) -> Arrays:
    """Losses and weights."""
    x = Node(given["x"])

    def loss(p: Parameters, _: int) -> Node:
        h = max_pool(relu(convolution(x, p["w0"]) + p["b0"].reshaped(1, -1, 1, 1)))
        h = max_pool(relu(convolution(h, p["w1"]) + p["b1"].reshaped(1, -1, 1, 1)))
        return cross_entropy(h.reshaped(len(given["x"]), -1) @ p["w2"] + p["b2"], given["y"])

    return _trained(given, ("w", "b"), steps, loss)


def lstm(given: Arrays, steps: int) -> Arrays:
    """Losses and weights; the state begins at zero in every step."""
    x, n, size = given["x"], len(given["x"]), sizes.LSTM_HIDDEN

    def loss(p: Parameters, _: int) -> Node:
        h, c = Node(np.zeros((n, size))), Node(np.zeros((n, size)))
        for t in range(x.shape[1]):
            gates = Node(x[:, t]) @ p["wx"] + h @ p["wh"] + p["b"]
            i, f, g, o = (gates[:, k * size : (k + 1) * size] for k in range(4))
            c = sigmoid(f) * c + sigmoid(i) * tanh(g)
            h = sigmoid(o) * tanh(c)
        return cross_entropy(h @ p["w0"] + p["b0"], given["y"])

    return _trained(given, ("w", "b"), steps, loss)


def attention(given: Arrays, steps: int) -> Arrays:
    """Losses (half the squared distance to the target, mean over tokens) and weights."""
    x, minus_y = Node(given["x"]), Node(-given["y"])
    width = given["x"].shape[1]

    def loss(p: Parameters, _: int) -> Node:
        weights = softmax((x @ p["wq"]) @ (x @ p["wk"]).transposed() * Node(width**-0.5))
        return half_mean_square(weights @ (x @ p["wv"]) + minus_y) * Node(width)

    return _trained(given, ("w",), steps, loss)


def autoencoder(given: Arrays, steps: int) -> Arrays:
    """Losses of the last epoch's batches and weights; `steps` counts epochs."""
    batches = given["x"].reshape(-1, sizes.CODER_BATCH, given["x"].shape[1])

    def loss(p: Parameters, step: int) -> Node:
        batch = batches[step % len(batches)]
        return half_mean_square(_dense(Node(batch), p) + Node(-batch))

    found = _trained(given, ("w", "b"), steps * len(batches), loss)
    return found | {"losses": found["losses"][-len(batches) :]}


def pipeline(given: Arrays, steps: int) -> Arrays:  # noqa: ARG001  the same pass each time
    """All batches, one after another."""
    return {"x": given["x"], "y": given["y"]}


def dqn(given: Arrays, steps: int) -> Arrays:
    """Losses and weights; the target network stays as it is."""
    frozen = {name.removeprefix("target_"): Node(array) for name, array in given.items() if name.startswith("target_")}

    def loss(p: Parameters, step: int) -> Node:
        drawn = given["places"][step % len(given["places"])]
        best = _dense(Node(given["next"][drawn]), frozen).value.max(axis=1)
        wanted = given["rewards"][drawn] + DISCOUNT * (1 - given["done"][drawn]) * best
        chosen = _dense(Node(given["states"][drawn]), p)[np.arange(len(drawn)), given["actions"][drawn]]
        return half_mean_square(chosen + Node(-wanted))

    return _trained(given, ("w", "b"), steps, loss)


def _dense(x: Node, p: Parameters) -> Node:
    layers = sum(name.startswith("w") for name in p)
    for n in range(layers):
        x = x @ p[f"w{n}"] + p[f"b{n}"]
        x = relu(x) if n < layers - 1 else x
    return x


def _trained(given: Arrays, starts: tuple[str, ...], steps: int, loss: Loss) -> Arrays:
    values: dict[str, Array] = {
        name: array.astype(np.float64) for name, array in given.items() if name.startswith(starts)
    }
    speed = {name: np.zeros_like(value) for name, value in values.items()}
    losses = []
    for step in range(steps):
        nodes = {name: Node(value) for name, value in values.items()}
        found = loss(nodes, step)
        losses.append(float(found.value))
        for name, gradient in zip(values, gradients(found, list(nodes.values())), strict=True):
            speed[name] = MOMENTUM * speed[name] - RATE * gradient
            values[name] = values[name] + speed[name]
    return {"losses": np.array(losses), **values}
