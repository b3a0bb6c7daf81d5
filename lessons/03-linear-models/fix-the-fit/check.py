"""A mended regression: it converges in the steps given."""

import numpy as np
from tutor.judge import batch


def draw(rng, d):
    """Examples, targets and the least-squares answer (weights, bias)."""
    n = int(rng.integers(90, 150))
    x = rng.normal(0, 1, size=(n, d)).astype("float32")
    w = rng.choice([-1, 1], size=d) * rng.uniform(0.8, 2.5, size=d)
    y = (x @ w + rng.choice([-1, 1]) * rng.uniform(1, 2) + rng.normal(0, 0.02, size=n)).astype("float32")
    best = np.linalg.lstsq(np.column_stack([x, np.ones(n)]), y, rcond=None)[0]
    return x, y, best[:d], best[d]


def fitted(sub, expect, x, y, steps):
    """The learner's weights and bias as plain numbers."""
    got = sub.call("fit", batch(x), batch(y), steps, 0.1)
    expect.that(isinstance(got, (tuple, list)) and len(got) == 2, "fit should return two tensors, (w, b).")
    for name, value in zip("wb", got):
        expect(value, name).tensor()
    w, b = (np.asarray(value, dtype=float).ravel() for value in got)
    expect.that(w.size == x.shape[1] and b.size == 1, f"Expected {x.shape[1]} weights and 1 bias; got {w.size} and {b.size}.")
    return w, float(b[0])


def expect_fit(sub, expect, d):
    """80 steps lead to the least-squares answer."""
    x, y, w, b = draw(sub.rng, d)
    got_w, got_b = fitted(sub, expect, x, y, 80)
    said = f"Expected w near {np.round(w, 2)} and b near {b:.2f}; got {np.round(got_w, 2)} and {got_b:.2f}."
    sound = np.all(np.isfinite(got_w)) and np.abs(got_w).max() < 20
    expect.that(sound, said, mistake="diverges")
    still = not np.any(got_w) and got_b == 0
    expect.that(not still, said, mistake="never_moved")
    mean = np.abs(got_w).max() < 0.25 * np.abs(w).min() and abs(got_b - y.mean()) < 0.1
    expect.that(not mean, said, mistake="learns_the_mean")
    expect.that(np.allclose(got_w, w, atol=0.02) and abs(got_b - b) < 0.02, said)


def check_one_weight(sub, expect):
    """With one weight, 80 steps reach the truth."""
    expect_fit(sub, expect, 1)


def check_several_weights(sub, expect):
    """With several weights, 80 steps reach the truth."""
    expect_fit(sub, expect, int(sub.rng.integers(2, 5)))


def check_one_step_is_one_step(sub, expect):
    """One step from zero moves by the learning rate times the gradient, no more."""
    x, y, _, _ = draw(sub.rng, 2)
    got_w, got_b = fitted(sub, expect, x, y, 1)
    want_w, want_b = 0.2 * x.T @ y / len(y), 0.2 * y.mean()
    expect.that(
        np.allclose(got_w, want_w, atol=2e-3) and abs(got_b - want_b) < 2e-3,
        f"One step should lead to w = {np.round(want_w, 3)}, b = {want_b:.3f}; got {np.round(got_w, 3)}, {got_b:.3f}.",
    )
