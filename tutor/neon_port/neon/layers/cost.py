"""`GeneralizedCost` and its kin: a cost function tied to a model's last layer."""

import numpy as np

from neon.backends.number import Number
from neon.base import NervanaObject
from neon.layers.base import Layer
from neon.traps import NoBackendError, warn


class GeneralizedCost(NervanaObject):
    """The cost of a model: mean over the batch (and steps) of a cost function.

    Args:
        costfunc: a cost object such as CrossEntropyMulti().

    Attributes:
        cost: the cost of the last minibatch, ndarray (1, 1).
        deltas: gradient for the last layer's outputs, **not** divided by the batch.
    """

    def __init__(self, costfunc, name=None):
        super().__init__(name)
        if NervanaObject.be is None:
            raise NoBackendError("GeneralizedCost")
        if isinstance(costfunc, type):
            raise TypeError(f"GeneralizedCost({costfunc.__name__}): give an object, {costfunc.__name__}()")
        self.costfunc = costfunc
        self.costfunc_name = type(costfunc).__name__
        self.outputs = self.deltas = self.prev_layer = None
        self.cost = Number.of(np.zeros((1, 1), dtype=np.float32))

    def initialize(self, in_obj):
        """Make the buffers for a model's last layer, and look whether activation and cost fit together."""
        if not isinstance(in_obj, Layer):
            raise TypeError(f"a cost is initialised with the model's last layer, got {type(in_obj).__name__}")
        self.prev_layer = in_obj
        self.outputs = None
        self.deltas = self.be.iobuf(in_obj.out_shape)
        warn_of_mismatch(in_obj, self.costfunc)

    def _columns(self, inputs):
        if self.outputs is None or self.outputs.shape[1] != inputs.shape[1]:
            self.outputs = self.be.empty((1, inputs.shape[1]))
        return self.outputs

    def get_cost(self, inputs, targets):
        """Return the mean cost of the minibatch as an ndarray (1, 1), also kept in `cost`."""
        outputs = self._columns(inputs)
        outputs[:] = self.costfunc(inputs, targets)
        self.cost = Number.of(self.be.to_numpy(outputs._tensor.mean(axis=1, keepdims=True)))
        return self.cost

    def get_errors(self, inputs, targets):
        """Return the gradient with respect to `inputs` in the tensor `deltas`."""
        self.deltas[:] = self.costfunc.bprop(inputs, targets)
        return self.deltas


class GeneralizedCostMask(GeneralizedCost):
    """A cost over sequences in which a mask takes padding out. Targets are a tuple (targets, mask).

    Args:
        weights: factor of cost and gradient.
    """

    def __init__(self, costfunc, weights=1.0, name=None):
        super().__init__(costfunc, name)
        self.weights = weights

    def get_cost(self, inputs, targets_mask):
        """Return the mean cost over all columns, masked ones counting as 0."""
        targets, mask = targets_mask
        masked, wanted = self.be.empty(inputs.shape), self.be.empty(inputs.shape)
        masked[:] = inputs * mask
        wanted[:] = targets * mask
        outputs = self._columns(inputs)
        outputs[:] = self.costfunc(masked, wanted) * self.weights
        self.cost = Number.of(self.be.to_numpy(outputs._tensor.mean(axis=1, keepdims=True)))
        return self.cost

    def get_errors(self, inputs, targets_mask):
        """Return the gradient, 0 where the mask is 0."""
        targets, mask = targets_mask
        self.deltas[:] = self.costfunc.bprop(inputs, targets) * mask * self.weights
        return self.deltas


class GeneralizedGANCost(GeneralizedCost):
    """The cost of a generative adversarial network; get_cost(y_data, y_noise)."""

    def get_errors(self, inputs, targets=None, cost_type=None):
        """Return the gradient for outputs on 'data' or 'noise' of the discriminator, or for the 'generator'."""
        kind = cost_type if cost_type is not None else targets
        if kind == "data":
            self.deltas[:] = self.costfunc.bprop_data(inputs)
        elif kind in ("noise", "generator", "gen"):
            self.deltas[:] = self.costfunc.bprop_noise(inputs)
        else:
            raise ValueError(f"cost_type must be 'data', 'noise' or 'generator', got {kind!r}")
        return self.deltas


def warn_of_mismatch(layer, costfunc):
    """Warn when the last activation and the cost together give a wrong gradient."""
    last = layer.get_terminal()
    transform, cost = getattr(last, "transform", None), type(costfunc).__name__
    activation = type(transform).__name__
    if activation == "Logistic" and cost == "CrossEntropyBinary" and not transform.shortcut:
        warn(
            "Logistic() before CrossEntropyBinary: the cost's gradient y − t holds the sigmoid's derivative already, "
            "so it is applied twice here and training is about four times too slow. Write Logistic(shortcut=True).",
            stacklevel=5,
        )
    elif activation == "Logistic" and transform.shortcut and cost != "CrossEntropyBinary":
        warn(
            f"Logistic(shortcut=True) is for CrossEntropyBinary; with {cost} write Logistic(), "
            "or the sigmoid's derivative is left out.",
            stacklevel=5,
        )
    elif activation == "Softmax" and cost in ("SumSquared", "MeanSquared", "CrossEntropyBinary", "SmoothL1Loss"):
        warn(
            f"Softmax() before {cost}: Softmax.bprop is 1, which is right under CrossEntropyMulti only; "
            "the gradient is wrong here.",
            stacklevel=5,
        )
