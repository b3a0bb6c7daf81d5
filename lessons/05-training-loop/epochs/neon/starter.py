import numpy as np
from neon.backends import gen_backend
from neon.initializers import Constant, GlorotUniform
from neon.layers import Affine, GeneralizedCost
from neon.models import Model
from neon.optimizers import GradientDescentMomentum
from neon.transforms import CrossEntropyMulti, Rectlin, Softmax

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def make_layers():
    """A network of one hidden layer, from 64 numbers to the probabilities of 10 classes."""
    init = GlorotUniform()
    return [
        Affine(nout=32, init=init, bias=Constant(0), activation=Rectlin()),
        Affine(nout=10, init=init, bias=Constant(0), activation=Softmax()),
    ]


def batches(x, t, size):
    """One epoch: pairs (images, labels) of `size` columns, in an order drawn anew, the last one filled up."""
    # TODO: shuffle
    yield x[:, :size], t[:, :size]


def train(x, t):
    """Return a Model trained on x (64, n) and t one-hot (10, n)."""
    model, cost = Model(layers=make_layers()), GeneralizedCost(costfunc=CrossEntropyMulti())
    model.initialize(64, cost)
    # TODO: an optimiser, and several epochs of batches(x, t, 32)
    return model
