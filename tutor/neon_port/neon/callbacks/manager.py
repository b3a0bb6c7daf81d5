"""`Callbacks`: all the callbacks of one call of fit."""

import signal
import threading

from neon.base import NervanaObject
from neon.callbacks.inspecting import (
    DeconvCallback,
    HistCallback,
    TrainMulticostCallback,
    WatchTickerCallback,
)
from neon.callbacks.measuring import LossCallback, MetricCallback, RunTimerCallback, TrainCostCallback
from neon.callbacks.progress import ProgressBarCallback, TrainLoggerCallback
from neon.callbacks.saving import EarlyStopCallback, SaveBestStateCallback, SerializeModelCallback
from neon.callbacks.store import open_store
from neon.log import logger
from neon.traps import warn


class Callbacks(NervanaObject):
    """The callbacks of one call of `model.fit`: timer, training cost, logger, progress bar, and what is asked for.

    Args:
        model: the model.
        output_file: HDF5 file for the numbers (needs h5py); they are kept in memory otherwise.
        eval_freq: measure the loss on `eval_set` every so many epochs; needs eval_set.
        eval_set: the other set. metric: an object of a metric to measure there too; needs eval_freq.
        progress_bar: show progress on stdout.
        save_path, serialize, history: save the model there every `serialize` epochs, keeping `history` files.
        model_file: load weights from this file first.
        multicost: store each part of a Multicost.

    Attributes:
        callbacks: the list of callbacks.
        callback_data: the numbers, for instance callback_data['cost/train'][:] after training.
    """

    def __init__(
        self,
        model,
        train_set=None,
        output_file=None,
        eval_freq=None,
        progress_bar=True,
        save_path=None,
        serialize=0,
        history=1,
        model_file=None,
        eval_set=None,
        metric=None,
        log_token=None,
        multicost=False,
    ):
        super().__init__(name=None)
        self.model = self._reference(model)
        self.train_set = train_set
        self.output_file = output_file
        self.eval_freq, self.eval_set, self.metric = eval_freq, eval_set, metric
        self.progress_bar, self.multicost = progress_bar, multicost
        self.save_path, self.serialize_freq, self.history = save_path, serialize, history
        self.model_file, self.log_token = model_file, log_token
        self._check()
        if model_file:
            model.load_params(model_file)
        self.callback_data = open_store(output_file)
        self.callbacks = []
        self.used = False
        self._handler = None
        self._add_defaults()

    @staticmethod
    def _reference(model):
        if not hasattr(model, "fit"):
            raise TypeError(f"Callbacks takes the model first, got {type(model).__name__}")
        return model

    def _check(self):
        if self.eval_freq and self.eval_set is None:
            raise ValueError("eval_freq needs eval_set: Callbacks(model, eval_set=valid, eval_freq=1)")
        if isinstance(self.metric, type):
            raise ValueError(f"metric is an object, not a class: metric={self.metric.__name__}()")
        if self.eval_set is not None and not self.eval_freq:
            warn("Callbacks(eval_set=…) without eval_freq measures nothing: add eval_freq=1", stacklevel=4)
        if self.metric is not None and not self.eval_freq:
            warn("Callbacks(metric=…) without eval_freq measures nothing: add eval_freq=1", stacklevel=4)
        if self.serialize_freq and not self.save_path:
            raise ValueError("serialize needs save_path: Callbacks(model, serialize=1, save_path='model.p')")

    def _add_defaults(self):
        self.add_callback(TrainCostCallback())
        if self.multicost:
            self.add_callback(TrainMulticostCallback())
        if self.progress_bar:
            self.add_callback(ProgressBarCallback())
        self.add_callback(TrainLoggerCallback())
        self.add_callback(RunTimerCallback())
        if self.eval_freq:
            if self.metric is not None:
                self.add_callback(MetricCallback(self.eval_set, self.metric, self.eval_freq), insert_pos=0)
            self.add_callback(LossCallback(self.eval_set, self.eval_freq), insert_pos=0)
        if self.save_path:
            frequency = self.serialize_freq or 1
            self.add_callback(SerializeModelCallback(self.save_path, frequency, self.history))

    # adding -------------------------------------------------------------------------------------------------
    def add_callback(self, callback, insert_pos=None):
        """Add a callback at the end, or at a position."""
        if isinstance(callback, type):
            raise TypeError(f"add_callback takes an object: {callback.__name__}(…)")
        self.callbacks.insert(len(self.callbacks) if insert_pos is None else insert_pos, callback)

    def add_early_stop_callback(self, stop_func):
        """End training when stop_func(state, loss) → (state, stop) says so; needs eval_set and eval_freq."""
        self.add_callback(EarlyStopCallback(stop_func))

    def add_save_best_state_callback(self, path):
        """Save the model with the lowest loss; needs eval_set and eval_freq."""
        self.add_callback(SaveBestStateCallback(path))

    def add_hist_callback(self, plot_per_mini=False, filter_key=("W",)):
        """Store histograms of tensors."""
        self.add_callback(HistCallback(plot_per_mini, list(filter_key)))

    def add_watch_ticker_callback(self, valid):
        """Log what the model makes of a minibatch of a ticker task."""
        self.add_callback(WatchTickerCallback(self.model, valid))

    def add_deconv_callback(self, train_set, valid_set, max_fm=16, dataset_pct=25):
        """Not part of this port."""
        self.add_callback(DeconvCallback(train_set, valid_set, max_fm, dataset_pct))

    # hooks --------------------------------------------------------------------------------------------------
    def on_train_begin(self, epochs):
        """Prepare the store and call the hooks.

        Raises:
            ValueError: these callbacks served another call of fit.
        """
        if self.used:
            raise ValueError("these Callbacks were used by a call of fit; make new ones: Callbacks(model, …)")
        self.used = True
        self.epochs = epochs
        minibatches = int(epochs) * -(-self.model.ndata // self.be.bsz)
        config = self.callback_data.create_group("config")
        config.attrs["total_minibatches"] = minibatches
        config.attrs["total_epochs"] = epochs
        self.callback_data.create_dataset("time_markers/minibatch", (epochs,), dtype="float64")
        self._catch_interrupt()
        for callback in self.callbacks:
            callback.on_train_begin(self.callback_data, self.model, epochs)

    def on_train_end(self):
        """Call the hooks and close the store."""
        for callback in self.callbacks:
            callback.on_train_end(self.callback_data, self.model)
        self.restore_signals()
        self.callback_data.close()

    def on_epoch_begin(self, epoch):
        """Call the hooks."""
        self.epoch_minibatches = 0
        for callback in self.callbacks:
            if callback.should_fire(self.callback_data, self.model, epoch, callback.epoch_freq):
                callback.on_epoch_begin(self.callback_data, self.model, epoch)

    def on_epoch_end(self, epoch):
        """Store how many minibatches have run and call the hooks that are due."""
        markers = self.callback_data["time_markers/minibatch"]
        before = int(markers[epoch - 1]) if epoch > 0 else 0
        markers[epoch] = before + self.epoch_minibatches
        for callback in self.callbacks:
            if callback.should_fire(self.callback_data, self.model, epoch, callback.epoch_freq):
                callback.on_epoch_end(self.callback_data, self.model, epoch)

    def on_minibatch_begin(self, epoch, minibatch):
        """Call the hooks that are due."""
        for callback in self.callbacks:
            if callback.should_fire(self.callback_data, self.model, minibatch, callback.minibatch_freq):
                callback.on_minibatch_begin(self.callback_data, self.model, epoch, minibatch)

    def on_minibatch_end(self, epoch, minibatch):
        """Call the hooks that are due."""
        self.epoch_minibatches = minibatch + 1
        self.position = (epoch, minibatch)
        for callback in self.callbacks:
            if callback.should_fire(self.callback_data, self.model, minibatch, callback.minibatch_freq):
                callback.on_minibatch_end(self.callback_data, self.model, epoch, minibatch)

    # Ctrl-C -------------------------------------------------------------------------------------------------
    def _catch_interrupt(self):
        """Let Ctrl-C save the model first; only a main thread can catch it, elsewhere nothing changes."""
        self.position = (0, 0)
        if threading.current_thread() is threading.main_thread():
            self._handler = signal.signal(signal.SIGINT, self._interrupted)

    def _interrupted(self, number, frame):
        self.on_sigint_catch(*self.position)

    def on_sigint_catch(self, epoch, minibatch):
        """Save the model if there is a save_path, and raise KeyboardInterrupt."""
        self.restore_signals()
        if self.save_path is not None:
            self.model.save_params(self.save_path)
            logger.display("saved the model to %s at epoch %d, minibatch %d", self.save_path, epoch, minibatch)
        raise KeyboardInterrupt

    def restore_signals(self):
        """Put the handler of Ctrl-C back."""
        if self._handler is not None:
            signal.signal(signal.SIGINT, self._handler)
            self._handler = None

    # description --------------------------------------------------------------------------------------------
    def serialize(self):
        """Describe the callbacks."""
        return self.get_description()

    def get_description(self, skip=(), **kwargs):
        """Describe the callbacks as {'epoch_index': …, 'callbacks': [descriptions]}."""
        skip = ("eval_set", "train_set", "valid_set", "model")
        described = [callback.get_description(skip=skip) for callback in self.callbacks]
        return {"type": self.modulenm, "epochs": getattr(self, "epochs", None), "callbacks": described}
