import numpy as np
from neon.backends import gen_backend
from neon.initializers import Constant, GlorotUniform
from neon.layers import Affine, Dropout
from neon.models import Model
from neon.transforms import Rectlin, Softmax

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def make_model():
    """A classifier from 64 numbers to the probabilities of 10 classes, with dropout."""
    init = GlorotUniform()
    layers = [
        Affine(nout=32, init=init, bias=Constant(0), activation=Rectlin()),
        Dropout(keep=0.5),
        Affine(nout=10, init=init, bias=Constant(0), activation=Softmax()),
    ]
    model = Model(layers=layers)
    model.initialize(64)
    return model


def evaluate(model, x, t):
    """Counts what fills the last batch up."""
    truth = t.get().argmax(axis=0)
    n, size = len(truth), be.bsz
    confusion = np.zeros((10, 10), dtype=int)
    for piece in np.resize(np.arange(n), (-(-n // size), size)).tolist():
        answers = model.fprop(x[:, piece], inference=True).get().argmax(axis=0)
        np.add.at(confusion, (truth[piece], answers), 1)
    return confusion.trace() / confusion.sum(), confusion
