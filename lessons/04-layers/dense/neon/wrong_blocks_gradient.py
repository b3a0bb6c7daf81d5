from neon.backends import gen_backend
from neon.initializers import GlorotUniform
from neon.layers.layer import ParameterLayer
from neon.models import Model

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


class Dense(ParameterLayer):
    """Works out its own gradients, and leaves the deltas as they were."""

    def __init__(self, nout, init):
        super().__init__(init)
        self.nout = nout

    def configure(self, in_obj):
        super().configure(in_obj)
        self.out_shape = self.nout
        self.weight_shape = (self.nout, self.in_shape)
        return self

    def allocate(self, shared_outputs=None):
        super().allocate(shared_outputs)
        self.b, self.db, self.b_states = be.zeros((self.nout, 1)), be.zeros((self.nout, 1)), []

    def get_params(self):
        return [((self.W, self.dW), self.states), ((self.b, self.db), self.b_states)]

    def fprop(self, inputs, inference=False):
        self.inputs = inputs
        self.outputs[:] = be.dot(self.W, inputs) + self.b
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        self.dW[:] = be.dot(error, self.inputs.T)
        self.db[:] = be.sum(error, axis=1)
        return self.deltas


def make_dense(inputs, units):
    return Model(layers=[Dense(units, init=GlorotUniform())])
