"""Data sets of images, from files that are already here."""

import gzip
import os
import tarfile

import numpy as np

from neon.data.dataiterator import ArrayIterator
from neon.data.datasets import Dataset
from neon.util.persist import RestrictedUnpickler


class MNIST(Dataset):
    """The MNIST digits, from mnist.pkl.gz in `path`: ((X train, y train), (X test, y test)).

    Args:
        normalize: scale pixels to 0 … 1 (−1 … 1 with sym_range).
        shuffle: shuffle the training examples with their labels (upstream shuffles the images alone).
    """

    def __init__(self, path=".", subset_pct=100, normalize=True, sym_range=False, size=28, shuffle=False):
        super().__init__("mnist.pkl.gz", "", 15296311, path=path, subset_pct=subset_pct)
        self.normalize, self.sym_range, self.shuffle, self.image_size = normalize, sym_range, shuffle, size
        if size != 28:
            raise NotImplementedError("MNIST images have 28 × 28 pixels here; other sizes are not made")

    def load_data(self):
        """Return (X train, y train), (X test, y test), number of classes; X is (examples, 784) float32."""
        with gzip.open(self.file(), "rb") as file:
            train, test = RestrictedUnpickler(file, encoding="latin1").load()
        count = int(len(train[0]) * self.subset_pct / 100.0)
        x, y = train[0][:count], train[1][:count]
        if self.shuffle:
            order = np.random.permutation(count)
            x, y = x[order], y[order]
        return (self._scale(x), y), (self._scale(test[0]), test[1]), 10

    def _scale(self, x):
        x = np.asarray(x).reshape(len(x), -1).astype(np.float32)
        if self.normalize:
            x /= 255.0
            if self.sym_range:
                x = x * 2.0 - 1.0
        return x

    def gen_iterators(self):
        """Return {'train': …, 'valid': …}."""
        (x, y), (x_test, y_test), classes = self.load_data()
        return {
            "train": ArrayIterator(x, y, nclass=classes, lshape=(1, 28, 28), name="train"),
            "valid": ArrayIterator(x_test, y_test, nclass=classes, lshape=(1, 28, 28), name="valid"),
        }


class CIFAR10(Dataset):
    """The CIFAR-10 images, from cifar-10-python.tar.gz in `path`."""

    def __init__(
        self, path=".", subset_pct=100, normalize=True, contrast_normalize=False, whiten=False, pad_classes=False
    ):
        super().__init__("cifar-10-python.tar.gz", "", 170498071, path=path, subset_pct=subset_pct)
        if contrast_normalize or whiten:
            raise NotImplementedError("CIFAR10 is neither contrast-normalised nor whitened here")
        self.normalize, self.pad_classes = normalize, pad_classes
        self.contrast_normalize, self.whiten = contrast_normalize, whiten

    def load_data(self):
        """Return (X train, y train), (X test, y test), number of classes; X is (examples, 3072) float32."""
        parts = {}
        with tarfile.open(self.file()) as archive:
            for member in archive:
                name = os.path.basename(member.name)
                if name.startswith(("data_batch", "test_batch")):
                    parts[name] = RestrictedUnpickler(archive.extractfile(member), encoding="latin1").load()
        train = [parts[name] for name in sorted(parts) if name.startswith("data")]
        x = np.vstack([part["data"] for part in train]).astype(np.float32)
        y = np.hstack([part["labels"] for part in train])
        x_test, y_test = parts["test_batch"]["data"].astype(np.float32), np.array(parts["test_batch"]["labels"])
        count = int(len(x) * self.subset_pct / 100.0)
        scale = 255.0 if self.normalize else 1.0
        return (x[:count] / scale, y[:count]), (x_test / scale, y_test), 16 if self.pad_classes else 10

    def gen_iterators(self):
        """Return {'train': …, 'valid': …}."""
        (x, y), (x_test, y_test), classes = self.load_data()
        return {
            "train": ArrayIterator(x, y, nclass=classes, lshape=(3, 32, 32), name="train"),
            "valid": ArrayIterator(x_test, y_test, nclass=classes, lshape=(3, 32, 32), name="valid"),
        }


class DUMMY(Dataset):
    """Random images of 3 × 224 × 224 in 1000 classes, for timing."""

    def __init__(
        self, path=".", subset_pct=100, normalize=True, contrast_normalize=False, whiten=False, pad_classes=False,
        batch_size=128,
    ):  # fmt: skip
        super().__init__("dummy", "", 0, path=path, subset_pct=subset_pct)
        self.normalize, self.batch_size = normalize, batch_size

    def gen_iterators(self):
        """Return {'train': …, 'valid': …}."""
        generator = np.random.RandomState(0)
        sets = {}
        for name in ("train", "valid"):
            x = generator.uniform(size=(self.batch_size, 3 * 224 * 224)).astype(np.float32)
            y = generator.randint(1000, size=self.batch_size)
            sets[name] = ArrayIterator(x, y, nclass=1000, lshape=(3, 224, 224), name=name)
        return sets
