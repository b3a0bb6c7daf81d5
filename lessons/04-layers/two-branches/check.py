"""A model of two branches: shapes, parameters, and what the answer depends on."""

import numpy as np
from tutor.judge import batch

BATCH, UNITS = 32, 16


def build(sub, expect, same=False):
    """A model of random sizes, its inputs and its output; `same` makes both inputs equally wide."""
    left = int(sub.rng.integers(4, 12))
    right = left if same else left + int(sub.rng.integers(2, 9))
    classes = int(sub.rng.integers(3, 8))
    model = sub.build("make_model", left, right, classes)
    a, b = (sub.rng.normal(size=(BATCH, n)).astype("float32") for n in (left, right))
    out = sub.forward(model, batch(a), batch(b))
    stacked = {"stacked_batch": lambda value: getattr(value, "shape", None) == (2 * BATCH, classes)}
    label = f"the output of make_model({left}, {right}, {classes})"
    expect(out, label, mistakes=stacked).tensor().shape((BATCH, classes)).finite()
    return model, a, b, np.array(out.array, dtype=float)


def answer(sub, model, a, b):
    """The output as float64."""
    return np.array(sub.forward(model, batch(a), batch(b)).array, dtype=float)


def check_sizes(sub, expect):
    """The model has the parameters of two branches and of a layer behind both."""
    for same in (False, True):
        model, a, b, out = build(sub, expect, same)
        left, right, classes = a.shape[1], b.shape[1], out.shape[1]
        branches = (left + right + 2) * UNITS
        want = branches + 2 * UNITS * classes + classes
        count = sum(np.size(value.array) for value in sub.parameters(model).values())
        expect.that(
            count == want,
            f"make_model({left}, {right}, {classes}) should have {want} parameters; it has {count}.",
            mistake="added" if count == branches + UNITS * classes + classes else None,
        )


def check_both_inputs_matter(sub, expect):
    """The answer changes with either input alone."""
    model, a, b, out = build(sub, expect)
    for name, changed in (("a", answer(sub, model, a + 1, b)), ("b", answer(sub, model, a, b + 1))):
        moved = np.abs(changed - out).max()
        expect.that(
            moved > 1e-5, f"With another {name} the scores changed by {moved:.1e} at most.", mistake="ignores_branch"
        )


def check_examples_are_separate(sub, expect):
    """An example's answer depends on its own two inputs alone."""
    model, a, b, out = build(sub, expect)
    i = int(sub.rng.integers(0, BATCH))
    a[i] += 1
    b[i] -= 1
    others = np.abs(np.delete(answer(sub, model, a, b) - out, i, axis=0)).max()
    expect.that(others < 1e-5, f"Changing example {i} moved the scores of other examples by {others:.1e}.")


def check_both_branches_bend(sub, expect):
    """Neither branch is linear."""
    model, a, b, _ = build(sub, expect)
    a2, b2 = (sub.rng.normal(size=x.shape).astype("float32") for x in (a, b))
    ask = lambda x, y: answer(sub, model, x, y)  # noqa: E731
    bends = {
        "a": ask(a, b) + ask(a2, b) - ask(a + a2, b) - ask(0 * a, b),
        "b": ask(a, b) + ask(a, b2) - ask(a, b + b2) - ask(a, 0 * b),
    }
    for name, bend in bends.items():
        expect.that(
            np.abs(bend).max() > 1e-3,
            f"As a function of {name} alone, the model is linear to within {np.abs(bend).max():.1e}.",
            mistake="missing_activation",
        )


def check_gradients_reach_everything(sub, expect):
    """A gradient reaches every weight and every bias of both branches."""
    model, a, b, out = build(sub, expect)
    cotangent = sub.rng.normal(size=out.shape).astype("float32")
    for name, gradient in sub.parameter_gradients(model, [batch(a), batch(b)], cotangent).items():
        size = 0.0 if gradient is None else np.abs(gradient.array).max()
        expect.that(np.isfinite(size) and size > 0, f"The largest gradient of {name} is {size}; nothing reaches it.")
