"""Linear regression by gradient descent recovers weights and bias that the check drew."""

import numpy as np
from tutor.judge import batch


def draw(rng, d):
    """Examples x (n, d), targets y (n,), and the least-squares answer with and without a bias."""
    n = int(rng.integers(120, 240))
    x = rng.normal(0, 1, size=(n, d)).astype("float32")
    w = rng.choice([-1, 1], size=d) * rng.uniform(0.6, 2.5, size=d)
    b = rng.choice([-1, 1]) * rng.uniform(1.5, 3.0)
    y = (x @ w + b + rng.normal(0, 0.02, size=n)).astype("float32")
    full = np.linalg.lstsq(np.column_stack([x, np.ones(n)]), y, rcond=None)[0]
    origin = np.linalg.lstsq(x, y, rcond=None)[0]
    return x, y, full[:d], full[d], origin


def judge_fit(sub, expect, d):
    """One fit, compared with the least-squares solution."""
    x, y, w, b, origin = draw(sub.rng, d)
    got = sub.call("fit_line", batch(x), batch(y), returns="vector")
    expect.that(
        isinstance(got, (tuple, list)) and len(got) == 2,
        f"fit_line should return two tensors, (w, b); it returned {type(got).__name__}.",
    )
    expect(got[0], "w").tensor()
    expect(got[1], "b").tensor()
    got_w, got_b = np.asarray(got[0], dtype=float).ravel(), np.asarray(got[1], dtype=float).ravel()
    expect.that(got_w.shape == (d,), f"w should have {d} elements, one for each measurement; it has {got_w.size}.")
    expect.that(got_b.size == 1, f"b should be one number; it has {got_b.size} elements.")
    runaway = not np.all(np.isfinite(got_w)) or np.abs(got_w).max() > 50
    expect.that(not runaway, f"w should be near {np.round(w, 2)}; it is {got_w}.", mistake="uphill")
    flat = abs(got_b[0]) < 1e-6 and np.abs(got_w).max() > 1e-6
    expect.that(not flat, f"b should be near {b:.3f}; it is {got_b[0]:.3f}.", mistake="no_bias")
    near_w, near_b = np.allclose(got_w, w, atol=0.02), np.isclose(got_b[0], b, atol=0.02)
    underway = np.all(got_w * w > 0) and 0.02 < got_b[0] / b < 0.995 and np.abs(got_w).max() < 5
    expect.that(
        near_w and near_b,
        f"Expected w = {np.round(w, 3)} and b = {b:.3f}; got w = {np.round(got_w, 3)} and b = {got_b[0]:.3f}.",
        mistake="too_few_steps" if underway else None,
    )


def check_one_measurement(sub, expect):
    """With one measurement it finds the slope and the bias."""
    judge_fit(sub, expect, 1)


def check_several_measurements(sub, expect):
    """With several measurements it finds every weight and the bias."""
    judge_fit(sub, expect, int(sub.rng.integers(2, 6)))
