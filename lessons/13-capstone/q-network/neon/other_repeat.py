import numpy as np
from neon.backends import gen_backend
from neon.initializers import Constant, Gaussian
from neon.layers import Activation, Bias, Linear
from neon.models import Model
from neon.transforms import Rectlin

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)

PARAMETERS = 4610
SHAPE = (2, 64)


def make_q_network(observations, hidden, actions):
    """The layers that Affine stands for, one by one."""
    layers = []
    for size in (hidden, hidden):
        layers += [Linear(size, init=Gaussian(scale=0.2)), Bias(init=Constant(0)), Activation(Rectlin())]
    model = Model(layers=[*layers, Linear(actions, init=Gaussian(scale=0.2)), Bias(init=Constant(0))])
    model.initialize((observations,))
    return model


def q_values(network, observations):
    """Fill the batch by repeating the observations round and round."""
    rows = np.arange(be.bsz) % len(observations)
    values = network.fprop(be.array(observations[rows].T.copy()), inference=True).get()
    return values.T[: len(observations)]
