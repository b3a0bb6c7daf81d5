"""Callbacks that show progress."""

import sys
import time

import numpy as np

from neon.callbacks.base import Callback
from neon.log import logger

FULL, WIDTH = "█", 20


class ProgressBarCallback(Callback):
    """Shows one line an epoch on stdout: batches, cost and seconds, then the loss if one is measured.

    Args:
        update_thresh_s: seconds between updates of the line.
    """

    def __init__(self, epoch_freq=1, minibatch_freq=1, update_thresh_s=0.1):
        super().__init__(epoch_freq=epoch_freq, minibatch_freq=minibatch_freq)
        self.update_thresh_s = update_thresh_s
        self._last_strlen = 0

    def on_epoch_begin(self, callback_data, model, epoch):
        """Start the clock."""
        self.start_epoch = self.last_update = time.perf_counter()

    def on_minibatch_end(self, callback_data, model, epoch, minibatch):
        """Draw the line again if it is old enough, or this is the last minibatch."""
        now = time.perf_counter()
        last = minibatch + 1 >= model.nbatches
        if now - self.last_update > self.update_thresh_s or last:
            self.last_update = now
            self._draw(model, epoch, minibatch + 1, now - self.start_epoch)

    def _draw(self, model, epoch, done, seconds):
        total = max(model.nbatches, done)
        bar = (FULL * (WIDTH * done // total)).ljust(WIDTH)
        cost = float(np.asarray(model.cost.cost).ravel()[0]) if done < total else _scalar(model.total_cost)
        text = f"Epoch {epoch:<3d} [Train |{bar}| {done:>4d}/{total:<4d} batches, {cost:.2f} cost, {seconds:.2f}s]"
        sys.stdout.write("\r" + text.ljust(self._last_strlen))
        sys.stdout.flush()
        self._last_strlen = len(text)

    def on_epoch_end(self, callback_data, model, epoch):
        """Add the loss and end the line."""
        found = None
        if "cost/loss" in callback_data:
            data = callback_data["cost/loss"]
            freq = data.attrs["epoch_freq"]
            if self.should_fire(callback_data, model, epoch, int(freq) if np.ndim(freq) == 0 else list(freq)):
                position = epoch // int(freq) if np.ndim(freq) == 0 else sorted(freq).index(epoch)
                found = data[position], callback_data["time/loss"][position]
        if found:
            name = getattr(model.cost, "costfunc_name", type(model.cost).__name__)
            sys.stdout.write(f" [{name} Loss {found[0]:.2f}, {found[1]:.2f}s]")
        sys.stdout.write("\n")
        sys.stdout.flush()
        self._last_strlen = 0


class TrainLoggerCallback(Callback):
    """Logs the training cost (level INFO of the logger `neon`)."""

    def __init__(self, epoch_freq=1, minibatch_freq=None):
        super().__init__(epoch_freq=epoch_freq, minibatch_freq=minibatch_freq)

    def on_train_begin(self, callback_data, model, epochs):
        """Log the model."""
        logger.info("Model:\n%s", model)

    def on_minibatch_end(self, callback_data, model, epoch, minibatch):
        """Log the cost of a minibatch."""
        logger.info("Epoch %d Minibatch %d complete. Train cost: %s", epoch, minibatch, model.cost.cost)

    def on_epoch_end(self, callback_data, model, epoch):
        """Log the cost of an epoch, and the loss if it is measured."""
        logger.info("Epoch %d complete. Train cost: %s", epoch, model.total_cost)


def _scalar(value):
    return float(np.asarray(value).ravel()[0])
