"""Logistic regression on two clouds: accuracy on new points, and agreement of probabilities and classes."""

import numpy as np
from tutor.judge import batch


class Clouds:
    """Two round clouds whose border does not pass near the origin; 2.2 apart from it, the best has 98.5 % accuracy."""

    def __init__(self, rng, apart=2.2):
        angle = rng.uniform(0, 2 * np.pi)
        self.rng, self.axis = rng, np.array([np.cos(angle), np.sin(angle)])
        self.middle = self.axis * rng.choice([-1, 1]) * 2.5 + rng.normal(0, 0.3, size=2)
        self.half = apart * self.axis

    def draw(self, n):
        """n points and their classes, half of each."""
        y = self.rng.permutation(np.arange(n) % 2)
        x = self.middle + np.where(y[:, None] == 1, 1, -1) * self.half + self.rng.normal(size=(n, 2))
        return x.astype("float32"), y.astype("float32")

    def across(self, n):
        """n points in a row from one cloud to the other."""
        return (self.middle + np.linspace(-1.5, 1.5, n)[:, None] * self.half).astype("float32")


def trained(sub, clouds):
    """What the learner's fit makes of 300 points."""
    x, y = clouds.draw(300)
    return sub.build("fit", batch(x), batch(y))


def smallest_loss(x, y):
    """The least mean cross-entropy that any weights and bias have on x and y, by Newton's method."""
    z, w = np.column_stack([x, np.ones(len(x))]).astype("float64"), np.zeros(3)
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(z @ w, -30, 30)))
        w -= np.linalg.solve((z.T * (p * (1 - p))) @ z + 1e-6 * np.eye(3), z.T @ (p - y))
    return float(np.mean(np.logaddexp(0, z @ w) - y * (z @ w)))


def answers(sub, expect, name, fitted, x):
    """The learner's probabilities or classes for x, as a float64 vector."""
    got = sub.call(name, fitted, batch(x), returns="vector")
    found = expect(got, f"{name}(fitted, x)").tensor().shape((len(x),)).finite()
    if name == "predict":
        found.dtype("float32")
    return np.asarray(got, dtype=float)


def check_new_points(sub, expect):
    """At least 95 % of new points get the right class."""
    clouds = Clouds(sub.rng)
    fitted = trained(sub, clouds)
    x, y = clouds.draw(600)
    got = answers(sub, expect, "predict", fitted, x)
    expect.that(bool(np.all((got == 0) | (got == 1))), "predict should give 0.0 or 1.0 for each example.")
    right = float(np.mean(got == y))
    blind = bool(np.all(got == 1))
    expect.that(
        right >= 0.95,
        f"{100 * right:.1f} % of 600 new points got their class; 95 % are asked.",
        mistake="everything_positive" if blind else ("no_bias" if right < 0.9 else None),
    )


def check_probabilities(sub, expect):
    """Probabilities lie between 0 and 1 and rise from one cloud to the other."""
    clouds = Clouds(sub.rng)
    got = answers(sub, expect, "probability", trained(sub, clouds), clouds.across(301))
    expect.that(
        got.min() >= 0 and got.max() <= 1,
        f"Probabilities run from {got.min():.3g} to {got.max():.3g}.",
        mistake="not_a_probability",
    )
    expect.that(
        got[0] < 0.1 and got[-1] > 0.9,
        f"Deep in the clouds, the probability of class 1 is {got[0]:.3f} and {got[-1]:.3f}; expected near 0 and near 1.",
    )


def check_loss_is_small(sub, expect):
    """On clouds that overlap more, the cross-entropy after fit is close to the smallest there is."""
    clouds = Clouds(sub.rng, apart=1.4)
    x, y = clouds.draw(300)
    p = answers(sub, expect, "probability", sub.build("fit", batch(x), batch(y)), x)
    p = np.clip(p, 1e-7, 1 - 1e-7)
    loss, least = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)), smallest_loss(x, y)
    expect.that(
        loss < least + 0.08,
        f"The mean cross-entropy is {loss:.3f} after your fit; the best weights and bias reach {least:.3f}.",
    )
    slope = np.abs(np.column_stack([x, np.ones(len(x))]).T @ (p - y) / len(y)).max()
    expect.that(
        slope < 0.03,
        f"At a minimum of the cross-entropy its gradient is zero; where your fit ended, it is still {slope:.3f}.",
    )


def check_border(sub, expect):
    """The class changes where the probability passes one half."""
    clouds = Clouds(sub.rng)
    fitted, x = trained(sub, clouds), clouds.across(1201)
    p, got = (answers(sub, expect, name, fitted, x) for name in ("probability", "predict"))
    sure = np.abs(p - 0.5) > 1e-3
    wrong = sure & (got != (p > 0.5))
    low = p[got == 1].min() if np.any(got == 1) else 1.0
    expect.that(
        not wrong.any(),
        f"{wrong.sum()} of {len(x)} points got a class that is the less probable one; class 1 begins at {low:.3f}.",
        mistake="everything_positive" if got.all() else ("threshold_on_logit" if 0.6 < low < 0.65 else None),
    )
