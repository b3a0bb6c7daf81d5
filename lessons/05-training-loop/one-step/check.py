"""One step of gradient descent on a classifier, checked against the gradient that the check takes itself."""

import numpy as np
from tutor.judge import batch, labels

BATCH, INPUTS, CLASSES, RATE = 32, 64, 10, 0.1


def draw(rng):
    """A batch of examples and their classes."""
    x = rng.normal(0, 1, size=(BATCH, INPUTS)).astype("float32")
    return x, rng.integers(0, CLASSES, size=BATCH)


def probabilities(output):
    """The model's output as probabilities, whether it ends in logits or in a softmax."""
    output = np.asarray(output, dtype=float)
    if output.min() >= 0 and np.allclose(output.sum(1), 1, atol=1e-3):
        return output
    raised = np.exp(output - output.max(1, keepdims=True))
    return raised / raised.sum(1, keepdims=True)


def loss_of(sub, model, x, y):
    """Mean cross-entropy of the model as it is now, and the gradient of it by the scores."""
    p = probabilities(sub.forward(model, batch(x), training=True).array)
    error = (p - np.eye(CLASSES)[y]) / len(y)
    return -np.mean(np.log(p[np.arange(len(y)), y] + 1e-30)), error.astype("float32")


def start(sub):
    """A model, its optimiser and a batch."""
    model = sub.build("make_model")
    return (model, sub.build("make_optimizer", model), *draw(sub.rng))


def arrays(values):
    """Plain float64 arrays by name."""
    return {name: np.array(0.0 if value is None else value.array, dtype=float) for name, value in values.items()}


def gradients(sub, model, x, error):
    """The gradient of the loss by every parameter, taken by the framework for the check."""
    return arrays(sub.parameter_gradients(model, [batch(x)], error))


def step(sub, model, optimizer, x, y):
    """Call the learner's train_step; the number it returns."""
    got = sub.call("train_step", model, optimizer, batch(x), labels(y, CLASSES), returns="scalar")
    return got if got is None or isinstance(got, str) else np.asarray(got, dtype=float).ravel()


def check_returns_the_loss(sub, expect):
    """The result is the mean cross-entropy before the step."""
    model, optimizer, x, y = start(sub)
    before, _ = loss_of(sub, model, x, y)
    got = step(sub, model, optimizer, x, y)
    after, _ = loss_of(sub, model, x, y)
    expect.that(
        isinstance(got, np.ndarray) and got.size == 1, f"train_step should return one number, the loss; got {got!r}."
    )
    late = abs(after - before) > 1e-6 and np.isclose(got[0], after, rtol=1e-4, atol=1e-5)
    expect.that(
        np.isclose(got[0], before, rtol=1e-3, atol=1e-3) and not late,
        f"The loss before the step is {before:.4f}, after it {after:.4f}; train_step returned {got[0]:.4f}.",
        mistake="loss_after_step" if late else None,
    )


def check_moves_every_parameter_once(sub, expect):
    """After one step every parameter has moved by the learning rate times its gradient."""
    model, optimizer, x, y = start(sub)
    _, error = loss_of(sub, model, x, y)
    before, slope = arrays(sub.parameters(model)), gradients(sub, model, x, error)
    step(sub, model, optimizer, x, y)
    for name, got in sub.parameters(model).items():
        expect(got, f"{name} after one step").close(
            before[name] - RATE * slope[name], tolerance=2e-5, mistakes={"no_step": before[name]}
        )


def check_second_step_starts_clean(sub, expect):
    """A second step uses the gradient of the second batch alone."""
    model, optimizer, x, y = start(sub)
    _, error = loss_of(sub, model, x, y)
    first = gradients(sub, model, x, error)
    step(sub, model, optimizer, x, y)
    x, y = draw(sub.rng)
    _, error = loss_of(sub, model, x, y)
    before, second = arrays(sub.parameters(model)), gradients(sub, model, x, error)
    step(sub, model, optimizer, x, y)
    for name, got in sub.parameters(model).items():
        expect(got, f"{name} after a second step").close(
            before[name] - RATE * second[name],
            tolerance=2e-5,
            mistakes={"no_step": before[name], "no_zero": before[name] - RATE * (first[name] + second[name])},
        )


def check_loss_falls_on_a_fixed_batch(sub, expect):
    """Forty steps on the same batch bring its loss down by a third at least."""
    model, optimizer, x, y = start(sub)
    first, _ = loss_of(sub, model, x, y)
    for _ in range(40):
        step(sub, model, optimizer, x, y)
    last, _ = loss_of(sub, model, x, y)
    expect.that(last < 0.67 * first, f"The loss began at {first:.3f}; after forty steps it is {last:.3f}.")
