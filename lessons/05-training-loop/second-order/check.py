"""Logistic regression by a quasi-Newton method: the optimum, and how many evaluations it took."""

import numpy as np
from tutor.judge import batch

PENALTY, EVALUATIONS = 0.02, 150
SCALES = np.array([1.0, 4.0, 0.3, 2.0, 0.6])


def draw(rng):
    """Examples with columns of different scales, and labels that follow them roughly."""
    n, scales = int(rng.integers(80, 160)), rng.permutation(SCALES)
    x = rng.normal(size=(n, len(scales))) * scales
    z = x @ (rng.normal(0, 1, size=len(scales)) / scales) + rng.choice([-1, 1]) * rng.uniform(0.6, 1.2)
    y = rng.random(n) < 1 / (1 + np.exp(-z))
    return x.astype("float32"), y.astype("float32")


def optimum(x, y):
    """Newton's method in float64; the last element is the bias."""
    x = np.column_stack([x, np.ones(len(x))]).astype(float)
    penalty = PENALTY * np.diag([1.0] * (x.shape[1] - 1) + [0.0])
    theta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ theta)))
        slope = x.T @ (p - y) / len(y) + penalty @ theta
        curvature = (x.T * (p * (1 - p))) @ x / len(y) + penalty
        theta -= np.linalg.solve(curvature, slope)
    return theta


def fit(sub, expect, x, y):
    """The learner's weights and bias, and what the probe has seen."""
    got = sub.probe("watched_fit", batch(x), batch(y), returns=["vector", "scalar", None, None])
    well = isinstance(got, (tuple, list)) and len(got) == 4 and type(got[2]) is int
    expect.that(well, "fit should return a pair: the weights and the bias.")
    expect.that(got[2] > 0, "fit should evaluate the loss() that is given; it was never called.")
    return got


def check_reaches_the_optimum(sub, expect):
    """The weights and the bias are those of the one optimum."""
    x, y = draw(sub.rng)
    w, b, _, stale = fit(sub, expect, x, y)
    want = optimum(x, y)
    added_up = {"closure_without_zero": lambda value: stale is True}
    expect(w, "the weights", mistakes=added_up).shape((x.shape[1],))
    unmoved = {"bias_forgotten": lambda value: np.all(np.abs(np.asarray(b, dtype=float)) < 1e-6)}
    expect(b, "the bias", mistakes={**added_up, **unmoved}).shape(()).close(want[-1])
    expect(w, "the weights", mistakes=added_up).close(want[:-1])


def check_few_evaluations(sub, expect):
    """150 evaluations of the loss are enough."""
    x, y = draw(sub.rng)
    evaluations = fit(sub, expect, x, y)[2]
    expect.that(
        evaluations <= EVALUATIONS,
        f"fit called loss {evaluations} times; {EVALUATIONS} are allowed.",
        mistake="too_many_evaluations",
    )


def check_gradients_are_fresh(sub, expect):
    """Every evaluation hands over its own gradient and nothing older."""
    x, y = draw(sub.rng)
    if fit(sub, expect, x, y)[3] is True:
        expect.mistake("closure_without_zero")
