from neon.backends import gen_backend
from neon.initializers import Constant, GlorotUniform
from neon.layers import Affine
from neon.models import Model
from neon.transforms import Rectlin

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def make_encoder(inputs, hidden, code):
    """A model from (inputs, n) to codes (code, n)."""
    init, zero = GlorotUniform(), Constant(0)
    layers = [
        Affine(nout=hidden, init=init, bias=zero, activation=Rectlin()),
        Affine(nout=code, init=init, bias=zero),
    ]
    encoder = Model(layers=layers)
    encoder.initialize(inputs)
    return encoder


class Siamese:
    """The squared distance of two codes."""

    initialized = True

    def __init__(self, inputs, hidden, code):
        self.encoder = make_encoder(inputs, hidden, code)
        self.layers = self.encoder.layers
        self.difference, self.distances = be.empty((code, be.bsz)), be.empty((1, be.bsz))

    def fprop(self, pair, inference=False):
        """Return the distances (1, n) of a pair of inputs."""
        self.pair = pair
        self.difference[:] = self.encoder.fprop(pair[0], inference)
        self.difference[:] = self.difference - self.encoder.fprop(pair[1], inference)
        self.distances[:] = be.sum(be.square(self.difference), axis=0)
        return self.distances

    def bprop(self, error):
        """Write the gradient of every parameter, for an error (1, n)."""
        slope = be.empty(self.difference.shape)
        slope[:] = -2 * self.difference * error
        self.encoder.bprop(slope)  # b went forward last
        by_b = [layer.dW.get() for layer in self.encoder.layers_to_optimize]
        self.encoder.fprop(self.pair[0])
        slope[:] = 2 * self.difference * error
        self.encoder.bprop(slope)
        for layer, kept in zip(self.encoder.layers_to_optimize, by_b):
            layer.dW[:] = layer.dW + be.array(kept)


def make_model(inputs, hidden, code):
    """Return a new Siamese model."""
    return Siamese(inputs, hidden, code)
