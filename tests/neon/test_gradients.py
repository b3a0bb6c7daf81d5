"""Numeric gradients in float64 of every layer, cost and transform, at batch sizes 1 and 3 and odd shapes."""

# ruff: noqa: N812 - upstream’s modules under short names
import numpy as np
import pytest

EPS = 1e-6


def build(name):
    """Layers and input shape by name."""
    import neon.layers as L
    from neon.initializers import Gaussian
    from neon.transforms import Explin, Logistic, Rectlin, Softmax, Tanh

    g, small = Gaussian(), Gaussian(scale=0.5)
    gates = {"activation": Tanh(), "gate_activation": Logistic(), "reset_cells": True}
    plain = {"activation": Tanh(), "reset_cells": True}
    first = L.Linear(4, g)
    rnn = {"after": [first]}
    table = {
        "Linear": ([first, L.Linear(3, g)], 5),
        "Affine": ([L.Affine(4, g, bias=g, activation=Tanh()), L.Affine(2, g, bias=g, activation=Logistic())], 5),
        "Affine batch_norm": ([L.Affine(4, g, batch_norm=True, activation=Tanh()), L.Linear(2, g)], 5),
        "Explin": ([L.Affine(4, g, bias=g, activation=Explin()), L.Linear(2, g)], 5),
        "leaky": ([L.Affine(4, g, bias=g, activation=Rectlin(slope=0.2)), L.Linear(2, g)], 5),
        "Convolution": (
            [L.Conv((3, 2, 3), g, strides=2, padding=1, bias=g, activation=Tanh()), L.Convolution((2, 1, 2), init=g)],
            (2, 7, 5),
        ),
        "dilated": ([L.Convolution((1, 1, 2), init=g), L.Convolution((2, 3, 2), init=g, dilation=2)], (2, 7, 7)),
        "3-D": (
            [
                L.Convolution((1, 1, 1, 2), init=g),
                L.Convolution((2, 3, 2, 2), init=g, padding={"pad_d": 1, "pad_h": 1}),
                L.Pooling((2, 2, 2)),
            ],
            (1, 3, 5, 5),
        ),
        "Deconvolution": (
            [L.Conv((2, 2, 3), g), L.Deconv((3, 3, 2), g, strides=2, padding=1, bias=g, activation=Tanh())],
            (1, 4, 3),
        ),
        "Pooling max": ([L.Convolution((1, 1, 2), init=g), L.Pooling(2)], (2, 5, 6)),
        "Pooling overlap": ([L.Convolution((1, 1, 2), init=g), L.Pooling((3, 2), strides=2, padding=1)], (2, 5, 6)),
        "Pooling avg": (
            [L.Convolution((1, 1, 2), init=g), L.Pooling((3, 2), op="avg", strides=1, padding=1)],
            (2, 5, 4),
        ),
        "Pooling all": ([L.Convolution((1, 1, 2), init=g), L.Pooling("all", op="avg")], (2, 5, 4)),
        "BatchNorm": (
            [L.Convolution((2, 2, 3), init=g), L.BatchNorm(), L.Pooling(2), L.Convolution((1, 1, 2), init=g)],
            (2, 5, 5),
        ),
        "conv norm stack": (
            [
                L.Conv((3, 3, 3), g, padding=1, batch_norm=True, activation=Tanh()),
                L.Conv((3, 3, 2), g, batch_norm=True),
                L.Linear(2, g),
            ],
            (2, 4, 4),
        ),
        "BatchNormAutodiff": ([first, L.BatchNormAutodiff(), L.Linear(2, g)], 5),
        "LRN": ([L.Convolution((1, 1, 5), init=g), L.LRN(3, ascale=0.5, bpower=0.75)], (2, 3, 2)),
        "LRN even": ([L.Convolution((1, 1, 5), init=g), L.LRN(4, ascale=0.5)], (2, 3, 2)),
        "Reshape": ([L.Affine(24, g), L.Reshape((2, 3, -1)), L.Convolution((2, 2, 2), init=g), L.Pooling(2)], 5),
        "Recurrent": ([first, L.Recurrent(3, small, **plain)], (3, 5)),
        "Recurrent stacked": ([L.Recurrent(3, small, **plain), L.Recurrent(2, small, **plain), L.Linear(2, g)], (3, 5)),
        "LSTM": ([first, L.LSTM(3, small, **gates), L.RecurrentSum(), L.Linear(2, g)], (3, 5)),
        "GRU": ([first, L.GRU(3, small, **gates), L.RecurrentMean()], (3, 5)),
        "one step": ([first, L.GRU(3, small, **gates)], (3, 1)),
        "RecurrentLast": ([first, L.LSTM(3, small, **gates), L.RecurrentLast()], (3, 5)),
        "BiRNN": ([first, L.BiRNN(3, small, **plain), L.BiRNN(2, small, split_inputs=True, **plain)], (3, 5)),
        "BiLSTM": ([L.BiLSTM(3, small, **gates), L.BiLSTM(2, small, split_inputs=True, **gates)], (3, 5)),
        "BiBNRNN": ([first, L.BiBNRNN(3, small, **plain)], (3, 5)),
        "DeepBiRNN sum": ([first, L.DeepBiRNN(3, small, depth=2, batch_norm=True, bi_sum=True, **plain)], (3, 4)),
        "MergeSum": ([first, L.MergeSum([[L.Affine(3, g, activation=Tanh())], [L.Linear(3, g)]]), L.Linear(2, g)], 5),
        "residual": (
            [
                L.Convolution((1, 1, 3), init=g),
                L.MergeSum(
                    [
                        [
                            L.Conv((3, 3, 3), g, padding=1, activation=Tanh()),
                            L.Conv((3, 3, 3), g, padding=1, batch_norm=True),
                        ],
                        [L.SkipNode()],
                    ]
                ),
                L.Linear(2, g),
            ],
            (2, 4, 3),
        ),
        "MergeBroadcast stack": (
            [
                first,
                L.MergeBroadcast(
                    [[L.Affine(3, g, bias=g, activation=Tanh())], [L.Linear(2, g), L.Affine(2, g, activation=Tanh())]],
                    "stack",
                ),
                L.Linear(2, g),
            ],
            5,
        ),
        "MergeBroadcast depth": (
            [
                L.Convolution((1, 1, 2), init=g),
                L.MergeBroadcast(
                    [[L.Conv((3, 3, 2), g, padding=1, activation=Tanh())], [L.Conv((1, 1, 3), g)]], "depth"
                ),
                L.Linear(2, g),
            ],
            (2, 4, 3),
        ),
        "MergeBroadcast recurrent": (
            [first, L.MergeBroadcast([[L.Recurrent(3, small, **plain)], [L.LSTM(3, small, **gates)]], "recurrent")],
            (3, 4),
        ),
        "alphas 1": (
            [first, L.MergeBroadcast([[L.Linear(3, g)], [L.Linear(2, g)]], "stack", alphas=[1, 1]), L.Linear(2, g)],
            5,
        ),
        "Softmax outputs": ([L.Affine(4, g, bias=g), L.Affine(3, g, activation=Softmax())], 5),
    }
    del rnn
    return table[name]


NAMES = [
    "Linear",
    "Affine",
    "Affine batch_norm",
    "Explin",
    "leaky",
    "Convolution",
    "dilated",
    "3-D",
    "Deconvolution",
    "Pooling max",
    "Pooling overlap",
    "Pooling avg",
    "Pooling all",
    "BatchNorm",
    "conv norm stack",
    "BatchNormAutodiff",
    "LRN",
    "LRN even",
    "Reshape",
    "Recurrent",
    "Recurrent stacked",
    "LSTM",
    "GRU",
    "one step",
    "RecurrentLast",
    "BiRNN",
    "BiLSTM",
    "BiBNRNN",
    "DeepBiRNN sum",
    "MergeSum",
    "residual",
    "MergeBroadcast stack",
    "MergeBroadcast depth",
    "MergeBroadcast recurrent",
    "alphas 1",
]


def all_layers(layers):
    for layer in layers:
        yield from all_layers(layer.layers) if hasattr(layer, "layers") else [layer]


def pairs_of(layer):
    params = layer.get_params() if layer.has_params else []
    return [pair for pair, _ in (params if isinstance(params, list) else [params])]


def columns(shape, batch):
    return batch * (shape[1] if isinstance(shape, tuple) and len(shape) == 2 else 1)


def rows(shape):
    if isinstance(shape, int):
        return shape
    return shape[0] if len(shape) == 2 else int(np.prod(shape))


# Over a batch of one, a normalisation of vectors has no variance, and so no gradient to check.
NEEDS_SEVERAL = ("Affine batch_norm", "BatchNormAutodiff")


@pytest.mark.parametrize(
    ("name", "batch"), [(name, batch) for name in NAMES for batch in (1, 3) if batch > 1 or name not in NEEDS_SEVERAL]
)
def test_weight_gradients_agree_with_finite_differences(name, batch):
    from neon.backends import gen_backend
    from neon.models import Model

    be = gen_backend(batch_size=batch, rng_seed=1, datatype=np.float64)
    rng = np.random.RandomState(2)
    layers, shape = build(name)
    model = Model(layers)
    model.initialize(shape)
    data = rng.normal(size=(rows(shape), columns(shape, batch)))
    x = be.array(data)
    y = model.fprop(x).get()
    weight = rng.normal(size=y.shape)
    model.bprop(be.array(weight))
    model.fprop(x)
    model.bprop(be.array(weight))  # twice: nothing of the first pass may be left over
    checked = 0
    for layer in all_layers(model.layers.layers):
        for w, dw in pairs_of(layer):
            gradient, start = dw.get(), w.get()
            for index in [tuple(rng.randint(n) for n in start.shape) for _ in range(5)]:
                values = []
                for sign in (1, -1):
                    moved = start.copy()
                    moved[index] += sign * EPS
                    w[:] = moved
                    values.append((model.fprop(x).get() * weight).sum())
                w[:] = start
                numeric = (values[0] - values[1]) / (2 * EPS)
                assert gradient[index] == pytest.approx(numeric, rel=1e-5, abs=1e-6), (layer.name, index)
                checked += 1
    assert checked


COSTS = {
    "SumSquared": {},
    "MeanSquared": {},
    "SmoothL1Loss": {"sigma": 2.0},
    "SquareHingeLoss": {"margin": 0.7},
}


@pytest.mark.parametrize("name", list(COSTS))
def test_cost_gradients_agree_with_finite_differences(be64, name):
    import neon.transforms as T

    cost = getattr(T, name)(**COSTS[name])
    rng = np.random.RandomState(0)
    y0, t = rng.normal(size=(4, 3)), be64.array((rng.normal(size=(4, 3)) > 0).astype(float))
    check_slope(be64, y0, lambda y: cost(y, t), lambda y: cost.bprop(y, t))


def check_slope(be, y0, value, slope):
    def total(array):
        return value(be.array(array)).asnumpyarray().sum()

    gradient = slope(be.array(y0)).asnumpyarray()
    for index in np.ndindex(*y0.shape):
        moved = [y0.copy(), y0.copy()]
        moved[0][index] += EPS
        moved[1][index] -= EPS
        assert gradient[index] == pytest.approx((total(moved[0]) - total(moved[1])) / (2 * EPS), rel=1e-5, abs=1e-7)


@pytest.mark.parametrize(
    ("activation", "cost", "bits"),
    [
        ("Softmax", "CrossEntropyMulti", False),
        ("Softmax", "CrossEntropyMulti", True),
        ("Logistic", "CrossEntropyBinary", False),
    ],
)
def test_cross_entropies_give_the_gradient_before_their_activation(be64, activation, cost, bits):
    import neon.transforms as T

    made = getattr(T, cost)(**({"usebits": True} if bits else {}))
    act = getattr(T, activation)()
    rng = np.random.RandomState(0)
    t = be64.array(np.eye(4)[:, rng.randint(4, size=3)])
    check_slope(be64, rng.normal(size=(4, 3)), lambda x: made(act(x), t), lambda x: made.bprop(act(x), t))


@pytest.mark.parametrize("name", ["Identity", "Rectlin", "Rectlinclip", "Explin", "Normalizer", "Tanh", "Logistic"])
def test_activation_slopes_agree_with_finite_differences(be64, name):
    import neon.transforms as T

    act = getattr(T, name)()
    x = np.random.RandomState(0).normal(size=(4, 3))
    y = be64.zeros((4, 3))
    y[:] = act(be64.array(x))
    slope = be64.zeros((4, 3))
    slope[:] = act.bprop(y)
    high, low = be64.zeros((4, 3)), be64.zeros((4, 3))
    high[:], low[:] = act(be64.array(x + EPS)), act(be64.array(x - EPS))
    np.testing.assert_allclose(slope.get(), (high.get() - low.get()) / (2 * EPS), rtol=1e-6, atol=1e-8)


def test_branches_add_their_gradients(be64):
    from neon.initializers import Gaussian
    from neon.layers import Affine, BranchNode, Linear, Tree
    from neon.models import Model
    from neon.transforms import Tanh

    g, node = Gaussian(), BranchNode("here")
    trunk = Linear(4, g)
    model = Model(Tree([[trunk, node, Affine(2, g, activation=Tanh())], [node, Linear(3, g)]]))
    model.initialize(5)
    rng = np.random.RandomState(0)
    x = be64.array(rng.normal(size=(5, 3)))
    errors = [rng.normal(size=y.shape) for y in model.fprop(x)]
    for _ in range(2):
        model.fprop(x)
        model.bprop([be64.array(e) for e in errors])
    gradient, start = trunk.dW.get(), trunk.W.get()
    for index in np.ndindex(*start.shape):
        values = []
        for sign in (1, -1):
            moved = start.copy()
            moved[index] += sign * EPS
            trunk.W[:] = moved
            values.append(sum((y.get() * e).sum() for y, e in zip(model.fprop(x), errors, strict=True)))
        assert gradient[index] == pytest.approx((values[0] - values[1]) / (2 * EPS), rel=1e-5)


def test_seq2seq_sends_the_gradient_into_the_encoder(be64):
    from neon.initializers import Gaussian
    from neon.layers import GRU, LSTM, Linear, Seq2Seq
    from neon.layers.container import Decoder, Encoder
    from neon.models import Model
    from neon.transforms import Logistic, Tanh

    rng = np.random.RandomState(0)
    for kind in (GRU, LSTM):
        g = Gaussian(scale=0.7)
        options = {"activation": Tanh(), "gate_activation": Logistic(), "reset_cells": True}
        encoder = Encoder([Linear(3, g), kind(4, g, **options)])
        decoder = Decoder([Linear(3, g), kind(4, g, **options), Linear(2, g)])
        model = Model(Seq2Seq([encoder, decoder]))
        model.initialize([(2, 4), (2, 3)])
        x = be64.array(rng.normal(size=(2, 12))), be64.array(rng.normal(size=(2, 9)))
        weight = rng.normal(size=model.fprop(x).shape)
        model.bprop(be64.array(weight))
        for layer in (*encoder.layers, *decoder.layers):
            gradient, start = layer.dW.get(), layer.W.get()
            for index in [tuple(rng.randint(n) for n in start.shape) for _ in range(6)]:
                values = []
                for sign in (1, -1):
                    moved = start.copy()
                    moved[index] += sign * EPS
                    layer.W[:] = moved
                    values.append((model.fprop(x).get() * weight).sum())
                layer.W[:] = start
                assert gradient[index] == pytest.approx((values[0] - values[1]) / (2 * EPS), rel=1e-4, abs=1e-7)


def test_gradients_evaluated_together_are_those_evaluated_one_by_one(be64):
    from neon.backends import Autodiff

    rng = np.random.RandomState(0)
    w, b, v = (be64.array(rng.normal(size=shape)) for shape in ((4, 3), (4, 1), (2, 4)))
    x, unused = be64.array(rng.normal(size=(3, 5))), be64.zeros((2, 2))
    hidden = be64.tanh(be64.dot(w, x) + b)
    loss = be64.sum(be64.square(be64.dot(v, hidden))) + be64.sum(hidden * hidden.T.T)
    ad = Autodiff(loss, be64)
    tensors = [w, v, b, x, w, unused]
    singly = [ad.get_grad_op_tree([t])[0].asnumpyarray() for t in tensors]
    for got, want in zip(ad.get_grad_asnumpyarray(tensors), singly, strict=True):
        np.testing.assert_allclose(got, want, rtol=1e-12)
    assert not singly[-1].any()

    ad.back_prop_grad([w, v, b], [w, v, b])  # over the operands themselves
    for tensor, want in zip((w, v, b), singly[:3], strict=True):
        np.testing.assert_allclose(tensor.get(), want, rtol=1e-12)
    with pytest.raises(TypeError, match="with respect to tensors"):
        ad.get_grad_tensor([3])
