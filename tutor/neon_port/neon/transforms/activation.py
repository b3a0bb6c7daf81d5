"""Activations. Each is called with the layer's input; `bprop` gets its output, since neon works in place."""

import numpy as np

from neon.transforms.transform import Transform

EPSILON = float(np.finfo(np.float32).eps)


class Identity(Transform):
    """y = x."""

    def __call__(self, x):
        """Return x."""
        return x

    def bprop(self, x):
        """Return the derivative, 1."""
        return 1


class Rectlin(Transform):
    """Rectified linear: max(x, 0) + slope · min(x, 0); a slope over 0 makes it leaky."""

    def __init__(self, slope=0, name=None):
        super().__init__(name)
        self.slope = slope

    def __call__(self, x):
        """Return the op-tree of max(x, 0) + slope · min(x, 0)."""
        if self.slope == 0:
            return self.be.maximum(x, 0)
        return self.be.maximum(x, 0) + self.slope * self.be.minimum(0, x)

    def bprop(self, x):
        """Return 1 where the output is over 0, else the slope."""
        if self.slope == 0:
            return self.be.greater(x, 0)
        return self.be.greater(x, 0) + self.slope * self.be.less(x, 0)


class Rectlinclip(Transform):
    """Rectified linear, cut at `xcut`: min(max(x, 0) + slope · min(x, 0), xcut)."""

    def __init__(self, slope=0, name=None, xcut=20.0):
        super().__init__(name)
        self.slope, self.xcut = slope, xcut

    def __call__(self, x):
        """Return the op-tree of the clipped rectifier."""
        return self.be.minimum(self.be.maximum(x, 0) + self.slope * self.be.minimum(0, x), self.xcut)

    def bprop(self, x):
        """Return 1 between 0 and xcut, the slope under 0, 0 at and over xcut."""
        slopes = self.be.greater(x, 0) + self.slope * self.be.less(x, 0)
        return slopes * self.be.less(x, self.xcut)


class Explin(Transform):
    """Exponential linear: x for x > 0, else alpha · (e^x − 1)."""

    def __init__(self, alpha=1.0, name=None):
        super().__init__(name)
        self.alpha = alpha

    def __call__(self, x):
        """Return the op-tree of the exponential linear unit."""
        return self.be.maximum(x, 0) + self.alpha * (self.be.exp(self.be.minimum(x, 0)) - 1)

    def bprop(self, x):
        """Return 1 where the output is over 0, else output + alpha."""
        return self.be.greater(x, 0) + self.be.minimum(x, 0) + self.alpha * self.be.less_equal(x, 0)


class Normalizer(Transform):
    """x / divisor."""

    def __init__(self, name=None, divisor=128.0):
        super().__init__(name)
        self.divisor = divisor

    def __call__(self, x):
        """Return the op-tree of x / divisor."""
        return x / self.divisor

    def bprop(self, x):
        """Return 1 / divisor."""
        return 1.0 / self.divisor


class Softmax(Transform):
    """Softmax down the columns (axis 0: the features of each example), safe for large inputs.

    `bprop` returns 1, which is right **under CrossEntropyMulti only**: its gradient holds softmax's.
    """

    def __init__(self, axis=0, name=None, epsilon=EPSILON):
        super().__init__(name)
        self.axis, self.epsilon = axis, epsilon

    def __call__(self, x):
        """Return the op-tree of softmax(x)."""
        raised = self.be.exp(x - self.be.max(x, axis=self.axis))
        return raised / self.be.sum(raised, axis=self.axis)

    def bprop(self, x):
        """Return 1 (see the class)."""
        return 1


class PixelwiseSoftmax(Transform):
    """Softmax over `c` channels at each pixel of an input of shape (c · pixels, batch)."""

    def __init__(self, c, name=None, epsilon=EPSILON):
        super().__init__(name)
        self.c, self.epsilon = c, epsilon

    def __call__(self, x):
        """Compute softmax over the channels. Returns a tensor of x's shape."""
        x = x.astensor()
        maps = x.reshape(self.c, x.size // self.c)
        raised = self.be.exp(maps - self.be.max(maps, axis=0))
        maps[:] = raised / self.be.sum(raised, axis=0)
        return maps.reshape(x.shape)

    def bprop(self, x):
        """Return 1: meant for use under a cross-entropy."""
        return 1


class Tanh(Transform):
    """Hyperbolic tangent."""

    def __call__(self, x):
        """Return the op-tree of tanh(x)."""
        return self.be.tanh(x)

    def bprop(self, x):
        """Return 1 − y² for the output y."""
        return 1.0 - self.be.square(x)


class Logistic(Transform):
    """Logistic sigmoid 1 / (1 + e^−x).

    Args:
        shortcut: True makes `bprop` 1, which is what **CrossEntropyBinary needs**: its gradient y − t holds
            the derivative of the sigmoid already. With any other cost leave it False.
    """

    def __init__(self, name=None, shortcut=False):
        super().__init__(name)
        self.set_shortcut(shortcut)

    def set_shortcut(self, shortcut):
        """Choose whether `bprop` is 1 (for CrossEntropyBinary) or y(1 − y)."""
        self.shortcut = shortcut

    def __call__(self, x):
        """Return the op-tree of the sigmoid."""
        return self.be.sig(x)

    def bprop(self, x):
        """Return y(1 − y) for the output y, or 1 with the shortcut."""
        return 1 if self.shortcut else x * (1.0 - x)


class Sign(Transform):
    """Sign of x as −1 or 1 (1 for 0) with the gradient passed straight through where |x| ≤ 1."""

    def __call__(self, x):
        """Return the op-tree of the sign; the input is kept for `bprop`."""
        x = x.astensor()
        self.inputs = self.be.array(x)
        return 2 * self.be.greater_equal(x, 0) - 1

    def bprop(self, x):
        """Return 1 where the input lay within −1 and 1, else 0."""
        return self.be.less_equal(self.be.absolute(self.inputs), 1)
