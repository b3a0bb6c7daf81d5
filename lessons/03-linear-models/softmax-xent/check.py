"""Mean cross-entropy from logits: values, far-out scores, gradient."""

import numpy as np
from tutor.judge import batch, labels


def log_softmax(z):
    """In float64, stable."""
    z = z.astype("float64") - z.max(1, keepdims=True)
    return z - np.log(np.exp(z).sum(1, keepdims=True))


def reference(z, y):
    """Mean cross-entropy."""
    return -log_softmax(z)[np.arange(len(y)), y].mean()


def draw(rng, spread):
    """Logits and labels."""
    n, c = int(rng.integers(6, 20)), int(rng.integers(3, 8))
    return rng.normal(0, spread, size=(n, c)).astype("float32"), rng.integers(0, c, size=n)


def check_moderate_logits(sub, expect):
    """The loss is the mean of −log softmax at the right class."""
    z, y = draw(sub.rng, 2)
    want = reference(z, y)
    mistakes = {
        "softmax_twice": reference(np.exp(log_softmax(z)), y),
        "mean_over_classes": want / z.shape[1],
        "summed": want * len(y),
    }
    got = sub.call("cross_entropy", batch(z), labels(y, z.shape[1]), returns="scalar")
    expect(got, "cross_entropy(logits, labels)", mistakes=mistakes).tensor().shape(()).close(want)


def check_large_logits(sub, expect):
    """Scores between −1000 and 1000 give the right, large loss."""
    z, y = draw(sub.rng, 1)
    z = sub.rng.uniform(-1000, 1000, size=z.shape).astype("float32")
    want = reference(z, y)
    got = sub.call("cross_entropy", batch(z), labels(y, z.shape[1]), returns="scalar")
    mistakes = {
        "overflow": lambda v: not np.all(np.isfinite(np.asarray(v, dtype=float))),
        "softmax_twice": reference(np.exp(log_softmax(z)), y),
        "mean_over_classes": want / z.shape[1],
        "summed": want * len(y),
        "clipped": lambda v: 0 < float(np.asarray(v)) < 0.3 * want,
    }
    expect(got, "cross_entropy(logits, labels)", mistakes=mistakes).close(want)


def check_gradient(sub, expect):
    """The gradient by the logits is (softmax − one-hot) / n."""
    z, y = draw(sub.rng, 2)
    n, c = z.shape
    got = sub.vjp("cross_entropy", [batch(z), labels(y, c)], returns="batch")[0]
    want = (np.exp(log_softmax(z)) - np.eye(c)[y]) / n
    mistakes = {"mean_over_classes": want / c, "summed": want * n}
    expect(got, "the gradient by the logits", mistakes=mistakes).shape(z.shape).close(want)
