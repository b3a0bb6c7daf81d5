from neon.backends import gen_backend
from neon.initializers import Constant, Gaussian
from neon.layers import Activation, Bias, Linear
from neon.models import Model
from neon.transforms import Tanh

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def make_mlp(inputs, hidden, classes):
    """The layers that Affine stands for, one by one."""
    layers = [
        Linear(nout=hidden, init=Gaussian(scale=0.1)),
        Bias(init=Constant(0)),
        Activation(transform=Tanh()),
        Linear(nout=classes, init=Gaussian(scale=0.1)),
        Bias(init=Constant(0)),
    ]
    return Model(layers=layers)
