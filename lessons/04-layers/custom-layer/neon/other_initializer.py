from neon.backends import gen_backend
from neon.initializers import Constant, Gaussian
from neon.initializers.initializer import Initializer
from neon.layers import Activation, Affine, Bias, Linear
from neon.layers.layer import ParameterLayer, interpret_in_shape
from neon.models import Model
from neon.transforms import Tanh

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


class Neutral(Initializer):
    """Ones in the first column, zeros in the second."""

    def fill(self, param):
        param[:, 0:1] = 1.0
        param[:, 1:2] = 0.0


class ScaleShift(ParameterLayer):
    """An initialiser of its own, and buffers of its own for what bprop needs."""

    def __init__(self, name=None):
        super().__init__(init=Neutral(), name=name)

    def configure(self, in_obj):
        super().configure(in_obj)
        features, _ = interpret_in_shape(self.in_shape)
        self.out_shape, self.weight_shape = self.in_shape, (features, 2)
        return self

    def fprop(self, inputs, inference=False):
        self.inputs = inputs
        scale, shift = self.W[:, 0:1], self.W[:, 1:2]
        self.outputs[:] = inputs * scale
        self.outputs[:] = self.outputs + shift
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        product, ones = be.empty(error.shape), be.ones((error.shape[1], 1))
        product[:] = error * self.inputs
        self.dW[:, 0:1] = be.dot(product, ones)
        self.dW[:, 1:2] = be.dot(error, ones)
        if self.deltas is not None:
            self.deltas[:] = error * self.W[:, 0:1] * alpha + self.deltas * beta
        return self.deltas


def make_layer(features):
    """Return a model of one new ScaleShift."""
    return Model(layers=[ScaleShift()])


def make_model(inputs, hidden, classes):
    """The layers that Affine stands for, one by one."""
    init = Gaussian(scale=0.2)
    first = [Linear(hidden, init=init), Bias(Constant(0))]
    return Model(layers=[*first, ScaleShift(), Activation(Tanh()), Affine(classes, init=init, bias=Constant(0))])
