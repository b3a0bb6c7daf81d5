"""The CPU backend: tensors in NumPy arrays, operations evaluated by NumPy."""

import time

import numpy as np

from neon.backends.backend import Backend
from neon.backends.optree import OpTreeNode
from neon.backends.tensor import Tensor, check_dtype, not_assignable


class CPUTensor(Tensor):
    """A tensor whose elements are a NumPy array (`._tensor`)."""

    __slots__ = ()


class NervanaCPU(Backend):
    """Backend on NumPy. Make it with `gen_backend('cpu', batch_size=…)`.

    Attributes:
        bsz: examples in a minibatch.
        rng: np.random.RandomState from which initializers and dropout draw.
        default_dtype: dtype of tensors where none is given.
        xp: the array module that all kernels use (numpy here, cupy in the GPU backend).
    """

    tensor_cls = CPUTensor
    backend_name = "cpu"
    xp = np

    @staticmethod
    def to_numpy(array):
        """Copy an array of this backend into a NumPy array."""
        return array.copy()

    # allocation ---------------------------------------------------------------------------------------------
    def empty(self, shape, dtype=None, name=None, persist_values=True, parallel=False, distributed=False):
        """Make a tensor; like upstream's, it holds zeros. An int n means shape (n, 1)."""
        array = self.xp.zeros(_shape(shape), dtype=check_dtype(dtype or self.default_dtype))
        return self.tensor_cls(self, ary=array, name=name, persist_values=persist_values)

    zeros = empty

    def ones(self, shape, dtype=None, name=None, persist_values=True, parallel=False, distributed=False):
        """Make a tensor of ones. An int n means shape (n, 1)."""
        return self.empty(shape, dtype, name, persist_values).fill(1)

    def array(self, ary, dtype=None, name=None, persist_values=True, parallel=False, distributed=False):
        """Make a tensor from a NumPy array, a number or nested lists; the values are copied.

        A vector of n numbers becomes a column (n, 1), a number (1, 1). The dtype is the backend's (float32)
        unless given, for whole numbers too.
        """
        if isinstance(ary, Tensor):
            ary = ary._tensor
        array = self.xp.array(ary, dtype=check_dtype(dtype or self.default_dtype), order="C")
        return self.tensor_cls(self, ary=array, name=name, persist_values=persist_values)

    def empty_like(self, ary, dtype=None, name=None, persist_values=True):
        """Make a tensor of zeros with the shape of `ary` and the backend's dtype (not that of `ary`)."""
        return self.empty(ary.shape, dtype, name, persist_values)

    zeros_like = empty_like

    # evaluation ---------------------------------------------------------------------------------------------
    def assign(self, target, value):
        """Write a number, tensor, op-tree or NumPy array into the array `target`.

        A NumPy array must have as many elements as the target; tensors and op-trees are broadcast.
        """
        if isinstance(value, Tensor):
            target[...] = value._tensor
        elif isinstance(value, OpTreeNode):
            self.evaluator.into(value, target)
        elif isinstance(value, (bool, int, float)):
            target[...] = value
        elif isinstance(value, (np.ndarray, self.xp.ndarray)):
            if value.size != target.size:
                raise ValueError(
                    f"cannot assign a NumPy array of shape {value.shape} to {target.shape}: it needs as many elements"
                )
            target[...] = self.xp.asarray(value).reshape(target.shape)
        else:
            raise not_assignable(value)

    def execute(self, optree, *unused):
        """Evaluate an op-tree now: an assignment node writes to its left side, else a new tensor is returned."""
        if optree[0]["op"] == "assign":
            self.assign(optree[1]._tensor, optree[2])
            return optree[1]
        return optree.astensor()

    # random numbers -----------------------------------------------------------------------------------------
    def gen_rng(self, seed=None):
        """Make `be.rng` anew from a seed and remember its state for `rng_reset`. Returns it."""
        self.rng = np.random.RandomState(seed)
        self.init_rng_state = self.rng.get_state()
        return self.rng

    def rng_set_state(self, state):
        """Set the state of `be.rng`, as `rng_get_state` gave it."""
        self.rng.set_state(state)

    def rng_get_state(self):
        """Return the state of `be.rng`."""
        return self.rng.get_state()

    def rng_reset(self):
        """Set `be.rng` back to the state that the seed gave it."""
        self.rng.set_state(self.init_rng_state)

    def fill_normal(self, ary, mean=0, stdv=1):
        """Fill a tensor with normal numbers **of NumPy's global generator** (np.random.seed), not of be.rng."""
        ary[:] = np.random.standard_normal(ary.shape) * stdv + mean

    def make_binary_mask(self, out, keepthresh=0.5):
        """Fill `out` with ones (share keepthresh of them, drawn from be.rng) and zeros."""
        out._tensor[...] = self.xp.asarray(self.rng.uniform(size=out.shape) < keepthresh)

    # products -----------------------------------------------------------------------------------------------
    def compound_dot(self, A, B, C, alpha=1.0, beta=0.0, relu=False, bsum=None):
        """C = alpha · A·B + beta · C, at once; then max(·, 0) if `relu`, and row sums into `bsum`. Returns C."""
        a, b, c = A._tensor, B._tensor, C._tensor
        if a.shape[1] != b.shape[0] or c.shape != (a.shape[0], b.shape[1]):
            raise ValueError(f"compound_dot: shapes {a.shape} · {b.shape} do not fit the result {c.shape}")
        if beta == 0.0:
            self.xp.matmul(a, b, out=c)
            if alpha != 1.0:
                c *= alpha
        else:
            product = self.xp.matmul(a, b)
            if alpha != 1.0:
                product *= alpha
            if beta != 1.0:
                c *= beta
            c += product
        if relu:
            self.xp.maximum(c, 0, out=c)
        if bsum is not None:
            bsum._tensor[...] = c.sum(axis=1, keepdims=True)
        return C

    def batched_dot(self, A, B, C, alpha=1.0, beta=0.0, relu=False):
        """Products of stacks of matrices (leading axis), C = alpha · A[i]·B[i] + beta · C; 2-D C gets their sum."""
        a, b, c = A._tensor, B._tensor, C._tensor
        if a.ndim == 3 and b.ndim == 3 and c.ndim == 2:
            product = self.xp.einsum("xij,xjk->ik", a, b, optimize=True)
        else:
            product = self.xp.matmul(a, b)
        product = product * alpha + (beta * c if beta else 0)
        c[...] = self.xp.maximum(product, 0) if relu else product
        return C

    def copy_transpose(self, a, out, axes=None, repeat=1):
        """Copy `a` with its axes in another order (reversed by default) into `out`."""
        array = self.xp.transpose(a._tensor, axes)
        out._tensor[...] = array.reshape(out.shape) if array.size == out.size else array

    # timing -------------------------------------------------------------------------------------------------
    def init_mark(self):
        """Return a fresh time mark."""
        return {"time": 0.0}

    def record_mark(self, marker):
        """Store the time now in the mark."""
        marker["time"] = time.perf_counter()

    def synchronize_mark(self, marker):
        """Wait for the mark; at once on the CPU."""

    def get_time(self, start, end):
        """Milliseconds from one mark to the other."""
        return (end["time"] - start["time"]) * 1000.0


def _shape(shape):
    if isinstance(shape, (int, np.integer)):
        return (int(shape), 1)
    if any(isinstance(n, (tuple, list)) for n in shape):
        raise TypeError(
            f"a tensor's sizes are whole numbers, got {shape}. (A layer's in_shape may be (features, steps) or "
            "(C, H, W): interpret_in_shape(in_shape) returns features and steps.)"
        )
    shape = tuple(int(n) for n in shape)
    return (shape[0], 1) if len(shape) == 1 else shape
