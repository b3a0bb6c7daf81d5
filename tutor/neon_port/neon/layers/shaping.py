"""Layers that change shape or data: Reshape, DataTransform, LookupTable, BranchNode, SkipNode."""

import numpy as np

from neon.layers.base import Layer, ParameterLayer, interpret_in_shape


class Reshape(Layer):
    """Gives the data another shape without moving them.

    Args:
        reshape: new shape without the batch; 0 keeps that size, −1 takes what is left. Two sizes mean
            (features, steps).
    """

    owns_output = False

    def __init__(self, reshape, name=None):
        super().__init__(name)
        self.reshape = tuple(reshape) if isinstance(reshape, (tuple, list)) else (reshape,)

    def configure(self, in_obj):
        """Work out the new shape. Returns self."""
        super().configure(in_obj)
        old = self.in_shape if isinstance(self.in_shape, (tuple, list)) else (self.in_shape,)
        sizes = [old[axis] if size == 0 else size for axis, size in enumerate(self.reshape)]
        total = int(np.prod(old))
        if sizes.count(-1) == 1:
            rest = int(np.prod([size for size in sizes if size != -1]))
            sizes[sizes.index(-1)] = total // max(rest, 1)
        if int(np.prod(sizes)) != total:
            raise ValueError(f"Reshape({self.reshape}): {total} numbers of the shape {self.in_shape} do not fit")
        self.out_shape = tuple(sizes)
        self.out_shape_t = self.be.iobuf_shape(self.out_shape) if self.be.bsz else None
        return self

    def fprop(self, inputs, inference=False):
        """Return a view of the inputs with the new shape."""
        self.inputs = inputs
        self.outputs = inputs.reshape(self.be.iobuf_shape(self.out_shape))
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Return a view of the error with the inputs' shape."""
        self.deltas = error.reshape(self.be.iobuf_shape(self.in_shape))
        return self.deltas


class DataTransform(Layer):
    """Applies a transform to input data, usually as a model's first layer; no gradient passes."""

    owns_output = False

    def __init__(self, transform, name=None):
        super().__init__(name)
        self.transform = transform

    def configure(self, in_obj):
        """The shape stays. Returns self."""
        super().configure(in_obj)
        self.out_shape = self.in_shape
        return self

    def fprop(self, inputs, inference=False):
        """Overwrite the inputs with transform(inputs) and return them."""
        self.inputs = self.outputs = inputs
        self.outputs[:] = self.transform(inputs)
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Nothing passes."""
        return


class LookupTable(ParameterLayer):
    """Embeds word numbers: (steps, batch) of ids → (embedding_dim, steps · batch). Weights: W (vocab, dim).

    Args:
        vocab_size, embedding_dim: shape of W. init: initializer.
        update: train W. pad_idx: the id whose row stays 0.

    Raises:
        IndexError: (when run) an id outside 0 to vocab_size − 1.
    """

    def __init__(self, vocab_size, embedding_dim, init, update=True, pad_idx=None, name=None):
        super().__init__(init, name)
        self.vocab_size, self.embedding_dim = vocab_size, embedding_dim
        self.update, self.pad_idx = update, pad_idx

    def configure(self, in_obj):
        """Learn the number of steps. Returns self."""
        super().configure(in_obj)
        self.nin, _ = interpret_in_shape(self.in_shape)
        self.out_shape = (self.embedding_dim, self.nin)
        if self.weight_shape is None:
            self.weight_shape = (self.vocab_size, self.embedding_dim)
        return self

    def allocate(self, shared_outputs=None, accumulate_updates=False):
        """Make buffers and weights; the row of pad_idx is 0."""
        super().allocate(shared_outputs, accumulate_updates)
        self.dW[:] = 0
        if self.pad_idx is not None:
            self.W[self.pad_idx] = 0

    def fprop(self, inputs, inference=False):
        """Return the embeddings of the ids."""
        self.inputs = inputs
        words = inputs._tensor.reshape(-1).astype(np.int64)
        if words.size and (int(words.min()) < 0 or int(words.max()) >= self.vocab_size):
            raise IndexError(
                f"{self.name}: word ids run from {int(words.min())} to {int(words.max())}, "
                f"the table has {self.vocab_size} rows"
            )
        self.outputs._tensor[...] = self.W._tensor[words].T
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Set dW. No gradient passes to the ids: returns zeros, or None in the first layer."""
        if self.update:
            self.be.compound_bprop_lut(
                self.nin, self.inputs, error, None, self.dW, self.pad_idx, beta=self.weight_beta()
            )
        if self.deltas is not None:
            self.deltas[:] = 0
        return self.deltas


class BranchNode(Layer):
    """The place where branches leave the trunk of a Tree.

    BranchNodes of one name are one object (until the next `gen_backend`), so that trunk and branch may each
    write BranchNode('b1').
    """

    owns_output = False
    owns_delta = True
    _nodes: dict = {}

    def __new__(cls, name=None):
        from neon.base import NervanaObject

        backend = NervanaObject.be
        if cls._nodes.get("backend") is not backend:
            cls._nodes.clear()
            cls._nodes["backend"] = backend
        key = ("node", name or "BranchNode")
        if key not in cls._nodes:
            cls._nodes[key] = super().__new__(cls)
        return cls._nodes[key]

    def __init__(self, name=None):
        if "name" not in self.__dict__:
            super().__init__(name or "BranchNode")

    def __deepcopy__(self, memo):
        return self

    def configure(self, in_obj):
        """Take the shape of the trunk; a branch that begins here passes None. Returns self."""
        if in_obj is not None and in_obj is not self:
            self.deltas = None
            super().configure(in_obj)
            self.out_shape = self.in_shape
        return self

    def allocate(self, shared_outputs=None):
        """Nothing: the outputs are the trunk's."""

    def set_deltas(self, delta_buffers):
        """Make the buffer in which the branches' gradients add up."""
        if self.deltas is None and self.prev_layer is not None:
            self.deltas = self.be.iobuf(self.in_shape)
            self.deltas[:] = 0

    def fprop(self, inputs=None, inference=False):
        """Return the trunk's outputs; a branch passes None."""
        if inputs is not None:
            self.inputs = self.outputs = inputs
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Add what the branches collected to the trunk's error."""
        if self.deltas is not None:
            error[:] = error + self.deltas
            self.deltas[:] = 0
        return error

    def collect(self, error):
        """Add a branch's gradient."""
        if self.deltas is not None and error is not None:
            self.deltas[:] = self.deltas + error


class SkipNode(Layer):
    """Hands its input on unchanged: the empty path of a MergeSum, as in residual networks."""

    owns_delta = True

    def configure(self, in_obj):
        """The shape stays. Returns self."""
        super().configure(in_obj)
        self.out_shape = self.in_shape
        return self

    def fprop(self, inputs, inference=False, beta=0.0):
        """Return a copy of the inputs, plus beta times the old outputs."""
        self.inputs = inputs
        self.outputs[:] = inputs + beta * self.outputs if beta else inputs
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Return alpha · error + beta · deltas."""
        if self.deltas is not None:
            self.deltas[:] = alpha * error + beta * self.deltas if beta else alpha * error
        return self.deltas
