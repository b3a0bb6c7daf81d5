"""The same small programs for upstream neon and the port: each returns arrays that must agree.

Run as a script it writes the answers of whichever neon is on the path:
`python parity_cases.py port|upstream OUT.npz [case …]` (upstream: NEON_UPSTREAM names the checkout).
"""

# ruff: noqa: N812 - upstream’s modules under short names
from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

import numpy as np

CASES = {}

UPSTREAM_IS_WRONG = {
    "array_iterator/2": "once an epoch ends on the last row, upstream never goes back to the first rows",
    "bibnrnn/0": "upstream's gradient through the normalisation of BiBNRNN fails a numeric check",
    "bibnrnn/1": "the same",
    "deep_birnn_sum/0": "the same",
    "deep_birnn_sum/1": "the same",
    "deep_bilstm/1": "upstream's gradient below a BiLSTM with split inputs is wrong from the second minibatch on",
    "skip_thought_lstm/0.4.0.dw": "upstream leaves the state that an LSTM is given out of its weights' gradient",
    "skip_thought_lstm/0.5.0.dw": "the same",
    "skip_thought_lstm/1.4.0.dw": "the same",
    "skip_thought_lstm/1.5.0.dw": "the same",
    "reshape/": "upstream's gradient through a Reshape before a convolution fails a numeric check",
}
"""Answers that are not compared, by the beginning of their name, and why."""


def case(function):
    CASES[function.__name__] = function
    return function


def backend(bsz=4, seed=3, **options):
    from neon.backends import gen_backend

    return gen_backend("cpu", batch_size=bsz, rng_seed=seed, **options)


def draw(*shape, seed=0, scale=1.0):
    return (np.random.RandomState(seed).normal(0, scale, shape)).astype(np.float32)


def labels(n, classes, seed=1):
    return np.random.RandomState(seed).randint(classes, size=n)


def weights(layers):
    """All weights of a list of layers, by position."""
    found = {}
    for i, layer in enumerate(layers):
        params = layer.get_params() if layer.has_params else None
        for j, ((w, dw), _) in enumerate(params if isinstance(params, list) else [params] if params else []):
            found[f"{i}.{j}.w"], found[f"{i}.{j}.dw"] = w.get(), dw.get()
    return found


def through(layers, in_shape, columns=None, seed=5, passes=2, inference=True, x=None, positive=False):
    """Run a stack of layers forward and back; outputs, deltas and weight gradients."""
    from neon.models import Model

    model = Model(layers)
    model.initialize(in_shape)
    be = model.be
    rows = int(np.prod(in_shape)) if not (isinstance(in_shape, tuple) and len(in_shape) == 2) else in_shape[0]
    columns = columns or (be.bsz * in_shape[1] if isinstance(in_shape, tuple) and len(in_shape) == 2 else be.bsz)
    answers, inputs, error = {}, None, None
    for n in range(passes):  # the same tensors each time, as in training: upstream keeps views of the first ones
        data = draw(rows, columns, seed=seed + n) if x is None else x
        inputs = be.array(data) if inputs is None else inputs
        inputs[:] = np.abs(data) if positive else data
        y = model.fprop(inputs)
        answers[f"y{n}"] = y.get()
        error = be.zeros(y.shape) if error is None else error
        error[:] = draw(*y.shape, seed=seed + 50 + n)
        model.bprop(error)
        for key, value in weights(list(model.layers.layers)).items():
            answers[f"{n}.{key}"] = value
    if inference:
        data = draw(rows, columns, seed=seed) if x is None else x
        inputs = be.array(data) if inputs is None else inputs
        inputs[:] = np.abs(data) if positive else data
        answers["inference"] = model.fprop(inputs, inference=True).get()
    return answers


def trained(layers, data, cost, optimizer, epochs=2, metric=None, callbacks=None, **options):
    """Train a model; its weights, cost and outputs."""
    from neon.callbacks.callbacks import Callbacks
    from neon.models import Model

    model = Model(layers)
    kept = Callbacks(model, progress_bar=False, **options)
    if callbacks:
        kept.add_callback(callbacks)
    model.fit(data, cost, optimizer, num_epochs=epochs, callbacks=kept)
    answers = weights(list(model.layers.layers))
    answers = {k: v for k, v in answers.items() if not k.endswith("dw")}
    answers["last_cost"] = np.asarray(model.cost.cost, dtype=np.float32)
    if metric:
        answers["metric"] = np.asarray(model.eval(data, metric))
    return answers


@case
def train_mlp():
    from neon.data import ArrayIterator
    from neon.initializers import Constant, Gaussian
    from neon.layers import Affine, GeneralizedCost
    from neon.optimizers import GradientDescentMomentum
    from neon.transforms import CrossEntropyMulti, Misclassification, Rectlin, Softmax

    backend(8)
    init = Gaussian(scale=0.1)
    layers = [
        Affine(12, init, bias=Constant(0.1), activation=Rectlin()),
        Affine(3, init, bias=Constant(0), activation=Softmax()),
    ]
    data = ArrayIterator(draw(43, 6), labels(43, 3), nclass=3)
    return trained(
        layers,
        data,
        GeneralizedCost(CrossEntropyMulti()),
        GradientDescentMomentum(0.1, 0.9, wdecay=0.01),
        metric=Misclassification(),
    )


@case
def linear_affine():
    from neon.initializers import Gaussian, Uniform
    from neon.layers import Affine, Linear
    from neon.transforms import Tanh

    backend(3)
    return through([Linear(5, Gaussian()), Affine(4, Uniform(-1, 1), bias=Uniform(), activation=Tanh())], 7)


# layers ------------------------------------------------------------------------------------------------------
@case
def conv_plain():
    from neon.initializers import Gaussian
    from neon.layers import Conv, Convolution
    from neon.transforms import Rectlin

    backend(3)
    first = Conv((3, 2, 4), Gaussian(), strides=2, padding=1, bias=Gaussian(), activation=Rectlin())
    second = Convolution((2, 2, 3), strides={"str_h": 1, "str_w": 2}, padding={"pad_h": 1, "pad_w": 0}, init=Gaussian())
    return through([first, second], (2, 7, 6))


@case
def conv_dilated():
    from neon.initializers import Gaussian
    from neon.layers import Convolution

    backend(3)
    return through(
        [
            Convolution((1, 1, 3), init=Gaussian()),
            Convolution((2, 3, 4), init=Gaussian(), dilation={"dil_h": 2, "dil_w": 2, "dil_d": 1}),
        ],
        (2, 7, 8),
    )


@case
def conv_3d():
    from neon.initializers import Gaussian
    from neon.layers import Convolution, Pooling

    backend(2)
    layers = [
        Convolution(
            (2, 2, 3, 4),
            init=Gaussian(),
            strides={"str_d": 1, "str_h": 2, "str_w": 1},
            padding={"pad_d": 1, "pad_h": 0, "pad_w": 1},
        ),
        Convolution((1, 1, 1, 3), init=Gaussian()),
        Pooling((2, 2, 2), strides={"str_d": 1, "str_h": 2, "str_w": 2}),
    ]
    return through(layers, (2, 3, 6, 5))


@case
def conv_batch_norm():
    from neon.initializers import Gaussian
    from neon.layers import Affine, Conv
    from neon.transforms import Rectlin, Tanh

    backend(5)
    layers = [
        Conv((3, 3, 4), Gaussian(), batch_norm=True, activation=Rectlin()),
        Affine(4, Gaussian(), batch_norm=True, activation=Tanh()),
    ]
    return through(layers, (2, 5, 5), passes=3)


@case
def deconv():
    from neon.initializers import Gaussian
    from neon.layers import Conv, Deconv
    from neon.transforms import Rectlin

    backend(3)
    layers = [
        Conv((2, 2, 4), Gaussian(), bias=Gaussian()),
        Deconv((3, 3, 3), Gaussian(), strides=2, padding=1, bias=Gaussian(), activation=Rectlin()),
        Deconv((2, 2, 1), Gaussian()),
    ]
    return through(layers, (2, 4, 5))


def _pool(**options):
    from neon.initializers import Gaussian
    from neon.layers import Convolution, Pooling

    backend(3)
    return through([Convolution((1, 1, 3), init=Gaussian()), Pooling(**options)], (2, 7, 6))


@case
def pool_max():
    return _pool(fshape=2)


@case
def pool_max_overlap():
    return _pool(fshape=(3, 3), strides=2, padding=1)


@case
def pool_avg():
    return _pool(fshape=(3, 2), op="avg", strides={"str_h": 2, "str_w": 1}, padding=1)


@case
def pool_global():
    return _pool(fshape="all", op="avg")


@case
def pool_l2_forward():
    from neon.initializers import Gaussian
    from neon.layers import Convolution, Pooling

    backend(3)
    return through([Convolution((1, 1, 3), init=Gaussian()), Pooling(2, op="l2")], (2, 4, 4), passes=0, inference=True)


@case
def pool_caffe():
    from neon.initializers import Gaussian
    from neon.layers import Convolution, Pooling

    backend(3, compat_mode="caffe")
    return through([Convolution((1, 1, 3), init=Gaussian()), Pooling(3, strides=2)], (2, 6, 6))


@case
def lrn():
    from neon.initializers import Gaussian
    from neon.layers import LRN, Convolution

    backend(3)
    return through([Convolution((1, 1, 6), init=Gaussian()), LRN(5, ascale=0.3, bpower=0.75)], (2, 3, 4))


@case
def lrn_even():
    from neon.initializers import Gaussian
    from neon.layers import LRN, Convolution

    backend(3)
    return through([Convolution((1, 1, 6), init=Gaussian()), LRN(3)], (2, 3, 4))


@case
def dropout():
    from neon.initializers import Gaussian
    from neon.layers import Affine, Dropout

    backend(4)
    return through([Affine(6, Gaussian()), Dropout(0.6), Affine(3, Gaussian())], 5)


@case
def dropout_caffe():
    from neon.initializers import Gaussian
    from neon.layers import Affine, Dropout

    backend(4, compat_mode="caffe")
    return through([Affine(6, Gaussian()), Dropout(0.6)], 5)


@case
def dropout_first():
    from neon.initializers import Gaussian
    from neon.layers import Affine, Dropout

    backend(4)
    return through([Dropout(0.6), Affine(3, Gaussian())], 5)


@case
def lookup():
    from neon.initializers import Gaussian
    from neon.layers import Linear, LookupTable

    backend(3)
    words = labels(12, 7).reshape(4, 3).astype(np.float32)
    return through([LookupTable(7, 5, Gaussian(), pad_idx=2), Linear(2, Gaussian())], (4, 1), x=words)


@case
def reshape():
    from neon.initializers import Gaussian
    from neon.layers import Affine, Conv, Pooling, Reshape

    backend(3)
    return through([Affine(24, Gaussian()), Reshape((2, 3, -1)), Conv((2, 2, 3), Gaussian()), Pooling(2)], 5)


@case
def data_transform():
    from neon.initializers import Gaussian
    from neon.layers import Affine, DataTransform
    from neon.transforms import Normalizer

    backend(3)
    return through([DataTransform(Normalizer(divisor=4.0)), Affine(4, Gaussian())], 5)


def _rnn(kind, reset=False, after=(), **options):
    import neon.layers as L
    from neon.initializers import Gaussian, Uniform
    from neon.transforms import Logistic, Tanh

    backend(3)
    gates = {} if kind in ("Recurrent", "BiRNN", "BiBNRNN") else {"gate_activation": Logistic()}
    layer = getattr(L, kind)(
        4, Gaussian(scale=0.5), init_inner=Uniform(-0.5, 0.5), activation=Tanh(), reset_cells=reset, **gates, **options
    )
    return through([L.Linear(5, Gaussian(scale=0.5)), layer, *after], (3, 6))


@case
def rnn():
    return _rnn("Recurrent")


@case
def rnn_reset():
    return _rnn("Recurrent", reset=True)


@case
def lstm():
    return _rnn("LSTM")


@case
def lstm_reset():
    return _rnn("LSTM", reset=True)


@case
def gru():
    return _rnn("GRU")


@case
def gru_reset():
    return _rnn("GRU", reset=True)


@case
def birnn():
    return _rnn("BiRNN")


@case
def birnn_reset():
    return _rnn("BiRNN", reset=True)


@case
def bilstm():
    return _rnn("BiLSTM")


@case
def bilstm_reset():
    return _rnn("BiLSTM", reset=True)


@case
def bibnrnn():
    return _rnn("BiBNRNN", reset=True)


@case
def birnn_split():
    from neon.initializers import Gaussian
    from neon.layers import BiRNN
    from neon.transforms import Tanh

    return _rnn(
        "BiRNN",
        reset=True,
        after=[BiRNN(3, Gaussian(scale=0.5), activation=Tanh(), reset_cells=True, split_inputs=True)],
    )


def _deep(kind, **options):
    import neon.layers as L
    from neon.initializers import Gaussian
    from neon.transforms import Logistic, Tanh

    backend(3)
    gates = {"gate_activation": Logistic()} if "LSTM" in kind else {}
    layer = getattr(L, kind)(4, Gaussian(scale=0.5), activation=Tanh(), reset_cells=True, depth=2, **gates, **options)
    return through([L.Linear(5, Gaussian(scale=0.5)), layer], (3, 6))


@case
def deep_birnn():
    return _deep("DeepBiRNN")


@case
def deep_birnn_sum():
    return _deep("DeepBiRNN", bi_sum=True, batch_norm=True)


@case
def deep_bilstm():
    return _deep("DeepBiLSTM")


@case
def rnn_sum():
    from neon.layers import RecurrentSum

    return _rnn("Recurrent", after=[RecurrentSum()])


@case
def rnn_mean():
    from neon.layers import RecurrentMean

    return _rnn("LSTM", after=[RecurrentMean()])


@case
def rnn_last():
    from neon.layers import RecurrentLast

    return _rnn("GRU", after=[RecurrentLast()])


@case
def rnn_rectlin():
    from neon.initializers import Gaussian
    from neon.layers import Recurrent
    from neon.transforms import Rectlin

    backend(3)
    return through([Recurrent(4, Gaussian(scale=0.5), activation=Rectlin())], (3, 6))


@case
def merge_sum():
    from neon.initializers import Gaussian
    from neon.layers import Affine, Conv, MergeSum, SkipNode
    from neon.transforms import Rectlin

    backend(3)
    paths = [
        [Conv((3, 3, 4), Gaussian(), padding=1, activation=Rectlin()), Conv((3, 3, 4), Gaussian(), padding=1)],
        [SkipNode()],
    ]
    return through([Conv((1, 1, 4), Gaussian()), MergeSum(paths), Affine(3, Gaussian())], (2, 4, 5))


def _inner(layers):
    """Flatten containers for weights()."""
    flat = []
    for layer in layers:
        flat.extend(_inner(layer.layers) if hasattr(layer, "layers") else [layer])
    return flat


def _merge(kind, **options):
    from neon.initializers import Gaussian
    from neon.layers import Affine, Conv, MergeBroadcast
    from neon.transforms import Rectlin

    backend(3)
    paths = [
        [Conv((3, 3, 4), Gaussian(), padding=1, bias=Gaussian(), activation=Rectlin())],
        [Conv((1, 1, 2), Gaussian(), activation=Rectlin()), Conv((3, 3, 2), Gaussian(), padding=1)],
    ]
    return through(
        [Conv((1, 1, 4), Gaussian()), MergeBroadcast(paths, kind, **options), Affine(3, Gaussian())], (2, 4, 5)
    )


@case
def merge_depth():
    return _merge("depth")


@case
def merge_stack():
    return _merge("stack")


@case
def merge_alphas():
    return _merge("stack", alphas=[0.3, 1.0])


@case
def merge_recurrent():
    from neon.initializers import Gaussian
    from neon.layers import LSTM, Linear, MergeBroadcast, Recurrent
    from neon.transforms import Logistic, Tanh

    backend(3)
    init = Gaussian(scale=0.4)
    paths = [
        [Recurrent(4, init, activation=Tanh(), reset_cells=True)],
        [LSTM(4, init, activation=Tanh(), gate_activation=Logistic(), reset_cells=True)],
    ]
    return through([Linear(3, init), MergeBroadcast(paths, "recurrent")], (3, 5))


@case
def multistream():
    from neon.data import ArrayIterator
    from neon.initializers import Constant, Gaussian
    from neon.layers import Affine, GeneralizedCost, MergeMultistream
    from neon.optimizers import GradientDescentMomentum
    from neon.transforms import CrossEntropyMulti, Rectlin, Softmax

    backend(8)
    init = Gaussian(scale=0.3)
    paths = [
        [Affine(5, init, bias=Constant(0), activation=Rectlin())],
        [Affine(4, init, activation=Rectlin()), Affine(3, init, activation=Rectlin())],
    ]
    layers = [MergeMultistream(paths, "stack"), Affine(3, init, activation=Softmax())]
    data = ArrayIterator([draw(40, 6), draw(40, 4, seed=2)], labels(40, 3), nclass=3)
    return trained(layers, data, GeneralizedCost(CrossEntropyMulti()), GradientDescentMomentum(0.1, 0.9))


def _branches(single=False, alphas=None):
    from neon.data import ArrayIterator
    from neon.initializers import Gaussian
    from neon.layers import Affine, BranchNode, GeneralizedCost, Multicost, SingleOutputTree, Tree
    from neon.optimizers import GradientDescentMomentum
    from neon.transforms import CrossEntropyMulti, Rectlin, Softmax

    be = backend(8)
    init = Gaussian(scale=0.3)
    node = BranchNode(name="b1" + str(single) + str(alphas))
    trunk = [
        Affine(6, init, activation=Rectlin()),
        node,
        Affine(5, init, activation=Rectlin()),
        Affine(3, init, activation=Softmax()),
    ]
    branch = [node, Affine(4, init, activation=Rectlin()), Affine(3, init, activation=Softmax())]
    tree = (SingleOutputTree if single else Tree)([trunk, branch], alphas=alphas)
    data = ArrayIterator(draw(40, 6), labels(40, 3), nclass=3)

    class Two:
        """The same targets for both outputs."""

        shape, ndata, nbatches = data.shape, data.ndata, data.nbatches

        def reset(self):
            data.reset()

        def __iter__(self):
            for x, t in data:
                yield x, (t, t)

    cost = Multicost([GeneralizedCost(CrossEntropyMulti()), GeneralizedCost(CrossEntropyMulti())], weights=[1, 0.4])
    from neon.callbacks.callbacks import Callbacks
    from neon.models import Model

    model = Model(tree)
    model.fit(Two(), cost, GradientDescentMomentum(0.1, 0.9), 2, Callbacks(model, progress_bar=False))
    answers = {}
    for i, path in enumerate(tree.layers):
        for key, value in weights(_inner([path])).items():
            if not key.endswith("dw"):
                answers[f"{i}.{key}"] = value
    if single:
        answers["out"] = model.fprop(be.array(draw(6, 8)), inference=True).get()
    return answers


@case
def two_branches():
    return _branches()


@case
def two_branches_alphas():
    return _branches(alphas=[0.5, 1.0])


@case
def single_output_tree():
    return _branches(single=True)


# binary layers, regions, skip-thought --------------------------------------------------------------------------
@case
def binary_layers():
    from neon.initializers import Gaussian, Uniform
    from neon.layers import Activation, BinaryAffine, BinaryLinear, Linear
    from neon.transforms import Sign

    backend()
    uniform = Uniform(-1, 1)
    layers = [
        Linear(6, Gaussian()),
        BinaryAffine(5, uniform, batch_norm=True, activation=Sign()),
        BinaryAffine(4, uniform, bias=Gaussian(), activation=Sign()),
        BinaryLinear(3, uniform),
        Activation(Sign()),
    ]
    return through(layers, 7)


@case
def shift_batch_norm():
    from neon.initializers import Gaussian
    from neon.layers import Convolution, Linear, ShiftBatchNorm

    backend()
    return through([Convolution((2, 2, 3), init=Gaussian()), ShiftBatchNorm(), Linear(2, Gaussian())], (2, 5, 4))


@case
def train_binary():
    from neon.data import ArrayIterator
    from neon.initializers import Uniform
    from neon.layers import BinaryAffine, GeneralizedCost
    from neon.optimizers import ShiftAdaMax, ShiftSchedule
    from neon.transforms import Sign, SquareHingeLoss

    backend(8)
    uniform = Uniform(-1, 1)
    layers = [
        BinaryAffine(16, uniform, batch_norm=True, activation=Sign()),
        BinaryAffine(3, uniform, batch_norm=True),
    ]
    data = ArrayIterator(draw(48, 6), labels(48, 3), nclass=3)
    optimizer = ShiftAdaMax(learning_rate=0.01, schedule=ShiftSchedule(2, shift_size=1))
    return trained(layers, data, GeneralizedCost(SquareHingeLoss()), optimizer, epochs=4)


class _Shape:
    """What a layer shows to the one after it."""

    def __init__(self, *shape):
        self.out_shape = self.shape = shape


@case
def roi_pooling():
    from neon.layers import RoiPooling

    be = backend(1)
    layer = RoiPooling((3, 2), spatial_scale=0.25)
    layer.configure([_Shape(2, 9, 7), _Shape(5, 4)])
    layer.allocate()
    regions = np.array([[0, 0, 0, 26, 34], [0, 4, 7, 11, 30], [0, 20, 20, 22, 22], [0, 3, 25, 27, 35]])
    maps, error = be.array(draw(126, 1)), be.array(draw(12, 4, seed=2))
    answers = {"y": layer.fprop([maps, be.array(regions.T.copy())]).get()}
    answers["deltas"] = layer.bprop(error).get()
    return answers


def _skip_thought(kind):
    import neon.layers as L
    from neon.initializers import Constant, Gaussian
    from neon.models import Model
    from neon.transforms import Logistic, Tanh

    be = backend(3)
    g = Gaussian(scale=0.4)
    container = L.SkipThought(9, 4, g, 5, getattr(L, kind), g, Tanh(), Logistic(), g, Constant(0.1))
    model = Model(container)
    model.initialize([(4, 1), (3, 1), (3, 1)])
    words = [
        be.array(np.random.RandomState(s).randint(9, size=(n, 3)), dtype=np.int32) for s, n in enumerate((4, 3, 3))
    ]
    answers = {}
    for n in range(2):
        y = model.fprop(words)
        model.bprop([be.array(draw(*part.shape, seed=k + n)) for k, part in enumerate(y)])
        answers.update({f"{n}.y{k}": part.get() for k, part in enumerate(y)})
        answers.update({f"{n}.{key}": value for key, value in weights(list(container.layers)).items()})
    return answers


@case
def skip_thought():
    return _skip_thought("GRU")


@case
def skip_thought_lstm():
    return _skip_thought("LSTM")


@case
def layer_shapes():
    """Shapes without the batch that layers show to the one after them, as numbers one after the other."""
    from neon.initializers import Constant, Gaussian
    from neon.layers import Affine, Conv, Dropout, LookupTable, Pooling, Recurrent, RecurrentLast, Reshape
    from neon.models import Model
    from neon.transforms import Tanh

    backend()
    g = Gaussian()
    stacks = {
        "affine": ([Affine(3, g, bias=Constant(0), activation=Tanh()), Dropout(0.5), Affine(2, g, batch_norm=True)], 5),
        "conv": ([Conv((3, 3, 2), g, bias=Constant(0)), Pooling(2), Affine(3, g)], (1, 8, 8)),
        "reshape": ([Affine(12, g), Reshape((3, -1)), Affine(2, g), Reshape((8,)), Affine(2, g)], 5),
        "recurrent": ([Recurrent(3, g, activation=Tanh()), RecurrentLast(), Affine(2, g)], (4, 6)),
        "lookup": ([LookupTable(9, 3, g), Affine(2, g)], (5, 4)),
    }
    answers = {}
    for name, (layers, shape) in stacks.items():
        model = Model(layers)
        model.initialize(shape)
        shapes = [layer.out_shape for layer in model.layers.layers]
        answers[name] = np.concatenate([np.atleast_1d(s) for shape in shapes for s in (len(shape), shape)])
    return answers


# activations, costs, metrics ---------------------------------------------------------------------------------
@case
def activations():
    import neon.transforms as T

    be = backend()
    x = be.array(draw(6, 4, scale=2.0))
    made = {
        "identity": T.Identity(),
        "rectlin": T.Rectlin(),
        "leaky": T.Rectlin(slope=0.1),
        "clip": T.Rectlinclip(slope=0.2, xcut=1.5),
        "explin": T.Explin(alpha=0.7),
        "normalizer": T.Normalizer(divisor=3.0),
        "softmax": T.Softmax(),
        "tanh": T.Tanh(),
        "logistic": T.Logistic(),
        "shortcut": T.Logistic(shortcut=True),
        "sign": T.Sign(),
    }
    answers = {}
    for name, transform in made.items():
        y = be.zeros((6, 4))
        y[:] = transform(x)
        answers[name] = y.get()
        slope = be.zeros((6, 4))
        slope[:] = transform.bprop(y)
        answers[f"{name}.bprop"] = slope.get()
    return answers


@case
def costs():
    import neon.transforms as T

    be = backend()
    y = be.array(1 / (1 + np.exp(-draw(5, 8))))
    t = be.array((draw(5, 8, seed=4) > 0).astype(np.float32))
    answers = {}
    for name, cost in {
        "binary": T.CrossEntropyBinary(),
        "binary2": T.CrossEntropyBinary(scale=2),
        "multi": T.CrossEntropyMulti(),
        "bits": T.CrossEntropyMulti(scale=0.5, usebits=True),
        "sum": T.SumSquared(),
        "mean": T.MeanSquared(),
        "smooth": T.SmoothL1Loss(),
        "smooth2": T.SmoothL1Loss(sigma=3.0),
        "hinge": T.SquareHingeLoss(margin=0.5),
    }.items():
        value = be.zeros((1, 8))
        value[:] = cost(y, t)
        slope = be.zeros((5, 8))
        slope[:] = cost.bprop(y, t)
        answers[name], answers[f"{name}.bprop"] = value.get(), slope.get()
    return answers


@case
def gan_costs():
    import neon.transforms as T

    be = backend()
    a, b = (be.array(1 / (1 + np.exp(-draw(1, 4, seed=s)))) for s in (1, 2))
    answers = {}
    for kind in ("dis", "gen"):
        for func in ("original", "modified", "wasserstein"):
            cost = T.GANCost(cost_type=kind, func=func)
            for name, tree in {
                "cost": cost(a, b),
                "noise": cost.bprop_noise(b),
                "data": cost.bprop_data(a),
                "gen": cost.bprop_generator(b),
            }.items():
                out = be.zeros((1, 4))
                out[:] = tree
                answers[f"{kind}.{func}.{name}"] = out.get()
    return answers


@case
def metrics():
    import neon.transforms as T

    be = backend(8)
    y = draw(4, 8)
    y = np.exp(y) / np.exp(y).sum(axis=0)
    hot = np.zeros((4, 8), dtype=np.float32)
    hot[labels(8, 4), np.arange(8)] = 1
    y, t = be.array(y), be.array(hot)
    answers = {}
    for name, metric in {
        "misclass": T.Misclassification(),
        "accuracy": T.Accuracy(),
        "logloss": T.LogLoss(),
        "topk": T.TopKMisclassification(2),
        "plain": T.PrecisionRecall(4),
        "precision": T.PrecisionRecall(4, binarize=True),
    }.items():
        answers[name] = np.asarray(metric(y, t))
        answers[f"{name}.names"] = np.array([len(metric.metric_names)])
        if name in ("misclass", "accuracy", "logloss", "topk"):
            answers[f"{name}.part"] = np.asarray(metric(y, t, calcrange=slice(0, 5)))
    return answers


@case
def generalized_costs():
    from neon.initializers import Gaussian
    from neon.layers import GeneralizedCost, GeneralizedCostMask, Linear
    from neon.transforms import SumSquared

    be = backend(3)
    layer = Linear(4, Gaussian())
    layer.configure((5, 6))
    y, t, mask = (
        be.array(draw(4, 18)),
        be.array(draw(4, 18, seed=2)),
        be.array((draw(4, 18, seed=3) > 0).astype(np.float32)),
    )
    answers = {}
    cost = GeneralizedCost(SumSquared())
    cost.initialize(layer)
    answers["cost"], answers["errors"] = np.asarray(cost.get_cost(y, t)), cost.get_errors(y, t).get()
    cost = GeneralizedCostMask(SumSquared())
    cost.initialize(layer)
    answers["mask.cost"], answers["mask.errors"] = (
        np.asarray(cost.get_cost(y, (t, mask))),
        cost.get_errors(y, (t, mask)).get(),
    )
    return answers


# op-trees ----------------------------------------------------------------------------------------------------
@case
def operations():
    be = backend()
    x, y = be.array(draw(3, 4)), be.array(draw(3, 4, seed=2))
    row, column = be.array(draw(1, 4, seed=3)), be.array(draw(3, 1, seed=4))
    positive = be.array(np.abs(draw(3, 4)) + 0.1)
    trees = {
        "add": x + y,
        "radd": 2 + x,
        "sub": x - row,
        "rsub": 1.5 - x,
        "mul": x * column,
        "div": x / positive,
        "rdiv": 2 / positive,
        "pow": positive**2.5,
        "powt": positive**y,
        "neg": -x,
        "abs": abs(x),
        "eq": x == y,
        "lt": x < y,
        "le": x <= y,
        "gt": x > y,
        "ge": x >= y,
        "ne": x != y,
        "sgn": be.sgn(x),
        "sqrt": be.sqrt(positive),
        "square": be.square(x),
        "exp": be.exp(x),
        "exp2": be.exp2(x),
        "log": be.log(positive),
        "log2": be.log2(positive),
        "safelog": be.safelog(x),
        "sig": be.sig(x),
        "sig2": be.sig2(x),
        "tanh": be.tanh(x),
        "tanh2": be.tanh2(x),
        "rint": be.rint(3 * x),
        "maximum": be.maximum(x, y),
        "minimum": be.minimum(x, 0.1),
        "clip": be.clip(x, -0.5, 0.5),
        "dot": be.dot(x, y.T),
        "sum0": be.sum(x, axis=0),
        "sum1": be.sum(x, axis=1),
        "sum": be.sum(x),
        "max0": be.max(x, axis=0),
        "min1": be.min(x, axis=1),
        "mean0": be.mean(x, axis=0),
        "mean": be.mean(x),
        "var0": be.var(x, axis=0),
        "var": be.var(x),
        "std1": be.std(x, axis=1),
        "argmax0": be.argmax(x, axis=0),
        "argmin1": be.argmin(x, axis=1),
        "rcp": be.reciprocal(positive),
        "deep": be.sum(be.exp(-be.square(x - y) / 2) * be.tanh(x), axis=0) / (1 + be.mean(positive)),
    }
    answers = {name: tree.asnumpyarray() for name, tree in trees.items()}
    hot = be.zeros((5, 4))
    hot[:] = be.onehot(be.array([0, 4, 2, 1], dtype=np.int32), axis=0)
    answers["onehot"] = hot.get()
    return answers


@case
def autodiff():
    from neon.backends import Autodiff

    be = backend()
    x, w = be.array(draw(3, 4)), be.array(draw(2, 3, seed=2))
    b, p = be.array(draw(2, 1, seed=3)), be.array(np.abs(draw(3, 4, seed=5)) + 0.2)
    trees = {
        "mlp": be.sum(be.square(be.tanh(be.dot(w, x) + b))),
        "vector": be.sig(be.dot(w, x)) * b,
        "pow": p**3 / (1 + x * x),
        "logs": be.log(p) + be.log2(p) - be.sqrt(p) + be.exp2(x) + be.exp(x),
        "limits": be.maximum(x, 0.1) + be.minimum(x, p) + abs(x),
        "reduce": be.max(x, axis=0) + be.mean(x, axis=0) * be.sum(p, axis=0),
        "var": be.var(x, axis=1) + be.std(p, axis=1),
        "twos": be.sig2(x) + be.tanh2(p) - be.reciprocal(p),
        "mask": (x > 0) * p * x,
    }
    answers = {}
    for name, tree in trees.items():
        for k, gradient in enumerate(Autodiff(tree, be).get_grad_asnumpyarray([x, w, b, p])):
            answers[f"{name}.{k}"] = gradient
    error = be.array(draw(2, 4, seed=9))
    gradient = Autodiff(trees["vector"], be, next_error=error).get_grad_asnumpyarray([x, w, b])
    answers.update({f"error.{k}": g for k, g in enumerate(gradient)})
    return answers


@case
def random_draws():
    import neon.initializers as I

    be = backend()
    answers = {}
    for name, init in {
        "constant": I.Constant(0.3),
        "array": I.Array(draw(6, 4)),
        "uniform": I.Uniform(-1, 2),
        "gaussian": I.Gaussian(1, 0.5),
        "glorot": I.GlorotUniform(),
        "xavier": I.Xavier(),
        "xavier0": I.Xavier(local=False),
        "kaiming": I.Kaiming(),
        "kaiming0": I.Kaiming(local=False),
        "identity": I.IdentityInit(),
        "orthonormal": I.Orthonormal(),
    }.items():
        shape = (4, 4) if name == "identity" else (6, 4)
        tensor = be.empty(shape)
        init.fill(tensor)
        answers[name] = tensor.get()
    mask = be.empty((5, 6))
    be.make_binary_mask(mask, 0.4)
    answers["mask"] = mask.get()
    noise = be.empty((3, 4))
    be.fill_normal(noise, 1.0, 0.5)
    answers["noise"] = noise.get()
    be.rng_reset()
    answers["reset"] = be.rng.uniform(size=3)
    return answers


# optimizers --------------------------------------------------------------------------------------------------
class _Params:
    """Two parameters that an optimizer may train."""

    name, classnm, has_params = "two", "Two", True

    def __init__(self, be):
        self.pairs = [((be.array(draw(4, 3, seed=s)), be.zeros((4, 3))), []) for s in (1, 2)]

    def get_params(self):
        return self.pairs


def _steps(make, steps=20, clip_scale=1.0):
    be = backend(4)
    layer, optimizer = _Params(be), make()
    answers = {}
    for step in range(steps):
        for k, ((w, dw), _) in enumerate(layer.pairs):
            dw[:] = w * 0.5 + be.array(draw(4, 3, seed=100 + 10 * step + k, scale=clip_scale))
        optimizer.optimize([layer], epoch=step // 4)
        if step in (0, steps - 1):
            for k, ((w, _), _) in enumerate(layer.pairs):
                answers[f"{step}.{k}"] = w.get()
    return answers


def _optimizer(name, **options):
    import neon.optimizers as O

    return lambda: getattr(O, name)(**options)


@case
def sgd():
    return _steps(_optimizer("GradientDescentMomentum", learning_rate=0.1, momentum_coef=0))


@case
def momentum():
    return _steps(_optimizer("GradientDescentMomentum", learning_rate=0.1, momentum_coef=0.9, wdecay=0.01))


@case
def nesterov():
    return _steps(
        _optimizer("GradientDescentMomentum", learning_rate=0.1, momentum_coef=0.9, wdecay=0.01, nesterov=True)
    )


@case
def clip_norm():
    return _steps(
        _optimizer(
            "GradientDescentMomentum", learning_rate=0.1, momentum_coef=0.9, wdecay=0.01, gradient_clip_norm=0.5
        ),
        clip_scale=4.0,
    )


@case
def clip_values():
    return _steps(
        _optimizer(
            "GradientDescentMomentum",
            learning_rate=0.1,
            momentum_coef=0.9,
            gradient_clip_value=0.2,
            param_clip_value=0.8,
        ),
        clip_scale=4.0,
    )


@case
def rmsprop():
    return _steps(_optimizer("RMSProp", learning_rate=0.01))


@case
def rmsprop_clip():
    return _steps(
        _optimizer("RMSProp", learning_rate=0.01, gradient_clip_norm=0.5, gradient_clip_value=1.0), clip_scale=4.0
    )


@case
def adagrad():
    return _steps(_optimizer("Adagrad", learning_rate=0.05))


@case
def adadelta():
    return _steps(_optimizer("Adadelta"))


@case
def adam():
    return _steps(_optimizer("Adam", learning_rate=0.01))


@case
def adam_clip():
    return _steps(_optimizer("Adam", learning_rate=0.01, gradient_clip_norm=0.5), clip_scale=4.0)


@case
def shift_ada_max():
    return _steps(_optimizer("ShiftAdaMax", learning_rate=0.01))


@case
def scheduled():
    from neon.optimizers import Schedule

    return _steps(
        _optimizer("GradientDescentMomentum", learning_rate=0.1, momentum_coef=0.9, schedule=Schedule([1, 3], 0.5))
    )


@case
def schedules():
    import neon.optimizers as O

    answers = {}
    for name, schedule in {
        "constant": O.Schedule(),
        "list": O.Schedule([2, 5], 0.1),
        "every": O.Schedule(3, 0.5),
        "step": O.StepSchedule([2, 4], [0.5, 0.1]),
        "power": O.PowerSchedule(2, 0.5),
        "exp": O.ExpSchedule(0.3),
        "shift": O.ShiftSchedule(2, 1),
    }.items():
        answers[name] = np.array([float(schedule.get_learning_rate(0.7, epoch)) for epoch in range(8)])
    return answers


@case
def multi_optimizer():
    from neon.data import ArrayIterator
    from neon.initializers import Constant, Gaussian
    from neon.layers import Affine, GeneralizedCost
    from neon.optimizers import Adam, GradientDescentMomentum, MultiOptimizer
    from neon.transforms import CrossEntropyMulti, Rectlin, Softmax

    backend(8)
    layers = [
        Affine(6, Gaussian(scale=0.3), bias=Constant(0), activation=Rectlin(), name="first"),
        Affine(3, Gaussian(scale=0.3), bias=Constant(0), activation=Softmax()),
    ]
    optimizer = MultiOptimizer(
        {
            "default": GradientDescentMomentum(0.1, 0.9),
            "Bias": GradientDescentMomentum(0.5, 0),
            "first": Adam(learning_rate=0.01),
        }
    )
    return trained(
        layers, ArrayIterator(draw(40, 6), labels(40, 3), nclass=3), GeneralizedCost(CrossEntropyMulti()), optimizer
    )


# data --------------------------------------------------------------------------------------------------------
@case
def array_iterator():
    from neon.data import ArrayIterator

    backend(4)
    data = ArrayIterator(draw(10, 3), labels(10, 5), nclass=5)
    answers = {}
    for epoch in range(3):
        answers[f"{epoch}.n"] = np.array([data.nbatches])
        for k, (x, t) in enumerate(data):
            answers[f"{epoch}.{k}.x"], answers[f"{epoch}.{k}.t"] = x.get(), t.get()
    data.reset()
    answers["n"] = np.array([data.nbatches])
    return answers


@case
def array_iterator_regression():
    from neon.data import ArrayIterator

    backend(4)
    data = ArrayIterator([draw(8, 12), draw(8, 2, seed=3)], draw(8, 2, seed=4), make_onehot=False)
    answers = {}
    for k, (x, t) in enumerate(data):
        answers[f"{k}.x0"], answers[f"{k}.x1"], answers[f"{k}.t"] = x[0].get(), x[1].get(), t.get()
    return answers


def _text_file():
    import tempfile

    path = os.path.join(tempfile.mkdtemp(), "text.txt")
    with open(path, "w") as file:
        file.write("the quick brown fox jumps over the lazy dog. " * 6)
    return path


def _text(**options):
    from neon.data import Text

    backend(3)
    data = Text(5, _text_file(), **options)
    answers = {"n": np.array([data.nbatches, data.nclass, data.ndata])}
    for k, (x, t) in enumerate(data):
        parts = x if isinstance(x, (list, tuple)) else [x]
        for j, part in enumerate(parts):
            answers[f"{k}.x{j}"] = part.get()
        answers[f"{k}.t"] = t.get()
    return answers


@case
def text_onehot():
    return _text()


@case
def text_numbers():
    return _text(onehot_input=False)


@case
def text_words_reversed():
    return _text(tokenizer=lambda text: text.split(), reverse_target=True, onehot_input=False)


@case
def text_previous():
    return _text(get_prev_target=True, onehot_input=False)


@case
def train_conv_norm_pool():
    from neon.initializers import Constant, Gaussian
    from neon.layers import Affine, Conv, Dropout, GeneralizedCost, Pooling
    from neon.optimizers import Adam
    from neon.transforms import CrossEntropyMulti, Rectlin, Softmax, Tanh

    backend(8)
    init = Gaussian(scale=0.1)
    layers = [
        Conv((3, 3, 4), init, bias=Constant(0), activation=Rectlin()),
        Conv((3, 3, 4), init, batch_norm=True, activation=Rectlin()),
        Pooling(2),
        Affine(5, init, batch_norm=True, activation=Tanh()),
        Dropout(0.7),
        Affine(4, init, activation=Softmax()),
    ]
    return trained(layers, _digits(), GeneralizedCost(CrossEntropyMulti()), Adam(learning_rate=0.01))


# whole trainings ---------------------------------------------------------------------------------------------
def _digits(n=48, shape=(1, 8, 8)):
    from neon.data import ArrayIterator

    return ArrayIterator(np.abs(draw(n, int(np.prod(shape)))), labels(n, 4), nclass=4, lshape=shape)


@case
def train_convnet():
    from neon.initializers import Constant, Gaussian, Kaiming
    from neon.layers import Affine, Conv, Dropout, GeneralizedCost, Pooling
    from neon.optimizers import GradientDescentMomentum
    from neon.transforms import Accuracy, CrossEntropyMulti, Rectlin, Softmax

    backend(8)
    layers = [
        Conv((3, 3, 6), Kaiming(), batch_norm=True, activation=Rectlin()),
        Pooling(2),
        Conv((2, 2, 8), Kaiming(), bias=Constant(0), activation=Rectlin()),
        Dropout(0.8),
        Affine(4, Gaussian(scale=0.1), bias=Constant(0), activation=Softmax()),
    ]
    return trained(
        layers, _digits(), GeneralizedCost(CrossEntropyMulti()), GradientDescentMomentum(0.05, 0.9), metric=Accuracy()
    )


def _train_rnn(make):
    from neon.data import Text
    from neon.initializers import Constant, Uniform
    from neon.layers import Affine, GeneralizedCost
    from neon.optimizers import RMSProp
    from neon.transforms import CrossEntropyMulti, Softmax

    backend(3)
    data = Text(5, _text_file())
    layers = [
        *make(Uniform(-0.2, 0.2)),
        Affine(data.nclass, Uniform(-0.2, 0.2), bias=Constant(0), activation=Softmax()),
    ]
    return trained(layers, data, GeneralizedCost(CrossEntropyMulti(usebits=True)), RMSProp(gradient_clip_value=5))


@case
def train_rnn():
    from neon.layers import Recurrent
    from neon.transforms import Tanh

    return _train_rnn(lambda init: [Recurrent(10, init, activation=Tanh())])


@case
def train_lstm():
    from neon.layers import LSTM
    from neon.transforms import Logistic, Tanh

    return _train_rnn(lambda init: [LSTM(10, init, activation=Tanh(), gate_activation=Logistic())])


@case
def train_gru():
    from neon.layers import GRU
    from neon.transforms import Logistic, Tanh

    return _train_rnn(lambda init: [GRU(10, init, activation=Tanh(), gate_activation=Logistic())])


@case
def train_birnn():
    from neon.layers import BiRNN, Linear
    from neon.transforms import Tanh

    return _train_rnn(lambda init: [Linear(6, init), BiRNN(7, init, activation=Tanh())])


@case
def train_autoencoder():
    from neon.data import ArrayIterator
    from neon.initializers import Constant, GlorotUniform
    from neon.layers import Affine, GeneralizedCost
    from neon.optimizers import Adam
    from neon.transforms import Logistic, Rectlin, SumSquared

    backend(8)
    layers = [
        Affine(5, GlorotUniform(), bias=Constant(0), activation=Rectlin()),
        Affine(12, GlorotUniform(), bias=Constant(0), activation=Logistic()),
    ]
    return trained(
        layers, ArrayIterator(np.abs(draw(40, 12, scale=0.3))), GeneralizedCost(SumSquared()), Adam(learning_rate=0.01)
    )


@case
def train_embedding():
    from neon.data import ArrayIterator
    from neon.initializers import Constant, Uniform
    from neon.layers import LSTM, Affine, Dropout, GeneralizedCost, LookupTable, RecurrentSum
    from neon.optimizers import Adagrad
    from neon.transforms import Accuracy, CrossEntropyMulti, Logistic, Softmax, Tanh

    backend(4)
    init = Uniform(-0.1, 0.1)
    layers = [
        LookupTable(vocab_size=20, embedding_dim=6, init=init),
        LSTM(5, init, activation=Tanh(), gate_activation=Logistic(), reset_cells=True),
        RecurrentSum(),
        Dropout(keep=0.5),
        Affine(2, init, bias=Constant(0), activation=Softmax()),
    ]
    data = ArrayIterator(labels(24 * 7, 20).reshape(24, 7), labels(24, 2), nclass=2)
    return trained(
        layers, data, GeneralizedCost(CrossEntropyMulti(usebits=True)), Adagrad(learning_rate=0.01), metric=Accuracy()
    )


@case
def train_gan():
    from neon.callbacks.callbacks import Callbacks
    from neon.data import ArrayIterator
    from neon.initializers import Gaussian
    from neon.layers import Affine, GeneralizedGANCost, Sequential
    from neon.layers.container import GenerativeAdversarial
    from neon.models.model import GAN
    from neon.optimizers import GradientDescentMomentum
    from neon.transforms import GANCost, Logistic, Rectlin

    backend(4)
    init = Gaussian(scale=0.3)
    generator = Sequential([Affine(6, init, activation=Rectlin()), Affine(5, init)], name="Generator")
    discriminator = Sequential(
        [Affine(6, init, activation=Rectlin()), Affine(1, init, activation=Logistic())], name="Discriminator"
    )
    model = GAN(GenerativeAdversarial(generator=generator, discriminator=discriminator), noise_dim=3)
    cost = GeneralizedGANCost(costfunc=GANCost(func="modified"))
    data = ArrayIterator(draw(16, 5), labels(16, 2), nclass=2)
    callbacks = Callbacks(model, progress_bar=False)
    model.fit(data, cost, GradientDescentMomentum(0.05, 0.5), num_epochs=2, callbacks=callbacks)
    return {k: v for k, v in weights(_inner(model.layers.layers)).items() if not k.endswith("dw")}


@case
def callback_numbers():
    import tempfile

    import h5py
    from neon.callbacks.callbacks import Callbacks
    from neon.data import ArrayIterator
    from neon.initializers import Gaussian
    from neon.layers import Affine, GeneralizedCost
    from neon.models import Model
    from neon.optimizers import GradientDescentMomentum
    from neon.transforms import Accuracy, CrossEntropyMulti, Softmax

    backend(8)
    model = Model([Affine(3, Gaussian(scale=0.1), activation=Softmax())])
    train, valid = (ArrayIterator(draw(n, 6, seed=n), labels(n, 3, seed=n), nclass=3) for n in (48, 27))
    path = os.path.join(tempfile.mkdtemp(), "out.h5")
    callbacks = Callbacks(model, eval_set=valid, eval_freq=2, metric=Accuracy(), output_file=path, progress_bar=False)
    model.fit(train, GeneralizedCost(CrossEntropyMulti()), GradientDescentMomentum(0.1, 0.9), 4, callbacks)
    answers = {}
    with h5py.File(path, "r") as file:
        file.visititems(lambda name, item: answers.update({name: item[:]} if hasattr(item, "shape") else {}))
        answers["attrs"] = np.array([file["config"].attrs[k] for k in ("total_epochs", "total_minibatches")])
    answers = {k: v if not k.startswith("time/") else np.array(v.shape) for k, v in answers.items()}
    answers["total"] = np.asarray(model.total_cost)
    answers["outputs"] = model.get_outputs(valid)
    return answers


def main(which, out, names):
    here = Path(__file__).resolve()
    if which == "upstream":
        sys.path.insert(0, str(here.parents[2]))
        from tutor.worker import neon_shim

        neon_shim.install(os.environ["NEON_UPSTREAM"])
    else:
        sys.path.insert(0, str(here.parents[2] / "tutor" / "neon_port"))
    warnings.simplefilter("ignore")
    answers = {}
    for name, function in CASES.items():
        if names and name not in names:
            continue
        np.random.seed(11)
        try:
            result = function()
        except Exception as error:
            if names:
                raise
            answers[f"{name}/!{type(error).__name__}: {str(error)[:200]}"] = np.zeros(1)
            continue
        for key, value in result.items():
            answers[f"{name}/{key}"] = np.asarray(value)
    np.savez_compressed(out, **answers)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
