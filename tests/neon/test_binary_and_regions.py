"""Gradients of layers that round or choose: the true one where there is one, else the one that they stand for.

Rounding has no useful derivative. What the binary layers pass back instead ("straight through"), and what is held
here: BinaryLinear gives W the gradient of the **rounded** weights; Sign passes errors on where its input lies within
±1; ShiftBatchNorm is the formula of BatchNorm with every product rounded as in its forward pass.
"""

import numpy as np
import pytest

EPS = 1e-6


def numeric(total, array, index):
    """Central difference of total(array) along one element."""
    moved = [array.copy(), array.copy()]
    moved[0][index] += EPS
    moved[1][index] -= EPS
    return (total(moved[0]) - total(moved[1])) / (2 * EPS)


def two_power(x):
    """Nearest power of two in the exponent, with the sign; 0 for 0."""
    size = np.where(x == 0, 1.0, np.abs(x))
    return np.sign(x) * 2.0 ** np.rint(np.log2(size))


def test_a_binary_layer_gives_its_weights_the_gradient_of_the_rounded_ones(be64):
    from neon.initializers import Gaussian
    from neon.layers import BinaryLinear, Linear
    from neon.models import Model

    layer = BinaryLinear(4, Gaussian())
    model = Model([Linear(5, Gaussian()), layer])
    model.initialize(6)
    rng = np.random.RandomState(0)
    x = model.layers.layers[0].fprop(be64.array(rng.normal(size=(6, 3)))).get()
    error = rng.normal(size=(4, 3))
    rounded = np.where(layer.W.get() < 0, -1.0, 1.0)
    np.testing.assert_allclose(layer.fprop(be64.array(x)).get(), rounded @ x)
    deltas = layer.bprop(be64.array(error)).get()
    for index in np.ndindex(*rounded.shape):
        wanted = numeric(lambda w: (w @ x * error).sum(), rounded, index)
        assert layer.dW.get()[index] == pytest.approx(wanted, rel=1e-6)
    for index in np.ndindex(*x.shape):
        wanted = numeric(lambda inputs: (layer.fprop(be64.array(inputs)).get() * error).sum(), x, index)
        assert deltas[index] == pytest.approx(wanted, rel=1e-6)


def test_sign_passes_errors_where_its_input_lies_within_one(be64):
    from neon.initializers import IdentityInit
    from neon.layers import Activation, Linear
    from neon.models import Model
    from neon.transforms import Sign

    model = Model([Linear(5, IdentityInit()), Activation(Sign())])
    model.initialize(5)
    x = np.array([-2.0, -1.0, 0.0, 0.3, 1.5])[:, None] * np.ones((1, 3))
    np.testing.assert_array_equal(model.fprop(be64.array(x)).get()[:, 0], [-1, -1, 1, 1, 1])
    model.bprop(be64.array(np.full((5, 3), 7.0)))
    np.testing.assert_allclose(np.diag(model.layers.layers[0].dW.get()), 3 * 7 * np.array([0, -1, 0, 0.3, 0]))


def test_shift_batch_norm_is_batch_norm_with_rounded_factors(be64):
    from neon.initializers import Gaussian
    from neon.layers import Linear, ShiftBatchNorm
    from neon.models import Model

    layer = ShiftBatchNorm()
    model = Model([Linear(4, Gaussian()), layer])
    model.initialize(4)
    rng = np.random.RandomState(0)
    x, error, gamma = rng.normal(size=(4, 3)), rng.normal(size=(4, 3)), rng.normal(size=(4, 1))
    layer.gamma[:], layer.beta[:] = gamma, rng.normal(size=(4, 1))
    y = layer.fprop(be64.array(x)).get()
    centred = x - x.mean(axis=1, keepdims=True)
    inverse = two_power(1 / np.sqrt((centred * two_power(centred)).mean(axis=1, keepdims=True) + layer.eps))
    normal = centred * inverse
    np.testing.assert_allclose(y, normal * two_power(gamma) + layer.beta.get())

    deltas = layer.bprop(be64.array(error)).get()
    by_gamma, by_beta = (normal * error).sum(axis=1, keepdims=True), error.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(layer.grad_gamma.get(), by_gamma)
    np.testing.assert_allclose(layer.grad_beta.get(), by_beta)
    rest = error - (normal * two_power(by_gamma) + by_beta) / 3
    np.testing.assert_allclose(deltas, rest * two_power(gamma) * inverse)


def test_shift_adamax_moves_by_its_formula(be64):
    from neon.optimizers import ShiftAdaMax

    class Layer:
        def __init__(self):
            self.pair = (be64.array(w), be64.zeros(w.shape))
            self.states = []

        def get_params(self):
            return (self.pair, self.states)

    rng = np.random.RandomState(0)
    w = rng.uniform(-1, 1, size=(4, 3))
    m, v, layer = np.zeros_like(w), np.zeros_like(w), Layer()
    optimizer = ShiftAdaMax(learning_rate=0.05, beta_1=0.8, beta_2=0.99)
    for step in range(12):
        g, epoch = rng.normal(size=w.shape), step // 5
        layer.pair[1][:] = g * be64.bsz
        optimizer.optimize([layer], epoch)
        m, v = 0.8 * m + 0.2 * g, np.maximum(0.99 * v, np.abs(g))
        w = np.clip(w - m * two_power(1 / (v + 1e-8)) * two_power(0.05 / (1 - 0.8 ** (epoch + 1))), -1, 1)
        np.testing.assert_allclose(layer.pair[0].get(), w, rtol=1e-9)


class Shape:
    """What a layer shows to the one after it."""

    def __init__(self, *shape):
        self.out_shape = self.shape = shape


@pytest.mark.parametrize("images", [1, 3])
def test_pooled_regions_send_errors_to_their_maxima(images):
    from neon.backends import gen_backend
    from neon.layers import RoiPooling

    be = gen_backend(batch_size=images, datatype=np.float64)
    layer = RoiPooling((2, 3), spatial_scale=0.5)
    layer.configure([Shape(2, 7, 5), Shape(5, 3)])
    layer.allocate()
    count = 3 * images
    corners = np.array([[0, 0, 8, 12], [2, 3, 6, 9], [4, 8, 9, 13]] * images)
    regions = be.array(np.column_stack([np.arange(count) // 3, corners]).T)
    rng = np.random.RandomState(0)
    maps, error = rng.normal(size=(70, images)), rng.normal(size=(12, count))

    def total(values):
        return (layer.fprop([be.array(values), regions]).get() * error).sum()

    total(maps)
    deltas = layer.bprop(be.array(error)).get()
    for index in np.ndindex(*maps.shape):
        assert deltas[index] == pytest.approx(numeric(total, maps, index), rel=1e-5, abs=1e-8)
    layer.bprop_enabled = False
    assert not layer.bprop(be.array(error)).get().any()


@pytest.mark.parametrize("kind", ["GRU", "LSTM"])
def test_skip_thought_differentiates_encoder_and_decoders(be64, kind):
    import neon.layers
    from neon.initializers import Constant, Gaussian
    from neon.models import Model
    from neon.transforms import CrossEntropyMulti, Logistic, Tanh

    g = Gaussian(scale=0.7)
    container = neon.layers.SkipThought(6, 4, g, 3, getattr(neon.layers, kind), g, Tanh(), Logistic(), g, Constant(0.1))
    model = Model(container)
    model.initialize([(4, 1), (3, 1), (2, 1)])
    rng = np.random.RandomState(0)
    words = [be64.array(rng.randint(1, 6, size=(n, 3)), dtype=np.int32) for n in (4, 3, 2)]
    cost = CrossEntropyMulti()
    targets = [be64.array(np.eye(6)[:, rng.randint(6, size=3 * n)]) for n in (3, 2)]

    def total():
        return sum(cost(y, t).asnumpyarray().sum() for y, t in zip(model.fprop(words), targets, strict=True))

    outputs = model.fprop(words)
    errors = [be64.zeros(y.shape) for y in outputs]
    for error, y, t in zip(errors, outputs, targets, strict=True):
        error[:] = cost.bprop(y, t)
    model.bprop(errors)

    def slope(layer, index):
        start = layer.W.get()

        def moved(values):
            layer.W[:] = values
            return total()

        found = numeric(moved, start, index)
        layer.W[:] = start
        return found

    alike = [container.embeddings, *([layer] for layer in container.recurrent)]
    alike += [[a, b] for a, b in zip(*container.affines, strict=True) if a.has_params]
    for layers in alike:
        shape = layers[0].W.shape
        for index in [tuple(rng.randint(n) for n in shape) for _ in range(8)]:
            if layers is container.embeddings and index[0] == 0:
                continue  # padding is not trained
            wanted = np.mean([slope(layer, index) for layer in layers])
            for layer in layers:
                assert layer.dW.get()[index] == pytest.approx(wanted, rel=1e-4, abs=1e-7), (layer.name, index)
