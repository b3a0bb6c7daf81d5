from neon.backends import gen_backend
from neon.initializers import Constant, GlorotUniform
from neon.layers import Affine, GeneralizedCost
from neon.models import Model
from neon.optimizers import GradientDescentMomentum
from neon.transforms import CrossEntropyMulti, Rectlin, Softmax

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)
cost = GeneralizedCost(costfunc=CrossEntropyMulti())


def make_model():
    """A classifier from 64 numbers to the probabilities of 10 classes."""
    init = GlorotUniform()
    layers = [
        Affine(nout=32, init=init, bias=Constant(0), activation=Rectlin()),
        Affine(nout=10, init=init, bias=Constant(0), activation=Softmax()),
    ]
    model = Model(layers=layers)
    model.initialize(64, cost)
    return model


def make_optimizer(model):
    """Plain gradient descent."""
    return GradientDescentMomentum(learning_rate=0.1, momentum_coef=0.0)


def train_step(model, optimizer, x, t):
    """Make one step on the batch x (64, 32), t one-hot (10, 32); return the loss before the step."""
    # TODO
