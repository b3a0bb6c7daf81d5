from neon.backends import gen_backend
from neon.initializers import Constant, Gaussian
from neon.layers import Affine, GeneralizedCost
from neon.models import Model
from neon.optimizers import GradientDescentMomentum
from neon.transforms import CrossEntropyMulti, Softmax, Tanh

be = gen_backend(backend="cpu", batch_size=16, rng_seed=0)
cost = GeneralizedCost(costfunc=CrossEntropyMulti())


def make_model():
    """Another initialiser and another bend."""
    layers = [
        Affine(nout=48, init=Gaussian(scale=0.1), bias=Constant(0), activation=Tanh()),
        Affine(nout=10, init=Gaussian(scale=0.1), bias=Constant(0), activation=Softmax()),
    ]
    model = Model(layers=layers)
    model.initialize(64, cost)
    return model


def make_optimizer(model):
    """Another optimiser."""
    return GradientDescentMomentum(learning_rate=0.3, momentum_coef=0.9)


def train_step(model, optimizer, x, t):
    """Make one step on the batch x (64, 16), t one-hot (10, 16); return the loss before it."""
    y = model.fprop(x)
    loss = cost.get_cost(y, t)
    model.bprop(cost.get_errors(y, t))
    optimizer.optimize(model.layers_to_optimize, epoch=0)
    return loss
