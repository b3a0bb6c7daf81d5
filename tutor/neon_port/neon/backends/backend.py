"""`Backend`: what every backend shares: minibatch size, buffers by layer shape, output sizes, the lazy functions."""

import numpy as np

from neon.backends.execute import Evaluator
from neon.backends.functions import Functions
from neon.backends.kernels import Kernels
from neon.backends.optree import OpTreeNode
from neon.backends.tensor import Tensor, check_dtype

__all__ = ["Backend", "Block", "OpTreeNode", "Tensor"]


class Block:
    """Kinds of blocks for `be.begin` and `be.end`."""

    update = "update"
    fprop = "fprop"
    bprop = "bprop"
    epoch = "epoch"
    minibatch = "minibatch"


class Backend(Functions, Kernels):
    """Base of the backends.

    Attributes:
        bsz: examples in a minibatch; buffers made by `iobuf` have this many columns (times the steps).
    """

    def __init__(
        self,
        rng_seed=None,
        default_dtype=np.float32,
        hist_bins=64,
        hist_offset=-48,
        compat_mode=None,
        num_devices=None,
        stochastic_round=None,
        device_id=None,
        deterministic=None,
    ):
        self.default_dtype = check_dtype(default_dtype)
        if self.default_dtype.kind != "f":
            raise ValueError(f"datatype must be np.float16, np.float32 or np.float64, got {default_dtype!r}")
        if compat_mode not in (None, "neon", "caffe"):
            raise ValueError(f"compat_mode must be None, 'neon' or 'caffe', got {compat_mode!r}")
        self.default_dtype = self.default_dtype.type
        self.compat_mode = compat_mode or "neon"
        self.rng_seed = rng_seed
        self.stochastic_round = stochastic_round
        self.device_id = device_id
        self.device_type = 0
        self.num_devices = 1
        self.bsz = 0
        self.evaluator = Evaluator(self.xp, self.default_dtype)
        self.set_hist_buffers(hist_bins, hist_offset)
        self.gen_rng(rng_seed)

    def __deepcopy__(self, memo):
        """There is one backend: a copy of a model uses the same."""
        return self

    def cleanup_backend(self):
        """Let go of what the backend holds."""

    def iobuf(self, dim0, x=None, dtype=None, name=None, persist_values=True, shared=None, parallelism=None):
        """Make the buffer for a layer shape with the minibatch appended.

        Args:
            dim0: n → (n, bsz); (features, steps) → (features, steps · bsz); three sizes and more → (product, bsz).
            shared: tensor whose memory to use instead of new memory.

        Raises:
            ValueError: the backend has no batch size yet.
        """
        if not self.bsz:
            raise ValueError(
                "the backend's batch size is 0, so buffers would have no columns: "
                "gen_backend(batch_size=32), or be.bsz = 32 before the model is built"
            )
        shape = self.iobuf_shape(dim0)
        if shared is not None:
            return shared.share(shape, dtype)
        return self.empty(shape, dtype, name, persist_values)

    def iobuf_shape(self, dim0):
        """Shape of the buffer that `iobuf` makes for a layer shape."""
        if isinstance(dim0, (int, np.integer)):
            return (int(dim0), self.bsz)
        dim0 = tuple(dim0)
        if len(dim0) == 2:
            return (int(dim0[0]), int(dim0[1]) * self.bsz)
        return (int(np.prod(dim0)), self.bsz)

    def shared_iobuf_size(self, shape, parallelism=None):
        """Number of elements that a layer of this shape needs in a buffer shared between layers."""
        return int(np.prod(self.iobuf_shape(shape)))

    def output_dim(self, X, S, padding, strides, pooling=False, dilation=1):
        """Output size along one axis: floor((X − dilation·(S−1) − 1 + 2·padding) / strides) + 1.

        Args:
            X: input size. S: window size.
            pooling: refuse padding as wide as the window; with compat_mode 'caffe' round up.

        Raises:
            ValueError: the padding is too wide, or the window does not fit.
        """
        if pooling and padding >= S:
            raise ValueError(f"pooling padding {padding} must be smaller than the window {S}")
        span = X - dilation * (S - 1) - 1 + 2 * padding
        if self.check_caffe_compat() and pooling:
            size = -(-span // strides) + 1
            if padding > 0 and (size - 1) * strides >= X + padding:
                size -= 1
        else:
            size = span // strides + 1
        if size < 1:
            raise ValueError(
                f"a window of {S} (dilation {dilation}, padding {padding}) does not fit into an input of size {X}"
            )
        return size

    def set_caffe_compat(self):
        """Turn on compat_mode 'caffe'."""
        self.compat_mode = "caffe"

    def check_caffe_compat(self):
        """Whether compat_mode is 'caffe'."""
        return self.compat_mode == "caffe"

    def begin(self, block, identifier):
        """Mark the beginning of a block; nothing happens on the CPU."""

    def end(self, block, identifier):
        """Mark the end of a block; nothing happens on the CPU."""

    def distribute_data(self, tensor, layer_parallelism):
        """Nothing to distribute on one device."""

    def convert_data(self, tensor, layer_mkl):
        """Nothing to convert without MKL."""

    def clean_data(self, tensor, layer_mkl):
        """Nothing to clean without MKL."""

    def revert_tensor(self, tensor):
        """Nothing to revert without MKL."""

    def is_mkl(self):
        """Whether this is the MKL backend: never here."""
        return False

    def consume(self, buf_index, hostlist, devlist):
        """Copy a transposed host array into a device tensor (data loaders use it)."""
        devlist[buf_index][:] = hostlist[buf_index].T
