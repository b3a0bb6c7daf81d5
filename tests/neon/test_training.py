"""Whole trainings: a model learns, in and out of the main thread, and is measured rightly."""

import threading

import numpy as np
import pytest


def blobs(n=64, classes=3, features=5, seed=0):
    rng = np.random.RandomState(seed)
    centres = rng.normal(0, 3, (classes, features))
    y = rng.randint(classes, size=n)
    return (centres[y] + rng.normal(0, 0.5, (n, features))).astype(np.float32), y


@pytest.fixture
def problem(be):
    from neon.data import ArrayIterator
    from neon.initializers import Constant, Gaussian
    from neon.layers import Affine, GeneralizedCost
    from neon.models import Model
    from neon.optimizers import GradientDescentMomentum
    from neon.transforms import CrossEntropyMulti, Rectlin, Softmax

    x, y = blobs()
    init = Gaussian(scale=0.1)
    model = Model(
        [
            Affine(8, init, bias=Constant(0), activation=Rectlin()),
            Affine(3, init, bias=Constant(0), activation=Softmax()),
        ]
    )
    return model, ArrayIterator(x, y, nclass=3), GeneralizedCost(CrossEntropyMulti()), GradientDescentMomentum(0.1, 0.9)


def fit(problem, epochs=5, **options):
    from neon.callbacks import Callbacks

    model, data, cost, optimizer = problem
    callbacks = Callbacks(model, progress_bar=False, **options)
    model.fit(data, cost, optimizer, num_epochs=epochs, callbacks=callbacks)
    return callbacks


def test_an_mlp_learns_blobs(problem):
    from neon.transforms import Accuracy, Misclassification

    fit(problem)
    model, data = problem[:2]
    assert model.eval(data, Accuracy())[0] > 0.95
    assert float(model.eval(data, Misclassification())) == pytest.approx(1 - float(model.eval(data, Accuracy())))


def test_fit_works_outside_the_main_thread(problem):
    failures = []

    def work():
        try:
            fit(problem)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test shows it
            failures.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert failures == []
    assert problem[0].epoch_index == 5


def test_get_outputs_are_probabilities_of_each_example(problem):
    fit(problem, epochs=1)
    outputs = problem[0].get_outputs(problem[1])
    assert outputs.shape == (64, 3)
    np.testing.assert_allclose(outputs.sum(axis=1), 1, rtol=1e-5)


def test_the_loss_and_metric_of_an_eval_set_are_kept(problem):
    from neon.transforms import Accuracy

    callbacks = fit(problem, epochs=3, eval_set=problem[1], eval_freq=1, metric=Accuracy())
    data = callbacks.callback_data
    assert data["cost/train"][:].shape == (48,)
    assert data["cost/loss"][-1] < data["cost/loss"][0]
    assert data["metrics/Accuracy"][-1] > 0.9


def test_the_same_seed_trains_the_same_weights():
    from neon.backends import gen_backend

    def run():
        gen_backend(batch_size=4, rng_seed=7)
        from neon.data import ArrayIterator
        from neon.initializers import Uniform
        from neon.layers import Affine, GeneralizedCost
        from neon.models import Model
        from neon.optimizers import GradientDescentMomentum
        from neon.transforms import SumSquared

        x, _ = blobs()
        model = Model([Affine(2, Uniform(-1, 1))])
        data = ArrayIterator(x, x[:, :2], make_onehot=False)
        fit((model, data, GeneralizedCost(SumSquared()), GradientDescentMomentum(0.01, 0.0)), epochs=2)
        return model.layers.layers[0].W.get()

    np.testing.assert_array_equal(run(), run())
