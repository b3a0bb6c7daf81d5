"""Save models with one neon and load them with the other. Run as a script, it is one of the two.

`python exchange.py port|upstream save|load FOLDER`: `save` trains each model, saves it to <name>.p, trains one
minibatch more, and writes what it computes to <name>.npz. `load` loads <name>.p into a fresh model, does the same,
and writes <name>.loaded.npz. (upstream: NEON_UPSTREAM names the checkout.)
"""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

import numpy as np

SIZE = 4


def convnet():
    from neon.initializers import Constant, Gaussian
    from neon.layers import Affine, Conv, Deconv, Dropout, Pooling
    from neon.transforms import Rectlin, Softmax

    g = Gaussian(scale=0.15)
    layers = [
        Conv((3, 3, 4), g, bias=Constant(0.1), activation=Rectlin()),
        Deconv((2, 2, 3), g, bias=Constant(0)),
        Conv((2, 2, 4), g, padding=1, activation=Rectlin()),
        Pooling(2),
        Dropout(1.0),
        Affine(3, g, bias=Constant(0), activation=Softmax()),
    ]
    return layers, (1, 8, 8)


def batch_norm():
    from neon.initializers import Gaussian
    from neon.layers import Affine, Conv
    from neon.transforms import Rectlin, Softmax

    g = Gaussian(scale=0.3)
    layers = [
        Conv((3, 3, 4), g, batch_norm=True, activation=Rectlin()),
        Affine(5, g, batch_norm=True, activation=Rectlin()),
        Affine(3, g, activation=Softmax()),
    ]
    return layers, (2, 5, 5)


def recurrent():
    from neon.initializers import Constant, Gaussian
    from neon.layers import GRU, LSTM, Affine, BiRNN, Recurrent, RecurrentLast
    from neon.transforms import Logistic, Softmax, Tanh

    g = Gaussian(scale=0.3)
    gates = {"activation": Tanh(), "gate_activation": Logistic(), "reset_cells": True}
    plain = {"activation": Tanh(), "reset_cells": True}
    layers = [
        Recurrent(4, g, **plain),
        LSTM(4, g, **gates),
        BiRNN(3, g, **plain),
        GRU(5, g, **gates),
        RecurrentLast(),
        Affine(3, g, bias=Constant(0), activation=Softmax()),
    ]
    return layers, (3, 6)


def words():
    from neon.initializers import Constant, Gaussian
    from neon.layers import LSTM, Affine, LookupTable, RecurrentSum
    from neon.transforms import Logistic, Softmax, Tanh

    g = Gaussian(scale=0.3)
    layers = [
        LookupTable(vocab_size=9, embedding_dim=4, init=g, pad_idx=0),
        LSTM(4, g, activation=Tanh(), gate_activation=Logistic(), reset_cells=True),
        RecurrentSum(),
        Affine(3, g, bias=Constant(0), activation=Softmax()),
    ]
    return layers, (5, 1)


def branches():
    from neon.initializers import Constant, Gaussian
    from neon.layers import Affine, BinaryAffine, MergeBroadcast
    from neon.transforms import Softmax, Tanh

    g = Gaussian(scale=0.5)
    paths = [[Affine(4, g, bias=Constant(0), activation=Tanh())], [Affine(3, g), Affine(2, g, activation=Tanh())]]
    layers = [Affine(6, g), MergeBroadcast(paths, merge="stack"), BinaryAffine(4, g, batch_norm=True)]
    return [*layers, Affine(3, g, activation=Softmax())], 7


MODELS = {made.__name__: made for made in (convnet, batch_norm, recurrent, words, branches)}


class Run:
    """A model, a minibatch for it, and an optimizer that keeps states."""

    def __init__(self, make):
        from neon.backends import gen_backend
        from neon.layers import GeneralizedCost
        from neon.models import Model
        from neon.optimizers import GradientDescentMomentum
        from neon.transforms import CrossEntropyMulti

        self.be = gen_backend("cpu", batch_size=SIZE, rng_seed=1)
        layers, shape = make()
        self.model, self.cost = Model(layers), GeneralizedCost(CrossEntropyMulti())
        self.model.initialize(shape, self.cost)
        self.optimizer = GradientDescentMomentum(0.03, 0.9)
        rng = np.random.RandomState(5)
        if make is words:
            self.x = self.be.array(rng.randint(9, size=(5, SIZE)), dtype=np.int32)
        else:
            steps = shape[1] if isinstance(shape, tuple) and len(shape) == 2 else 1
            rows = shape[0] if steps > 1 else int(np.prod(shape))
            self.x = self.be.array(rng.normal(size=(rows, steps * SIZE)))
        self.t = self.be.array(np.eye(3)[:, rng.randint(3, size=SIZE)])

    def train(self, batches):
        for _ in range(batches):
            y = self.model.fprop(self.x)
            self.model.bprop(self.cost.get_errors(y, self.t))
            self.optimizer.optimize(self.model.layers_to_optimize, epoch=0)

    def outputs(self, model=None):
        return (model or self.model).fprop(self.x, inference=True).get()


def main(which, action, folder):
    here = Path(__file__).resolve()
    if which == "upstream":
        sys.path.insert(0, str(here.parents[2]))
        from tutor.worker import neon_shim

        neon_shim.install(os.environ["NEON_UPSTREAM"])
    else:
        sys.path.insert(0, str(here.parents[2] / "tutor" / "neon_port"))
    warnings.simplefilter("ignore")
    for name, make in MODELS.items():
        run, path = Run(make), os.path.join(folder, name)
        if action == "save":
            run.train(3)
            run.model.save_params(path + ".p")
        else:
            run.model.load_params(path + ".p")
        answers = {"outputs": run.outputs()}
        run.train(1)
        answers["trained"] = run.outputs()
        if action == "load":
            from neon.models import Model

            rebuilt = Model(path + ".p")
            rebuilt.initialize(make()[1])
            answers["rebuilt"] = run.outputs(rebuilt)
        np.savez(path + (".npz" if action == "save" else ".loaded.npz"), **answers)


if __name__ == "__main__":
    main(*sys.argv[1:])
