"""`ArrayIterator`: minibatches of NumPy arrays that fit into memory."""

import numpy as np

from neon.base import NervanaObject


class NervanaDataIterator(NervanaObject):
    """Base of data iterators. Define `__iter__` yielding (inputs, targets), `nbatches` and `reset()`.

    Attributes:
        shape: shape of an example (int or tuple), or a list of them for several inputs.
        ndata: number of examples.
    """

    def __init__(self, name=None):
        super().__init__(name)

    def __iter__(self):
        raise NotImplementedError(f"{type(self).__name__} does not define __iter__")

    def nbatches(self):
        """Number of minibatches."""
        raise NotImplementedError(f"{type(self).__name__} does not define nbatches")

    def reset(self):
        """Go back to the first example."""
        raise NotImplementedError(f"{type(self).__name__} does not define reset()")


class ArrayIterator(NervanaDataIterator):
    """Minibatches of arrays (examples, features), turned into tensors (features, batch).

    The **same tensors** are yielded each time, overwritten: copy with `x.get()` what you want to keep. There is
    no shuffling. The last short batch is filled up with examples from the start, and the next epoch goes on
    after those; `reset()` goes back to the first example.

    Args:
        X: array (examples, features), or a list of such arrays for several inputs.
        y: class numbers (examples,) or (examples, 1); or values (examples, outputs) with make_onehot=False;
            None makes the inputs their own targets.
        nclass: number of classes, needed for one-hot targets.
        lshape: shape of an example, for instance (C, H, W); a list of them for several inputs.
        make_onehot: turn class numbers into one-hot columns (nclass, batch).

    Attributes:
        nbatches: minibatches to come in this epoch, from the present start.

    Raises:
        ValueError: fewer examples than the batch size, lengths or shapes that do not fit, labels outside nclass.
    """

    def __init__(self, X, y=None, nclass=None, lshape=None, make_onehot=True, name=None):
        super().__init__(name=name)
        self.X = [self._inputs(x) for x in (X if isinstance(X, list) else [X])]
        self.y = y
        self.nclass, self.make_onehot = nclass, make_onehot
        self.ndata = len(self.X[0])
        self.start = 0
        self._check_lengths()
        self.shape, self.lshape = self._shapes(X, lshape)
        self.Xbuf = [self.be.iobuf(x.shape[1]) for x in self.X]
        self.ybuf = self._targets(y)

    def _inputs(self, x):
        x = x.get() if hasattr(x, "_tensor") else np.asarray(x)
        if x.ndim != 2:
            raise ValueError(
                f"ArrayIterator takes X of shape (examples, features), got {x.shape}. For images write "
                "X.reshape(len(X), -1) with lshape=(C, H, W)."
            )
        return np.ascontiguousarray(x, dtype=self.be.default_dtype)

    def _check_lengths(self):
        if not self.be.bsz:
            raise ValueError("the backend's batch size is 0: gen_backend(batch_size=32)")
        if self.ndata < self.be.bsz:
            raise ValueError(f"ArrayIterator has {self.ndata} examples, fewer than the batch size {self.be.bsz}")
        lengths = [len(x) for x in self.X] + ([] if self.y is None else [len(self.y)])
        if len(set(lengths)) > 1:
            raise ValueError(f"ArrayIterator: inputs and targets have different numbers of examples: {lengths}")

    def _shapes(self, X, lshape):
        sizes = [x.shape[1] for x in self.X]
        if lshape is None:
            shapes = sizes
        else:
            shapes = list(lshape) if isinstance(lshape, list) else [lshape] * len(sizes)
            for shape, size in zip(shapes, sizes, strict=False):
                if int(np.prod(shape)) != size:
                    raise ValueError(f"lshape {shape} holds {int(np.prod(shape))} numbers, an example has {size}")
        if isinstance(X, list) and len(X) > 1:
            return shapes, lshape
        return shapes[0], lshape

    def _targets(self, y):
        """Prepare the targets and make their buffer."""
        if y is None:
            self._labels = self._values = None
            return self.Xbuf[0]
        y = y.get() if hasattr(y, "_tensor") else np.asarray(y)
        if self.make_onehot:
            if self.nclass is None:
                raise ValueError("one-hot targets need nclass=…; for regression give make_onehot=False")
            labels = y.reshape(len(y), -1)
            if labels.shape[1] != 1:
                raise ValueError(f"one-hot targets need class numbers (examples,), got shape {y.shape}")
            labels = labels[:, 0].astype(np.int64)
            if labels.min() < 0 or labels.max() >= self.nclass:
                raise ValueError(f"labels run from {labels.min()} to {labels.max()}, outside 0 to {self.nclass - 1}")
            self._labels, self._values = labels, None
            return self.be.iobuf(self.nclass)
        if y.ndim != 2:
            raise ValueError(f"with make_onehot=False y is (examples, outputs), got {y.shape}: write y.reshape(-1, 1)")
        self._labels, self._values = None, np.ascontiguousarray(y, dtype=self.be.default_dtype)
        return self.be.iobuf(y.shape[1])

    @property
    def nbatches(self):
        """Minibatches from the present start to the end of the data."""
        return -((self.start - self.ndata) // self.be.bsz)

    def reset(self):
        """Go back to the first example."""
        self.start = 0

    def _rows(self, begin):
        """Rows of the minibatch that begins at `begin`, going on from the start where the data end."""
        end = begin + self.be.bsz
        if end <= self.ndata:
            return slice(begin, end)
        return np.arange(begin, end) % self.ndata

    def __iter__(self):
        """Yield (inputs, targets); inputs are a list of tensors if there are several."""
        size = self.be.bsz
        for begin in range(self.start, self.ndata, size):
            rows = self._rows(begin)
            self.start = max(0, begin + size - self.ndata)
            for x, buffer in zip(self.X, self.Xbuf, strict=False):
                buffer[:] = x[rows].T
            self._fill_targets(rows)
            inputs = self.Xbuf[0] if len(self.Xbuf) == 1 else self.Xbuf
            yield inputs, self.ybuf

    def _fill_targets(self, rows):
        if self._labels is not None:
            self.ybuf[:] = (np.arange(self.nclass)[:, None] == self._labels[rows]).astype(self.be.default_dtype)
        elif self._values is not None:
            self.ybuf[:] = self._values[rows].T
