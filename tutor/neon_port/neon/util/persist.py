"""Saving and loading of objects: pickle files of plain containers and arrays, read by a restricted reader."""

import os
import pickle

import numpy as np

from neon.base import find_class

__all__ = ["get_data_cache_dir", "load_class", "load_obj", "save_obj"]

_ALLOWED = {
    ("collections", "OrderedDict"),
    ("builtins", "list"),
    ("builtins", "dict"),
    ("builtins", "tuple"),
    ("builtins", "set"),
    ("builtins", "frozenset"),
    ("builtins", "bytearray"),
    ("builtins", "complex"),
    ("builtins", "slice"),
    ("__builtin__", "list"),
    ("__builtin__", "dict"),
    ("__builtin__", "tuple"),
    ("__builtin__", "set"),
    ("__builtin__", "long"),
    ("_codecs", "encode"),
    ("copy_reg", "_reconstructor"),
    ("numpy", "ndarray"),
    ("numpy", "dtype"),
}
_NUMPY_HOMES = ("numpy.core.multiarray", "numpy._core.multiarray", "numpy.core.numeric", "numpy._core.numeric")
_NUMPY_NAMES = ("_reconstruct", "scalar", "_frombuffer")
_NUMPY_SCALARS = (
    "float16",
    "float32",
    "float64",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "bool_",
)


class RestrictedUnpickler(pickle.Unpickler):
    """Reads arrays and plain containers only, so that loading a file cannot run its author's code."""

    def find_class(self, module, name):
        """Return a class that is allowed in a saved model.

        Raises:
            pickle.UnpicklingError: the file names something else.
        """
        if module in _NUMPY_HOMES and name in _NUMPY_NAMES:
            return _numpy_function(name)
        if module == "numpy" and name in _NUMPY_SCALARS:
            return getattr(np, name)
        if (module, name) == ("copy_reg", "_reconstructor"):
            return _plain_object
        if module == "__builtin__" and name == "long":
            return int
        if (module, name) in _ALLOWED:
            return super().find_class({"__builtin__": "builtins"}.get(module, module), name)
        if module.startswith("neon.") and name == "ModelDescription":
            from neon.util.modeldesc import ModelDescription

            return ModelDescription
        raise pickle.UnpicklingError(
            f"the file holds {module}.{name}; only arrays, numbers, strings and plain containers are loaded, "
            "because anything else could run code. Load it with pickle yourself if you trust its author."
        )


def _numpy_function(name):
    import importlib

    for home in reversed(_NUMPY_HOMES):
        try:
            module = importlib.import_module(home)
        except ImportError:
            continue
        if hasattr(module, name):
            return getattr(module, name)
    raise pickle.UnpicklingError(f"this NumPy has no {name}")


def _plain_object(cls, base, state):
    """Stand in for copy_reg's reconstructor: plain containers only."""
    if cls not in (dict, list, tuple, set):
        raise pickle.UnpicklingError(f"the file holds an object of {cls.__name__}")
    return base.__new__(cls, state) if base is not object else cls()


def load_obj(load_file):
    """Read what `save_obj` (or upstream neon) wrote.

    Args:
        load_file: path or open binary file.

    Raises:
        FileNotFoundError: there is no such file.
        pickle.UnpicklingError: it is no pickle, or holds more than arrays and plain containers.
    """
    if hasattr(load_file, "read"):
        return RestrictedUnpickler(load_file, encoding="latin1").load()
    with open(os.path.expandvars(os.path.expanduser(os.fsdecode(load_file))), "rb") as file:
        return RestrictedUnpickler(file, encoding="latin1").load()


def save_obj(obj, save_file):
    """Write an object as a pickle (protocol 2, which every Python reads), whole or not at all."""
    if hasattr(save_file, "write"):
        pickle.dump(obj, save_file, 2)
        return
    path = os.path.expandvars(os.path.expanduser(os.fsdecode(save_file)))
    folder = os.path.dirname(path)
    if folder:
        os.makedirs(folder, exist_ok=True)
    part = f"{path}.part"
    with open(part, "wb") as file:
        pickle.dump(obj, file, 2)
    os.replace(part, path)


def load_class(ctype):
    """Return a class of neon, or of a module already imported, by its dotted name."""
    return find_class(ctype)


def get_data_cache_dir(data_dir, subdir=None):
    """Return the folder for downloaded data, $NEON_DATA_CACHE_DIR if set, made if needed."""
    folder = os.environ.get("NEON_DATA_CACHE_DIR", data_dir)
    if subdir:
        folder = os.path.join(folder, subdir)
    os.makedirs(folder, exist_ok=True)
    return folder
