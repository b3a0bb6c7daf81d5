"""A short program that raises, mended: right values, and it still raises where it should."""

import numpy as np


def draw(rng):
    """Examples (n, d) and weights (k, d), with three different sizes."""
    n, d, k = (int(v) for v in rng.permutation(np.arange(3, 12))[:3])
    return rng.normal(0, 1, size=(n, d)).astype("float32"), rng.normal(0, 1, size=(k, d)).astype("float32")


def check_gives_the_mean_scores(sub, expect):
    """The result is the mean of every score over the examples."""
    x, weights = draw(sub.rng)
    scores = x.astype("float64") @ weights.T
    got = sub.call("mean_scores", x, weights, returns="vector")
    mistakes = {
        "silenced": lambda value: value is None or (np.ndim(value) > 0 and not np.any(np.asarray(value))),
        "total_for_mean": scores.sum(0),
    }
    expect(got, "mean_scores(x, weights)", mistakes=mistakes).tensor().shape((len(weights),)).dtype("float32").close(
        scores.mean(0)
    )


def check_square_shapes(sub, expect):
    """Where all sizes are equal, and nothing could raise, the result is right as well."""
    n = int(sub.rng.integers(3, 8))
    x, weights = (sub.rng.normal(0, 1, size=(n, n)).astype("float32") for _ in range(2))
    got = sub.call("mean_scores", x, weights, returns="vector")
    products = x * weights
    wrong = [products.sum(1) / n, products.mean(0), products.sum(1), products.sum(0)]
    mistakes = {"elementwise": lambda value: any(np.allclose(np.asarray(value), w, atol=1e-4) for w in wrong)}
    expect(got, "mean_scores(x, weights)", mistakes=mistakes).close((x.astype("float64") @ weights.T).mean(0))


def check_still_raises_on_nonsense(sub, expect):
    """Examples and weights of different lengths cannot be multiplied, and the function says so."""
    x, weights = draw(sub.rng)
    short = np.ascontiguousarray(weights[:, :-1])
    raised = sub.probe("raises", x, short)
    expect.that(
        raised is True,
        f"x has {x.shape[1]} numbers in a row and weights {short.shape[1]}; mean_scores should raise, and did not.",
        mistake="silenced",
    )
