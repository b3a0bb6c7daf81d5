"""What goes into each workload: data and initial weights, drawn once by NumPy and given to every framework.

Weights of dense layers are (in, out), of convolutions (K, C, R, S), of the LSTM (in, 4·hidden) with its gates in
the order input, forget, candidate, output. Each framework's side turns them into its own layout, and back.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]

MATMUL = 1024
MLP_BATCH, MLP_SIZES = 128, (784, 512, 256, 10)
CONV_BATCH, CONV_IMAGE, CONV_MAPS, CONV_KERNEL, CLASSES = 64, 28, (8, 16), 5, 10
LSTM_BATCH, LSTM_STEPS, LSTM_FEATURES, LSTM_HIDDEN = 32, 32, 64, 128
ATTENTION_TOKENS, ATTENTION_WIDTH = 256, 128
CODER_BATCH, CODER_IMAGES, CODER_SIZES = 128, 1024, (784, 128, 32, 128, 784)
PIPELINE_BATCH, PIPELINE_IMAGES, PIPELINE_FEATURES = 128, 8192, 784
DQN_BATCH, DQN_MEMORY, DQN_SIZES = 64, 10_000, (8, 128, 128, 4)


def matmul(rng: np.random.Generator) -> Arrays:
    """Two square matrices."""
    return {"a": _normal(rng, 1, MATMUL, MATMUL), "b": _normal(rng, 1, MATMUL, MATMUL)}


def mlp(rng: np.random.Generator) -> Arrays:
    """Images as rows, labels, and the weights of dense layers."""
    batch: Arrays = {"x": _uniform(rng, MLP_BATCH, MLP_SIZES[0]), "y": _labels(rng, MLP_BATCH)}
    return batch | _dense(rng, MLP_SIZES)


def convnet(rng: np.random.Generator) -> Arrays:
    """Images (N, 1, H, W), labels, the weights of two convolutions and a dense layer."""
    (first, second), kernel = CONV_MAPS, CONV_KERNEL
    side = ((CONV_IMAGE - kernel + 1) // 2 - kernel + 1) // 2
    flat = second * side * side
    return {
        "x": _uniform(rng, CONV_BATCH, 1, CONV_IMAGE, CONV_IMAGE),
        "y": _labels(rng, CONV_BATCH),
        "w0": _normal(rng, kernel**-1, first, 1, kernel, kernel),
        "b0": _normal(rng, 0.1, first),
        "w1": _normal(rng, (first * kernel**2) ** -0.5, second, first, kernel, kernel),
        "b1": _normal(rng, 0.1, second),
        "w2": _normal(rng, flat**-0.5, flat, CLASSES),
        "b2": _normal(rng, 0.1, CLASSES),
    }


def lstm(rng: np.random.Generator) -> Arrays:
    """Sequences (N, T, features), labels, the weights of an LSTM and a dense layer on its last step."""
    hidden = LSTM_HIDDEN
    return {
        "x": _normal(rng, 1, LSTM_BATCH, LSTM_STEPS, LSTM_FEATURES),
        "y": _labels(rng, LSTM_BATCH),
        "wx": _normal(rng, LSTM_FEATURES**-0.5, LSTM_FEATURES, 4 * hidden),
        "wh": _normal(rng, hidden**-0.5, hidden, 4 * hidden),
        "b": _normal(rng, 0.1, 4 * hidden),
        "w0": _normal(rng, hidden**-0.5, hidden, CLASSES),
        "b0": _normal(rng, 0.1, CLASSES),
    }


def attention(rng: np.random.Generator) -> Arrays:
    """One sequence (T, D), a target of its shape, and the weights of query, key and value."""
    tokens, width = ATTENTION_TOKENS, ATTENTION_WIDTH
    made: Arrays = {"x": _normal(rng, 1, tokens, width), "y": _normal(rng, 1, tokens, width)}
    return made | {name: _normal(rng, width**-0.5, width, width) for name in ("wq", "wk", "wv")}


def autoencoder(rng: np.random.Generator) -> Arrays:
    """Images as rows, and the weights of an encoder and a decoder."""
    made: Arrays = {"x": _uniform(rng, CODER_IMAGES, CODER_SIZES[0])}
    return made | _dense(rng, CODER_SIZES)


def pipeline(rng: np.random.Generator) -> Arrays:
    """Images as rows, and labels."""
    return {"x": _uniform(rng, PIPELINE_IMAGES, PIPELINE_FEATURES), "y": _labels(rng, PIPELINE_IMAGES)}


def dqn(rng: np.random.Generator) -> Arrays:
    """A replay memory, the places that are drawn from it at the first steps, and the weights of two networks."""
    states = _normal(rng, 1, DQN_MEMORY + 1, DQN_SIZES[0])
    online, target = _dense(rng, DQN_SIZES), _dense(rng, DQN_SIZES)
    made: Arrays = {
        "states": states[:-1],
        "next": states[1:],
        "actions": rng.integers(DQN_SIZES[-1], size=DQN_MEMORY, dtype=np.int64),
        "rewards": _normal(rng, 1, DQN_MEMORY),
        "done": (rng.random(DQN_MEMORY) < 0.05).astype(np.float32),
        "places": rng.integers(DQN_MEMORY, size=(64, DQN_BATCH), dtype=np.int64),
    }
    return made | online | {f"target_{name}": array for name, array in target.items()}


def _dense(rng: np.random.Generator, sizes: tuple[int, ...]) -> Arrays:
    made: Arrays = {}
    for n, (inputs, outputs) in enumerate(pairwise(sizes)):
        made[f"w{n}"] = _normal(rng, (2 / inputs) ** 0.5, inputs, outputs)
        made[f"b{n}"] = _normal(rng, 0.1, outputs)
    return made


def _normal(rng: np.random.Generator, scale: float, *shape: int) -> NDArray[np.float32]:
    return (scale * rng.standard_normal(shape)).astype(np.float32)


def _uniform(rng: np.random.Generator, *shape: int) -> NDArray[np.float32]:
    return rng.random(shape, dtype=np.float32)


def _labels(rng: np.random.Generator, n: int) -> NDArray[np.int64]:
    return rng.integers(CLASSES, size=n, dtype=np.int64)
