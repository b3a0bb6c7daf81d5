"""Two gradients of one parameter, neither of which disturbs the other."""

import numpy as np


def draw(rng):
    """A parameter and two sets of coefficients."""
    n = int(rng.integers(3, 8))
    w = (rng.choice([-1, 1], size=n) * rng.uniform(0.5, 2, size=n)).astype("float32")
    a, b = (rng.choice([-1, 1], size=n) * rng.uniform(0.5, 3, size=n) for _ in range(2))
    return w, a.astype("float32"), b.astype("float32")


def gradients(sub, expect):
    """The learner's two gradients, and the right ones."""
    w, a, b = draw(sub.rng)
    got = sub.call("two_gradients", w, a, b, returns="vector")
    expect.that(
        isinstance(got, (tuple, list)) and len(got) == 2,
        f"two_gradients should return two tensors; it returned {type(got).__name__}.",
    )
    return got, 3 * a * w**2, 3 * b * w**2


def check_first_gradient(sub, expect):
    """The first gradient is right, and still is after the second was taken."""
    got, first, second = gradients(sub, expect)
    wrong = [first + second, second, np.zeros_like(first)]
    overwritten = {"overwritten": lambda v: any(np.allclose(np.asarray(v), each, rtol=1e-4) for each in wrong[1:])}
    expect(got[0], "the gradient of loss_a", mistakes={**overwritten, "accumulated": wrong[0]}).tensor().shape(
        first.shape
    ).close(first)


def check_second_gradient(sub, expect):
    """The second gradient contains nothing of the first."""
    got, first, second = gradients(sub, expect)
    mistakes = {"accumulated": first + second}
    expect(got[1], "the gradient of loss_b", mistakes=mistakes).tensor().shape(second.shape).close(second)
