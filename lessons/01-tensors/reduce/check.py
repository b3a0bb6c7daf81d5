"""Row-wise log-sum-exp, in range and far out of it."""

import numpy as np


def reference(x, axis=1):
    """Stable log-sum-exp in float64."""
    x = x.astype("float64")
    top = x.max(axis, keepdims=True)
    return (top + np.log(np.exp(x - top).sum(axis, keepdims=True))).squeeze(axis)


def sizes(rng):
    """Different numbers of rows and columns."""
    n = int(rng.integers(3, 8))
    return n, n + int(rng.integers(1, 5))


def expect_rows(sub, expect, x):
    """Call logsumexp on x and compare."""
    got = sub.call("logsumexp", x, returns="vector")
    want = reference(x)
    mistakes = {
        "overflow": lambda value: not np.all(np.isfinite(np.asarray(value, dtype=float))),
        "shift_lost": want - x.max(1),
        "columns": reference(x, axis=0),
        "not_logged": lambda value: np.shape(value) == want.shape and np.allclose(np.asarray(value), np.exp(want), 1e-3),
    }
    expect(got, "logsumexp(x)", mistakes=mistakes).tensor().shape((len(x),)).finite().close(want)


def check_moderate_scores(sub, expect):
    """Scores of a few units give the plain formula's result."""
    expect_rows(sub, expect, sub.rng.normal(0, 2, size=sizes(sub.rng)).astype("float32"))


def check_large_scores(sub, expect):
    """Scores up to 1000 do not overflow."""
    expect_rows(sub, expect, (sub.rng.uniform(600, 1000, size=sizes(sub.rng))).astype("float32"))


def check_very_negative_scores(sub, expect):
    """Scores down to −1000 do not vanish."""
    expect_rows(sub, expect, (sub.rng.uniform(-1000, -600, size=sizes(sub.rng))).astype("float32"))


def check_rows_of_all_kinds(sub, expect):
    """Rows far apart from each other in one matrix are all right."""
    n, d = sizes(sub.rng)
    centre = sub.rng.permutation(np.linspace(-900, 900, n))[:, None]
    expect_rows(sub, expect, (centre + sub.rng.normal(0, 2, size=(n, d))).astype("float32"))
