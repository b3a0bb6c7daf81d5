"""Where callbacks keep their numbers: in memory, or in an HDF5 file if one is asked for."""

import numpy as np


def open_store(output_file):
    """Open the store: an HDF5 file (needs h5py), or one in memory with the same interface if None.

    Raises:
        ImportError: an output_file was asked for and h5py is not installed.
    """
    if output_file is None:
        return MemoryGroup("/")
    try:
        import h5py
    except ImportError as error:
        raise ImportError(
            f"Callbacks(output_file={output_file!r}) writes an HDF5 file and needs the package h5py: "
            "pip install h5py, or leave output_file out and read callbacks.callback_data"
        ) from error
    return h5py.File(output_file, "w")


class MemoryDataset:
    """An array with attributes, used like h5py's Dataset."""

    def __init__(self, array):
        self._array = array
        self.attrs = {}

    shape = property(lambda self: self._array.shape)
    dtype = property(lambda self: self._array.dtype)
    size = property(lambda self: self._array.size)

    def __len__(self):
        return len(self._array)

    def __getitem__(self, key):
        value = self._array[key]
        return value.copy() if isinstance(value, np.ndarray) else value

    def __setitem__(self, key, value):
        self._array[key] = value

    def __array__(self, dtype=None, copy=None):
        return np.array(self._array, dtype=dtype)

    def resize(self, shape):
        """Change the length, keeping what fits."""
        shape = shape if isinstance(shape, tuple) else (shape,)
        new = np.zeros(shape, self._array.dtype)
        kept = tuple(slice(0, min(a, b)) for a, b in zip(shape, self._array.shape, strict=False))
        new[kept] = self._array[kept]
        self._array = new


class MemoryGroup:
    """A folder of arrays and folders with attributes, used like h5py's Group and File."""

    def __init__(self, name):
        self.name = name
        self.attrs = {}
        self._items = {}

    def _find(self, path, make=False):
        group = self
        for part in [p for p in path.split("/") if p]:
            if part not in group._items:
                if not make:
                    raise KeyError(f"there is no {path!r} in {self.name}; it holds {sorted(self._items)}")
                group._items[part] = MemoryGroup(part)
            group = group._items[part]
        return group

    def create_group(self, path):
        """Make a group."""
        return self._find(path, make=True)

    require_group = create_group

    def create_dataset(self, path, shape=None, dtype=None, data=None, **unused):
        """Make an array of zeros of this shape, or from data."""
        folder, _, name = path.rpartition("/")
        if data is None:
            shape = shape if isinstance(shape, tuple) else (shape,)
            array = np.zeros(shape, dtype=np.float32 if dtype is None else dtype)
        else:
            array = np.array(data, dtype=dtype)
        dataset = MemoryDataset(array)
        self._find(folder, make=True)._items[name] = dataset
        return dataset

    def __getitem__(self, path):
        return self._find(path)

    def __contains__(self, path):
        try:
            self._find(path)
        except KeyError:
            return False
        return True

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def keys(self):
        """Names in the group."""
        return self._items.keys()

    def items(self):
        """Names and what they name."""
        return self._items.items()

    def values(self):
        """What the group holds."""
        return self._items.values()

    def flush(self):
        """Nothing to write."""

    def close(self):
        """Nothing to close: the numbers stay readable."""
