"""Adam: the first step, thirty steps with other settings, and gradients that are zero or nearly so."""

import numpy as np

STEPS = 30


class Reference:
    """Adam in float64, and what it becomes with one thing wrong."""

    def __init__(self, rate, beta1=0.9, beta2=0.999, epsilon=1e-8, *, corrected=True, root=True, place="beside"):
        self.settings = rate, beta1, beta2, epsilon
        self.corrected, self.root, self.place = corrected, root, place
        self.m = self.v = 0.0
        self.t = 0

    def step(self, w, gradient):
        """The position after one more step."""
        rate, beta1, beta2, epsilon = self.settings
        gradient = np.asarray(gradient, dtype=float)
        self.t += 1
        self.m = beta1 * self.m + (1 - beta1) * gradient
        self.v = beta2 * self.v + (1 - beta2) * gradient**2
        share1, share2 = (1 - beta1**self.t, 1 - beta2**self.t) if self.corrected else (1.0, 1.0)
        square = self.v / share2
        if self.place == "under":
            return w - rate * (self.m / share1) / np.sqrt(square + epsilon)
        epsilon /= np.sqrt(share2) if self.place == "hat" else 1
        return w - rate * (self.m / share1) / ((np.sqrt(square) if self.root else square) + epsilon)


def draw(rng):
    """A matrix, and a gradient with no element near zero, both float32."""
    shape = (int(rng.integers(2, 6)), int(rng.integers(2, 6)))
    return rng.normal(size=shape).astype("float32"), slope(rng, shape)


def slope(rng, shape):
    """A gradient whose elements are between 0.2 and 4 in size."""
    return (rng.choice([-1.0, 1.0], size=shape) * rng.uniform(0.2, 4, size=shape)).astype("float32")


def not_finite(value):
    """Whether a numeric value holds NaN or infinity."""
    array = getattr(value, "array", None)
    return array is not None and not np.isfinite(array).all()


def check_first_step(sub, expect):
    """The first step goes against the sign of the gradient, by the learning rate."""
    w, gradient = draw(sub.rng)
    rate = float(sub.rng.uniform(0.05, 0.5))
    got = sub.call(sub.build("Adam", rate).attr("step"), w, gradient)
    mistakes = {
        "counts_from_zero": not_finite,
        "no_bias_correction": Reference(rate, corrected=False).step(w, gradient),
        "no_root": Reference(rate, root=False).step(w, gradient),
    }
    expect(got, "w after the first step", mistakes=mistakes).close(Reference(rate).step(w, gradient))


def check_thirty_steps(sub, expect):
    """Over thirty steps w goes where Adam takes it, with other settings, too."""
    w, _ = draw(sub.rng)
    rate, beta1, beta2 = (float(sub.rng.uniform(a, b)) for a, b in ((0.01, 0.1), (0.6, 0.95), (0.9, 0.99)))
    optimizer = sub.build("Adam", rate, beta1, beta2, 1e-8)
    right = Reference(rate, beta1, beta2)
    raw, rootless = Reference(rate, beta1, beta2, corrected=False), Reference(rate, beta1, beta2, root=False)
    for number in range(STEPS):
        gradient = slope(sub.rng, w.shape)
        got = sub.call(optimizer.attr("step"), w, gradient)
        mistakes = {"no_bias_correction": raw.step(w, gradient), "no_root": rootless.step(w, gradient)}
        want = right.step(w, gradient)
        expect(got, f"w after step {number + 1}", mistakes=mistakes).close(want)
        w = want.astype("float32")


def check_zero_gradient(sub, expect):
    """An element whose gradient is zero stays where it is."""
    w, _ = draw(sub.rng)
    rate = float(sub.rng.uniform(0.05, 0.5))
    optimizer, right = sub.build("Adam", rate), Reference(rate)
    for number in range(3):
        gradient = slope(sub.rng, w.shape)
        gradient[0, 0] = gradient[-1, -1] = 0
        got = sub.call(optimizer.attr("step"), w, gradient)
        want = right.step(w, gradient)
        expect(got, f"w after step {number + 1}", mistakes={"no_epsilon": not_finite}).close(want)
        w = want.astype("float32")


def check_tiny_gradients(sub, expect):
    """Where gradients are tiny, epsilon shortens the steps."""
    rate = float(sub.rng.uniform(0.05, 0.5))
    for settings, scale in (((), 1e-7), ((0.8, 0.9, 0.3), 0.2)):
        w, _ = draw(sub.rng)
        optimizer = sub.build("Adam", rate, *settings)
        right, hat, under = (Reference(rate, *settings, place=place) for place in ("beside", "hat", "under"))
        without = Reference(rate, *settings[:2], epsilon=0.0)
        for number in range(3):
            gradient = scale * slope(sub.rng, w.shape)
            got = sub.call(optimizer.attr("step"), w, gradient)
            want, library = right.step(w, gradient), hat.step(w, gradient)
            mistakes = {"epsilon_in_root": under.step(w, gradient), "no_epsilon": without.step(w, gradient)}
            if np.shape(got) == w.shape and np.allclose(np.asarray(got), library, rtol=1e-4, atol=1e-4):
                want = library  # epsilon before the correction, as Keras and neon have it
            expect(got, f"w after step {number + 1}", mistakes=mistakes).close(want)
            w = want.astype("float32")


def check_optimisers_are_separate(sub, expect):
    """A second optimiser begins afresh."""
    w, gradient = draw(sub.rng)
    alone = sub.call(sub.build("Adam", 0.1).attr("step"), w, gradient)
    busy = sub.build("Adam", 0.1)
    for _ in range(3):
        sub.call(busy.attr("step"), w, slope(sub.rng, w.shape))
    got = sub.call(sub.build("Adam", 0.1).attr("step"), w, gradient)
    label = "w after the first step of another optimiser"
    expect(alone, label).tensor().shape(w.shape)
    expect(got, label, mistakes={"shared_state": lambda value: True}).close(alone)
    expect(got, label).close(Reference(0.1).step(w, gradient))
