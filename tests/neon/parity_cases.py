"""The same small programs for upstream neon and the port: each returns arrays that must agree.

Run as a script it writes the answers of whichever neon is on the path:
`python parity_cases.py port|upstream OUT.npz [case …]` (upstream: NEON_UPSTREAM names the checkout).
"""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

import numpy as np

CASES = {}


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
        layers, data, GeneralizedCost(CrossEntropyMulti()), GradientDescentMomentum(0.1, 0.9, wdecay=0.01),
        metric=Misclassification(),
    )  # fmt: skip


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
        [Convolution((1, 1, 3), init=Gaussian()), Convolution((2, 3, 4), init=Gaussian(), dilation={"dil_h": 2, "dil_w": 2, "dil_d": 1})],
        (2, 7, 8),
    )  # fmt: skip


@case
def conv_3d():
    from neon.initializers import Gaussian
    from neon.layers import Convolution, Pooling

    backend(2)
    layers = [
        Convolution((2, 2, 3, 4), init=Gaussian(), strides={"str_d": 1, "str_h": 2, "str_w": 1}, padding={"pad_d": 1, "pad_h": 0, "pad_w": 1}),
        Convolution((1, 1, 1, 3), init=Gaussian()),
        Pooling((2, 2, 2), strides={"str_d": 1, "str_h": 2, "str_w": 2}),
    ]  # fmt: skip
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
    return through(
        [Affine(24, Gaussian()), Reshape((2, 3, -1)), Conv((2, 2, 3), Gaussian()), Pooling(2)], 5
    )


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
    layer = getattr(L, kind)(4, Gaussian(scale=0.5), init_inner=Uniform(-0.5, 0.5), activation=Tanh(), reset_cells=reset, **gates, **options)
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

    return _rnn("BiRNN", reset=True, after=[BiRNN(3, Gaussian(scale=0.5), activation=Tanh(), reset_cells=True, split_inputs=True)])


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
    return through([Conv((1, 1, 4), Gaussian()), MergeBroadcast(paths, kind, **options), Affine(3, Gaussian())], (2, 4, 5))


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
    trunk = [Affine(6, init, activation=Rectlin()), node, Affine(5, init, activation=Rectlin()), Affine(3, init, activation=Softmax())]
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
        except Exception as error:  # noqa: BLE001 - a failing case is reported by name
            if names:
                raise
            answers[f"{name}/!{type(error).__name__}: {str(error)[:200]}"] = np.zeros(1)
            continue
        for key, value in result.items():
            answers[f"{name}/{key}"] = np.asarray(value)
    np.savez_compressed(out, **answers)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
