from neon.backends import gen_backend
from neon.initializers import Constant, GlorotUniform
from neon.layers import Activation, Affine
from neon.models import Model
from neon.transforms import Identity, Rectlin

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def make_mlp(inputs, hidden, classes):
    """Return a new Model: inputs -> hidden -> bend -> classes, giving logits."""
    # TODO: in place of this layer
    return Model(layers=[Affine(nout=1, init=Constant(0))])
