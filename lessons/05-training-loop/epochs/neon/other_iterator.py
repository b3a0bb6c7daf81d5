import numpy as np
from neon.backends import gen_backend
from neon.data import ArrayIterator
from neon.initializers import Constant, GlorotUniform
from neon.layers import Affine, GeneralizedCost
from neon.models import Model
from neon.optimizers import Adam
from neon.transforms import CrossEntropyMulti, Softmax, Tanh

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def batches(x, t, size):
    """neon's own iterator over a shuffled copy; it fills the last batch up by itself."""
    order = np.random.permutation(x.shape[1])
    images, labels = x.get().T[order], t.get().argmax(axis=0)[order]
    return ArrayIterator(images, labels, nclass=t.shape[0])


def train(x, t):
    """A wider network, another bend, and Adam."""
    init = GlorotUniform()
    layers = [
        Affine(nout=48, init=init, bias=Constant(0), activation=Tanh()),
        Affine(nout=10, init=init, bias=Constant(0), activation=Softmax()),
    ]
    model, cost, optimizer = Model(layers=layers), GeneralizedCost(CrossEntropyMulti()), Adam(learning_rate=0.005)
    model.initialize(64, cost)
    for epoch in range(8):
        for images, labels in batches(x, t, 32):
            model.bprop(cost.get_errors(model.fprop(images), labels))
            optimizer.optimize(model.layers_to_optimize, epoch)
    return model
