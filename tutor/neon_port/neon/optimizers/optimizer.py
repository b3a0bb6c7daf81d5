"""The optimizers. The minibatch's mean gradient is g, the parameter w, the rate lr."""
# ruff: noqa: B008 - upstream's signatures; the default schedule is shared and harmless

import numpy as np

from neon.backends.operations import power_of_two
from neon.optimizers.base import Optimizer, get_param_list
from neon.optimizers.schedules import (
    ExpSchedule,
    PolySchedule,
    PowerSchedule,
    Schedule,
    ShiftSchedule,
    StepSchedule,
)

__all__ = [
    "Adadelta",
    "Adagrad",
    "Adam",
    "ExpSchedule",
    "GradientDescentMomentum",
    "MultiOptimizer",
    "Optimizer",
    "PolySchedule",
    "PowerSchedule",
    "RMSProp",
    "Schedule",
    "ShiftAdaMax",
    "ShiftSchedule",
    "StepSchedule",
    "get_param_list",
]


class GradientDescentMomentum(Optimizer):
    """Stochastic gradient descent with momentum: v ← m·v − lr·(g + λw), w ← w + v.

    Args:
        learning_rate: lr.
        momentum_coef: m; 0 is plain gradient descent.
        wdecay: λ, the L2 penalty.
        gradient_clip_norm: bound of the global norm of the mean gradients; it scales the step.
        gradient_clip_value: bound of every element of the mean gradients.
        param_clip_value: bound of every element of the parameters after the step.
        schedule: a Schedule of the learning rate.
        nesterov: Nesterov's form: w ← w + m·v − lr·(g + λw) with the new v.
    """

    def __init__(
        self,
        learning_rate,
        momentum_coef,
        stochastic_round=False,
        wdecay=0.0,
        gradient_clip_norm=None,
        gradient_clip_value=None,
        param_clip_value=None,
        name=None,
        schedule=Schedule(),
        nesterov=False,
    ):
        super().__init__(name=name)
        if momentum_coef == 0.0 and nesterov:
            raise ValueError("nesterov=True needs a momentum_coef over 0")
        self.learning_rate, self.momentum_coef = learning_rate, momentum_coef
        self.stochastic_round = stochastic_round
        self.wdecay = wdecay
        self.gradient_clip_norm, self.gradient_clip_value = gradient_clip_norm, gradient_clip_value
        self.param_clip_value = param_clip_value
        self.schedule, self.nesterov = schedule, nesterov
        self.state_count = 0 if momentum_coef == 0 else 1

    def _begin(self, epoch):
        self.rate = float(self.schedule.get_learning_rate(self.learning_rate, epoch))

    def update(self, weight, grad, states, factor):
        """Update a piece of a parameter; the state is the velocity."""
        if factor != 1.0:
            grad *= factor
        if self.wdecay:
            grad += self.wdecay * weight
        grad *= self.rate
        if not states:
            weight -= grad
            return
        velocity = states[0]
        velocity *= self.momentum_coef
        velocity -= grad
        if self.nesterov:
            weight += self.momentum_coef * velocity - grad
        else:
            weight += velocity


class RMSProp(Optimizer):
    """s ← ρ·s + (1 − ρ)·g², w ← w − lr·g / (sqrt(s + ε) + ε).

    Args:
        decay_rate: ρ. learning_rate: lr. epsilon: ε. The clips are as in GradientDescentMomentum.

    The first argument is stochastic_round: write RMSProp(learning_rate=0.01).
    """

    state_count = 1

    def __init__(
        self,
        stochastic_round=False,
        decay_rate=0.95,
        learning_rate=2e-3,
        epsilon=1e-6,
        gradient_clip_norm=None,
        gradient_clip_value=None,
        param_clip_value=None,
        name=None,
        schedule=Schedule(),
    ):
        super().__init__(name=name)
        self._check_rounding(stochastic_round)
        self.decay_rate, self.learning_rate, self.epsilon = decay_rate, learning_rate, epsilon
        self.gradient_clip_norm, self.gradient_clip_value = gradient_clip_norm, gradient_clip_value
        self.param_clip_value = param_clip_value
        self.schedule = schedule

    def _begin(self, epoch):
        self.rate = float(self.schedule.get_learning_rate(self.learning_rate, epoch))

    def update(self, weight, grad, states, factor):
        """Update a piece of a parameter; the state is the mean of squares."""
        xp, state = self.be.xp, states[0]
        state *= self.decay_rate
        state += (1.0 - self.decay_rate) * xp.square(grad)
        grad *= factor * self.rate
        grad /= xp.sqrt(state + self.epsilon) + self.epsilon
        weight -= grad


class Adagrad(Optimizer):
    """s ← s + g², w ← w − lr·g / sqrt(s + ε).

    The first argument is stochastic_round: write Adagrad(learning_rate=0.01).
    """

    state_count = 1

    def __init__(
        self,
        stochastic_round=False,
        learning_rate=0.01,
        epsilon=1e-6,
        gradient_clip_norm=None,
        gradient_clip_value=None,
        param_clip_value=None,
        name=None,
    ):
        super().__init__(name=name)
        self._check_rounding(stochastic_round)
        self.learning_rate, self.epsilon = learning_rate, epsilon
        self.gradient_clip_norm, self.gradient_clip_value = gradient_clip_norm, gradient_clip_value
        self.param_clip_value = param_clip_value

    def update(self, weight, grad, states, factor):
        """Update a piece of a parameter; the state is the sum of squares."""
        xp, state = self.be.xp, states[0]
        state += xp.square(grad)
        grad *= factor * float(self.learning_rate)
        grad /= xp.sqrt(state + self.epsilon)
        weight -= grad


class Adadelta(Optimizer):
    """Adadelta (Zeiler 2012): steps scaled by the running sizes of gradients and earlier steps; no rate.

    Args:
        decay: ρ of both running averages. epsilon: ε under the roots.
    """

    state_count = 3

    def __init__(self, stochastic_round=False, decay=0.95, epsilon=1e-6, param_clip_value=None, name=None):
        super().__init__(name=name)
        self._check_rounding(stochastic_round)
        self.decay, self.epsilon = decay, epsilon
        self.param_clip_value = param_clip_value

    def update(self, weight, grad, states, factor):
        """Update a piece of a parameter; states are E[g²], E[Δ²] and the last step Δ."""
        xp = self.be.xp
        sizes, steps, step = states
        sizes *= self.decay
        sizes += (1.0 - self.decay) * xp.square(grad)
        xp.multiply(xp.sqrt((steps + self.epsilon) / (sizes + self.epsilon)), grad, out=step)
        steps *= self.decay
        steps += (1.0 - self.decay) * xp.square(step)
        weight -= step


class Adam(Optimizer):
    """Adam (Kingma and Ba 2014), bias correction folded into the step, ε outside the root.

    m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − lr·sqrt(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (sqrt(v) + ε).
    t counts the calls of `optimize` on this object.

    The first argument is stochastic_round: write Adam(learning_rate=0.01).
    """

    state_count = 2

    def __init__(
        self,
        stochastic_round=False,
        learning_rate=0.001,
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-8,
        gradient_clip_norm=None,
        gradient_clip_value=None,
        param_clip_value=None,
        name="adam",
    ):
        super().__init__(name=name)
        self._check_rounding(stochastic_round)
        self.beta_1, self.beta_2, self.epsilon = beta_1, beta_2, epsilon
        self.learning_rate = learning_rate
        self.gradient_clip_norm, self.gradient_clip_value = gradient_clip_norm, gradient_clip_value
        self.param_clip_value = param_clip_value
        self.t = 0

    def _begin(self, epoch):
        self.t += 1
        self.rate = float(self.learning_rate) * float(np.sqrt(1 - self.beta_2**self.t) / (1 - self.beta_1**self.t))

    def update(self, weight, grad, states, factor):
        """Update a piece of a parameter; states are the running means of g and g²."""
        xp = self.be.xp
        m, v = states
        m *= self.beta_1
        m += (1.0 - self.beta_1) * grad
        xp.square(grad, out=grad)
        grad *= 1.0 - self.beta_2
        v *= self.beta_2
        v += grad
        xp.sqrt(v, out=grad)
        grad += self.epsilon
        weight -= (factor * self.rate) * m / grad


class ShiftAdaMax(Optimizer):
    """AdaMax with products replaced by shifts (powers of two), for binary networks: weights stay within ±1.

    m ← β₁m + (1 − β₁)g, v ← max(β₂v, |g|), w ← w − m · p(1 / (v + ε)) · p(lr / (1 − β₁ᵗ)), where p rounds to a
    power of two. t counts the **epochs**, from 1.
    """

    state_count = 3
    param_clip_value = 1.0

    def __init__(
        self,
        stochastic_round=False,
        learning_rate=0.002,
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-8,
        schedule=Schedule(),
        name="ShiftAdaMax",
    ):
        super().__init__(name=name)
        self._check_rounding(stochastic_round)
        self.learning_rate, self.beta_1, self.beta_2, self.epsilon = learning_rate, beta_1, beta_2, epsilon
        self.schedule = schedule

    def _begin(self, epoch):
        self.rate = self.schedule.get_learning_rate(self.learning_rate, epoch) / (1 - self.beta_1 ** (epoch + 1))
        self.shifted_rate = float(power_of_two(np, np.float64(self.rate)))

    def update(self, weight, grad, states, factor):
        """Update a piece of a parameter; states are the running mean, the running maximum and its inverse."""
        xp = self.be.xp
        m, v, inverse = states
        m *= self.beta_1
        m += (1.0 - self.beta_1) * grad
        v *= self.beta_2
        xp.maximum(v, xp.abs(grad), out=v)
        xp.divide(1.0, v + self.epsilon, out=inverse)
        weight -= m * power_of_two(xp, inverse) * self.shifted_rate


class MultiOptimizer(Optimizer):
    """Different optimizers for different layers.

    Args:
        optimizer_mapping: {'default': …, '<layer class>': …, '<layer name>': …}; a layer's name is looked up
            first, then its class, then 'default'. Biases of Conv live in the class 'Convolution_bias'.
    """

    def __init__(self, optimizer_mapping, name=None):
        super().__init__(name=name)
        if "default" not in optimizer_mapping:
            raise ValueError("MultiOptimizer needs an entry 'default' in its mapping")
        self.optimizer_mapping = optimizer_mapping
        self.map_list = None

    @classmethod
    def gen_class(cls, pdict):
        """Build it, and the optimizers in it, from a description."""
        from neon.base import build

        return cls(build(pdict["optimizer_mapping"]), name=pdict.get("name"))

    def _map_optimizers(self, layer_list):
        """Return [(optimizer, its layers)], each optimizer object once."""
        groups = {}
        for layer in layer_list:
            for key in (layer.name, layer.classnm, "default"):
                if key in self.optimizer_mapping:
                    chosen = self.optimizer_mapping[key]
                    break
            groups.setdefault(id(chosen), (chosen, []))[1].append(layer)
        return list(groups.values())

    def optimize(self, layer_list, epoch):
        """Update the parameters of each layer with its optimizer."""
        groups = self._map_optimizers(layer_list)
        self.map_list = dict(groups)
        for optimizer, layers in groups:
            optimizer.optimize(layers, epoch)
