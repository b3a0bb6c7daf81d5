from neon.backends import gen_backend
from neon.initializers import Constant, GlorotUniform
from neon.layers import Affine
from neon.models import Model
from neon.transforms import Rectlin, Softmax

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def make_mlp(inputs, hidden, classes):
    """Ends as neon's own examples do."""
    init, zero = GlorotUniform(), Constant(0)
    return Model(
        layers=[
            Affine(nout=hidden, init=init, bias=zero, activation=Rectlin()),
            Affine(nout=classes, init=init, bias=zero, activation=Softmax()),
        ]
    )
