"""`Model`: layers that can be trained, evaluated, saved and loaded."""

import os

import numpy as np

from neon.backends.number import Number
from neon.backends.tensor import Tensor
from neon.base import NervanaObject
from neon.layers.sequential import Sequential
from neon.models.persistence import Persistence
from neon.models.profile import Profile
from neon.traps import warn


class Model(Persistence, Profile, NervanaObject):
    """A model made of layers.

    Args:
        layers: list of layers, a container, the path of a saved model, or a description (dict).
        dataset: initialises the model at once.
        weights_only: load weights without optimizer states.

    Attributes:
        layers: the container; `layers.layers` is the flat list.
        epoch_index: number of epochs that `fit` has run.
        total_cost: ndarray (1, 1), mean cost of the last epoch.
        finished: set it (a callback does) and `fit` stops after the epoch.
    """

    def __init__(self, layers, dataset=None, weights_only=False, name="model", optimizer=None):
        super().__init__(name)
        self.optimizer = optimizer
        self.params = None
        self.states = None
        self.epoch_index = 0
        self.finished = False
        self.initialized = False
        self.cost = None
        self.nbatches = self.ndata = 0
        self.total_cost = Number.of(np.zeros((1, 1), dtype=np.float32))
        if isinstance(layers, (str, bytes, os.PathLike)):
            self._load_file(layers, dataset, not weights_only)
        elif isinstance(layers, dict):
            self.deserialize(layers, dataset, load_states=not weights_only)
        else:
            self.layers = layers if isinstance(layers, NervanaObject) else Sequential(layers)
            if dataset is not None:
                self.initialize(dataset)

    @property
    def layers_to_optimize(self):
        """Layers whose weights the optimizer trains."""
        return self.layers.layers_to_optimize

    def set_shortcut(self):
        """Set the shortcut of a last Logistic if the cost is CrossEntropyBinary, and clear it if not."""
        transform = getattr(self.layers.get_terminal(), "transform", None)
        if hasattr(transform, "set_shortcut") and self.cost is not None:
            transform.set_shortcut(type(self.cost.costfunc).__name__ == "CrossEntropyBinary")

    def initialize(self, dataset, cost=None):
        """Learn the shapes from a dataset or a shape without the batch, and make all buffers and weights.

        Only the first call counts, but a new cost is still tied to the model.
        """
        if not self.initialized:
            self.layers.configure(dataset)
            self.layers.allocate()
            self.layers.allocate_deltas()
            self.initialized = True
        if cost is not None and cost is not self.cost:
            cost.initialize(self.layers)
            self.cost = cost

    def allocate_deltas(self):
        """Make the buffers for gradients between layers."""
        self.layers.allocate_deltas()

    def __str__(self):
        return "Network Layers:\n" + self.layers.nested_str()

    # training -----------------------------------------------------------------------------------------------
    def fit(self, dataset, cost, optimizer, num_epochs, callbacks):
        """Train until `num_epochs` epochs **in total** have run (or a callback sets `finished`).

        Args:
            dataset: iterator of (inputs, targets).
            cost: GeneralizedCost (or Multicost).
            optimizer: an optimizer.
            num_epochs: total, counting the epochs of earlier calls.
            callbacks: a Callbacks object, made for this call.
        """
        if callbacks is None or not hasattr(callbacks, "on_train_begin"):
            raise TypeError("fit needs callbacks: Callbacks(model) (from neon.callbacks import Callbacks)")
        if self.epoch_index >= num_epochs > 0:
            warn(
                f"fit does nothing: num_epochs is the total and {self.epoch_index} epochs have run already; "
                f"num_epochs={self.epoch_index + num_epochs} trains {num_epochs} more."
            )
        self.nbatches, self.ndata = dataset.nbatches, dataset.ndata
        self.initialize(dataset, cost)
        self.optimizer = optimizer
        callbacks.on_train_begin(num_epochs)
        try:
            while self.epoch_index < num_epochs and not self.finished:
                self.nbatches = dataset.nbatches
                callbacks.on_epoch_begin(self.epoch_index)
                self._epoch_fit(dataset, callbacks)
                callbacks.on_epoch_end(self.epoch_index)
                self.epoch_index += 1
        finally:
            callbacks.restore_signals()
        callbacks.on_train_end()

    def _epoch_fit(self, dataset, callbacks):
        """Run one epoch."""
        epoch = self.epoch_index
        total, batches = np.zeros((1, 1), dtype=np.float32), 0
        for minibatch, (x, t) in enumerate(dataset):
            callbacks.on_minibatch_begin(epoch, minibatch)
            self.be.begin("minibatch", minibatch)
            y = self.fprop(x)
            total += np.asarray(self.cost.get_cost(y, t))
            batches += 1
            self.bprop(self.cost.get_errors(y, t))
            self.optimizer.optimize(self.layers_to_optimize, epoch=epoch)
            self.be.end("minibatch", minibatch)
            self.total_cost = Number.of(total / batches)
            callbacks.on_minibatch_end(epoch, minibatch)
        if not batches:
            raise ValueError("the dataset yielded no minibatch")

    def fprop(self, x, inference=False):
        """Run the model on a tensor (features, batch) and return its output tensor.

        The output is overwritten by the next call; copy it with `.get()`.

        Raises:
            TypeError: x is no tensor. ValueError: it has another batch size than the buffers.
        """
        for tensor in x if isinstance(x, (list, tuple)) and not isinstance(x, Tensor) else [x]:
            self._check_input(tensor)
        return self.layers.fprop(x, inference)

    def _check_input(self, x):
        if isinstance(x, (list, tuple)) and not hasattr(x, "asnumpyarray"):
            return
        if not isinstance(x, Tensor):
            raise TypeError(
                f"model.fprop takes a tensor (features, batch), got {type(x).__name__}: be.array(x), "
                "transposed so that a column is an example"
            )
        if not self.initialized:
            raise ValueError("the model has no buffers yet: model.initialize(dataset or shape) before fprop")
        if self.be.bsz and x.shape[1] % self.be.bsz and x.shape[0] % self.be.bsz:
            raise ValueError(
                f"model.fprop got {x.shape[1]} columns; buffers are made for batches of {self.be.bsz} examples "
                "(be.bsz), and data are (features, batch)"
            )

    def bprop(self, delta):
        """Propagate the gradient of the outputs back; every layer's dW is set. Returns the first layer's deltas."""
        return self.layers.bprop(delta)

    # use ----------------------------------------------------------------------------------------------------
    def eval(self, dataset, metric):
        """Average a metric over a dataset, from its first example, each example counted once.

        Returns:
            ndarray with one value for each of `metric.metric_names`.
        """
        if isinstance(metric, type):
            raise TypeError(f"eval takes an object of a metric: {metric.__name__}()")
        self.initialize(dataset)
        total = np.zeros(len(metric.metric_names), dtype=np.float64)
        processed = 0
        dataset.reset()
        for x, t in dataset:
            y = self.fprop(x, inference=True)
            count = min(dataset.ndata - processed, self.be.bsz)
            first = x[0] if isinstance(x, (list, tuple)) and not isinstance(x, Tensor) else x
            steps = max(1, _columns(first) // self.be.bsz)
            total += np.asarray(metric(y, t, calcrange=slice(0, steps * count))) * count
            processed += count
        dataset.reset()
        return Number.of(total / max(processed, 1))

    def get_outputs(self, dataset):
        """Return the outputs for a whole dataset as an array (examples, features) or (examples, steps, features)."""
        self.initialize(dataset)
        dataset.reset()
        parts = []
        for batch in dataset:
            x = self.fprop(batch[0], inference=True)
            if isinstance(x, list):
                raise ValueError("get_outputs works for one output; run model.fprop for a model with branches")
            parts.append(self._examples_first(x.get()))
        dataset.reset()
        return np.concatenate(parts)[: dataset.ndata]

    def _examples_first(self, x):
        size = self.be.bsz
        steps = x.shape[1] // size
        if steps <= 1:
            return x.T
        return x.reshape(x.shape[0], steps, size).transpose(2, 1, 0)

    def get_outputs_beam(self, dataset, num_beams=0, steps=None):
        """Return a Seq2Seq model's outputs, found by beam search (greedily with num_beams=0)."""
        from neon.util.beamsearch import BeamSearch

        self.initialize(dataset)
        dataset.reset()
        parts = []
        search = BeamSearch(self.layers)
        for batch in dataset:
            if num_beams:
                parts.append(search.beamsearch(batch[0], num_beams, steps=steps))
            else:
                parts.append(self.fprop(batch[0], inference=True).get().argmax(axis=0).reshape(-1, self.be.bsz).T)
        return np.concatenate(parts)[: dataset.ndata]

    def set_batch_size(self, N):
        """Change the batch size of the layers that honour it (Linear)."""
        self.layers.set_batch_size(N)

    def set_seq_len(self, S):
        """Change the sequence length of the layers that honour it (Linear)."""
        self.layers.set_seq_len(S)


def _columns(x):
    return x.shape[1]
