"""The reference that every framework is held against, held itself against differences of its losses."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from progress.benchmarks import WHAT
from tutor.bench import reference, tape
from tutor.bench.children import work
from tutor.bench.tape import Node
from tutor.bench.workloads import BY_NAME, WORKLOADS

RNG = np.random.default_rng(3)
MATRIX, OTHER, ROW = RNG.normal(size=(4, 6)), RNG.normal(size=(6, 3)), RNG.normal(size=(6,))
IMAGE, KERNEL, MAPS = RNG.normal(size=(2, 3, 8, 8)), RNG.normal(size=(4, 3, 3, 3)), RNG.normal(size=(4,))
LABELS = np.array([0, 5, 2, 2])


def weighed(node: Node) -> Node:
    """A scalar in which every element counts differently."""
    weights = np.cos(np.arange(node.value.size)).reshape(node.value.shape)
    return tape.half_mean_square(node * Node(weights) + Node(weights))


CASES: dict[str, tuple[Callable[..., Node], tuple[np.ndarray, ...]]] = {
    "dense": (lambda x, w, b: weighed((x + b) @ w), (MATRIX, OTHER, ROW)),
    "relu": (lambda x: weighed(tape.relu(x)), (MATRIX,)),
    "tanh": (lambda x: weighed(tape.tanh(x)), (MATRIX,)),
    "sigmoid": (lambda x: weighed(tape.sigmoid(x)), (MATRIX,)),
    "softmax": (lambda x: weighed(tape.softmax(x)), (MATRIX,)),
    "cross entropy": (lambda x: tape.cross_entropy(x, LABELS), (MATRIX,)),
    "transposed, sliced": (lambda x: weighed(x.transposed()[1:4]), (MATRIX,)),
    "chosen": (lambda x: weighed(x[np.arange(4), LABELS]), (MATRIX,)),
    "used twice": (lambda x: weighed(x * x + x), (MATRIX,)),
    "convolution": (
        lambda x, w, b: weighed(tape.max_pool(tape.convolution(x, w) + b.reshaped(1, -1, 1, 1))),
        (IMAGE, KERNEL, MAPS),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_gradient_is_the_limit_of_differences(case: str) -> None:
    function, arrays = CASES[case]
    nodes = [Node(array) for array in arrays]
    for place, gradient in enumerate(tape.gradients(function(*nodes), nodes)):
        assert gradient.shape == arrays[place].shape
        for at in RNG.choice(arrays[place].size, size=min(12, arrays[place].size), replace=False):
            values = []
            for step in (1e-5, -1e-5):
                moved = [array.copy() for array in arrays]
                moved[place].flat[at] += step
                values.append(float(function(*map(Node, moved)).value))
            assert gradient.flat[at] == pytest.approx((values[0] - values[1]) / 2e-5, rel=1e-4, abs=1e-8)


def test_children_train_by_the_reference_s_constants() -> None:
    assert (work.RATE, work.MOMENTUM, work.DISCOUNT) == (reference.RATE, reference.MOMENTUM, reference.DISCOUNT)


def test_every_workload_is_described_in_order() -> None:
    assert [*(each.name for each in WORKLOADS), "import", "first_step"] == list(WHAT)


@pytest.mark.parametrize("name", ["mlp", "attention", "dqn"])
def test_training_lowers_the_loss_and_what_is_wrong_disagrees(name: str) -> None:
    workload = BY_NAME[name]
    given = workload.make(np.random.default_rng(0))
    want = workload.expect(given, 3)
    assert workload.disagreement(given, want, want) == 0
    assert workload.disagreement(given, {**want, "losses": want["losses"] * np.nan}, want) == np.inf
    assert workload.disagreement(given, {k: v for k, v in want.items() if k != "losses"}, want) == np.inf
    weight = next(key for key in want if key.startswith("w"))
    half = {**want, weight: (given[weight] + want[weight]) / 2}  # half a step
    assert workload.disagreement(given, half, want) == pytest.approx(0.5, abs=1e-6)
    if name != "dqn":  # whose every step has other transitions
        assert np.all(np.diff(want["losses"]) < 0)


def test_inputs_are_the_same_in_every_run() -> None:
    for workload in WORKLOADS:
        one, two = (workload.make(np.random.default_rng(20)) for _ in range(2))
        assert one.keys() == two.keys()
        assert all(np.array_equal(one[key], two[key]) for key in one)
