"""`Callback`: the base of all callbacks."""

from neon.base import NervanaObject


class Callback(NervanaObject):
    """Base of callbacks: define the hooks you need.

    `callback_data` is the store of numbers (an HDF5 file or its stand-in in memory).

    Args:
        epoch_freq: for on_epoch_end: n for every n epochs, a list of epochs, or None for never.
        minibatch_freq: the same for on_minibatch_end.
    """

    def __init__(self, epoch_freq=1, minibatch_freq=1):
        super().__init__()
        self.epoch_freq, self.minibatch_freq = epoch_freq, minibatch_freq

    def on_train_begin(self, callback_data, model, epochs):
        """Called once before training, with the total number of epochs."""

    def on_train_end(self, callback_data, model):
        """Called once after training."""

    def on_epoch_begin(self, callback_data, model, epoch):
        """Called before each epoch, counted from 0."""

    def on_epoch_end(self, callback_data, model, epoch):
        """Called after each epoch that `epoch_freq` names."""

    def on_minibatch_begin(self, callback_data, model, epoch, minibatch):
        """Called before each minibatch, counted from 0."""

    def on_minibatch_end(self, callback_data, model, epoch, minibatch):
        """Called after each minibatch that `minibatch_freq` names."""

    def should_fire(self, callback_data, model, time, freq):
        """Whether the hook of time `time` (from 0) is due: n fires when (time + 1) % n == 0, a list on membership."""
        if isinstance(freq, int):
            return freq > 0 and (time + 1) % freq == 0
        return freq is not None and time in freq
