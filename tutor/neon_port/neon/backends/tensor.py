"""Tensors: at least two-dimensional arrays on a backend."""

import copy

import numpy as np

from neon.backends.operand import Operand, as_index
from neon.backends.optree import OpTreeNode
from neon.traps import foreign_operand, warn

DTYPES = tuple(np.dtype(t) for t in ("f2", "f4", "f8", "u1", "i1", "u2", "i2", "u4", "i4"))

EVERYTHING = slice(None)


def in_place(symbol):
    """Make the method of `t += x` and its like: upstream's meaning, with a warning that names the trap."""
    plain = {"+": Operand.__add__, "-": Operand.__sub__, "*": Operand.__mul__, "/": Operand.__truediv__}[symbol]

    def method(self, other):
        if self.base is None:
            warn(
                f"t {symbol}= x does not change the tensor in neon: it makes the name t mean an op-tree. "
                f"Write t[:] = t {symbol} x to change the tensor."
            )
        return plain(self, other)

    method.__doc__ = f"Build the op-tree of t {symbol} x, with a warning that the tensor stays as it is."
    return method


class Tensor(Operand):
    """An array of at least two dimensions; arithmetic on it is lazy and builds op-trees.

    A vector of n elements is a column of shape (n, 1), a number is (1, 1). Data are (features, batch).

    Attributes:
        shape: tuple of ints, at least two of them.
        dtype: NumPy dtype: float16/32/64, (u)int8/16/32.
        size: number of elements.
        backend: the backend that made it.
    """

    __slots__ = ("__weakref__", "_tensor", "backend", "base", "lshape", "name", "persist_values", "shape")

    _build = staticmethod(OpTreeNode.build)

    def __init__(self, backend, shape=None, dtype=np.float32, ary=None, name=None, persist_values=True, base=None):
        xp = backend.xp
        if ary is None:
            ary = xp.zeros(shape, dtype=check_dtype(dtype))
        elif not isinstance(ary, xp.ndarray):
            ary = xp.asarray(ary, dtype=check_dtype(dtype))
        if ary.ndim < 2:
            ary = ary.reshape(ary.size, 1)
        self.backend = backend
        self._tensor = ary
        self.shape = ary.shape
        self.name = name
        self.persist_values = persist_values
        self.base = base
        self.lshape = None

    @property
    def dtype(self):
        """NumPy dtype of the elements."""
        return self._tensor.dtype

    @property
    def size(self):
        """Number of elements."""
        return self._tensor.size

    @property
    def ndim(self):
        """Number of dimensions, at least 2."""
        return self._tensor.ndim

    @property
    def nbytes(self):
        """Size in bytes."""
        return self._tensor.nbytes

    @property
    def is_contiguous(self):
        """Whether the elements lie in C order without gaps."""
        return bool(self._tensor.flags.c_contiguous)

    def __len__(self):
        return self.shape[0]

    def __bool__(self):
        if self.size == 1:
            raise TypeError(
                "`if t` does not look at the value of a tensor (upstream neon: always true). "
                "Write `if t.get().item()`, or `if t is not None`."
            )
        return self.shape[0] != 0

    def __str__(self):
        base = id(self if self.base is None else self.base)
        return f"{type(self).__name__}(base {base:#x}) name:{self.name} shape:{self.shape} dtype:{self.dtype}"

    def __repr__(self):
        return f"{type(self).__name__}({self.get()!r})"

    # reading ------------------------------------------------------------------------------------------------
    def get(self):
        """Return a copy of the elements as a NumPy array (host memory) of this shape and dtype."""
        return self.backend.to_numpy(self._tensor)

    def raw(self):
        """Return the address of the first element in memory."""
        return self._tensor.ctypes.data if hasattr(self._tensor, "ctypes") else self._tensor.data.ptr

    def asnumpyarray(self):
        """Return the live array: writing to it writes to the tensor. Deprecated: `get()` is a safe copy."""
        return self._tensor if isinstance(self._tensor, np.ndarray) else self.get()

    def __getitem__(self, index):
        key = self._key(index)
        if key is None:
            return self._like(self._fancy(index), base=None)
        return self._like(self._tensor[key], base=self.base if self.base is not None else self)

    def _key(self, index):
        """Turn an index into slices that keep two dimensions; None for fancy indices."""
        if not isinstance(index, tuple):
            index = (index,)
        if len(index) > self._tensor.ndim:
            raise IndexError(f"{len(index)} indices for a tensor of shape {self.shape}")
        key = []
        for axis, part in enumerate(index):
            part = as_index(part)
            if isinstance(part, bool):
                raise TypeError("True and False are no positions in a tensor")
            if isinstance(part, int):
                key.append(self._one(part, axis))
            elif isinstance(part, slice):
                key.append(part)
            elif part is Ellipsis:
                key.extend([slice(None)] * (self._tensor.ndim - len(index) + 1))
            else:
                return None
        return tuple(key)

    def _one(self, position, axis):
        length = self.shape[axis]
        if not -length <= position < length:
            raise IndexError(
                f"index {position} is out of range for axis {axis} of a tensor of shape {self.shape} "
                "(upstream neon returns an empty tensor here)"
            )
        position %= length
        return slice(position, position + 1)

    def _fancy(self, index):
        parts = index if isinstance(index, tuple) else (index,)
        plain = []
        for part in parts:
            if isinstance(part, Tensor):
                part = part.get().ravel().astype(np.int64)
            elif isinstance(part, Operand):
                raise TypeError("an op-tree is no index: evaluate it first, e.asnumpyarray()")
            plain.append(as_index(part))
        return self._tensor[tuple(plain)].copy()

    def _like(self, array, base, name=None):
        return type(self)(self.backend, ary=array, name=name or self.name, base=base)

    def __deepcopy__(self, memo):
        """Copy the elements, not the backend; views of one tensor stay views of its copy."""
        if self.base is None or not isinstance(self._tensor, np.ndarray):
            return self._like(self._tensor.copy(), base=None)
        base = copy.deepcopy(self.base, memo)
        distance = self.raw() - self.base.raw()
        view = np.ndarray(self.shape, self.dtype, base._tensor.data, distance, self._tensor.strides)
        return self._like(view, base=base)

    # writing ------------------------------------------------------------------------------------------------
    def __setitem__(self, index, value):
        if type(index) is slice and index == EVERYTHING:
            self.backend.assign(self._tensor, value)
            return
        key = self._key(index)
        if key is None:
            raise TypeError(
                "assigning through a list or array index changes nothing in neon: t[[0]] is a copy "
                "(upstream neon drops the values silently). Assign to a slice, t[0:1] = v, or use a mask: "
                "t[:] = mask * v + (1 - mask) * t."
            )
        self.backend.assign(self._tensor[key], value)

    __iadd__, __isub__, __imul__, __itruediv__ = (in_place(symbol) for symbol in "+-*/")

    def set(self, value):
        """Copy the elements of a NumPy array of this size into the tensor."""
        self.backend.assign(self._tensor, np.asarray(value))
        return self

    def fill(self, value):
        """Set every element to a number. Returns self."""
        self._tensor.fill(value)
        return self

    def copy(self, a):
        """Copy tensor `a` **into** this tensor (not out of it). Returns self."""
        self.backend.assign(self._tensor, a)
        return self

    def copy_from(self, a):
        """Copy a NumPy array or tensor into this tensor. Returns self."""
        self.backend.assign(self._tensor, a)
        return self

    # shape --------------------------------------------------------------------------------------------------
    def reshape(self, *shape):
        """Return a view with another shape and as many elements; -1 stands for what is left."""
        if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
            shape = tuple(shape[0])
        if shape == self.shape:
            return self
        return self._like(self._tensor.reshape(shape), base=self.base if self.base is not None else self)

    @property
    def T(self):
        """The transpose, a view; with three dimensions the last two change places."""
        array = self._tensor.T if self._tensor.ndim == 2 else self._tensor.swapaxes(-1, -2)
        return self._like(array, base=self.base if self.base is not None else self)

    def transpose(self, out=None):
        """Return the transpose, or copy it into `out` and return that."""
        if out is None:
            return self.T
        self.backend.assign(out._tensor, self.T)
        return out

    def take(self, indices, axis=None):
        """Return a new tensor of the rows (axis 0) or columns (axis 1) that `indices` names."""
        if isinstance(indices, Tensor):
            indices = indices._tensor.ravel()
        indices = self.backend.xp.asarray(indices)
        if indices.dtype.kind == "f":
            indices = indices.astype(np.int64)
        return self._like(self._tensor.take(indices, axis), base=None)

    def share(self, shape, dtype=None, name=None):
        """Return a view of the leading elements with this shape."""
        if dtype is not None and np.dtype(dtype) != self.dtype:
            raise TypeError(f"share keeps the dtype {self.dtype}, {np.dtype(dtype)} was asked for")
        shape = (shape,) if isinstance(shape, int) else tuple(shape)
        size = int(np.prod(shape))
        if size > self.size:
            raise ValueError(f"cannot share {size} elements {shape} of a tensor with {self.size} {self.shape}")
        array = self._tensor.reshape(-1)[:size].reshape(shape)
        return self._like(array, base=self.base if self.base is not None else self, name=name)

    def hist(self, tag):
        """Count the elements by power of two into the backend's histogram under `tag`."""
        self.backend.histogram(self._tensor, tag)

    def astensor(self):
        """Return self, so that tensors and op-trees can be treated alike."""
        return self


def check_dtype(dtype):
    """Return the NumPy dtype.

    Raises:
        TypeError: neon has no tensors of this type (int64, bool, complex, …).
    """
    dtype = np.dtype(dtype)
    if dtype not in DTYPES:
        names = ", ".join(str(d) for d in DTYPES)
        raise TypeError(f"neon has no tensors of dtype {dtype}; choose one of {names}")
    return dtype


def not_assignable(value):
    """Return the TypeError for a value that cannot stand on the right of t[...] = value."""
    if isinstance(value, (list, tuple)):
        return TypeError(
            "t[:] = [list]: neon assigns numbers, tensors, op-trees and NumPy arrays; write np.array(list)"
        )
    return foreign_operand("=", value)
