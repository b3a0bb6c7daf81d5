"""Every trap of neon is named by an error or a warning that gives the right form. Rows of the port's README."""

import numpy as np
import pytest


@pytest.fixture
def t(be):
    return be.array([[1, 2], [3, 4]])


def model_parts(be, last, cost):
    from neon.initializers import Gaussian
    from neon.layers import Affine, GeneralizedCost
    from neon.models import Model

    model = Model([Affine(2, Gaussian(), activation=last)])
    made = GeneralizedCost(cost)
    model.initialize(3, made)
    return model, made


@pytest.mark.parametrize("use", [list, tuple, sorted, lambda t: [*t], lambda t: dict(enumerate(t)), lambda t: max(t)])
def test_iterating_a_tensor_is_refused_by_name(t, use):
    with pytest.raises(TypeError, match=r"cannot be iterated.*t\.get\(\)"):
        use(t)


@pytest.mark.parametrize(
    "use",
    [
        lambda t: t * np.float32(2),
        lambda t: np.float32(2) * t,
        lambda t: t + np.int64(2),
        lambda t: t * np.ones((2, 2)),
        lambda t: np.ones((2, 2), dtype=np.float32) + t,
        lambda t: (t + 1) / np.float32(2),
        lambda t: t.backend.maximum(t, np.float32(0)),
    ],
)
def test_numpy_scalars_and_arrays_do_not_mix_with_tensors(t, use):
    with pytest.raises(TypeError, match=r"float\(2\.0\)|float\(2\)|float\(0\.0\)|be\.array"):
        use(t)


def test_python_numbers_and_float64_mix(t):
    np.testing.assert_array_equal((np.float64(2) * t).asnumpyarray(), [[2, 4], [6, 8]])
    np.testing.assert_array_equal((t * np.float64(2)).asnumpyarray(), [[2, 4], [6, 8]])
    np.testing.assert_array_equal((1 - t / 2).asnumpyarray(), [[0.5, 0], [-0.5, -1]])


@pytest.mark.parametrize("use", [np.array, np.asarray, lambda t: np.dot(np.ones((2, 2)), t)])
def test_numpy_does_not_convert_a_tensor_behind_ones_back(t, use):
    with pytest.raises(TypeError, match=r"t\.get\(\)"):
        use(t)


@pytest.mark.parametrize("index", [2, -3, (0, 5), np.int64(7)])
def test_an_index_out_of_range_raises(t, index):
    with pytest.raises(IndexError, match="out of range"):
        t[index]


def test_a_numpy_integer_index_means_the_row(t):
    assert t[np.int64(1)].shape == (1, 2)
    np.testing.assert_array_equal(t[np.int64(1)].get(), [[3, 4]])


@pytest.mark.parametrize("index", [[0], np.array([True, False]), ([0], [1])])
def test_assigning_through_a_list_is_refused(t, index):
    with pytest.raises(TypeError, match=r"is a copy.*t\[0:1\] = v"):
        t[index] = 9


def test_in_place_addition_warns_that_the_tensor_stays(t):
    from neon import TrapWarning

    name = t
    with pytest.warns(TrapWarning, match=r"t\[:\] = t \+ x"):
        name += 1
    np.testing.assert_array_equal(t.get(), [[1, 2], [3, 4]])
    t[:] += 1
    np.testing.assert_array_equal(t.get(), [[2, 3], [4, 5]])


@pytest.mark.parametrize(
    "use", [lambda t: bool(t == t), lambda t: bool(t[0, 0]), lambda t: 1 if t.backend.sum(t) else 0]
)
def test_truth_of_lazy_values_is_refused(t, use):
    with pytest.raises(TypeError, match=r"truth value|does not look at the value"):
        use(t)


@pytest.mark.parametrize("use", [float, int, lambda t: float(t[0, 0])])
def test_a_tensor_is_no_number(t, use):
    with pytest.raises(TypeError, match=r"\.get\(\)\.item\(\)"):
        use(t)


def test_the_matrix_product_operator_names_be_dot(t):
    with pytest.raises(TypeError, match=r"be\.dot"):
        t @ t


def test_shapes_that_do_not_fit_are_named_when_the_tree_is_built(be, t):
    with pytest.raises(ValueError, match=r"\(2, 2\) and \(3, 1\)"):
        t + be.zeros(3)
    with pytest.raises(ValueError, match=r"be\.dot of shapes \(2, 2\) and \(3, 1\)"):
        be.dot(t, be.zeros(3))


@pytest.mark.parametrize("value", [[1, 2], np.float32(1), "1"])
def test_only_numbers_tensors_and_arrays_are_assigned(t, value):
    with pytest.raises(TypeError):
        t[:] = value


def test_an_array_of_another_size_is_not_assigned(t):
    with pytest.raises(ValueError, match="as many elements"):
        t[:] = np.zeros(3)


def test_int64_is_no_tensor_type(be):
    with pytest.raises(TypeError, match="int64"):
        be.array([1], dtype=np.int64)


def test_the_shape_of_a_tree_is_right_in_three_dimensions(be):
    a, b = be.ones((2, 3, 4)), be.ones((2, 3, 4))
    assert (a + b).shape == (2, 3, 4)
    assert (a + b).asnumpyarray().sum() == 48


def test_std_into_a_tensor_is_not_the_variance(be):
    out = be.zeros((1, 1))
    be.std(be.array([[0, 4]]), out=out)
    assert out.get().item() == 2.0


def test_finite_and_take_work(be, t):
    np.testing.assert_array_equal(be.finite(be.array([[1, 2], [3, np.inf]])).asnumpyarray(), [[1, 1], [1, 0]])
    np.testing.assert_array_equal(be.take(t, [1], axis=0).get(), [[3, 4]])


def test_compound_dot_keeps_alpha_without_beta(be, t):
    out = be.zeros((2, 2))
    be.compound_dot(t, t, out, alpha=2.0)
    np.testing.assert_array_equal(out.get(), 2 * t.get() @ t.get())


def test_onehot_names_a_label_outside_the_classes(be):
    with pytest.raises(IndexError, match="label 3"):
        be.zeros((3, 2))[:] = be.onehot(be.array([0, 3], dtype=np.int32), axis=0)
    with pytest.raises(TypeError, match="int32"):
        be.onehot(be.array([0.0]), axis=0)


@pytest.mark.parametrize("op", ["safelog", "rint"])
def test_autodiff_names_the_operation_without_gradient(be, t, op):
    from neon.backends import Autodiff
    from neon.traps import NoGradientError

    with pytest.raises(NoGradientError, match=op):
        Autodiff(getattr(be, op)(t), be).get_grad_asnumpyarray([t])


def test_the_gradient_of_a_slice_stands_in_its_place(be, t):
    from neon.backends import Autodiff

    tree = be.square(t[1]) * 3
    (gradient,) = Autodiff(tree, be).get_grad_asnumpyarray([t])
    np.testing.assert_array_equal(gradient, [[0, 0], [18, 24]])


@pytest.mark.parametrize("name", ["Dropout", "BatchNorm", "MergeSum", "GeneralizedCost"])
def test_a_layer_before_gen_backend_says_what_to_call(name):
    import neon.layers
    from neon.backends import cleanup_backend
    from neon.transforms import SumSquared
    from neon.traps import NoBackendError

    cleanup_backend()
    arguments = {"MergeSum": [[]], "GeneralizedCost": [SumSquared()]}.get(name, [])
    with pytest.raises(NoBackendError, match=r"gen_backend\(batch_size=32\)"):
        getattr(neon.layers, name)(*arguments)


def test_a_data_iterator_before_gen_backend_says_what_to_call():
    from neon.backends import cleanup_backend
    from neon.data import ArrayIterator
    from neon.traps import NoBackendError

    cleanup_backend()
    with pytest.raises(NoBackendError):
        ArrayIterator(np.zeros((4, 2)))


def test_no_batch_size_is_named():
    from neon.backends import gen_backend
    from neon.data import ArrayIterator

    be = gen_backend()
    with pytest.raises(ValueError, match="batch_size"):
        be.iobuf(3)
    with pytest.raises(ValueError, match="batch_size"):
        ArrayIterator(np.zeros((4, 2)))


@pytest.mark.parametrize(
    ("name", "message"),
    [("gpu", "cupy"), ("mkl", "gen_backend\\('cpu'"), ("cuda", "must be one of"), ("CPU", "did you mean 'cpu'")],
)
def test_other_backends_are_answered_helpfully(name, message):
    import importlib.util

    from neon.backends import gen_backend

    if name == "gpu" and importlib.util.find_spec("cupy"):
        pytest.skip("CuPy is installed here")
    with pytest.raises(ValueError, match=message):
        gen_backend(name, batch_size=4)


@pytest.mark.parametrize("name", ["Adam", "RMSProp", "Adagrad", "Adadelta", "ShiftAdaMax"])
def test_a_learning_rate_as_first_argument_is_refused(be, name):
    import neon.optimizers

    with pytest.raises(TypeError, match=rf"{name}\(learning_rate=0.01\)"):
        getattr(neon.optimizers, name)(0.01)


def test_logistic_with_binary_cross_entropy_warns_of_the_double_derivative(be):
    from neon import TrapWarning
    from neon.transforms import CrossEntropyBinary, Logistic

    with pytest.warns(TrapWarning, match=r"Logistic\(shortcut=True\)"):
        model_parts(be, Logistic(), CrossEntropyBinary())


@pytest.mark.filterwarnings("error")
def test_the_right_pairs_do_not_warn(be):
    from neon.transforms import CrossEntropyBinary, CrossEntropyMulti, Logistic, MeanSquared, Softmax

    model_parts(be, Logistic(shortcut=True), CrossEntropyBinary())
    model_parts(be, Logistic(), MeanSquared())
    model_parts(be, Softmax(), CrossEntropyMulti())


def test_softmax_under_another_cost_warns(be):
    from neon import TrapWarning
    from neon.transforms import MeanSquared, Softmax

    with pytest.warns(TrapWarning, match="CrossEntropyMulti only"):
        model_parts(be, Softmax(), MeanSquared())


def test_fprop_wants_a_tensor_of_the_batch_size(be):
    from neon.transforms import SumSquared, Tanh

    model, _ = model_parts(be, Tanh(), SumSquared())
    with pytest.raises(TypeError, match=r"be\.array"):
        model.fprop(np.zeros((3, 4)))
    with pytest.raises(ValueError, match="batches of 4"):
        model.fprop(be.zeros((3, 5)))


def test_more_epochs_than_run_before_are_needed(be):
    from neon import TrapWarning
    from neon.callbacks import Callbacks
    from neon.data import ArrayIterator
    from neon.initializers import Gaussian
    from neon.layers import Affine, GeneralizedCost
    from neon.models import Model
    from neon.optimizers import GradientDescentMomentum
    from neon.transforms import SumSquared

    model = Model([Affine(2, Gaussian())])
    data = ArrayIterator(np.ones((8, 2)), np.ones((8, 2)), make_onehot=False)
    rest = data, GeneralizedCost(SumSquared()), GradientDescentMomentum(0.1, 0)
    used = Callbacks(model, progress_bar=False)
    model.fit(*rest, num_epochs=1, callbacks=used)
    with pytest.warns(TrapWarning, match=r"num_epochs is the total"):
        model.fit(*rest, num_epochs=1, callbacks=Callbacks(model, progress_bar=False))
    with pytest.raises(ValueError, match="make new ones"):
        model.fit(*rest, num_epochs=2, callbacks=used)


def test_an_eval_set_without_eval_freq_warns(be):
    from neon import TrapWarning
    from neon.callbacks import Callbacks
    from neon.initializers import Gaussian
    from neon.layers import Affine
    from neon.models import Model

    model = Model([Affine(2, Gaussian())])
    with pytest.warns(TrapWarning, match="eval_freq=1"):
        Callbacks(model, eval_set=[])
    with pytest.raises(ValueError, match="eval_set"):
        Callbacks(model, eval_freq=1)


def test_iterator_errors_name_the_right_form(be):
    from neon.data import ArrayIterator

    x = np.zeros((8, 3))
    with pytest.raises(ValueError, match="nclass"):
        ArrayIterator(x, np.zeros(8))
    with pytest.raises(ValueError, match=r"reshape\(-1, 1\)"):
        ArrayIterator(x, np.zeros(8), make_onehot=False)
    with pytest.raises(ValueError, match="lshape"):
        ArrayIterator(np.zeros((8, 1, 4, 4)))
    with pytest.raises(ValueError, match="fewer than the batch size 4"):
        ArrayIterator(x[:3])
    with pytest.raises(ValueError, match="outside 0 to 1"):
        ArrayIterator(x, np.arange(8), nclass=2)


def test_no_example_is_lost_after_an_uneven_epoch(be):
    from neon.data import ArrayIterator

    data = ArrayIterator(np.arange(10).reshape(10, 1))
    seen = [int(v) for _ in range(2) for x, _ in data for v in x.get().ravel()]
    assert seen == [k % 10 for k in range(20)]
    assert data.nbatches == 3


def test_an_activation_class_and_an_array_as_init_are_named(be):
    from neon.layers import Affine, Linear
    from neon.models import Model
    from neon.transforms import Tanh

    with pytest.raises(TypeError, match=r"Tanh\(\)"):
        Affine(2, None, activation=Tanh)
    with pytest.raises(TypeError, match="Gaussian"):
        Model([Linear(2, 0.1)]).initialize(3)
    weights = np.arange(6.0).reshape(2, 3)
    layer = Linear(2, weights)
    model = Model([layer])
    model.initialize(3)
    np.testing.assert_array_equal(layer.W.get(), weights)
    assert model.layers_to_optimize == [layer]


def test_a_first_layer_that_works_in_place_is_refused(be):
    from neon.layers import Activation
    from neon.models import Model
    from neon.transforms import Tanh

    with pytest.raises(ValueError, match="overwrite the data"):
        Model([Activation(Tanh())]).initialize(3)


def test_str_of_a_model_works_before_initialize(be):
    from neon.initializers import Gaussian
    from neon.layers import Affine
    from neon.models import Model

    assert "Linear" in str(Model([Affine(2, Gaussian())]))


def test_schedules_follow_the_epoch_alone(be):
    from neon.optimizers import PolySchedule, StepSchedule

    assert StepSchedule([2, 4], [0.5, 0.1]).get_learning_rate(1.0, 5) == 0.1
    assert [PolySchedule(4, 1).get_learning_rate(1.0, e) for e in range(5)] == [1, 0.75, 0.5, 0.25, 0]


def test_pooling_windows_over_256_propagate_back(be):
    from neon.initializers import Gaussian
    from neon.layers import Convolution, Pooling
    from neon.models import Model

    model = Model([Convolution((1, 1, 1), init=Gaussian()), Pooling("all")])
    model.initialize((1, 20, 20))
    data = np.zeros((400, 4))
    data[399] = np.sign(model.layers.layers[0].W.get().item())
    model.fprop(be.array(data))
    model.bprop(be.ones((1, 4)))
    assert model.layers.layers[1].deltas.get()[399].tolist() == [1, 1, 1, 1]


def test_multi_metric_compares_output_with_target(be):
    from neon.transforms import Accuracy
    from neon.transforms.cost import MultiMetric

    y, t = be.array(np.eye(4)), be.array(np.eye(4)[::-1].copy())
    assert MultiMetric(Accuracy(), 1)([y, y], [t, t]) == 0


def test_history_keeps_as_many_files_as_it_says(be, tmp_path):
    from neon.callbacks import Callbacks
    from neon.data import ArrayIterator
    from neon.initializers import Gaussian
    from neon.layers import Affine, GeneralizedCost
    from neon.models import Model
    from neon.optimizers import GradientDescentMomentum
    from neon.transforms import SumSquared

    model = Model([Affine(2, Gaussian())])
    data = ArrayIterator(np.ones((8, 2)), np.ones((8, 2)), make_onehot=False)
    callbacks = Callbacks(model, progress_bar=False, save_path=str(tmp_path / "m.p"), serialize=1, history=2)
    model.fit(data, GeneralizedCost(SumSquared()), GradientDescentMomentum(0.1, 0), 4, callbacks)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["m.p", "m_2.p", "m_3.p"]
    assert (tmp_path / "m.p").resolve().name == "m_3.p"


def test_automatic_names_count_up(be):
    from neon.initializers import Gaussian
    from neon.layers import Linear

    first = Linear(2, Gaussian()).name
    second = Linear(2, Gaussian()).name
    assert int(second.rsplit("_", 1)[1]) == int(first.rsplit("_", 1)[1]) + 1


def test_branch_nodes_of_one_name_are_one_until_the_next_backend(be):
    from neon.backends import gen_backend
    from neon.layers import BranchNode

    node = BranchNode("b")
    assert BranchNode("b") is node
    assert BranchNode("c") is not node
    gen_backend(batch_size=4)
    assert BranchNode("b") is not node


def test_every_paths_alpha_counts(be64):
    from neon.backends import gen_backend
    from neon.initializers import Gaussian
    from neon.layers import BranchNode, Linear, MergeBroadcast, Tree
    from neon.models import Model

    def gradient(alphas, kind):
        be = gen_backend(batch_size=3, rng_seed=1, datatype=np.float64)
        first, node = Linear(4, Gaussian()), BranchNode("n")
        if kind == "merge":
            model = Model(
                [first, MergeBroadcast([[Linear(2, Gaussian())], [Linear(3, Gaussian())]], "stack", alphas=alphas)]
            )
        else:
            model = Model(Tree([[first, node, Linear(2, Gaussian())], [node, Linear(3, Gaussian())]], alphas=alphas))
        model.initialize(5)
        rng = np.random.RandomState(0)
        y = model.fprop(be.array(rng.normal(size=(5, 3))))
        errors = [be.array(rng.normal(size=part.shape)) for part in (y if isinstance(y, list) else [y])]
        model.bprop(errors if isinstance(y, list) else errors[0])
        return first.dW.get()

    for kind in ("merge", "tree"):
        one, two = gradient([1.0, 0.0], kind), gradient([0.0, 1.0], kind)
        np.testing.assert_allclose(gradient([0.5, 3.0], kind), 0.5 * one + 3.0 * two, rtol=1e-9)


def test_multicost_reports_the_weighted_sum(be):
    from neon.initializers import Gaussian
    from neon.layers import BranchNode, GeneralizedCost, Linear, Multicost, Tree
    from neon.models import Model
    from neon.transforms import SumSquared

    node = BranchNode("m")
    model = Model(Tree([[Linear(4, Gaussian()), node, Linear(2, Gaussian())], [node, Linear(2, Gaussian())]]))
    cost = Multicost([GeneralizedCost(SumSquared()), GeneralizedCost(SumSquared())], weights=[1, 0.5])
    model.initialize(3, cost)
    target = be.ones((2, 4))
    total = cost.get_cost(model.fprop(be.ones((3, 4))), [target, target])
    parts = [float(part.cost) for part in cost.costs]
    assert float(total) == float(cost.cost) == pytest.approx(parts[0] + 0.5 * parts[1])


def test_the_same_layer_twice_warns(be):
    from neon import TrapWarning
    from neon.initializers import Gaussian
    from neon.layers import Linear
    from neon.models import Model

    layer = Linear(3, Gaussian())
    with pytest.warns(TrapWarning, match=r"stands twice"):
        Model([layer, layer])


def test_a_new_cost_is_tied_to_a_model_that_ran_before(be):
    from neon.callbacks import Callbacks
    from neon.data import ArrayIterator
    from neon.initializers import Gaussian
    from neon.layers import Affine, GeneralizedCost
    from neon.models import Model
    from neon.optimizers import GradientDescentMomentum
    from neon.transforms import MeanSquared, SumSquared

    model = Model([Affine(2, Gaussian())])
    data = ArrayIterator(np.ones((8, 2)), np.ones((8, 2)), make_onehot=False)
    for epochs, function in ((1, SumSquared()), (2, MeanSquared())):
        model.fit(
            data,
            GeneralizedCost(function),
            GradientDescentMomentum(0.1, 0),
            epochs,
            Callbacks(model, progress_bar=False),
        )
    assert type(model.cost.costfunc).__name__ == "MeanSquared"
    assert model.epoch_index == 2


def test_weights_of_another_size_are_refused_with_both_shapes(be):
    from neon.initializers import Gaussian
    from neon.layers import Linear
    from neon.models import Model

    small, large = Model([Linear(2, Gaussian())]), Model([Linear(3, Gaussian())])
    for model in (small, large):
        model.initialize(4)
    with pytest.raises(ValueError, match=r"\(2, 4\).*\(3, 4\)"):
        large.deserialize(small.serialize())


def test_bidirectional_layers_may_be_first(be):
    from neon.initializers import Gaussian
    from neon.layers import BiRNN
    from neon.models import Model
    from neon.transforms import Tanh

    model = Model([BiRNN(3, Gaussian(), activation=Tanh())])
    model.initialize((2, 5))
    y = model.fprop(be.ones((2, 20)))
    assert y.shape == (6, 20)
    assert model.bprop(be.ones(y.shape)) is None


def test_ctrl_c_saves_the_model_and_puts_the_handler_back(be, tmp_path):
    import os
    import signal

    from neon.callbacks import Callbacks
    from neon.callbacks.callbacks import Callback
    from neon.data import ArrayIterator
    from neon.initializers import Gaussian
    from neon.layers import Affine, GeneralizedCost
    from neon.models import Model
    from neon.optimizers import GradientDescentMomentum
    from neon.transforms import SumSquared

    class Interrupt(Callback):
        def on_minibatch_end(self, callback_data, model, epoch, minibatch):
            os.kill(os.getpid(), signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    model = Model([Affine(2, Gaussian())])
    callbacks = Callbacks(model, progress_bar=False, save_path=str(tmp_path / "m.p"))
    callbacks.add_callback(Interrupt())
    data = ArrayIterator(np.ones((8, 2)), np.ones((8, 2)), make_onehot=False)
    with pytest.raises(KeyboardInterrupt):
        model.fit(data, GeneralizedCost(SumSquared()), GradientDescentMomentum(0.1, 0), 1, callbacks)
    assert (tmp_path / "m.p").exists()
    assert signal.getsignal(signal.SIGINT) is before


def test_a_layer_shape_among_the_sizes_is_named(be):
    from neon.initializers import Gaussian
    from neon.layers import Affine
    from neon.models import Model

    model = Model([Affine(3, Gaussian())])
    model.initialize(5)
    shape = model.layers.layers[-1].out_shape
    assert shape == (3, 1)
    with pytest.raises(TypeError, match="interpret_in_shape"):
        be.zeros((shape, 2))


def test_membership_of_a_tensor_is_refused(t):
    with pytest.raises(TypeError, match=r"t\.get\(\)"):
        1 in t  # noqa: B015 - it is the question that is refused


def test_argmax_over_all_elements_works(be, t):
    assert be.argmax(t, axis=None).asnumpyarray().item() == 3


def test_truth_values_as_index_and_dropped_dimensions_are_refused(be, t):
    with pytest.raises(TypeError, match="no positions"):
        t[True]
    with pytest.raises(ValueError, match="always keep their dimensions"):
        be.sum(t, keepdims=False)


def test_classes_and_activations_are_no_layers_costs_or_metrics(be):
    from neon.data import ArrayIterator
    from neon.initializers import Gaussian
    from neon.layers import Dropout, GeneralizedCost, Linear
    from neon.models import Model
    from neon.transforms import Accuracy, SumSquared, Tanh

    linear = Linear(3, Gaussian())
    with pytest.raises(TypeError, match=r"Affine\(activation=…\)"):
        Model([linear, Tanh()])
    with pytest.raises(TypeError, match=r"Dropout\(…\)"):
        Model([linear, Dropout])
    with pytest.raises(TypeError, match=r"SumSquared\(\)"):
        GeneralizedCost(SumSquared)
    with pytest.raises(TypeError, match=r"Accuracy\(\)"):
        Model([linear]).eval(ArrayIterator(np.ones((8, 3)), np.zeros(8), nclass=3), Accuracy)


@pytest.mark.parametrize("keep", [0, 1.5])
def test_a_share_that_dropout_cannot_keep_is_named(be, keep):
    from neon.layers import Dropout

    with pytest.raises(ValueError, match="share that is kept"):
        Dropout(keep)


def test_shapes_that_layers_cannot_take_are_named(be):
    from neon.initializers import Gaussian
    from neon.layers import Affine, Conv, Linear, Reshape
    from neon.models import Model

    g = Gaussian()
    for layers, shape, message in (
        ([Conv((3, 3, 2), g)], 64, r"lshape=\(C, H, W\)"),
        ([Affine(6, g), Reshape((4, 2))], 3, "6 numbers"),
        ([Conv((9, 9, 2), g)], (1, 8, 8), "a window of 9 .* size 8"),
        ([Conv((3, 3, 2), g, strides={"stride_h": 2})], (1, 8, 8), "the keys are .*str_h"),
    ):
        with pytest.raises(ValueError, match=message):
            Model(layers).initialize(shape)
    model = Model([Linear(3, g)])
    model.initialize(3)
    with pytest.raises(ValueError, match="inputs have 5 features"):
        model.layers.layers[0].fprop(be.ones((5, 4)))


def test_recurrent_layers_name_the_activation_that_is_missing(be):
    from neon.initializers import Gaussian
    from neon.layers import GRU, Recurrent
    from neon.transforms import Tanh

    with pytest.raises(ValueError, match="gate_activation="):
        GRU(3, Gaussian(), activation=Tanh())
    with pytest.raises(ValueError, match="activation="):
        Recurrent(3, Gaussian())


@pytest.mark.parametrize("name", ["CrossEntropyBinary", "CrossEntropyMulti", "SumSquared", "MeanSquared"])
def test_costs_name_both_shapes(be, name):
    import neon.transforms

    with pytest.raises(ValueError, match=r"\(3, 4\), targets \(2, 4\)"):
        getattr(neon.transforms, name)()(be.ones((3, 4)), be.ones((2, 4)))
