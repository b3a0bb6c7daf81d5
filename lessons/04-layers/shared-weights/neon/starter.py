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


class Both:
    """The layers of two models, as one container."""

    def __init__(self, first, second):
        self.layers = [first.layers, second.layers]


class Siamese:
    """The squared distance of two codes."""

    initialized = True

    def __init__(self, inputs, hidden, code):
        self.of_a, self.of_b = make_encoder(inputs, hidden, code), make_encoder(inputs, hidden, code)
        self.layers = Both(self.of_a, self.of_b)
        self.difference, self.distances = be.empty((code, be.bsz)), be.empty((1, be.bsz))

    def fprop(self, pair, inference=False):
        """Return the distances (1, n) of a pair of inputs."""
        self.pair = pair
        self.difference[:] = self.of_a.fprop(pair[0], inference)
        self.difference[:] = self.difference - self.of_b.fprop(pair[1], inference)
        self.distances[:] = be.sum(be.square(self.difference), axis=0)
        return self.distances

    def bprop(self, error):
        """Write the gradient of every parameter, for an error (1, n)."""
        slope = be.empty(self.difference.shape)
        slope[:] = 2 * self.difference * error
        self.of_a.bprop(slope)


def make_model(inputs, hidden, code):
    """Return a new Siamese model."""
    return Siamese(inputs, hidden, code)
