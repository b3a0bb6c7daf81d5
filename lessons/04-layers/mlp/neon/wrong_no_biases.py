from neon.backends import gen_backend
from neon.initializers import GlorotUniform
from neon.layers import Affine
from neon.models import Model
from neon.transforms import Rectlin

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def make_mlp(inputs, hidden, classes):
    """Affine without bias= has none."""
    init = GlorotUniform()
    return Model(layers=[Affine(nout=hidden, init=init, activation=Rectlin()), Affine(nout=classes, init=init)])
