"""A Siamese model: one set of weights, symmetric distances, and a gradient that is the sum of both uses."""

import numpy as np
from tutor.judge import batch

BATCH = 32


class Encoder:
    """The reference in float64: weights as (rows of inputs, columns of outputs)."""

    def __init__(self, values, inputs, hidden, code):
        by_size = {np.size(value): np.array(value, dtype=float) for value in values.values()}
        first, last = by_size[inputs * hidden], by_size[hidden * code]
        self.first = first if first.shape[0] == inputs else first.T
        self.last = last if last.shape[0] == hidden else last.T
        self.bias, self.last_bias = by_size[hidden].ravel(), by_size[code].ravel()

    def forward(self, x):
        """The hidden layer before its ReLU, and the codes."""
        before = x.astype(float) @ self.first + self.bias
        return before, np.maximum(before, 0) @ self.last + self.last_bias

    def distance(self, a, b):
        """Squared distance of the codes."""
        return ((self.forward(a)[1] - self.forward(b)[1]) ** 2).sum(1)

    def gradients(self, x, error):
        """Gradients of the four parameters, by their sizes, for an error at the code of x."""
        before, _ = self.forward(x)
        back = (error @ self.last.T) * (before > 0)
        found = (x.T.astype(float) @ back, back.sum(0), np.maximum(before, 0).T @ error, error.sum(0))
        return {gradient.size: gradient for gradient in found}


def build(sub, expect):
    """A model with one encoder, and two batches; the sizes are all different."""
    sizes = int(sub.rng.integers(6, 10)), int(sub.rng.integers(14, 19)), int(sub.rng.integers(3, 6))
    inputs, hidden, code = sizes
    model = sub.build("make_model", *sizes)
    a, b = (sub.rng.normal(size=(BATCH, inputs)).astype("float32") for _ in range(2))
    expect_distances(expect, sub.forward(model, batch(a), batch(b)))
    want = inputs * hidden + hidden + hidden * code + code
    count = sum(np.size(value.array) for value in sub.parameters(model).values())
    expect.that(
        count == want,
        f"make_model({inputs}, {hidden}, {code}) should have {want} parameters; it has {count}.",
        mistake="copied" if count == 2 * want else None,
    )
    return model, sizes, a, b


def expect_distances(expect, got):
    """One finite number for each pair; returns them as a vector."""
    expect(got, "the distances").tensor().finite()
    expect.that(got.array.size == BATCH, f"Expected {BATCH} distances, one for each pair; got shape {got.shape}.")
    return np.array(got.array, dtype=float).ravel()


def fill(sub, model, sizes):
    """Write random weights into the model; the reference with the same."""
    shapes = {name: value.shape for name, value in sub.parameters(model).items()}
    values = {name: (0.4 * sub.rng.normal(size=shape)).astype("float32") for name, shape in shapes.items()}
    sub.set_parameters(model, values)
    return Encoder(values, *sizes)


def check_one_set_of_weights(sub, expect):
    """The model has the parameters of one encoder."""
    build(sub, expect)


def check_distances(sub, expect):
    """The distances are the squared distances of the codes."""
    model, sizes, a, b = build(sub, expect)
    want = fill(sub, model, sizes).distance(a, b)
    got = expect_distances(expect, sub.forward(model, batch(a), batch(b)))
    root = np.allclose(got, np.sqrt(want), rtol=1e-3, atol=1e-3)
    expect(got, "the distances", mistakes={"root_taken": lambda value: root}).close(want)


def check_symmetry(sub, expect):
    """Anything is at distance 0 from itself, and a is as far from b as b from a."""
    model, sizes, a, b = build(sub, expect)
    fill(sub, model, sizes)
    itself = expect_distances(expect, sub.forward(model, batch(a), batch(a)))
    expect.that(np.abs(itself).max() < 1e-5, f"The distance of a to itself is {np.abs(itself).max():.3g}, not 0.")
    there = expect_distances(expect, sub.forward(model, batch(a), batch(b)))
    expect(expect_distances(expect, sub.forward(model, batch(b), batch(a))), "the distances of b to a").close(there)


def check_gradient_is_the_sum(sub, expect):
    """Every weight gets the sum of the gradients of its two uses."""
    model, sizes, a, b = build(sub, expect)
    encoder = fill(sub, model, sizes)
    cotangent = sub.rng.normal(size=BATCH).astype("float32")
    error = 2 * (encoder.forward(a)[1] - encoder.forward(b)[1]) * cotangent[:, None]
    by_a, by_b = encoder.gradients(a, error), encoder.gradients(b, -error)
    for name, value in sub.parameter_gradients(model, [batch(a), batch(b)], cotangent).items():
        got = np.zeros(1) if value is None else np.array(value.array, dtype=float)
        expect.that(got.size in by_a, f"No gradient reaches {name}.")
        turn = by_a[got.size].T if got.ndim == 2 and got.shape == by_a[got.size].T.shape else by_a[got.size]
        one, other = by_a[got.size], by_b[got.size]
        if turn is not one:
            one, other = one.T, other.T
        one, other = one.reshape(got.shape), other.reshape(got.shape)
        halves = any(np.allclose(got, half, rtol=1e-2, atol=1e-2) for half in (one, other))
        expect(got, f"the gradient of {name}", mistakes={"one_branch_only": lambda v, is_half=halves: is_half}).close(
            one + other, tolerance=2e-3
        )
