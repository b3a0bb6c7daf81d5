import numpy as np
from neon.backends import gen_backend
from neon.initializers import Array, Constant, GlorotUniform
from neon.layers import Activation, Affine
from neon.layers.layer import ParameterLayer, interpret_in_shape
from neon.models import Model
from neon.transforms import Tanh

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


class ScaleShift(ParameterLayer):
    """outputs = scale * inputs + shift, one pair for each feature; W is (features, 2)."""

    def __init__(self, name=None):
        super().__init__(name=name)

    def configure(self, in_obj):
        """Learn the number of features, and with what W begins."""
        super().configure(in_obj)
        features, _ = interpret_in_shape(self.in_shape)
        self.out_shape = self.in_shape
        self.weight_shape = (features, 2)
        self.init = Array(np.tile([1.0, 0.0], (features, 1)))
        return self

    def fprop(self, inputs, inference=False):
        """Write the outputs for inputs (features, N), and return them."""
        self.inputs = inputs
        self.outputs[:] = self.W[:, 0:1] * inputs + self.W[:, 1:2]
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Write dW and deltas for an error (features, N); return the deltas."""
        self.dW[:, 0:1] = be.sum(error * self.inputs, axis=1)
        self.dW[:, 1:2] = be.sum(error, axis=1)
        if self.deltas is not None:
            self.deltas[:] = alpha * self.W[:, 0:1] * error + beta * self.deltas
        return self.deltas


def make_layer(features):
    """Return a model of one new ScaleShift."""
    return Model(layers=[ScaleShift()])


def make_model(inputs, hidden, classes):
    """Return a new model: dense, ScaleShift, tanh, dense."""
    init = GlorotUniform()
    first, last = Affine(hidden, init=init, bias=Constant(0)), Affine(classes, init=init, bias=Constant(0))
    return Model(layers=[first, ScaleShift(), Activation(Tanh()), last])
