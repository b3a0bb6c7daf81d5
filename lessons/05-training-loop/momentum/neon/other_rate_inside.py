from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def make_parameter(value):
    """A tensor that begins at `value`."""
    return be.array(value.get())


class Momentum:
    """The rate inside the velocity; pairs instead of two lists."""

    def __init__(self, parameters, rate, momentum):
        self.pairs = [(w, be.zeros(w.shape)) for w in parameters]
        self.rate, self.momentum = rate, momentum

    def step(self, gradients):
        """A velocity is the last step that was made."""
        for (w, v), g in zip(self.pairs, gradients):
            v[:] = v * self.momentum - g * self.rate
            w[:] = w + v
