"""The Jacobian of functions that the learner has not seen."""

import numpy as np


def expect_jacobian(sub, expect, m, n):
    """The Jacobian of tanh(A x) + B x² for random matrices."""
    matrix, other = (sub.rng.normal(0, 0.7, size=(m, n)).astype("float32") for _ in range(2))
    x = sub.rng.uniform(-1, 1, size=n).astype("float32")
    slope = 1 - np.tanh(matrix @ x) ** 2
    want = slope[:, None] * matrix + 2 * other * x
    got = sub.probe("of_bent_map", x, matrix, other)
    mistakes = {
        "transposed": want.T,
        "summed": lambda v: np.size(v) == n and np.allclose(np.ravel(np.asarray(v)), want.sum(0), rtol=1e-3, atol=1e-3),
    }
    if m == n:
        mistakes["diagonal"] = lambda v: np.allclose(np.asarray(v), np.diag(np.diag(want)), atol=1e-3) or np.array_equal(
            np.shape(v), (n,)
        )
    expect(got, f"the Jacobian of a function from {n} to {m}", mistakes=mistakes).tensor().shape((m, n)).close(want)


def check_more_outputs_than_inputs(sub, expect):
    """With more outputs than inputs, every entry is right."""
    n = int(sub.rng.integers(2, 5))
    expect_jacobian(sub, expect, n + int(sub.rng.integers(1, 4)), n)


def check_fewer_outputs_than_inputs(sub, expect):
    """With fewer outputs than inputs, every entry is right."""
    m = int(sub.rng.integers(2, 5))
    expect_jacobian(sub, expect, m, m + int(sub.rng.integers(1, 4)))


def check_square(sub, expect):
    """Where both numbers are equal, rows still belong to the outputs."""
    n = int(sub.rng.integers(3, 6))
    expect_jacobian(sub, expect, n, n)
