"""Callbacks that measure: time, training cost, loss and metrics on another set."""

import time
from collections import deque

import numpy as np

from neon.callbacks.base import Callback


class RunTimerCallback(Callback):
    """Stores when training began and ended: time/train/start_time and end_time, in seconds since 1970."""

    def on_train_begin(self, callback_data, model, epochs):
        """Store the start."""
        timing = callback_data.create_group("time/train")
        timing.create_dataset("start_time", (1,), dtype="float64")
        timing.create_dataset("end_time", (1,), dtype="float64")
        timing["start_time"][0] = time.time()
        timing["start_time"].attrs["units"] = "seconds"

    def on_train_end(self, callback_data, model):
        """Store the end."""
        callback_data["time/train/end_time"][0] = time.time()
        callback_data["time/train/end_time"].attrs["units"] = "seconds"


class TrainCostCallback(Callback):
    """Stores the training cost of every minibatch in cost/train, as the mean of the last `wsz` batches."""

    def __init__(self, wsz=10):
        super().__init__(epoch_freq=1)
        self.wsz = wsz

    def on_train_begin(self, callback_data, model, epochs):
        """Make the array."""
        total = int(callback_data["config"].attrs["total_minibatches"])
        data = callback_data.create_dataset("cost/train", (total,), dtype="float32")
        data.attrs["time_markers"] = "minibatch"
        self.cost_history = deque(maxlen=int(self.wsz))

    def on_minibatch_end(self, callback_data, model, epoch, minibatch):
        """Store the moving average."""
        self.cost_history.append(float(np.asarray(model.cost.cost).ravel()[0]))
        before = int(callback_data["time_markers/minibatch"][epoch - 1]) if epoch > 0 else 0
        ensure_length(callback_data["cost/train"], before + minibatch + 1)
        callback_data["cost/train"][before + minibatch] = sum(self.cost_history) / len(self.cost_history)


def ensure_length(dataset, length):
    """Make an array in memory longer if more minibatches ran than were expected."""
    if len(dataset) < length and type(dataset).__name__ == "MemoryDataset":
        dataset.resize(length)


class LossCallback(Callback):
    """Measures the model's cost on another set: cost/loss, and the seconds it took in time/loss."""

    def __init__(self, eval_set, epoch_freq=1):
        super().__init__(epoch_freq=epoch_freq)
        self.eval_set = eval_set
        self.loss = self.be.zeros((1, 1), dtype=np.float32)

    def on_train_begin(self, callback_data, model, epochs):
        """Make the arrays."""
        length = fires(self.epoch_freq, epochs)
        for name in ("cost/loss", "time/loss"):
            data = callback_data.create_dataset(name, (length,), dtype="float32")
            data.attrs["time_markers"] = "epoch_freq"
            data.attrs["epoch_freq"] = self.epoch_freq

    def on_epoch_end(self, callback_data, model, epoch):
        """Measure and store."""
        start = time.perf_counter()
        loss = mean_cost(model, self.eval_set)
        self.loss.fill(loss)
        position = place(self.epoch_freq, epoch)
        callback_data["cost/loss"][position] = loss
        callback_data["time/loss"][position] = time.perf_counter() - start


def mean_cost(model, dataset):
    """Mean cost over a dataset from its first example, each example counted once."""
    total = processed = 0
    dataset.reset()
    for x, t in dataset:
        y = model.fprop(x, inference=True)
        count = min(dataset.ndata - processed, model.be.bsz)
        model.cost.get_cost(y, t)
        columns = cost_columns(model.cost)
        steps = max(1, columns.shape[1] // model.be.bsz)
        total += float(columns[0, : count * steps].mean()) * count
        processed += count
    dataset.reset()
    return total / max(processed, 1)


def cost_columns(cost):
    """Cost of each column of the last minibatch, ndarray (1, columns)."""
    if getattr(cost, "outputs", None) is not None:
        return cost.outputs.get()
    return sum(weight * cost_columns(part) for weight, part in zip(cost.weights, cost.costs, strict=False))


class MetricCallback(Callback):
    """Measures a metric on another set: metrics/<name>."""

    def __init__(self, eval_set, metric, epoch_freq=1):
        super().__init__(epoch_freq=epoch_freq)
        if isinstance(metric, type):
            raise ValueError(f"MetricCallback takes an object of a metric: {metric.__name__}()")
        self.eval_set, self.metric = eval_set, metric
        self.metric_cnt = len(metric.metric_names)

    def on_train_begin(self, callback_data, model, epochs):
        """Make the arrays."""
        callback_data.create_group("metrics")
        for name in self.metric.metric_names:
            data = callback_data.create_dataset(f"metrics/{name}", (fires(self.epoch_freq, epochs),), dtype="float32")
            data.attrs["time_markers"] = "epoch_freq"
            data.attrs["epoch_freq"] = self.epoch_freq

    def on_epoch_end(self, callback_data, model, epoch):
        """Measure and store."""
        values = np.asarray(model.eval(self.eval_set, self.metric))
        for name, value in zip(self.metric.metric_names, values, strict=False):
            callback_data[f"metrics/{name}"][place(self.epoch_freq, epoch)] = value


def fires(freq, epochs):
    """How many times a callback fires in so many epochs."""
    return epochs // freq if isinstance(freq, int) else sum(epoch < epochs for epoch in freq)


def place(freq, epoch):
    """Which of its firings (from 0) the callback has at this epoch."""
    return epoch // freq if isinstance(freq, int) else sorted(freq).index(epoch)
