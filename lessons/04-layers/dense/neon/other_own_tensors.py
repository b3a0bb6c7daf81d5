from neon.backends import gen_backend
from neon.initializers import Gaussian
from neon.layers.layer import ParameterLayer
from neon.models import Model

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


class Dense(ParameterLayer):
    """Makes both tensors itself, and multiplies by the backend's compound product."""

    def __init__(self, nout):
        super().__init__(Gaussian(scale=0.1))
        self.nout = nout

    def configure(self, in_obj):
        super().configure(in_obj)
        self.out_shape = self.nout
        return self

    def allocate(self, shared_outputs=None):
        self.outputs = be.iobuf(self.out_shape, shared=shared_outputs)
        self.pairs = []
        for columns in (self.in_shape, 1):
            self.pairs.append(((be.zeros((self.nout, columns)), be.zeros((self.nout, columns))), []))
        (self.W, self.dW), _ = self.pairs[0]
        (self.b, self.db), _ = self.pairs[1]
        self.init.fill(self.W)

    def get_params(self):
        return self.pairs

    def fprop(self, inputs, inference=False):
        self.inputs = inputs
        be.compound_dot(A=self.W, B=inputs, C=self.outputs)
        self.outputs[:] = self.outputs + self.b
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        be.compound_dot(A=error, B=self.inputs.T, C=self.dW)
        be.sum(error, axis=1, out=self.db)
        if self.deltas is not None:
            be.compound_dot(A=self.W.T, B=error, C=self.deltas, alpha=alpha, beta=beta)
        return self.deltas


def make_dense(inputs, units):
    """Return a model of one new dense layer."""
    return Model(layers=[Dense(units)])
