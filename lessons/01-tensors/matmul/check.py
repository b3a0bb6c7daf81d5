"""Pairwise squared distances: values, sign, number of operations, memory."""

import numpy as np


def reference(a, b):
    """All squared distances in float64."""
    return ((a[:, None, :].astype("float64") - b[None, :, :]) ** 2).sum(-1)


def draw(rng, n, m, d):
    """Two sets of points."""
    return tuple(rng.normal(0, 1, size=(k, d)).astype("float32") for k in (n, m))


def check_all_pairs(sub, expect):
    """Element (i, j) is the squared distance of a[i] from b[j]."""
    n, m, d = (int(v) for v in sub.rng.permutation(np.arange(3, 12))[:3])
    a, b = draw(sub.rng, n, m, d)
    want = reference(a, b)
    lengths = (a**2).sum(1)[:, None] + (b**2).sum(1)
    mistakes = {
        "cross_term_sign": np.maximum(lengths + 2 * (a @ b.T), 0),
        "root_taken": np.sqrt(want),
        "negative": lambda value: np.shape(value) == want.shape and np.asarray(value).min() < -1e-3,
    }
    got = sub.call("squared_distances", a, b)
    expect(got, "squared_distances(a, b)", mistakes=mistakes).tensor().shape((n, m)).dtype("float32").close(want)


def check_never_negative(sub, expect):
    """No element is negative, not even where a point meets itself."""
    a = draw(sub.rng, 60, 1, int(sub.rng.integers(20, 40)))[0] * 3
    got = sub.call("squared_distances", a, a)
    expect(got, "squared_distances(a, a)").shape((60, 60)).close(reference(a, a), tolerance=5e-3)
    lowest = float(np.min(np.asarray(got)))
    expect.that(lowest >= 0, f"The smallest element is {lowest:.3g}; none may be below 0.", mistake="negative")


def check_no_loop(sub, expect):
    """The number of operations does not grow with the number of points."""
    counts = []
    for n in (6, 30):
        a, b = draw(sub.rng, n, n, 4)
        counts.append(sub.probe("count_operations", a, b))
    if None not in counts:
        expect.that(
            counts[1] <= counts[0] + 6,
            f"Six points on either side take {counts[0]} operations of the framework, thirty take {counts[1]}.",
            mistake="loop",
        )


def check_memory(sub, expect):
    """A thousand points on either side need memory for the pairs alone."""
    a, b = draw(sub.rng, 1000, 1000, 64)
    megabytes = sub.probe("peak_growth", a, b)
    if megabytes is not None:
        expect.that(
            megabytes < 150,
            f"1,000 × 1,000 distances take 4 MB; {megabytes:.0f} MB of memory were used on the way.",
            mistake="cube",
        )
