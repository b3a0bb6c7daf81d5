from neon.backends import gen_backend
from neon.layers.layer import Layer
from neon.models import Model

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


class Dense(Layer):
    """A plain layer, which has no parameters in neon's eyes."""

    def __init__(self, nout):
        super().__init__()
        self.nout = nout

    def configure(self, in_obj):
        super().configure(in_obj)
        self.out_shape = self.nout
        self.W = be.array(be.rng.normal(0, 0.1, (self.nout, self.in_shape)))
        self.b = be.zeros((self.nout, 1))
        self.dW, self.db = be.zeros_like(self.W), be.zeros_like(self.b)
        return self

    def fprop(self, inputs, inference=False):
        self.inputs = inputs
        self.outputs[:] = be.dot(self.W, inputs) + self.b
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        self.dW[:] = be.dot(error, self.inputs.T)
        self.db[:] = be.sum(error, axis=1)
        return self.deltas


def make_dense(inputs, units):
    return Model(layers=[Dense(units)])
