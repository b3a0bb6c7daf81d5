from types import SimpleNamespace

from neon.backends import Autodiff, gen_backend
from neon.initializers import Constant, GlorotUniform

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


class Weights:
    """A tensor and its gradient, in the shape of a layer."""

    has_params = True

    def __init__(self, name, shape, init):
        self.name, self.W, self.dW, self.states = name, be.empty(shape), be.zeros(shape), []
        init.fill(self.W)

    def get_params(self):
        return (self.W, self.dW), self.states


class Siamese:
    """No layers at all: one op-tree that holds the weights twice, and Autodiff adds the gradients up."""

    initialized = True

    def __init__(self, inputs, hidden, code):
        self.parts = [
            Weights("first", (hidden, inputs), GlorotUniform()),
            Weights("first bias", (hidden, 1), Constant(0)),
            Weights("last", (code, hidden), GlorotUniform()),
            Weights("last bias", (code, 1), Constant(0)),
        ]
        self.layers = SimpleNamespace(layers=self.parts)

    def code(self, x):
        first, bias, last, last_bias = (part.W for part in self.parts)
        return be.dot(last, be.maximum(be.dot(first, x) + bias, 0)) + last_bias

    def fprop(self, pair, inference=False):
        a, b = pair
        self.tree = be.sum(be.square(self.code(a) - self.code(b)), axis=0)
        return self.tree

    def bprop(self, error):
        slopes = Autodiff(self.tree, be, next_error=error).get_grad_op_tree([part.W for part in self.parts])
        for part, slope in zip(self.parts, slopes):
            part.dW[:] = slope


def make_model(inputs, hidden, code):
    """Return a new Siamese model."""
    return Siamese(inputs, hidden, code)
