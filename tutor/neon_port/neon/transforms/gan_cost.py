"""The costs of generative adversarial networks."""

from neon.transforms.costs import Cost

FUNCTIONS = ("original", "modified", "wasserstein")


class GANCost(Cost):
    """Cost of a generative adversarial network; called, it gives the discriminator's cost.

    Args:
        scale: factor of cost and gradient.
        cost_type: 'dis' or 'gen', a label: the methods below say whose derivative they give.
        func: 'original' (minimax), 'modified' (the generator maximises log D(G(z))) or 'wasserstein'.
    """

    def __init__(self, scale=1.0, cost_type="dis", func="modified"):
        super().__init__()
        if cost_type not in ("dis", "gen"):
            raise ValueError(f"cost_type must be 'dis' or 'gen', got {cost_type!r}")
        if func not in FUNCTIONS:
            raise ValueError(f"func must be one of {FUNCTIONS}, got {func!r}")
        self.scale, self.cost_type, self.func = scale, cost_type, func

    def __call__(self, y_data, y_noise):
        """Return the discriminator's cost of each column from its outputs on data and on generated data."""
        if self.func == "wasserstein":
            return self.scale * self.be.sum(y_data - y_noise, axis=0)
        return self.scale * self.be.sum(-self.be.safelog(y_data) - self.be.safelog(1.0 - y_noise), axis=0)

    def bprop_noise(self, y_noise):
        """Return the discriminator's derivative with respect to its outputs on generated data."""
        if self.func == "wasserstein":
            return -self.scale * (self.be.zeros(y_noise.shape) + 1.0)
        return self.scale * self.be.reciprocal(1.0 - y_noise)

    def bprop_data(self, y_data):
        """Return the discriminator's derivative with respect to its outputs on real data."""
        if self.func == "wasserstein":
            return self.scale * (self.be.zeros(y_data.shape) + 1.0)
        return -self.scale * self.be.reciprocal(y_data)

    def bprop_generator(self, y_noise):
        """Return the generator's derivative with respect to the discriminator's outputs on its data."""
        be = self.be
        if self.func == "original":
            return -self.scale * be.reciprocal(1.0 - y_noise)
        if self.func == "modified":
            return -self.scale * be.reciprocal(y_noise)
        return self.scale * (be.zeros(y_noise.shape) + 1.0)
