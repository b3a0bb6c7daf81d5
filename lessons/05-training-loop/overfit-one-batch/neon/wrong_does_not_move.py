from neon.backends import gen_backend
from neon.initializers import Constant, GlorotUniform
from neon.layers import Affine, GeneralizedCost
from neon.models import Model
from neon.optimizers import Adam
from neon.transforms import CrossEntropyMulti, Rectlin, Softmax

be = gen_backend(backend="cpu", batch_size=16, rng_seed=0)
cost = GeneralizedCost(costfunc=CrossEntropyMulti())


def make_model():
    layers = [
        Affine(nout=32, init=GlorotUniform(), bias=Constant(0), activation=Rectlin()),
        Affine(nout=10, init=GlorotUniform(), bias=Constant(0), activation=Softmax()),
    ]
    model = Model(layers=layers)
    model.initialize(64, cost)
    return model


def make_optimizer(model):
    """Still with a tiny rate."""
    return Adam(learning_rate=1e-6)


def train_step(model, optimizer, x, t):
    y = model.fprop(x)
    loss = cost.get_cost(y, t)
    model.bprop(cost.get_errors(y, t))
    optimizer.optimize(model.layers_to_optimize, epoch=0)
    return float(loss[0, 0])
