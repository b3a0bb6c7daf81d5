"""Saving and loading of models."""

import numpy as np

from neon.base import build
from neon.layers.sequential import Sequential
from neon.util.persist import load_obj, save_obj
from neon.version import VERSION


class Persistence:
    """Mix-in of Model: descriptions, files of weights, and models rebuilt from them."""

    def get_description(self, get_weights=False, keep_states=False):
        """Describe the model as plain data: layers, cost, optimizer, backend; weights too if asked for."""
        description = {
            "neon_version": VERSION,
            "backend": self._describe_backend(),
            "model": self.layers.get_description(get_weights=get_weights, keep_states=keep_states),
        }
        if self.cost is not None and hasattr(self.cost, "costfunc"):
            description["cost"] = self.cost.get_description()
        if self.optimizer is not None:
            description["optimizer"] = self.optimizer.get_description()
        return description

    def _describe_backend(self):
        return {
            "type": type(self.be).__name__,
            "compat_mode": self.be.compat_mode,
            "rng_seed": self.be.rng_seed,
            "rng_state": self.be.rng_get_state(),
        }

    def save_params(self, param_path, keep_states=True):
        """Write weights, and optimizer states if `keep_states`, to a file that upstream neon reads too."""
        self.serialize(keep_states=keep_states, fn=param_path)

    def serialize(self, fn=None, keep_states=True):
        """Return the full description with weights; with `fn` write it to that file too."""
        description = self.get_description(get_weights=True, keep_states=keep_states)
        description["epoch_index"] = self.epoch_index + 1
        description["train_input_shape"] = self.layers.in_shape
        if fn is not None:
            save_obj(description, fn)
        return description

    def load_params(self, param_path, load_states=True):
        """Load weights, and optimizer states if `load_states`, into this model, which has the same architecture.

        Raises:
            ValueError: another number of layers or another size of weights.
        """
        self.deserialize(load_obj(param_path), load_states=load_states)

    def load_weights(self, weight_path):
        """Load weights without optimizer states."""
        self.load_params(weight_path, load_states=False)

    def _load_file(self, path, dataset, load_states):
        self.deserialize(load_obj(path), dataset, load_states)

    def deserialize(self, model_dict, data=None, load_states=True):
        """Rebuild the model from a description, or load a description's weights into this model."""
        if "model" not in model_dict:
            raise ValueError("this is no saved neon model: it has no entry 'model'")
        self.epoch_index = model_dict.get("epoch_index", 0)
        part = model_dict["model"]
        if not hasattr(self, "layers"):
            layers = build(part)
            self.layers = layers if isinstance(layers, Sequential) or hasattr(layers, "layers") else Sequential(layers)
        self.layers.load_weights(part, load_states)
        shape = data if data is not None else model_dict.get("train_input_shape")
        if not self.initialized and data is not None:
            self.initialize(shape)
        state = (model_dict.get("backend") or {}).get("rng_state")
        if state is not None:
            self.be.rng_set_state(tuple(np.asarray(s) if isinstance(s, list) else s for s in state))
