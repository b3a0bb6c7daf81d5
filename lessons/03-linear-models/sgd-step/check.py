"""One step of gradient descent changes the parameter that was handed in."""

import numpy as np
from tutor.judge import batch


def draw(rng):
    """A parameter (d, 1), examples (n, d), targets (n, 1) and a learning rate."""
    n, d = int(rng.integers(10, 30)), int(rng.integers(2, 6))
    w = rng.normal(0, 1, size=(d, 1)).astype("float32")
    x = rng.normal(0, 1, size=(n, d)).astype("float32")
    return w, x, (x @ rng.normal(0, 1, size=(d, 1)) + 1).astype("float32"), float(rng.uniform(0.05, 0.2))


def gradient(w, x, y):
    """The gradient of the mean squared error by w."""
    return 2 * x.T.astype("float64") @ (x @ w - y) / len(x)


def run(sub, w, x, y, rate, steps):
    """The parameter after some steps, and whether it is still a parameter of its own."""
    after, own = sub.probe("after_steps", batch(w), batch(x), batch(y), rate, steps, returns="batch")
    return after, own


def check_one_step(sub, expect):
    """One call moves the weights by the learning rate times the gradient, downhill."""
    w, x, y, rate = draw(sub.rng)
    slope = gradient(w, x, y)
    got, _ = run(sub, w, x, y, rate, 1)
    mistakes = {"ascent": w + rate * slope, "detached_copy": w}
    expect(got, "w after one step", mistakes=mistakes).shape(w.shape).close(w - rate * slope)


def check_several_steps(sub, expect):
    """Every further call uses the gradient at the present weights alone."""
    w, x, y, rate = draw(sub.rng)
    want, piled, total = w.astype("float64"), w.astype("float64"), 0.0
    for _ in range(4):
        want = want - rate * gradient(want, x, y)
        total = total + gradient(piled, x, y)
        piled = piled - rate * total
    got, _ = run(sub, w, x, y, rate, 4)
    mistakes = {"accumulated": piled, "detached_copy": w}
    expect(got, "w after four steps", mistakes=mistakes).shape(w.shape).close(want)


def check_still_a_parameter(sub, expect):
    """After the steps, w is still a parameter of its own, with no history."""
    w, x, y, rate = draw(sub.rng)
    _, own = run(sub, w, x, y, rate, 3)
    expect.that(own is True, "After three steps, w has a history, or asks for no gradient.", mistake="graph_grown")


def check_prediction(sub, expect):
    """AFTER_ONE_STEP is where one step leads."""
    one = np.ones((1, 1))
    want = float((one - 0.1 * gradient(one, 2 * one, 3 * one))[0, 0])
    got = sub.get("AFTER_ONE_STEP")
    expect.that(isinstance(got, (int, float)), f"AFTER_ONE_STEP should be a number; it is {got!r}.")
    expect.that(abs(got - want) < 1e-3, f"One step does not lead to {got:g}.", mistake="wrong_prediction")
