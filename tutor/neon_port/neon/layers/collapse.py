"""Layers that collapse time: (features, steps) → (features, 1)."""

from neon.layers.base import Layer


class RecurrentOutput(Layer):
    """Base of layers that make one column of the steps of each example."""

    owns_delta = True

    def configure(self, in_obj):
        """Learn features and steps. Returns self."""
        super().configure(in_obj)
        if not isinstance(self.in_shape, (tuple, list)) or len(self.in_shape) != 2:
            raise ValueError(f"{self.name} needs sequences (features, steps), got the shape {self.in_shape}")
        self.nin, self.nsteps = self.in_shape
        self.out_shape = (self.nin, 1)
        return self

    def _by_step(self, tensor):
        """View (features, steps, batch)."""
        return tensor._tensor.reshape(tensor.shape[0], -1, self.be.bsz)


class RecurrentSum(RecurrentOutput):
    """The sum over the steps."""

    scale = 1.0

    def fprop(self, inputs, inference=False):
        """Return the sum, (features, batch)."""
        self.inputs = inputs
        self.outputs._tensor[...] = self._by_step(inputs).sum(axis=1) * self.scale
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Return the error at every step."""
        if self.deltas is None:
            return None
        spread = self._by_step(self.deltas)
        share = (alpha * self.scale) * error._tensor[:, None, :]
        spread[...] = share + beta * spread if beta else share
        return self.deltas


class RecurrentMean(RecurrentSum):
    """The mean over the steps."""

    def configure(self, in_obj):
        """Learn features and steps. Returns self."""
        super().configure(in_obj)
        self.scale = 1.0 / self.nsteps
        return self


class RecurrentLast(RecurrentOutput):
    """The last step."""

    def fprop(self, inputs, inference=False):
        """Return the last step, (features, batch)."""
        self.inputs = inputs
        self.outputs._tensor[...] = self._by_step(inputs)[:, -1]
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Return the error at the last step and 0 before."""
        if self.deltas is None:
            return None
        spread = self._by_step(self.deltas)
        spread[...] = beta * spread if beta else 0
        spread[:, -1] += alpha * error._tensor
        return self.deltas
