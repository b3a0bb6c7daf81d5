"""A temporal-difference loss whose target is held constant, and two predicted gradients."""

import numpy as np
from tutor.judge import batch

GAMMA = 0.9


def draw(rng):
    """Weights (d, 1), states, rewards and next states of n examples."""
    n, d = int(rng.integers(5, 12)), int(rng.integers(2, 5))
    w = rng.normal(0, 1, size=(d, 1)).astype("float32")
    state, following = (rng.normal(0, 1, size=(n, d)).astype("float32") for _ in range(2))
    return w, state, rng.normal(0, 1, size=(n, 1)).astype("float32"), following


def error(w, state, reward, following):
    """Prediction minus target, (n, 1)."""
    return state @ w - (reward + GAMMA * following @ w)


def check_value(sub, expect):
    """The loss is the mean squared difference from the target."""
    w, state, reward, following = draw(sub.rng)
    got = sub.call("td_loss", batch(w), batch(state), batch(reward), batch(following), returns="scalar")
    want = np.mean(error(w, state, reward, following) ** 2)
    expect(got, "td_loss(…)").tensor().shape(()).close(want)


def check_gradient(sub, expect):
    """The gradient flows through the prediction alone."""
    w, state, reward, following = draw(sub.rng)
    parts = [batch(v) for v in (w, state, reward, following)]
    got = sub.vjp("td_loss", parts, returns="batch")[0]
    e, n = error(w, state, reward, following), len(state)
    through_prediction, through_target = 2 * state.T @ e / n, -2 * GAMMA * following.T @ e / n
    mistakes = {
        "flows_through": through_prediction + through_target,
        "wrong_side": through_target,
        "nothing_flows": np.zeros_like(w),
    }
    expect(got, "the gradient by w", mistakes=mistakes).shape(w.shape).close(through_prediction)


def check_predictions(sub, expect):
    """STOPPED and FLOWING are the gradients of the small example."""
    one = np.ones((1, 1))
    e = float(error(one, one, 0 * one, 2 * one)[0, 0])
    for name, want in (("STOPPED", 2 * e), ("FLOWING", 2 * e * (1 - GAMMA * 2))):
        got = sub.get(name)
        expect.that(isinstance(got, (int, float)), f"{name} should be a number; it is {got!r}.")
        expect.that(
            abs(got - want) < 0.006, f"{name} = {got:g} does not agree with the code.", mistake="wrong_prediction"
        )
