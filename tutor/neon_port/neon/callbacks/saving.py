"""Callbacks that save the model or end training."""

import os

from neon.callbacks.base import Callback
from neon.callbacks.measuring import place
from neon.log import logger


class SerializeModelCallback(Callback):
    """Saves the model after epochs.

    Args:
        save_path: file to write.
        epoch_freq: n for every n epochs, or a list.
        history: 1 keeps the newest file; N > 1 keeps the newest N as <root>_<epoch><ext>, and `save_path` is a
            link to the last (upstream keeps N + 1).
    """

    def __init__(self, save_path, epoch_freq=1, history=1):
        super().__init__(epoch_freq=epoch_freq)
        self.save_path, self.history = save_path, history
        self.checkpoint_files = []

    def on_epoch_end(self, callback_data, model, epoch):
        """Save."""
        if self.history <= 1:
            model.save_params(self.save_path)
            return
        root, extension = os.path.splitext(self.save_path)
        path = f"{root}_{epoch}{extension}"
        model.save_params(path)
        self.checkpoint_files.append(path)
        if len(self.checkpoint_files) > self.history:
            os.remove(self.checkpoint_files.pop(0))
        part = f"{self.save_path}.link"
        if os.path.lexists(part):
            os.remove(part)
        os.symlink(os.path.basename(path), part)
        os.replace(part, self.save_path)


class _NeedsLoss(Callback):
    """Base of callbacks that look at the loss on another set."""

    def _loss(self, callback_data, epoch):
        """Loss measured at the end of this epoch, None if it was not measured then."""
        if "cost/loss" not in callback_data:
            raise ValueError(
                f"{type(self).__name__} needs the loss on another set: Callbacks(model, eval_set=…, eval_freq=1)"
            )
        freq = callback_data["cost/loss"].attrs["epoch_freq"]
        freq = list(freq) if hasattr(freq, "__len__") else int(freq)
        if not self.should_fire(callback_data, None, epoch, freq):
            return None
        return float(callback_data["cost/loss"][place(freq, epoch)])


class SaveBestStateCallback(_NeedsLoss):
    """Saves the model whenever the loss on the eval set is the lowest yet. It needs eval_set and eval_freq."""

    def __init__(self, path):
        super().__init__(epoch_freq=1)
        self.path = self.best_path = path
        self.best_cost = None

    def on_epoch_end(self, callback_data, model, epoch):
        """Save if this is the best."""
        loss = self._loss(callback_data, epoch)
        if loss is not None and (self.best_cost is None or loss < self.best_cost):
            self.best_cost = loss
            model.save_params(self.best_path)


class EarlyStopCallback(_NeedsLoss):
    """Ends training when `stop_func` says so. It needs eval_set and eval_freq.

    Args:
        stop_func: f(state, loss) → (new state, whether to stop); the state is None at first.
    """

    def __init__(self, stop_func):
        super().__init__(epoch_freq=1)
        self.stop_func = stop_func
        self.stop_state = None

    def on_epoch_end(self, callback_data, model, epoch):
        """Ask stop_func."""
        loss = self._loss(callback_data, epoch)
        if loss is None:
            return
        self.stop_state, finished = self.stop_func(self.stop_state, loss)
        if finished:
            model.finished = True
            logger.info("Early stopping after epoch %d", epoch)
