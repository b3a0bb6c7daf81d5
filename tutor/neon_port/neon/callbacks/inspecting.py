"""Callbacks for special purposes: several costs, histograms, labels, batch norm, tickers, GANs."""

import numpy as np

from neon.callbacks.base import Callback
from neon.callbacks.measuring import TrainCostCallback, ensure_length
from neon.log import logger


class TrainMulticostCallback(Callback):
    """Stores the training cost of each part of a Multicost in multicost/cost<i>, averaged over `wsz` batches."""

    def __init__(self, wsz=10):
        super().__init__(epoch_freq=1)
        self.wsz = wsz

    def on_train_begin(self, callback_data, model, epochs):
        """Make the arrays."""
        total = int(callback_data["config"].attrs["total_minibatches"])
        self.histories = []
        for number in range(len(model.cost.costs)):
            data = callback_data.create_dataset(f"multicost/cost{number}", (total,), dtype="float32")
            data.attrs["time_markers"] = "minibatch"
            self.histories.append([])

    def on_minibatch_end(self, callback_data, model, epoch, minibatch):
        """Store the moving averages."""
        before = int(callback_data["time_markers/minibatch"][epoch - 1]) if epoch > 0 else 0
        for number, (history, cost) in enumerate(zip(self.histories, model.cost.costs, strict=False)):
            history.append(float(np.asarray(cost.cost).ravel()[0]))
            del history[: -self.wsz]
            data = callback_data[f"multicost/cost{number}"]
            ensure_length(data, before + minibatch + 1)
            data[before + minibatch] = sum(history) / len(history)


class GANCostCallback(TrainCostCallback):
    """Stores the discriminator's and the generator's cost of every minibatch: gan/cost_dis, gan/cost_gen."""

    def __init__(self):
        super().__init__(wsz=1)

    def on_train_begin(self, callback_data, model, epochs):
        """Make the arrays."""
        total = int(callback_data["config"].attrs["total_minibatches"])
        for name in ("cost_dis", "cost_gen"):
            data = callback_data.create_dataset(f"gan/{name}", (total,), dtype="float32")
            data.attrs["time_markers"] = "minibatch"

    def on_minibatch_end(self, callback_data, model, epoch, minibatch):
        """Store both costs."""
        before = int(callback_data["time_markers/minibatch"][epoch - 1]) if epoch > 0 else 0
        for name, value in (("cost_dis", model.cost_dis), ("cost_gen", model.cost_gen)):
            ensure_length(callback_data[f"gan/{name}"], before + minibatch + 1)
            callback_data[f"gan/{name}"][before + minibatch] = float(np.asarray(value).ravel()[0])


class MultiLabelStatsCallback(Callback):
    """Logs a metric of each label of a set. `labels` names the rows of the metric's result."""

    def __init__(self, eval_set, labels, metric, epoch_freq=1):
        super().__init__(epoch_freq=epoch_freq)
        self.eval_set, self.labels, self.metric = eval_set, labels, metric
        self.metric_desc = ", ".join(metric.metric_names)

    def on_epoch_end(self, callback_data, model, epoch):
        """Measure and log."""
        values = np.asarray(model.eval(self.eval_set, self.metric))
        running = ", ".join(
            f"{name} {value:.4f}" for name, value in zip(self.metric.metric_names, values, strict=False)
        )
        logger.display("epoch %d: %s", epoch, running)


class HistCallback(Callback):
    """Stores histograms of tensors by power of two, hist/<layer>_<tensor>, each epoch or minibatch.

    Args:
        plot_per_mini: each minibatch instead of each epoch.
        filter_key: names of the tensors: 'W', 'dW', 'x' (inputs), 'y' (outputs), 'delta'.
    """

    TENSORS = {"W": "W", "dW": "dW", "x": "inputs", "y": "outputs", "delta": "deltas"}

    def __init__(self, plot_per_mini, filter_key):
        super().__init__(epoch_freq=1, minibatch_freq=1)
        self.plot_per_mini, self.filter = plot_per_mini, filter_key
        self.filter_key = filter_key

    def on_train_begin(self, callback_data, model, epochs):
        """Make the group."""
        total = int(callback_data["config"].attrs["total_minibatches"])
        self.length = total if self.plot_per_mini else int(epochs)
        group = callback_data.create_group("hist")
        group.attrs["bins"], group.attrs["offset"] = self.be.hist_bins, self.be.hist_offset
        group.attrs["time_markers"] = "minibatch" if self.plot_per_mini else "epoch"

    def _store(self, callback_data, model, time):
        for layer in model.layers.layers_fprop():
            for key in self.filter_key:
                tensor = getattr(layer, self.TENSORS.get(key, key), None)
                if hasattr(tensor, "hist"):
                    tensor.hist(f"{layer.name}_{key}")
        counts, tags = self.be.dump_hist_data()
        for tag, row in zip(tags, counts, strict=False):
            path = f"hist/{tag}"
            if path not in callback_data:
                callback_data.create_dataset(path, (self.be.hist_bins, self.length), dtype="float64")
            callback_data[path][:, time] = row

    def on_minibatch_end(self, callback_data, model, epoch, minibatch):
        """Store, if asked for each minibatch."""
        if self.plot_per_mini:
            before = int(callback_data["time_markers/minibatch"][epoch - 1]) if epoch > 0 else 0
            self._store(callback_data, model, before + minibatch)

    def on_epoch_end(self, callback_data, model, epoch):
        """Store, if asked for each epoch."""
        if not self.plot_per_mini:
            self._store(callback_data, model, epoch)


class BatchNormTuneCallback(Callback):
    """Measures the running statistics of the batch-norm layers anew over a set after each epoch."""

    def __init__(self, tune_set, epoch_freq=1):
        super().__init__(epoch_freq=epoch_freq)
        self.tune_set = tune_set

    def on_epoch_end(self, callback_data, model, epoch):
        """Run the set through the model, each batch counting alike."""
        layers = [layer for layer in model.layers.layers_fprop() if hasattr(layer, "gmean")]
        kept = [layer.rho for layer in layers]
        self.tune_set.reset()
        for number, batch in enumerate(self.tune_set):
            for layer in layers:
                layer.rho = number / (number + 1.0)
            model.fprop(batch[0])
        for layer, rho in zip(layers, kept, strict=False):
            layer.rho = rho


class WatchTickerCallback(Callback):
    """Logs what the model makes of one minibatch of a ticker task after each epoch."""

    def __init__(self, model, valid_set, epoch_freq=1):
        super().__init__(epoch_freq=epoch_freq)
        self.model, self.valid_set = model, valid_set

    def on_epoch_end(self, callback_data, model, epoch):
        """Run one minibatch and log inputs, targets and outputs of its first example."""
        for batch in self.valid_set:
            x, t = batch[0], batch[1]
            outputs = model.fprop(x, inference=True)
            target = t[0] if isinstance(t, (tuple, list)) else t
            size = self.be.bsz
            for name, tensor in (("inputs", x), ("targets", target), ("outputs", outputs)):
                logger.display("%s:\n%s", name, np.round(tensor.get()[:, ::size], 2))
            break


class DeconvCallback(Callback):
    """Deconvolution images are not part of this port."""

    def __init__(self, train_set, valid_set, max_fm=16, dataset_pct=25):
        raise NotImplementedError("DeconvCallback draws images with upstream's plotting tools; this port has none")
