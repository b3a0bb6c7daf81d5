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
    n = x.shape[1]
    order = be.rng.permutation(n)
    for piece in np.resize(order, (-(-n // size), size)).tolist():
        yield x[:, piece], t[:, piece]


def train(x, t):
    """Return a Model trained on x (64, n) and t one-hot (10, n)."""
    model, cost = Model(layers=make_layers()), GeneralizedCost(costfunc=CrossEntropyMulti())
    model.initialize(64, cost)
    optimizer = GradientDescentMomentum(learning_rate=0.1, momentum_coef=0.9)
    for epoch in range(10):
        for images, labels in batches(x, t, 32):
            y = model.fprop(images)
            model.bprop(cost.get_errors(y, labels))
            optimizer.optimize(model.layers_to_optimize, epoch=epoch)
    return model
