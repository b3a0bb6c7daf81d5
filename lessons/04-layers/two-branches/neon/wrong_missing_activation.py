from neon.backends import gen_backend
from neon.initializers import Constant, GlorotUniform
from neon.layers import Affine, MergeMultistream
from neon.models import Model

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def make_model(left, right, classes):
    """Affine has no activation unless asked."""
    init, zero = GlorotUniform(), Constant(0)
    paths = [[Affine(nout=16, init=init, bias=zero)] for _ in (left, right)]
    both = MergeMultistream(layers=paths, merge="stack")
    model = Model(layers=[both, Affine(nout=classes, init=init, bias=zero)])
    model.initialize([left, right])
    return model
