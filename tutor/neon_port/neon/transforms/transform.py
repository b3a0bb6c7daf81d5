"""`Transform`: the base of activations."""

from neon.base import NervanaObject


class Transform(NervanaObject):
    """Base of activations: subclass it and define `__call__(x)` and `bprop(x)`.

    An activation works in place, so `bprop` receives the layer's **output** y, not its input.
    """

    def __call__(self, x):
        """Return the activation of x, of shape (features, batch), as an op-tree."""
        raise NotImplementedError(f"{type(self).__name__} does not define __call__(x)")

    def bprop(self, x):
        """Return the derivative, written in terms of the layer's output."""
        raise NotImplementedError(f"{type(self).__name__} does not define bprop(x)")
