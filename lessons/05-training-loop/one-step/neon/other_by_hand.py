from neon.backends import gen_backend
from neon.initializers import Constant, GlorotUniform
from neon.layers import Affine, GeneralizedCost
from neon.models import Model
from neon.optimizers import GradientDescentMomentum
from neon.transforms import CrossEntropyMulti, Rectlin, Softmax

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def make_model():
    """A classifier from 64 numbers to the probabilities of 10 classes."""
    init = GlorotUniform()
    layers = [
        Affine(nout=32, init=init, bias=Constant(0), activation=Rectlin()),
        Affine(nout=10, init=init, bias=Constant(0), activation=Softmax()),
    ]
    model = Model(layers=layers)
    model.initialize(64, GeneralizedCost(costfunc=CrossEntropyMulti()))
    return model


def make_optimizer(model):
    """Plain gradient descent."""
    return GradientDescentMomentum(learning_rate=0.1, momentum_coef=0.0)


def train_step(model, optimizer, x, t):
    """The loss and the errors written as op-trees, the step layer by layer."""
    y = model.fprop(x)
    loss = be.empty((1, 1))
    loss[:] = be.mean(be.sum(be.safelog(y) * t, axis=0)) * -1
    errors = be.empty(y.shape)
    errors[:] = y - t
    model.bprop(errors)
    for layer in model.layers_to_optimize:
        (weights, slope), _ = layer.get_params()
        weights[:] = weights - slope * (0.1 / be.bsz)
    return loss
