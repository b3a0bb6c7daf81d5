"""Schedules: the learning rate of each epoch. Epochs count from 0."""

import numpy as np

from neon.base import NervanaObject
from neon.traps import warn


class Schedule(NervanaObject):
    """Multiplies the rate by `change` at each step.

    Args:
        step_config: list of epochs at which to multiply, or an int n for every n epochs, or None for never.
        change: the factor; a list of absolute rates, one for each step, is deprecated.
    """

    def __init__(self, step_config=None, change=1.0):
        if isinstance(step_config, list) and isinstance(change, list):
            if len(step_config) != len(change):
                raise ValueError(f"{len(step_config)} steps and {len(change)} rates: give one rate for each step")
            warn("Schedule with a list of rates is deprecated: write StepSchedule(epochs, rates)")
        self.step_config, self.change = step_config, change
        self.steps = 0
        self._fixed = None

    def get_learning_rate(self, learning_rate, epoch):
        """Return the rate of an epoch, given the optimizer's own rate."""
        if isinstance(self.step_config, list) and isinstance(self.change, list):
            if epoch in self.step_config:
                self._fixed = self.change[self.step_config.index(epoch)]
            return learning_rate if self._fixed is None else self._fixed
        if isinstance(self.step_config, (int, np.integer)) and not isinstance(self.step_config, bool):
            self.steps = epoch // self.step_config
        elif self.step_config:
            self.steps = sum(epoch >= step for step in self.step_config)
        else:
            self.steps = 0
        return float(learning_rate * self.change**self.steps)


class StepSchedule(Schedule):
    """Sets the rate to `change[i]` from epoch `step_config[i]` on.

    Upstream switches only when exactly that epoch is asked for, so a resumed run keeps the old rate; here the
    rate depends on the epoch alone.
    """

    def __init__(self, step_config, change):
        if len(step_config) != len(change):
            raise ValueError(f"StepSchedule: {len(step_config)} epochs and {len(change)} rates; give one for each")
        self.step_config, self.change = step_config, change
        self.steps = 0

    def get_learning_rate(self, learning_rate, epoch):
        """Return the rate of an epoch."""
        passed = [(step, rate) for step, rate in zip(self.step_config, self.change, strict=False) if epoch >= step]
        self.steps = max(passed)[1] if passed else learning_rate
        return self.steps


class PowerSchedule(Schedule):
    """Multiplies the rate by `change` every `step_config` epochs."""

    def __init__(self, step_config, change):
        self.step_config, self.change = step_config, change

    def get_learning_rate(self, learning_rate, epoch):
        """Return learning_rate · change^(epoch // step_config)."""
        return learning_rate * self.change ** (epoch // self.step_config)


class ExpSchedule(Schedule):
    """Divides the rate by 1 + decay · epoch."""

    def __init__(self, decay):
        self.decay = decay

    def get_learning_rate(self, learning_rate, epoch):
        """Return learning_rate / (1 + decay · epoch)."""
        return learning_rate / (1.0 + self.decay * epoch)


class PolySchedule(Schedule):
    """Lets the rate fall to 0 at `total_epochs` as (1 − epoch / total_epochs)^power.

    Upstream divides with floor, so its rate stays constant until the end; here it falls.
    """

    def __init__(self, total_epochs, power):
        self.total_epochs, self.power = float(total_epochs), power

    def get_learning_rate(self, learning_rate, epoch):
        """Return learning_rate · (1 − epoch / total_epochs)^power, 0 after the last epoch."""
        return learning_rate * max(0.0, 1.0 - epoch / self.total_epochs) ** self.power


class ShiftSchedule(Schedule):
    """Halves the rate `shift_size` times every `interval` epochs."""

    def __init__(self, interval, shift_size=1):
        self.interval, self.shift_size = interval, shift_size

    def get_learning_rate(self, learning_rate, epoch):
        """Return learning_rate · 2^(−shift_size · (epoch // interval))."""
        return float(learning_rate * 2.0 ** (-self.shift_size * (epoch // self.interval)))
