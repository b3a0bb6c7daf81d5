from neon.backends import gen_backend
from neon.initializers import Constant, Gaussian, GlorotUniform
from neon.layers import Affine, GeneralizedCost
from neon.models import Model
from neon.optimizers import Adam
from neon.transforms import CrossEntropyMulti, Rectlin, Softmax

be = gen_backend(backend="cpu", batch_size=16, rng_seed=0)
cost = GeneralizedCost(costfunc=CrossEntropyMulti())


def make_model():
    """A network from 64 numbers to the probabilities of 10 classes."""
    layers = [
        Affine(nout=32, init=Constant(0), bias=Constant(0), activation=Rectlin()),
        Affine(nout=10, init=Constant(0), bias=Constant(0), activation=Softmax()),
    ]
    model = Model(layers=layers)
    model.initialize(64, cost)
    return model


def make_optimizer(model):
    """Adam."""
    return Adam(learning_rate=1e-6)


def train_step(model, optimizer, x, t):
    """Make one step on the batch x (64, 16), t one-hot (10, 16); return the loss before it."""
    y = model.fprop(x)
    loss = cost.get_cost(y, t)
    model.bprop(cost.get_errors(y, t))
    optimizer.optimize(model.layers_to_optimize, epoch=0)
    return float(loss[0, 0])
