"""The costs of generative adversarial networks."""

from neon.transforms.costs import Cost

FUNCTIONS = ("original", "modified", "wasserstein")


class GANCost(Cost):
    """Cost of a discriminator ('dis') or generator ('gen').

    Args:
        scale: factor of cost and gradient.
        cost_type: 'dis' or 'gen'.
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
        """Return the cost of each column from the discriminator's outputs on data and on generated data."""
        be, kind = self.be, (self.cost_type, self.func)
        if kind in (("dis", "original"), ("dis", "modified")):
            return self.scale * be.sum(-be.safelog(y_data) - be.safelog(1.0 - y_noise), axis=0)
        if kind == ("gen", "original"):
            return self.scale * be.sum(be.safelog(1.0 - y_noise), axis=0)
        if kind == ("gen", "modified"):
            return self.scale * be.sum(-be.safelog(y_noise), axis=0)
        if kind == ("dis", "wasserstein"):
            return self.scale * be.sum(y_data - y_noise, axis=0)
        return self.scale * be.sum(y_noise, axis=0)

    def bprop_noise(self, y_noise):
        """Return the derivative with respect to the discriminator's outputs on generated data."""
        be, kind = self.be, (self.cost_type, self.func)
        if kind in (("dis", "original"), ("dis", "modified")):
            return self.scale * be.reciprocal(1.0 - y_noise)
        if kind == ("gen", "original"):
            return -self.scale * be.reciprocal(1.0 - y_noise)
        if kind == ("gen", "modified"):
            return -self.scale * be.reciprocal(y_noise)
        sign = -self.scale if self.cost_type == "dis" else self.scale
        return sign * (be.zeros(y_noise.shape) + 1.0)

    def bprop_data(self, y_data):
        """Return the derivative with respect to the discriminator's outputs on real data."""
        if self.func == "wasserstein":
            return self.scale * (self.be.zeros(y_data.shape) + 1.0)
        return -self.scale * self.be.reciprocal(y_data)

    bprop_generator = bprop_noise
