"""The workloads: what each is fed, what must come out, how much arithmetic it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tutor.bench import inputs, reference
from tutor.bench.inputs import Arrays

TOLERANCE = {"cpu": 1e-3, "gpu": 1e-2}
"""Of the largest change that the steps made to an array (for what is no parameter: of its largest value)."""


@dataclass(frozen=True)
class Workload:
    """One piece of work, as `progress.benchmarks.WHAT` describes it.

    `flops` counts additions and multiplications of one unit of it; 0 where something else counts. `compiled` says
    whether there is a variant to compile: a pass over data has none.
    """

    name: str
    flops: float
    compiled: bool
    make: Callable[[np.random.Generator], Arrays]
    expect: Callable[[Arrays, int], Arrays]
    checked: int = 3  # units after which results are compared

    def disagreement(self, given: Arrays, got: Arrays, want: Arrays) -> float:
        """Return the largest error over all results, as TOLERANCE counts it; infinite where a result is missing."""
        worst = 0.0
        for name, expected in want.items():
            found = got.get(name)
            if found is None or found.shape != expected.shape or not np.isfinite(found).all():
                return float("inf")
            scale = np.abs(expected - given[name] if name in given and self.flops else expected).max()
            worst = max(worst, float(np.abs(found - expected).max() / (scale or 1.0)))
        return worst


def _dense_flops(batch: int, sizes: tuple[int, ...]) -> float:
    """Forward, gradient of the weights, and of the inputs in all layers but the first."""
    pairs = pairwise(sizes)
    return sum(2.0 * batch * a * b * (2 if n == 0 else 3) for n, (a, b) in enumerate(pairs))


def _convnet_flops() -> float:
    (first, second), kernel = inputs.CONV_MAPS, inputs.CONV_KERNEL
    a = inputs.CONV_IMAGE - kernel + 1
    b = a // 2 - kernel + 1
    one = 2.0 * first * kernel**2 * a**2 * 2
    two = 2.0 * second * first * kernel**2 * b**2 * 3
    return inputs.CONV_BATCH * (one + two) + 3 * 2.0 * inputs.CONV_BATCH * second * (b // 2) ** 2 * inputs.CLASSES


def _lstm_flops() -> float:
    n, hidden = inputs.LSTM_BATCH * inputs.LSTM_STEPS, inputs.LSTM_HIDDEN
    return 2.0 * n * 4 * hidden * (2 * inputs.LSTM_FEATURES + 3 * hidden)


def _attention_flops() -> float:
    tokens, width = inputs.ATTENTION_TOKENS, inputs.ATTENTION_WIDTH
    return 2 * 3 * 2.0 * tokens * width**2 + 3 * 2 * 2.0 * tokens**2 * width


def _coder_flops() -> float:
    return _dense_flops(inputs.CODER_IMAGES, inputs.CODER_SIZES)


def _dqn_flops() -> float:
    target = sum(2.0 * inputs.DQN_BATCH * a * b for a, b in pairwise(inputs.DQN_SIZES))
    return _dense_flops(inputs.DQN_BATCH, inputs.DQN_SIZES) + target


WORKLOADS = (
    Workload("matmul", 2.0 * inputs.MATMUL**3, True, inputs.matmul, reference.matmul),
    Workload("mlp", _dense_flops(inputs.MLP_BATCH, inputs.MLP_SIZES), True, inputs.mlp, reference.mlp),
    Workload("convnet", _convnet_flops(), True, inputs.convnet, reference.convnet),
    Workload("lstm", _lstm_flops(), True, inputs.lstm, reference.lstm),
    Workload("attention", _attention_flops(), True, inputs.attention, reference.attention),
    Workload("autoencoder", _coder_flops(), True, inputs.autoencoder, reference.autoencoder, 1),
    Workload("pipeline", 0.0, False, inputs.pipeline, reference.pipeline, 1),
    Workload("dqn", _dqn_flops(), True, inputs.dqn, reference.dqn),
)
BY_NAME = {each.name: each for each in WORKLOADS}
