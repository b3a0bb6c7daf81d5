"""fit(x, y), probability(fitted, x), predict(fitted, x): logistic regression on x (2, n), y (1, n)."""

from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def fit(x, y):
    """Two tensors, trained on all examples at once."""
    w, b = be.zeros((1, 2)), be.zeros((1, 1))
    p = probability((w, b), x)
    loss = be.mean(y * be.log(p) + (1 - y) * be.log(1 - p)) * -1
    gradient = Autodiff(loss, be)
    for _ in range(400):
        for parameter, slope in zip((w, b), gradient.get_grad_tensor([w, b])):
            parameter[:] = parameter - 0.3 * slope
    return w, b


def probability(fitted, x):
    """The sigmoid of the score."""
    w, b = fitted
    return be.sig(be.dot(w, x) + b)


def predict(fitted, x):
    """Class 1 where its probability is above one half."""
    return be.greater(probability(fitted, x), 0.5)
