from neon.backends import gen_backend
from neon.initializers import Constant, GlorotUniform
from neon.layers import Activation, Affine
from neon.layers.layer import Layer, interpret_in_shape
from neon.models import Model
from neon.transforms import Tanh

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


class ScaleShift(Layer):
    """A plain layer with two tensors that nobody lists."""

    owns_delta = True

    def configure(self, in_obj):
        super().configure(in_obj)
        features, _ = interpret_in_shape(self.in_shape)
        self.out_shape = self.in_shape
        self.scale, self.shift = be.ones((features, 1)), be.zeros((features, 1))
        return self

    def fprop(self, inputs, inference=False):
        self.outputs[:] = self.scale * inputs + self.shift
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        if self.deltas is not None:
            self.deltas[:] = alpha * self.scale * error + beta * self.deltas
        return self.deltas


def make_layer(features):
    return Model(layers=[ScaleShift()])


def make_model(inputs, hidden, classes):
    init = GlorotUniform()
    first, last = Affine(hidden, init=init, bias=Constant(0)), Affine(classes, init=init, bias=Constant(0))
    return Model(layers=[first, ScaleShift(), Activation(Tanh()), last])
