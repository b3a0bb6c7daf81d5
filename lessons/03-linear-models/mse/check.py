"""Mean squared error of a column of predictions against a vector of targets."""

import numpy as np
from tutor.judge import batch


def draw(rng):
    """Predictions (n, 1) and targets (n,), both float32."""
    n = int(rng.integers(5, 40))
    prediction = rng.normal(0, 2, size=(n, 1)).astype("float32")
    return prediction, (prediction[:, 0] + rng.normal(1, 1.5, size=n)).astype("float32")


def check_value(sub, expect):
    """The loss is the mean of the squared errors, one number."""
    prediction, target = draw(sub.rng)
    error = prediction[:, 0].astype("float64") - target
    mistakes = {
        "broadcast_to_matrix": np.mean((prediction.astype("float64") - target) ** 2),
        "sum_for_mean": np.sum(error**2),
        "absolute": np.mean(np.abs(error)),
    }
    got = sub.call("mse", batch(prediction), batch(target), returns="scalar")
    expect(got, "mse(prediction, target)", mistakes=mistakes).shape(()).close(np.mean(error**2))
    expect(got, "mse(prediction, target)", mistakes={"not_a_tensor": lambda value: True}).tensor().dtype("float32")


def check_gradient(sub, expect):
    """The gradient by each prediction is 2 (prediction - target) / n."""
    prediction, target = draw(sub.rng)
    value = sub.call("mse", batch(prediction), batch(target), returns="scalar")
    expect(value, "mse(prediction, target)", mistakes={"not_a_tensor": lambda value: True}).tensor()
    n = len(target)
    error = prediction - target[:, None]
    got = sub.vjp("mse", [batch(prediction), batch(target)], returns="batch")[0]
    matrix = 2 * (n * prediction - target.sum()) / n**2
    expect(got, "the gradient by the prediction").shape((n, 1)).close(
        2 * error / n, mistakes={"broadcast_to_matrix": matrix, "sum_for_mean": 2 * error}
    )
