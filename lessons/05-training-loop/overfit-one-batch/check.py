"""Sixteen digits, 80 steps, and a loss under 0.01."""

from pathlib import Path

import numpy as np
from tutor.judge import batch, labels

BATCH, CLASSES, STEPS, ASKED = 16, 10, 80, 0.01


def draw(sub):
    """Sixteen digits and their classes."""
    data = np.load(Path(sub.task_folder).parents[1] / "data" / "digits.npz")
    chosen = sub.rng.choice(len(data["labels"]), size=BATCH, replace=False)
    x = (data["images"][chosen].reshape(BATCH, 64) / 16).astype("float32")
    return x, data["labels"][chosen].astype("int64")


def probabilities(output):
    """The model's output as probabilities, whether it ends in logits or in a softmax."""
    output = np.asarray(output, dtype=float)
    if output.min() >= 0 and np.allclose(output.sum(1), 1, atol=1e-3):
        return output
    raised = np.exp(output - output.max(1, keepdims=True))
    return raised / raised.sum(1, keepdims=True)


def cross_entropy(output, y):
    """Mean cross-entropy of a model's output."""
    return float(-np.mean(np.log(probabilities(output)[np.arange(len(y)), y] + 1e-30)))


def train(sub, expect, model, x, y):
    """Make all the steps; the loss that each of them returned."""
    optimizer = sub.build("make_optimizer", model)
    losses = []
    for _ in range(STEPS):
        got = sub.call("train_step", model, optimizer, batch(x), labels(y, CLASSES), returns="scalar")
        number = not isinstance(got, (str, dict)) and np.size(np.asarray(got, dtype=float)) == 1
        expect.that(got is not None and number, f"train_step should return one number, the loss; got {got!r}.")
        losses.append(float(np.ravel(np.asarray(got, dtype=float))[0]))
    return losses


def diagnosis(losses, output):
    """The named mistake that fits how the loss went and what the model says."""
    output = np.asarray(output, dtype=float)
    if not np.isfinite(losses[-1]):
        return None
    if np.ptp(output, axis=0).max() < 1e-5:
        return "same_for_all"
    if losses[-1] > 0.97 * losses[0]:
        return "does_not_move"
    ones = output.min() >= 0 and np.allclose(output.sum(1), 1, atol=1e-3)
    return "softmax_twice" if ones and losses[-1] > 1.4 else None


def check_learns_by_heart(sub, expect):
    """After 80 steps on the same sixteen digits the loss is under 0.01."""
    x, y = draw(sub)
    model = sub.build("make_model")
    before = sub.forward(model, batch(x))
    expect(before, "the model's output").shape((BATCH, CLASSES)).finite()
    first = cross_entropy(before.array, y)
    losses = train(sub, expect, model, x, y)
    output = sub.forward(model, batch(x)).array
    expect.that(
        losses[-1] < ASKED,
        f"The loss began at {losses[0]:.4f}; step {STEPS} returned {losses[-1]:.4f}.",
        mistake=diagnosis(losses, output),
    )
    expect.that(
        abs(losses[0] - first) < 1e-2 + 1e-2 * first,
        f"The first step returned {losses[0]:.4f}; the mean cross-entropy was {first:.4f} before it.",
    )
    last = cross_entropy(output, y)
    expect.that(last < 2 * ASKED, f"train_step says {losses[-1]:.4f}; by its outputs the model's loss is {last:.4f}.")
    right = int(np.sum(np.asarray(output).argmax(1) == y))
    expect.that(right == BATCH, f"The model knows {right} of the {BATCH} digits.")
