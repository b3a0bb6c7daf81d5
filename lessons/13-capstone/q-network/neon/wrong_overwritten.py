import numpy as np
from neon.backends import gen_backend
from neon.initializers import Constant, GlorotUniform
from neon.layers import Affine
from neon.models import Model
from neon.transforms import Rectlin

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)

PARAMETERS = 4610
SHAPE = (2, 64)


def make_q_network(observations, hidden, actions):
    """Return a new Model, initialised: observations -> hidden -> hidden -> actions, with ReLU between."""
    init = GlorotUniform()
    model = Model(
        layers=[
            Affine(nout=hidden, init=init, bias=Constant(0), activation=Rectlin()),
            Affine(nout=hidden, init=init, bias=Constant(0), activation=Rectlin()),
            Affine(nout=actions, init=init, bias=Constant(0)),
        ]
    )
    model.initialize(observations)
    return model


def q_values(network, observations):
    """Return the values (n, actions) of NumPy observations (n, 4) as a NumPy array; n is at most be.bsz."""
    n = len(observations)
    padded = np.zeros((observations.shape[1], be.bsz), np.float32)
    padded[:, :n] = observations.T
    return network.fprop(be.array(padded), inference=True).asnumpyarray()[:, :n].T
