"""Costs: y are the model's outputs and t the targets, both (features, batch) or (features, steps · batch)."""

import numpy as np

from neon.base import NervanaObject


class Cost(NervanaObject):
    """Base of costs: subclass it and define `__call__(y, t)` and `bprop(y, t)`."""

    def __call__(self, y, t):
        """Return the cost of each column as an op-tree of shape (1, batch)."""
        raise NotImplementedError(f"{type(self).__name__} does not define __call__(y, t)")

    def bprop(self, y, t):
        """Return the derivative with respect to y as an op-tree of y's shape."""
        raise NotImplementedError(f"{type(self).__name__} does not define bprop(y, t)")

    def _check(self, y, t):
        if tuple(y.shape) != tuple(t.shape):
            raise ValueError(
                f"{type(self).__name__}: outputs have shape {tuple(y.shape)}, targets {tuple(t.shape)}; "
                "they must be equal (features, batch)"
            )


class CrossEntropyBinary(Cost):
    """Binary cross-entropy −Σ t·log y + (1 − t)·log(1 − y), for outputs between 0 and 1.

    `bprop` is y − t, the gradient **before** a sigmoid: the last layer is Logistic(shortcut=True).

    Args:
        scale: factor of the gradient (not of the cost).
    """

    def __init__(self, scale=1):
        super().__init__()
        self.scale = scale

    def __call__(self, y, t):
        """Return the cost of each column as an op-tree of shape (1, batch)."""
        self._check(y, t)
        cost = self.be.safelog(1.0 - y) * (t - 1.0) - self.be.safelog(y) * t
        return self.be.sum(cost, axis=0)

    def bprop(self, y, t):
        """Return scale · (y − t)."""
        self._check(y, t)
        return self.scale * (y - t)


class CrossEntropyMulti(Cost):
    """Cross-entropy −Σ t·log y for outputs of Softmax and one-hot targets.

    `bprop` is y − t, the gradient **before** the softmax.

    Args:
        scale: factor of the gradient.
        usebits: measure in bits (cost and gradient times 1 / ln 2) instead of nats.
    """

    def __init__(self, scale=1, usebits=False):
        super().__init__()
        self.usebits = usebits
        self.scale = scale
        self.logscale = 1.0 / np.log(2.0).item() if usebits else 1.0

    def __call__(self, y, t):
        """Return the cost of each column as an op-tree of shape (1, batch)."""
        self._check(y, t)
        return self.be.sum(-t * self.logscale * self.be.safelog(y), axis=0)

    def bprop(self, y, t):
        """Return scale · (y − t), in bits if usebits."""
        self._check(y, t)
        return self.logscale * self.scale * (y - t)


class SumSquared(Cost):
    """Half the squared error, summed over the features: Σ (y − t)² / 2."""

    def __init__(self):
        super().__init__()

    def __call__(self, y, t):
        """Return the cost of each column as an op-tree of shape (1, batch)."""
        self._check(y, t)
        return self.be.sum(self.be.square(y - t), axis=0) / 2.0

    def bprop(self, y, t):
        """Return y − t."""
        self._check(y, t)
        return y - t


class MeanSquared(Cost):
    """Half the squared error, averaged over the features: mean (y − t)² / 2."""

    def __init__(self):
        super().__init__()

    def __call__(self, y, t):
        """Return the cost of each column as an op-tree of shape (1, batch)."""
        self._check(y, t)
        return self.be.mean(self.be.square(y - t), axis=0) / 2.0

    def bprop(self, y, t):
        """Return (y − t) / features."""
        self._check(y, t)
        return (y - t) / y.shape[0]


class SmoothL1Loss(Cost):
    """(σx)²/2 for |x| < 1/σ², else |x| − 1/(2σ²), summed over the features, with x = y − t."""

    def __init__(self, sigma=1.0):
        super().__init__()
        self.sigma = sigma
        self.sigma2 = sigma * sigma

    def __call__(self, y, t):
        """Return the cost of each column as an op-tree of shape (1, batch)."""
        self._check(y, t)
        x = y - t
        size = self.be.absolute(x)
        near = size < 1.0 / self.sigma2
        cost = near * (0.5 * self.sigma2 * self.be.square(x)) + (1 - near) * (size - 0.5 / self.sigma2)
        return self.be.sum(cost, axis=0)

    def bprop(self, y, t):
        """Return σ²x near 0, else the sign of x."""
        self._check(y, t)
        x = y - t
        near = self.be.absolute(x) < 1.0 / self.sigma2
        return near * (self.sigma2 * x) + (1 - near) * self.be.sgn(x)


class SquareHingeLoss(Cost):
    """Mean over the features of max(0, margin − s·y)², with s = 2t − 1 for targets t of 0 and 1."""

    def __init__(self, margin=1):
        super().__init__()
        self.margin = margin

    def __call__(self, y, t):
        """Return the cost of each column as an op-tree of shape (1, batch)."""
        self._check(y, t)
        t = 2 * t - 1
        return self.be.mean(self.be.square(self.be.maximum(self.margin - t * y, 0)), axis=0)

    def bprop(self, y, t):
        """Return the derivative −2·s·max(0, margin − s·y) / features."""
        self._check(y, t)
        t = 2 * t - 1
        return -2 * t * self.be.maximum(self.margin - t * y, 0) / float(t.shape[0])
