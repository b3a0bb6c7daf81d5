"""`NeonArgparser`: the command line of neon's scripts."""

import argparse
import os
from pathlib import Path

import numpy as np

from neon.backends import gen_backend
from neon.version import VERSION

DATATYPES = {"f16": np.float16, "f32": np.float32, "f64": np.float64}


class NeonArgparser(argparse.ArgumentParser):
    """Reads neon's usual options and makes the backend.

    `parse_args()` returns a namespace with backend, batch_size, epochs, rng_seed, data_dir, …, and with
    `callback_args`, to be handed on: `Callbacks(model, eval_set=…, **args.callback_args)`.
    """

    def __init__(self, *args, **kwargs):
        self._path_names = ["data_dir", "save_path", "output_file", "model_file"]
        kwargs.pop("default_config_files", None)
        kwargs.pop("default_overrides", None)
        if args and "description" not in kwargs:
            kwargs["description"] = args[0]
            args = ()
        super().__init__(*args, **kwargs)
        self.setup_default_args()

    def setup_default_args(self):
        """Add neon's usual options."""
        add = super().add_argument
        add("--version", action="version", version=f"neon {VERSION}")
        add("-v", "--verbose", action="count", default=1, help="more messages")
        add("--no_progress_bar", action="store_true", help="no progress bar")
        add("-w", "--data_dir", default=os.path.join(Path.home(), "nervana", "data"), help="folder of data sets")
        add("-e", "--epochs", type=int, default=10, help="epochs in total")
        add("-s", "--save_path", help="save the model here")
        add("--serialize", nargs="?", type=int, default=0, const=1, metavar="N", help="save every N epochs")
        add("--model_file", help="load weights from this file")
        add("-l", "--log", dest="logfile", help="log file")
        add("-o", "--output_file", default=None, help="HDF5 file of the callbacks' numbers")
        add("--eval_freq", "-eval", type=int, default=None, help="measure the loss every so many epochs")
        add("-H", "--history", type=int, default=1, help="saved models to keep")
        add("--log_token", default="", help="not used")
        add("-b", "--backend", choices=["cpu", "gpu", "mkl"], default="cpu", help="backend")
        add("-i", "--device_id", type=int, default=0, help="number of the GPU")
        add("-m", "--max_devices", type=int, default=0, help="not used")
        add("-r", "--rng_seed", type=int, default=None, metavar="SEED", help="seed of the random numbers")
        add("-u", "--rounding", const=True, type=int, nargs="?", metavar="BITS", default=False, help="not used")
        add("-d", "--datatype", choices=sorted(DATATYPES), default="f32", help="type of tensors")
        add("-z", "--batch_size", type=int, default=128, help="examples in a minibatch")
        add("--caffe", action="store_true", help="compat_mode 'caffe'")
        add("--deterministic", action="store_true", help="not used")

    def add_yaml_arg(self):
        """Add the option of a YAML description of a model."""
        super().add_argument("yaml_file", nargs="?", default=None, help="YAML description of a model")

    def add_argument(self, *args, **kwargs):
        """Add an option; `is_config_file` and `env_var` are accepted and not used."""
        kwargs.pop("is_config_file", None)
        kwargs.pop("env_var", None)
        return super().add_argument(*args, **kwargs)

    add = add_arg = add_argument

    def parse_args(self, args=None, namespace=None, gen_be=True):
        """Parse the command line; with `gen_be` make the backend.

        Args:
            args: list of arguments; sys.argv if None.
        """
        if isinstance(args, bool):
            args, gen_be = None, args
        found = super().parse_args(args, namespace)
        for name in self._path_names:
            value = getattr(found, name, None)
            if value:
                setattr(found, name, os.path.expandvars(os.path.expanduser(value)))
        found.datatype = DATATYPES[found.datatype]
        found.compat_mode = "caffe" if found.caffe else None
        found.callback_args = {
            "progress_bar": not found.no_progress_bar,
            "output_file": found.output_file,
            "eval_freq": found.eval_freq,
            "save_path": found.save_path,
            "serialize": found.serialize,
            "history": found.history,
            "model_file": found.model_file,
            "log_token": found.log_token or None,
        }
        if gen_be:
            self._make_backend(found)
        return found

    @staticmethod
    def _make_backend(found):
        gen_backend(
            backend=found.backend,
            rng_seed=found.rng_seed,
            device_id=found.device_id,
            batch_size=found.batch_size,
            datatype=found.datatype,
            stochastic_round=found.rounding,
            max_devices=found.max_devices,
            compat_mode=found.compat_mode,
        )


def extract_valid_args(args, func, startidx=0):
    """Return the arguments of a namespace that a function takes, as a dict."""
    import inspect

    names = [name for name in inspect.signature(func).parameters if name != "self"][startidx:]
    return {name: value for name, value in vars(args).items() if name in names}
