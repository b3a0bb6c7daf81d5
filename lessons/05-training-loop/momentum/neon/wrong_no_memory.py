from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def make_parameter(value):
    """A tensor that begins at `value`."""
    return be.array(value.get())


class Momentum:
    """Gives the name v to an op-tree and forgets it."""

    def __init__(self, parameters, rate, momentum):
        self.parameters = parameters
        self.rate, self.momentum = rate, momentum
        self.velocities = [be.zeros_like(w) for w in parameters]

    def step(self, gradients):
        for w, v, g in zip(self.parameters, self.velocities, gradients):
            v = self.momentum * v + g
            w[:] = w - self.rate * v
