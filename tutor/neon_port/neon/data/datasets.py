"""`Dataset`: the base of ready-made data sets, read from files that are already here."""

import os

from neon.base import NervanaObject


class Dataset(NervanaObject):
    """Base of data sets. Nothing is downloaded: the addresses of upstream neon are dead.

    Args:
        filename: file of the data. url, size: where upstream took it from.
        path: folder that holds the file. subset_pct: share of the training data to use.

    Attributes:
        data_dict: iterators by name, such as 'train' and 'valid'.
    """

    def __init__(self, filename, url, size, path=".", subset_pct=100):
        super().__init__(name=None)
        self.filename, self.url, self.size = filename, url, size
        self.path, self.subset_pct = path, subset_pct
        self._data_dict = None

    def file(self):
        """Return the path of the data's file.

        Raises:
            FileNotFoundError: it is not in `path`; the message says what to put there.
        """
        for name in (self.filename, os.path.basename(self.filename)):
            found = os.path.join(os.path.expanduser(self.path), name)
            if os.path.exists(found):
                return found
        raise FileNotFoundError(
            f"{type(self).__name__} needs the file {self.filename} in the folder {os.path.abspath(self.path)}; "
            "it is not downloaded. Put it there, or use ArrayIterator on arrays of your own."
        )

    @property
    def data_dict(self):
        """Iterators by name."""
        if self._data_dict is None:
            self._data_dict = self.gen_iterators()
        return self._data_dict

    def gen_iterators(self):
        """Make the iterators by name."""
        raise NotImplementedError(f"{type(self).__name__} does not define gen_iterators()")

    def get_iterator(self, setname):
        """Return the iterator of a set.

        Raises:
            KeyError: there is no such set.
        """
        if setname not in self.data_dict:
            raise KeyError(f"{type(self).__name__} has the sets {sorted(self.data_dict)}, not {setname!r}")
        return self.data_dict[setname]

    @property
    def train_iter(self):
        """Iterator of the training set."""
        return self.get_iterator("train")

    @property
    def valid_iter(self):
        """Iterator of the validation set."""
        return self.get_iterator("valid")

    @property
    def test_iter(self):
        """Iterator of the test set."""
        return self.get_iterator("test")
