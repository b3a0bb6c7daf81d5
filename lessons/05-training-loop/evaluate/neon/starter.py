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
    """Return the accuracy and the confusion matrix (10, 10) of the model on x (64, n), t one-hot (10, n)."""
    # TODO
