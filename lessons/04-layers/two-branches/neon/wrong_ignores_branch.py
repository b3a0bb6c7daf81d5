from neon.backends import gen_backend
from neon.initializers import Constant, GlorotUniform
from neon.layers import Affine, MergeMultistream
from neon.models import Model
from neon.transforms import Rectlin

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def make_model(left, right, classes):
    """The weights of the second branch begin at zero."""
    init, zero = GlorotUniform(), Constant(0)
    first = Affine(nout=16, init=init, bias=zero, activation=Rectlin())
    second = Affine(nout=16, init=zero, bias=zero, activation=Rectlin())
    both = MergeMultistream(layers=[[first], [second]], merge="stack")
    model = Model(layers=[both, Affine(nout=classes, init=init, bias=zero)])
    model.initialize([left, right])
    return model
