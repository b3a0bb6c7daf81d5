"""A two-layer network: size, outputs, a bend in the middle, and gradients everywhere."""

import numpy as np
from tutor.judge import batch

BATCH = 32


def sizes(rng):
    """Inputs, hidden units and classes, other than those of the brief."""
    return int(rng.integers(5, 40)), int(rng.integers(48, 90)), int(rng.integers(3, 9))


def expect_count(sub, expect, inputs, hidden, classes):
    """Build a model of these sizes and count its parameters."""
    model = sub.build("make_mlp", inputs, hidden, classes)
    got = sub.forward(model, batch(sub.rng.normal(size=(BATCH, inputs)).astype("float32")))
    expect(got, f"the output of make_mlp({inputs}, {hidden}, {classes})").tensor().shape((BATCH, classes)).finite()
    count = sum(np.size(value.array) for value in sub.parameters(model).values())
    weights = inputs * hidden + hidden * classes
    expect.that(
        count == weights + hidden + classes,
        f"make_mlp({inputs}, {hidden}, {classes}) should have {weights + hidden + classes} parameters; it has {count}.",
        mistake="no_biases" if count == weights else None,
    )


def check_the_digits_network(sub, expect):
    """make_mlp(64, 128, 10) has 9,610 parameters and ten outputs for each example."""
    expect_count(sub, expect, 64, 128, 10)


def check_other_sizes(sub, expect):
    """Other sizes give a network of those sizes."""
    expect_count(sub, expect, *sizes(sub.rng))


def check_it_bends(sub, expect):
    """The outputs are raw scores, and they do not depend linearly on the inputs."""
    inputs, hidden, classes = sizes(sub.rng)
    model = sub.build("make_mlp", inputs, hidden, classes)
    a, b = (sub.rng.normal(0, 2, size=(BATCH, inputs)).astype("float32") for _ in range(2))
    of_a, of_b, of_both, of_none = (
        np.asarray(sub.forward(model, batch(x)).array, dtype=float) for x in (a, b, a + b, np.zeros_like(a))
    )
    expect.that(of_a.shape == (BATCH, classes), f"Expected an output of shape {(BATCH, classes)}; got {of_a.shape}.")
    ones = np.allclose(of_a.sum(1), 1, atol=1e-3) and of_a.min() >= 0
    expect.that(not ones, "The scores of each example add up to 1.", mistake="softmax_inside")
    seen = np.concatenate([of_a, of_b, of_both])
    expect.that(
        seen.min() < 0,
        f"Of {seen.size} scores, the smallest is {seen.min():.3g}; about half should be negative.",
        mistake="activation_at_the_end",
    )
    bend = np.abs(of_a + of_b - of_both - of_none).max()
    expect.that(
        bend > 1e-3 * max(np.abs(seen).max(), 1e-6),
        f"f(a) + f(b) equals f(a + b) + f(0) to within {bend:.1e}: the model is linear.",
        mistake="missing_activation",
    )


def check_gradients_reach_everything(sub, expect):
    """A gradient reaches every weight and every bias."""
    inputs, hidden, classes = sizes(sub.rng)
    model = sub.build("make_mlp", inputs, hidden, classes)
    x = sub.rng.normal(size=(BATCH, inputs)).astype("float32")
    cotangent = sub.rng.normal(size=(BATCH, classes)).astype("float32")
    got = sub.parameter_gradients(model, [batch(x)], cotangent)
    expect.that(bool(got), "The model has no trainable parameters.")
    for name, gradient in got.items():
        size = 0.0 if gradient is None else np.abs(gradient.array).max()
        expect.that(np.isfinite(size) and size > 0, f"The largest gradient of {name} is {size}; nothing reaches it.")


def check_models_are_separate(sub, expect):
    """Each call makes a new model with random weights of its own."""
    first = sub.build("make_mlp", 12, 48, 4)
    second = sub.build("make_mlp", 12, 48, 4)
    x = sub.rng.normal(size=(BATCH, 12)).astype("float32")
    of_first = np.array(sub.forward(first, batch(x)).array)
    of_second = np.array(sub.forward(second, batch(x)).array)
    expect.that(
        of_first.shape == of_second.shape and np.abs(of_first - of_second).max() > 1e-4,
        "Two models made one after the other give the same outputs; they should not share their weights.",
    )
