"""`Optimizer`: what all of them share."""

import numpy as np

from neon.base import NervanaObject
from neon.optimizers.schedules import Schedule
from neon.traps import positional_rate


class Optimizer(NervanaObject):
    """Base of optimizers: subclass it and define `update(param, grad, states, epoch)`, or `optimize`.

    `layer_list` are layers with `get_params()` → ((W, dW), states), one pair or a list of them. dW is the sum
    over the minibatch; updates divide it by `be.bsz` and leave dW itself as it is.
    """

    gradient_clip_norm = None
    gradient_clip_value = None
    param_clip_value = None

    def __init__(self, name=None):
        super().__init__(name=name)

    def optimize(self, layer_list, epoch):
        """Update the parameters of all layers once. `epoch` counts from 0 and feeds the schedule."""
        params = get_param_list(layer_list)
        self._begin(epoch)
        factor = self.clip_gradient_norm(params, self.gradient_clip_norm)
        for (param, grad), states in params:
            if len(states) < self.state_count:
                states.extend(self.be.zeros_like(grad) for _ in range(self.state_count - len(states)))
            mean = self.clip_gradient_value(grad / self.be.bsz, self.gradient_clip_value)
            self.update(param, mean, states, factor)
            if self.param_clip_value is not None and self.clips_params:
                self.clip_param(param, self.param_clip_value)

    state_count = 0
    clips_params = True

    def _begin(self, epoch):
        """Prepare an update, for example look up the learning rate."""
        self.epoch = epoch

    def update(self, param, grad, states, factor):
        """Update one parameter from its mean gradient, an op-tree; `factor` scales the step (clipping by norm)."""
        raise NotImplementedError(f"{type(self).__name__} does not define update(param, grad, states, factor)")

    def clip_gradient_norm(self, param_list, clip_norm):
        """Return the factor that brings the global norm of the mean gradients down to `clip_norm`; 1 without it."""
        if not clip_norm:
            return 1.0
        total = sum(float((grad._tensor.astype(np.float64) ** 2).sum()) for (_, grad), _ in param_list)
        norm = np.sqrt(total) / self.be.bsz
        return clip_norm / max(norm, float(abs(clip_norm)))

    def clip_gradient_value(self, grad, clip_value=None):
        """Return a gradient with every element held between ±clip_value, as an op-tree."""
        if clip_value is None:
            return grad
        bound = abs(float(clip_value))
        return self.be.clip(grad, -bound, bound)

    def clip_param(self, param, clip_value):
        """Hold every element of a parameter between ±clip_value, in place."""
        bound = abs(float(clip_value))
        param[:] = self.be.clip(param, -bound, bound)

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
