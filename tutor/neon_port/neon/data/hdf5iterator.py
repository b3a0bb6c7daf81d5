"""Iterators over HDF5 files, read batch by batch (they need h5py)."""

import numpy as np

from neon.data.dataiterator import NervanaDataIterator


class HDF5Iterator(NervanaDataIterator):
    """Minibatches of an HDF5 file with 'input' (examples, features) and 'output' (examples, outputs).

    'input' has the attribute lshape, the shape of an example; 'mean', if it is there, is subtracted: one number
    for each map or for each feature.

    Raises:
        ImportError: h5py is not installed. FileNotFoundError: there is no such file.
    """

    def __init__(self, hdf_filename, name=None):
        super().__init__(name=name)
        try:
            import h5py
        except ImportError as error:
            raise ImportError(f"{type(self).__name__} needs the package h5py: pip install h5py") from error
        self.hdf_filename = hdf_filename
        self.hdf_file = h5py.File(hdf_filename, mode="r", driver=None)
        self.inp = self.hdf_file["input"]
        self.out = self.hdf_file.get("output")
        self.ndata = self.inp.shape[0]
        if self.ndata < self.be.bsz:
            raise ValueError(f"{hdf_filename} has {self.ndata} examples, fewer than the batch size {self.be.bsz}")
        self.start = 0
        self.lshape = tuple(int(n) for n in self.inp.attrs["lshape"])
        self.shape = self.lshape if len(self.lshape) > 1 else self.lshape[0]
        self.npix = int(np.prod(self.lshape))
        mean = self._mean()
        self.mean = None if mean is None else self.be.array(mean)
        self.inbuf = self.be.iobuf(self.npix)
        self.outbuf = self._make_targets()

    def _mean(self):
        if "mean" not in self.hdf_file:
            return None
        return np.asarray(self.hdf_file["mean"], dtype=np.float32).reshape(-1, 1)

    def _make_targets(self):
        self.nclass = None
        return self.be.iobuf(int(np.prod(self.out.shape[1:])) if self.out.ndim > 1 else 1)

    @property
    def nbatches(self):
        """Minibatches from the present start to the end of the data."""
        return -((self.start - self.ndata) // self.be.bsz)

    def reset(self):
        """Go back to the first example."""
        self.start = 0

    def allocate(self):
        """Nothing more to make; upstream's iterators want this call."""

    def cleanup(self):
        """Close the file."""
        self.hdf_file.close()

    def _rows(self, data, begin):
        end = begin + self.be.bsz
        part = data[begin : min(end, self.ndata)]
        if end > self.ndata:
            part = np.concatenate([part, data[: end - self.ndata]])
        return part

    def _fill_targets(self, begin):
        rows = self._rows(self.out, begin)
        self.outbuf[:] = np.ascontiguousarray(rows.reshape(len(rows), -1).T.astype(np.float32))

    def __iter__(self):
        """Yield (inputs, targets); the last short batch is filled up from the start."""
        for begin in range(self.start, self.ndata, self.be.bsz):
            self.start = max(0, begin + self.be.bsz - self.ndata)
            rows = self._rows(self.inp, begin).reshape(self.be.bsz, -1).T.astype(np.float32)
            self.inbuf[:] = rows
            if self.mean is not None:  # one number for each feature, or for each map
                maps = self.inbuf.reshape(self.mean.shape[0], -1)
                maps[:] = maps - self.mean
            self._fill_targets(begin)
            yield self.inbuf, self.outbuf


class HDF5IteratorOneHot(HDF5Iterator):
    """HDF5Iterator with class numbers as 'output' (attribute nclass), turned into one-hot columns."""

    def _make_targets(self):
        self.nclass = int(self.out.attrs["nclass"])
        return self.be.iobuf(self.nclass)

    def _fill_targets(self, begin):
        labels = self._rows(self.out, begin).reshape(-1).astype(np.int64)
        self.outbuf[:] = (np.arange(self.nclass)[:, None] == labels).astype(np.float32)


class HDF5IteratorAutoencoder(HDF5Iterator):
    """HDF5Iterator whose targets are the inputs."""

    def _make_targets(self):
        self.nclass = None
        return self.inbuf

    def _fill_targets(self, begin):
        """The targets are the inputs."""
