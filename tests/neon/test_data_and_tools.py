"""Iterators, callbacks, the command line, memory and imports."""

import gc
import importlib.util
import pickle
import subprocess
import sys
import threading
import weakref
from pathlib import Path

import numpy as np
import pytest

PORT = Path(__file__).resolve().parents[2] / "tutor" / "neon_port"
needs_h5py = pytest.mark.skipif(importlib.util.find_spec("h5py") is None, reason="h5py is not installed")


def linear_problem(rows=16):
    from neon.data import ArrayIterator
    from neon.initializers import Gaussian
    from neon.layers import Affine, GeneralizedCost
    from neon.models import Model
    from neon.optimizers import GradientDescentMomentum
    from neon.transforms import SumSquared

    rng = np.random.RandomState(0)
    x = rng.normal(size=(rows, 3))
    data = ArrayIterator(x, x @ rng.normal(size=(3, 2)), make_onehot=False)
    return Model([Affine(2, Gaussian())]), data, GeneralizedCost(SumSquared()), GradientDescentMomentum(0.1, 0.5)


def fit(problem, epochs, *extra, **options):
    from neon.callbacks import Callbacks

    model, data, cost, optimizer = problem
    callbacks = Callbacks(model, progress_bar=False, **options)
    for callback in extra:
        callbacks.add_callback(callback)
    model.fit(data, cost, optimizer, epochs, callbacks)
    return callbacks


@needs_h5py
def test_hdf5_iterators_yield_columns_less_the_mean(be, tmp_path):
    import h5py
    from neon.data import HDF5Iterator, HDF5IteratorAutoencoder, HDF5IteratorOneHot

    x, y = np.random.RandomState(0).normal(size=(8, 12)), np.arange(8).reshape(8, 1) % 3
    path = tmp_path / "d.h5"
    with h5py.File(path, "w") as file:
        file.create_dataset("input", data=x).attrs["lshape"] = (3, 2, 2)
        file.create_dataset("mean", data=np.array([1.0, 2.0, 3.0]))
        file.create_dataset("output", data=y).attrs["nclass"] = 3
    mean = np.repeat([1.0, 2.0, 3.0], 4)
    for cls in (HDF5Iterator, HDF5IteratorOneHot, HDF5IteratorAutoencoder):
        data = cls(str(path))
        assert (data.shape, data.nbatches, data.ndata) == ((3, 2, 2), 2, 8)
        assert data.mean.shape == (3, 1)
        inputs, targets = next(iter(data))
        np.testing.assert_allclose(inputs.get(), (x[:4] - mean).T, rtol=1e-5)
        shape = {"HDF5Iterator": (1, 4), "HDF5IteratorOneHot": (3, 4), "HDF5IteratorAutoencoder": (12, 4)}[cls.__name__]
        assert targets.shape == shape


@needs_h5py
def test_an_output_file_holds_the_curves(be, tmp_path):
    import h5py

    path = str(tmp_path / "curves.h5")
    problem = linear_problem()
    fit(problem, 3, output_file=path, eval_set=problem[1], eval_freq=1)
    with h5py.File(path, "r") as file:
        assert file["cost/train"].shape == (12,)
        assert file["cost/loss"][:].tolist() == sorted(file["cost/loss"][:], reverse=True)
        assert file["config"].attrs["total_epochs"] == 3


def test_an_output_file_without_h5py_says_what_to_install(be, tmp_path, monkeypatch):
    from neon.callbacks import Callbacks

    monkeypatch.setitem(sys.modules, "h5py", None)
    with pytest.raises(ImportError, match="pip install h5py"):
        Callbacks(linear_problem()[0], output_file=str(tmp_path / "x.h5"))


def test_early_stop_and_best_state_follow_the_loss(be, tmp_path):
    from neon.callbacks import Callbacks

    model, data, cost, optimizer = linear_problem()
    callbacks = Callbacks(model, eval_set=data, eval_freq=1, progress_bar=False)
    callbacks.add_early_stop_callback(lambda state, loss: ((state or 0) + 1, (state or 0) + 1 >= 3))
    callbacks.add_save_best_state_callback(str(tmp_path / "best.p"))
    model.fit(data, cost, optimizer, 10, callbacks)
    assert model.epoch_index == 3
    assert (tmp_path / "best.p").exists()
    assert callbacks.get_description()["callbacks"]


def test_early_stop_without_loss_says_what_is_missing(be):
    from neon.callbacks.callbacks import EarlyStopCallback

    with pytest.raises(ValueError, match="eval_freq=1"):
        fit(linear_problem(), 2, EarlyStopCallback(lambda state, loss: (state, False)))


def test_hooks_fire_when_they_are_due(be):
    from neon.callbacks.callbacks import Callback

    class Log(Callback):
        def __init__(self, log, **freq):
            super().__init__(**freq)
            self.log = log

        def on_epoch_end(self, callback_data, model, epoch):
            self.log.append(epoch)

    every, second, chosen, never = [], [], [], []
    fit(
        linear_problem(),
        4,
        Log(every),
        Log(second, epoch_freq=2),
        Log(chosen, epoch_freq=[0, 3]),
        Log(never, epoch_freq=None),
    )
    assert (every, second, chosen, never) == ([0, 1, 2, 3], [1, 3], [0, 3], [])


def test_the_progress_line_is_upstreams(be, capsys):
    from neon.callbacks import Callbacks

    model, data, cost, optimizer = linear_problem()
    model.fit(data, cost, optimizer, 1, Callbacks(model, eval_set=data, eval_freq=1))
    out = capsys.readouterr().out
    assert "Epoch 0   [Train |████████████████████|    4/4    batches," in out
    assert "[SumSquared Loss " in out


def test_total_cost_is_the_mean_of_the_batches(be):
    problem = linear_problem(rows=18)
    seen = []
    from neon.callbacks.callbacks import Callback

    class Keep(Callback):
        def on_minibatch_end(self, callback_data, model, epoch, minibatch):
            seen.append(float(model.cost.cost))

    fit(problem, 1, Keep())
    assert len(seen) == 5
    assert float(problem[0].total_cost) == pytest.approx(np.mean(seen), rel=1e-5)


def test_text_reads_on_from_batch_to_batch(be, tmp_path):
    from neon.data import Text

    path = tmp_path / "t.txt"
    path.write_text("abcdefgh" * 8)
    data = Text(4, str(path), onehot_input=False)
    (first, target), (second, _) = [(x.get(), t.get()) for x, t in data][:2]
    letters = [data.index_to_token[int(k)] for k in np.concatenate([first[:, 0], second[:, 0]])]
    assert "".join(letters) == "abcdefgh"
    assert target.reshape(8, 4, 4).argmax(axis=0)[:, 0].tolist() == [1, 2, 3, 4]


@pytest.mark.parametrize("name", ["CopyTask", "PrioritySortTask", "RepeatCopyTask"])
def test_tickers_ask_for_what_they_showed(be, name):
    import neon.data

    np.random.seed(0)
    task = getattr(neon.data, name)(*((5, 3, 4) if name == "RepeatCopyTask" else (5, 4)))
    data = neon.data.Ticker(task)
    x, (t, mask) = next(iter(data))
    assert x.shape == (task.nin, task.time_steps_max * 4)
    assert t.shape == mask.shape
    assert set(np.unique(mask.get())) == {0, 1}
    assert (t.get() * (1 - mask.get())).sum() == 0


def test_mnist_is_read_from_the_folder_and_shuffled_with_its_labels(be, tmp_path):
    import gzip

    from neon.data import MNIST

    x = np.arange(12, dtype=np.uint8)[:, None, None] * np.ones((1, 28, 28), dtype=np.uint8)
    with gzip.open(tmp_path / "mnist.pkl.gz", "wb") as file:
        pickle.dump(((x, np.arange(12) % 10), (x[:4], np.arange(4))), file, 2)
    np.random.seed(0)
    data = MNIST(path=str(tmp_path), normalize=False, shuffle=True)
    seen = []
    for inputs, targets in data.train_iter:
        np.testing.assert_array_equal(inputs.get()[0] % 10, targets.get().argmax(axis=0))
        seen.extend(inputs.get()[0].tolist())
    assert sorted(seen) == list(range(12))
    assert seen != sorted(seen)
    with pytest.raises(FileNotFoundError, match="not downloaded"):
        MNIST(path=str(tmp_path / "no")).train_iter  # noqa: B018 - reading it opens the file


def test_the_argument_parser_makes_the_backend():
    from neon.base import NervanaObject
    from neon.util.argparser import NeonArgparser

    args = NeonArgparser("a script").parse_args(["-z", "16", "-e", "3", "-r", "7", "-d", "f64", "--no_progress_bar"])
    assert (NervanaObject.be.bsz, NervanaObject.be.rng_seed, NervanaObject.be.default_dtype) == (16, 7, np.float64)
    assert args.epochs == 3
    assert args.callback_args["progress_bar"] is False


def test_benchmark_returns_milliseconds(be, capsys):
    model, data, cost, optimizer = linear_problem()
    times = model.benchmark(data, cost=cost, optimizer=optimizer, niterations=3, nskip=1)
    assert set(times) == {"fprop", "bprop", "update", "iteration"}
    assert times["fprop"]["units"] == "ms"


def test_a_beam_of_one_is_greedy(be):
    from neon.initializers import Gaussian
    from neon.layers import GRU, Affine, LookupTable, Seq2Seq
    from neon.layers.container import Decoder, Encoder
    from neon.models import Model
    from neon.transforms import Logistic, Softmax, Tanh
    from neon.util.beamsearch import BeamSearch

    g = Gaussian()
    options = {"activation": Tanh(), "gate_activation": Logistic(), "reset_cells": True}
    encoder = Encoder([LookupTable(6, 4, g), GRU(5, g, **options)])
    decoder = Decoder([LookupTable(6, 4, g), GRU(5, g, **options), Affine(6, g, activation=Softmax())])
    model = Model(Seq2Seq([encoder, decoder]))
    model.initialize([(3, 1), (4, 1)])
    source = be.array(np.random.RandomState(0).randint(6, size=(3, 4)))
    greedy = model.fprop(source, inference=True).get().argmax(axis=0).reshape(4, 4).T
    search = BeamSearch(model.layers)
    np.testing.assert_array_equal(search.beamsearch(source, num_beams=1), greedy)
    assert search.beamsearch(source, num_beams=3).shape == (4, 4)


def test_autodiff_lets_go_of_its_trees(be):
    from neon.backends import Autodiff

    x = be.array(np.ones((3, 4)))
    ad = Autodiff(be.sum(be.square(x)), be)
    ad.get_grad_asnumpyarray([x])
    alive = weakref.ref(ad)
    tensor = weakref.ref(x)
    del ad, x
    gc.collect()
    assert alive() is None
    assert tensor() is None


def test_a_tree_of_ten_thousand_operations_is_evaluated(be):
    from neon.backends import Autodiff

    x = be.ones((1, 1))
    tree = x * 1.0
    for _ in range(10_000):
        tree = tree + x
    assert tree.asnumpyarray().item() == 10_001
    assert Autodiff(tree, be).get_grad_asnumpyarray([x])[0].item() == 10_001


def test_two_parameters_are_clipped_without_momentum(be):
    from neon.optimizers import GradientDescentMomentum

    class Layer:
        name, classnm = "l", "L"

        def __init__(self):
            self.pair = be.array([[5.0]]), be.array([[0.0]])

        def get_params(self):
            return (self.pair, [])

    layer = Layer()
    GradientDescentMomentum(0.1, 0, param_clip_value=1.0).optimize([layer], epoch=0)
    assert layer.pair[0].get().item() == 1.0


def test_importing_neon_is_quiet_and_light():
    code = (
        "import sys, logging, threading\n"
        "import neon, neon.backends, neon.layers, neon.models, neon.data\n"
        "import neon.callbacks, neon.transforms, neon.optimizers\n"
        "assert not {'h5py', 'scipy', 'yaml', 'matplotlib', 'torch', 'cupy'} & set(sys.modules)\n"
        "assert logging.getLogger().handlers == [] and threading.active_count() == 1\n"
        "assert neon.NervanaObject.be is None\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(PORT), "PATH": ""},
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_thread_may_build_and_train_on_its_own(be):
    results = []
    thread = threading.Thread(target=lambda: results.append(fit(linear_problem(), 2)))
    thread.start()
    thread.join()
    assert len(results) == 1
