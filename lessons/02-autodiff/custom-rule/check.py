"""The sign forwards, a window for the gradient backwards."""

import numpy as np

BATCH = 32


def draw(rng):
    """Inputs around zero, none closer to 0 or to ±1 than a little, and a gradient from above."""
    features = int(rng.integers(4, 9))
    size = rng.choice([0.2, 0.7, 0.9, 1.2, 2.5], size=(BATCH, features)) + rng.uniform(0, 0.08, size=(BATCH, features))
    x = size * rng.choice([-1, 1], size=size.shape)
    return x.astype("float32"), rng.normal(0, 2, size=x.shape).astype("float32")


def check_forward_is_the_sign(sub, expect):
    """Forwards, binarise gives the sign of every element."""
    x, _ = draw(sub.rng)
    got = sub.probe("forward", x)
    expect(got, "binarise(x)", mistakes={"identity_forward": x}).shape(x.shape).dtype("float32").close(np.sign(x))


def check_backward_has_a_window(sub, expect):
    """Backwards, the gradient passes where |x| is at most 1, and nowhere else."""
    x, g = draw(sub.rng)
    inside = np.abs(x) <= 1
    got = sub.probe("backward", x, g)
    mistakes = {
        "default_backward": lambda v: v is None or not np.any(np.asarray(v)),
        "ones_for_gradient": inside.astype(float),
        "never_clipped": g,
    }
    expect(got, "the gradient behind binarise", mistakes=mistakes).shape(x.shape).close(
        g * inside, mistakes={"ones_for_gradient": lambda v: np.size(np.unique(np.asarray(v))) <= 2}
    )


def check_in_a_composition(sub, expect):
    """Behind a linear map, the weights get the gradient that the rule promises."""
    x, g = draw(sub.rng)
    scale = np.float32(sub.rng.choice([0.5, 2.0]))
    inside = np.abs(scale * x) <= 1
    got = sub.probe("backward_of_scaled", x, g, float(scale))
    expect(got, "the gradient by x of binarise(scale · x)").shape(x.shape).close(
        scale * g * inside, mistakes={"never_clipped": scale * g, "default_backward": np.zeros_like(g)}
    )
