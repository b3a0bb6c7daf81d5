"""`Optimizer`: what all of them share."""

import numpy as np

from neon.base import NervanaObject
from neon.optimizers.schedules import Schedule
from neon.traps import positional_rate

BAND = 2**15
"""Elements of a parameter that are updated at a time, so that temporaries stay in the processor's cache."""


class Optimizer(NervanaObject):
    """Base of optimizers: subclass it and define `update(weight, grad, states, factor)`, or `optimize`.

    `layer_list` are layers with `get_params()` → ((W, dW), states), one pair or a list of them. dW is the sum
    over the minibatch; updates divide it by `be.bsz` and leave dW itself as it is.
    """

    gradient_clip_norm = None
    gradient_clip_value = None
    param_clip_value = None

    state_count = 0

    def __init__(self, name=None):
        super().__init__(name=name)

    def optimize(self, layer_list, epoch):
        """Update the parameters of all layers once. `epoch` counts from 0 and feeds the schedule."""
        params = get_param_list(layer_list)
        self._begin(epoch)
        factor = self.clip_gradient_norm(params, self.gradient_clip_norm)
        be = self.be
        for (param, grad), states in params:
            while len(states) < self.state_count:
                states.append(be.zeros_like(grad))
            for weight, total, *kept in in_bands(be.xp, [t._tensor for t in (param, grad, *states)]):
                self._step(be, weight, total / be.bsz, kept, factor)

    def _step(self, be, weight, mean, states, factor):
        """Clip the mean gradient, update, and clip the parameter."""
        if self.gradient_clip_value:
            bound = abs(float(self.gradient_clip_value))
            be.xp.clip(mean, -bound, bound, out=mean)
        self.update(weight, mean, states, factor)
        if self.param_clip_value:
            bound = abs(float(self.param_clip_value))
            be.xp.clip(weight, -bound, bound, out=weight)

    def _begin(self, epoch):
        """Prepare an update, for example look up the learning rate."""
        self.epoch = epoch

    def update(self, weight, grad, states, factor):
        """Update a piece of a parameter in place; works elementwise.

        Args:
            weight: array of the backend's array module (`be.xp`), to write to.
            grad: array of the mean gradient, clipped by value; a copy that may be overwritten.
            states: arrays kept from step to step, `state_count` of them, zeros at first, to write to.
            factor: scales the step (clipping by norm); 1.0 without.
        """
        raise NotImplementedError(f"{type(self).__name__} does not define update(weight, grad, states, factor)")

    def clip_gradient_norm(self, param_list, clip_norm):
        """Return the factor that brings the global norm of the mean gradients down to `clip_norm`; 1 without it."""
        if not clip_norm:
            return 1.0
        total = sum(float((grad._tensor.astype(np.float64) ** 2).sum()) for (_, grad), _ in param_list)
        norm = np.sqrt(total) / self.be.bsz
        return float(clip_norm / max(norm, float(abs(clip_norm))))

    def clip_value(self, v, abs_bound=None):
        """Return a gradient or parameter with every element held between ±abs_bound, as an op-tree."""
        if not abs_bound:
            return v
        bound = abs(float(abs_bound))
        return self.be.clip(v, -bound, bound)

    def _check_rounding(self, stochastic_round):
        """Refuse `Adam(0.01)`: the first argument is not the learning rate."""
        if isinstance(stochastic_round, (float, np.floating)):
            raise positional_rate(type(self).__name__, stochastic_round)
        if isinstance(stochastic_round, Schedule):
            raise TypeError(f"{type(self).__name__}: the first argument is stochastic_round; write schedule=…")
        self.stochastic_round = stochastic_round


def get_param_list(layer_list):
    """Collect ((W, dW), states) of layers into one flat list, in the order of the layers."""
    params = []
    for layer in layer_list:
        found = layer.get_params() if hasattr(layer, "get_params") else layer
        if isinstance(found, list):
            params.extend(found)
        elif found is not None:
            params.append(found)
    return params


def in_bands(xp, arrays):
    """Yield arrays of one shape, or pieces of them: the same BAND elements of each, as vectors."""
    size = arrays[0].size
    if size <= BAND or xp is not np or not all(array.flags.c_contiguous for array in arrays):
        yield arrays
        return
    flat = [array.reshape(-1) for array in arrays]
    for first in range(0, size, BAND):
        yield [array[first : first + BAND] for array in flat]
