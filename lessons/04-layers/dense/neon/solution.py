from neon.backends import gen_backend
from neon.initializers import GlorotUniform
from neon.layers.layer import ParameterLayer
from neon.models import Model

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


class Dense(ParameterLayer):
    """outputs = W inputs + b."""

    def __init__(self, nout, init):
        super().__init__(init)
        self.nout = nout

    def configure(self, in_obj):
        """Learn the shape of the inputs."""
        super().configure(in_obj)
        self.out_shape = self.nout
        self.weight_shape = (self.nout, self.in_shape)
        return self

    def allocate(self, shared_outputs=None):
        """Make W, dW and the outputs; then the bias, its gradient and its states."""
        super().allocate(shared_outputs)
        self.b, self.db, self.b_states = be.zeros((self.nout, 1)), be.zeros((self.nout, 1)), []

    def get_params(self):
        """Return a list of ((weights, gradient), states)."""
        return [((self.W, self.dW), self.states), ((self.b, self.db), self.b_states)]

    def fprop(self, inputs, inference=False):
        """Write the outputs (nout, N) for inputs (nin, N), and return them."""
        self.inputs = inputs
        self.outputs[:] = be.dot(self.W, inputs) + self.b
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Write dW, db and deltas for an error (nout, N); return the deltas."""
        self.dW[:] = be.dot(error, self.inputs.T)
        self.db[:] = be.sum(error, axis=1)
        if self.deltas is not None:
            self.deltas[:] = alpha * be.dot(self.W.T, error) + beta * self.deltas
        return self.deltas


def make_dense(inputs, units):
    """Return a model of one new dense layer."""
    return Model(layers=[Dense(units, init=GlorotUniform())])
