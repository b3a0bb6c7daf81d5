"""Models are saved and loaded whole; files cannot run code; descriptions rebuild models."""

import os
import pickle

import numpy as np
import pytest


def layers():
    from neon.initializers import Constant, Gaussian
    from neon.layers import Affine, Conv, Dropout, Pooling
    from neon.transforms import Rectlin, Softmax

    init = Gaussian(scale=0.1)
    return [
        Conv((3, 3, 4), init, bias=Constant(0), activation=Rectlin()),
        Conv((2, 2, 4), init, batch_norm=True, activation=Rectlin()),
        Pooling(2),
        Dropout(0.8),
        Affine(3, init, bias=Constant(0), activation=Softmax()),
    ]


@pytest.fixture
def data(be):
    from neon.data import ArrayIterator

    rng = np.random.RandomState(0)
    return ArrayIterator(rng.normal(size=(24, 36)), rng.randint(3, size=24), nclass=3, lshape=(1, 6, 6))


def train(model, data, epochs, optimizer=None):
    from neon.callbacks import Callbacks
    from neon.layers import GeneralizedCost
    from neon.optimizers import Adam
    from neon.transforms import CrossEntropyMulti

    cost = GeneralizedCost(CrossEntropyMulti())
    model.fit(data, cost, optimizer or Adam(learning_rate=0.01), epochs, Callbacks(model, progress_bar=False))
    return model


@pytest.fixture
def saved(data, tmp_path):
    from neon.models import Model

    model = train(Model(layers()), data, 2)
    path = tmp_path / "model.p"
    model.save_params(str(path))
    return model, path


def test_parameters_load_into_a_model_of_the_same_layers(saved, data):
    from neon.models import Model

    model, path = saved
    other = Model(layers())
    other.initialize(data)
    other.load_params(str(path))
    np.testing.assert_array_equal(other.get_outputs(data), model.get_outputs(data))
    assert other.epoch_index == 3


def test_a_model_is_rebuilt_from_its_file_alone(saved, data):
    from neon.models import Model

    model, path = saved
    np.testing.assert_array_equal(Model(str(path)).get_outputs(data), model.get_outputs(data))


def test_a_model_is_rebuilt_from_its_description(saved, data):
    from neon.models import Model

    model, _ = saved
    description = model.get_description(get_weights=True)
    np.testing.assert_array_equal(Model(description).get_outputs(data), model.get_outputs(data))
    config = description["model"]["config"]["layers"][0]
    assert config["type"] == "neon.layers.layer.Convolution_bias"
    assert config["config"]["fshape"] == (3, 3, 4)


def test_states_of_the_optimizer_are_kept_unless_told_otherwise(saved, data, tmp_path):
    from neon.models import Model

    _, path = saved
    other = Model(layers())
    other.initialize(data)
    other.load_params(str(path))
    assert [len(s) for _, s in other.layers.layers[0].get_params()] == [2, 2]
    third = Model(layers(), weights_only=True)
    third.initialize(data)
    third.load_params(str(path), load_states=False)
    assert [len(s) for _, s in third.layers.layers[0].get_params()] == [0, 0]


def test_another_architecture_is_refused_by_name(saved, data):
    from neon.initializers import Gaussian
    from neon.layers import Affine
    from neon.models import Model

    other = Model([Affine(3, Gaussian())])
    other.initialize(data)
    with pytest.raises(ValueError, match="layers"):
        other.load_params(str(saved[1]))


class Attack:
    def __reduce__(self):
        return os.system, ("echo attacked > attacked",)


@pytest.mark.parametrize("protocol", [0, 2, 4])
def test_a_file_cannot_run_code(be, tmp_path, monkeypatch, protocol):
    from neon.models import Model
    from neon.util.persist import load_obj

    monkeypatch.chdir(tmp_path)
    path = tmp_path / "bad.p"
    path.write_bytes(pickle.dumps({"model": Attack()}, protocol))
    for read in (load_obj, Model):
        with pytest.raises(pickle.UnpicklingError, match="system"):
            read(str(path))
    assert not (tmp_path / "attacked").exists()


def test_a_description_cannot_name_any_class(be):
    from neon.models import Model

    for name in (
        "os.system",
        "subprocess.Popen",
        "builtins.eval",
        "neon.base.importlib.import_module",
        "neon.nothing.Model",
    ):
        with pytest.raises(ValueError, match="class"):
            Model({"model": {"type": name, "config": {"layers": []}}})


def test_arrays_and_containers_survive_a_file(tmp_path):
    from neon.util.persist import load_obj, save_obj

    thing = {"a": np.arange(6.0).reshape(2, 3), "b": [1, (2.5, "x"), None], "c": np.float32(3), "d": {"e": {1, 2}}}
    save_obj(thing, str(tmp_path / "sub" / "thing.p"))
    back = load_obj(str(tmp_path / "sub" / "thing.p"))
    np.testing.assert_array_equal(back["a"], thing["a"])
    assert (back["b"], back["c"], back["d"]) == (thing["b"], thing["c"], thing["d"])


def test_interrupted_and_unbroken_training_are_the_same(be, tmp_path):
    from neon.backends import gen_backend
    from neon.data import ArrayIterator
    from neon.initializers import Gaussian
    from neon.layers import Affine
    from neon.models import Model
    from neon.optimizers import GradientDescentMomentum
    from neon.transforms import Softmax, Tanh

    def fresh():
        gen_backend(batch_size=4, rng_seed=5)
        rng = np.random.RandomState(0)
        net = [Affine(5, Gaussian(), activation=Tanh()), Affine(3, Gaussian(), activation=Softmax())]
        return Model(net), ArrayIterator(rng.normal(size=(16, 6)), rng.randint(3, size=16), nclass=3)

    whole, data = fresh()
    train(whole, data, 4, GradientDescentMomentum(0.1, 0.9))
    want = whole.get_outputs(data)
    first, data = fresh()
    train(first, data, 2, GradientDescentMomentum(0.1, 0.9))
    first.save_params(str(tmp_path / "half.p"))
    second, data = fresh()
    second.initialize(data)
    second.load_params(str(tmp_path / "half.p"))
    train(second, data, second.epoch_index + 2, GradientDescentMomentum(0.1, 0.9))
    np.testing.assert_allclose(second.get_outputs(data), want, rtol=1e-6)


def test_a_custom_layer_trains_saves_and_loads(be, data, tmp_path):
    from neon.initializers import Constant, Gaussian
    from neon.layers import Affine
    from neon.models import Model
    from neon.transforms import Softmax

    model = train(
        Model([Affine(5, Gaussian()), Scale(Constant(2.0)), Affine(3, Gaussian(), activation=Softmax())]), data, 2
    )
    scale = model.layers.layers[1]
    assert not np.allclose(scale.W.get(), 2.0)
    model.save_params(str(tmp_path / "m.p"))
    other = Model([Affine(5, Gaussian()), Scale(Constant(2.0)), Affine(3, Gaussian(), activation=Softmax())])
    other.initialize(data)
    other.load_params(str(tmp_path / "m.p"))
    np.testing.assert_array_equal(other.get_outputs(data), model.get_outputs(data))


def _scale_class():
    import sys
    from pathlib import Path

    port = Path(__file__).resolve().parents[2] / "tutor" / "neon_port"
    if str(port) not in sys.path:
        sys.path.insert(0, str(port))
    from neon.layers.layer import ParameterLayer, interpret_in_shape

    class Scale(ParameterLayer):
        """Multiplies each feature by a learned number."""

        owns_delta = True

        def __init__(self, init, name=None):
            super().__init__(init, name)

        def configure(self, in_obj):
            super().configure(in_obj)
            self.out_shape = self.in_shape
            self.weight_shape = (interpret_in_shape(self.in_shape)[0], 1)
            return self

        def fprop(self, inputs, inference=False):
            self.inputs = inputs
            self.outputs[:] = inputs * self.W
            return self.outputs

        def bprop(self, error, alpha=1.0, beta=0.0):
            self.dW[:] = self.be.sum(error * self.inputs, axis=1)
            if self.deltas is not None:
                self.deltas[:] = alpha * error * self.W + beta * self.deltas
            return self.deltas

    return Scale


Scale = _scale_class()


def test_a_deep_copy_of_a_model_trains_on_its_own(be):
    import copy

    from neon.initializers import Gaussian
    from neon.layers import LSTM, Affine, RecurrentSum
    from neon.models import Model
    from neon.transforms import Logistic, Tanh

    options = {"activation": Tanh(), "gate_activation": Logistic(), "reset_cells": True}
    model = Model([LSTM(3, Gaussian(), **options), RecurrentSum(), Affine(2, Gaussian(), bias=Gaussian())])
    model.initialize((2, 5))
    x = be.array(np.random.RandomState(0).normal(size=(2, 20)))
    want = model.fprop(x).get()
    other = copy.deepcopy(model)
    assert other.be is be
    np.testing.assert_array_equal(other.fprop(x).get(), want)
    other.layers.layers[0].W[:] = 0
    assert np.abs(other.layers.layers[0].W_input.get()).max() == 0
    np.testing.assert_array_equal(model.fprop(x).get(), want)
