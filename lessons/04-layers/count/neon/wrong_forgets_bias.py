from neon.backends import gen_backend
from neon.initializers import Constant, GlorotUniform
from neon.layers import Affine, Dropout
from neon.models import Model
from neon.transforms import Identity, Rectlin

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)
predicted = {"linear": 650, "deep": 1754, "normalised": 2442, "autoencoder": 4744, "bare": 9472}
init, zero = GlorotUniform(), Constant(0)


def make_linear():
    return Model(layers=[Affine(nout=10, init=init, bias=zero)])


def make_deep():
    layers = []
    for _ in range(3):
        layers += [Affine(nout=16, init=init, bias=zero, activation=Rectlin()), Dropout(keep=0.5)]
    return Model(layers=[*layers, Affine(nout=10, init=init, bias=zero)])


def make_normalised():
    first = Affine(nout=32, init=init, batch_norm=True, activation=Rectlin())
    return Model(layers=[first, Affine(nout=10, init=init, bias=zero)])


def make_autoencoder():
    layers = [Affine(nout=n, init=init, bias=zero, activation=Rectlin()) for n in (32, 8, 32)]
    return Model(layers=[*layers, Affine(nout=64, init=init, bias=zero)])


def make_bare():
    return Model(layers=[Affine(nout=128, init=init, activation=Rectlin()), Affine(nout=10, init=init)])


def count(sizes, biases=True):
    """Weights alone."""
    return sum(a * b for a, b in zip(sizes, sizes[1:]))
