"""Forward and backward of the learner's layer, in neon."""

import numpy as np
from neon import NervanaObject


def _layer(module, features):
    """A layer of the learner's class with buffers of its own."""
    layer = type(module.binarise)()
    layer.configure(features)
    layer.allocate()
    layer.deltas = NervanaObject.be.iobuf(features)
    return layer


def _columns(x):
    return NervanaObject.be.array(np.ascontiguousarray(x.get().T))


def forward(module, x):
    """fprop of x, turned to (features, batch) and back."""
    return _layer(module, x.shape[1]).fprop(_columns(x)).get().T


def backward(module, x, g):
    """What bprop makes of g after fprop of x."""
    layer = _layer(module, x.shape[1])
    layer.fprop(_columns(x))
    return layer.bprop(_columns(g)).get().T


def backward_of_scaled(module, x, g, scale):
    """The same for binarise(scale x), by x."""
    layer = _layer(module, x.shape[1])
    layer.fprop((_columns(x) * scale).astensor())
    return layer.bprop(_columns(g)).get().T * np.float32(scale)
