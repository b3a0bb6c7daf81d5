from neon.backends import gen_backend
from neon.initializers import Constant, Gaussian
from neon.layers import Activation, Bias, Linear, MergeMultistream, Sequential
from neon.models import Model
from neon.transforms import Rectlin

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def branch():
    """A path as a container of its own, of the layers that Affine stands for."""
    return Sequential([Linear(nout=16, init=Gaussian(scale=0.3)), Bias(init=Constant(0)), Activation(Rectlin())])


def make_model(left, right, classes):
    """Return a new model of two inputs."""
    head = [Linear(nout=classes, init=Gaussian(scale=0.3)), Bias(init=Constant(0))]
    model = Model(layers=[MergeMultistream([branch(), branch()], "stack"), *head])
    model.initialize([left, right])
    return model
