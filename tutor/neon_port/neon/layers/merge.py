"""Containers of parallel paths: MergeSum, MergeBroadcast, MergeMultistream."""

import numpy as np

from neon.base import NervanaObject
from neon.layers.base import Layer
from neon.layers.deltas import DeltasTree
from neon.layers.sequential import LayerContainer
from neon.layers.tree import as_sequential
from neon.traps import NoBackendError


class Broadcast(LayerContainer):
    """Base of containers whose paths all see the same input.

    Each path has delta buffers of its own; the container's deltas are the paths' (weighted) sum.
    """

    owns_delta = True

    def __init__(self, layers, name=None):
        super().__init__(name)
        if NervanaObject.be is None:
            raise NoBackendError(type(self).__name__)
        self.layers = [as_sequential(path) for path in layers]
        self.alphas = [1.0 for _ in self.layers]

    @property
    def owns_output(self):
        """It has a buffer of its own."""
        return True

    def configure(self, in_obj):
        """Configure every path with the same input. Returns self."""
        Layer.configure(self, in_obj)
        for path in self.layers:
            path.configure(self._source(in_obj))
            first = path.layers[0]
            if not first.owns_output and not isinstance(first, LayerContainer):
                raise ValueError(
                    f"{self.name}: a path begins with {first.name}, which works in place and would overwrite the "
                    "input of the other paths. Begin it with SkipNode() or a layer with its own output."
                )
        self._configure_merge()
        return self

    def _source(self, in_obj):
        return in_obj

    def _configure_merge(self):
        self.out_shape = self.layers[0].out_shape

    def allocate_deltas(self, global_deltas=None):
        """Make delta buffers for every path, and announce the container's own."""
        super().allocate_deltas(global_deltas)
        for path in self.layers:
            tree = DeltasTree()
            path.allocate_deltas(tree)
            tree.allocate_buffers()
            path.set_deltas(tree)

    def set_deltas(self, delta_buffers):
        """Make the container's own buffer."""
        self.deltas = self.be.iobuf(self.in_shape) if self.prev_layer is not None else None

    def _add_up(self, parts, alpha, beta):
        """Write alpha · weighted sum of the paths' gradients + beta · deltas into deltas."""
        if self.deltas is None:
            return None
        target = self.deltas._tensor
        if beta:
            target *= beta
        else:
            target.fill(0)
        for part, weight in zip(parts, self.alphas, strict=False):
            if part is not None:
                target += (alpha * weight) * part._tensor if alpha * weight != 1.0 else part._tensor
        return self.deltas

    def get_terminal(self):
        """The container itself."""
        return self


class MergeSum(Broadcast):
    """Adds the outputs of its paths, which all have one shape; used for residual networks.

    A path may end in any layer (upstream needs one that adds to its outputs, and fails on Activation).

    Args:
        layers: list of paths, each a list of layers.
    """

    def _configure_merge(self):
        shapes = [path.out_shape for path in self.layers]
        if any(shape != shapes[0] for shape in shapes):
            raise ValueError(f"{self.name}: the paths' outputs have different shapes, {shapes}; a sum needs one")
        self.out_shape = shapes[0]

    def allocate(self, shared_outputs=None):
        """Make the output and the buffers of all paths."""
        self.outputs = self.be.iobuf(self.out_shape, shared=shared_outputs)
        for path in self.layers:
            path.allocate()

    def allocate_deltas(self, global_deltas=None):
        """Make a copy of the error for the paths too, since some layers work in place on it."""
        super().allocate_deltas(global_deltas)
        self.error = self.be.iobuf(self.out_shape)

    def fprop(self, inputs, inference=False, beta=0.0):
        """Return the sum of the paths' outputs, plus beta times the old outputs."""
        self.inputs = inputs
        parts = [path.fprop(inputs, inference) for path in self.layers]
        target = self.outputs._tensor
        if beta:
            target *= beta
            target += parts[0]._tensor
        else:
            target[...] = parts[0]._tensor
        for part in parts[1:]:
            target += part._tensor
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Propagate the error back through every path and return the sum of the gradients."""
        parts = []
        for path in reversed(self.layers):
            self.error[:] = error
            parts.append(path.bprop(self.error))
            if parts[-1] is self.error:
                parts[-1] = self.be.array(self.error)
        return self._add_up(parts[::-1], alpha, beta)


class MergeBroadcast(Broadcast):
    """Joins the outputs of paths that all see the same input.

    Args:
        layers: list of paths, each a list of layers.
        merge: 'stack' (all features flattened, one after the other), 'depth' (along the feature maps),
            'recurrent' (along time).
        alphas: weight of each path's gradient; 1 by default.
    """

    def __init__(self, layers, merge, alphas=None, name=None):
        super().__init__(layers, name)
        if merge not in ("recurrent", "depth", "stack"):
            raise ValueError(f"merge must be 'recurrent', 'depth' or 'stack', got {merge!r}")
        self.merge = merge
        if alphas is not None:
            if len(alphas) != len(self.layers):
                raise ValueError(f"{len(self.layers)} paths and {len(alphas)} alphas: give one for each path")
            self.alphas = list(alphas)

    def _configure_merge(self):
        shapes = [_sizes(path.out_shape) for path in self.layers]
        self.sizes = [int(np.prod(shape)) for shape in shapes]
        if self.merge == "stack":
            self.out_shape = sum(self.sizes)
        elif self.merge == "depth":
            if any(shape[1:] != shapes[0][1:] for shape in shapes):
                raise ValueError(f"{self.name}: merge 'depth' needs paths of one size but for the maps, got {shapes}")
            self.out_shape = (sum(shape[0] for shape in shapes), *shapes[0][1:])
        else:
            if any(shape[0] != shapes[0][0] for shape in shapes):
                raise ValueError(f"{self.name}: merge 'recurrent' needs as many features in each path, got {shapes}")
            self.out_shape = (shapes[0][0], sum(int(np.prod(shape[1:])) for shape in shapes))

    def allocate(self, shared_outputs=None):
        """Make the output; each path writes to its part of it, but for 'recurrent', where it is copied."""
        self.outputs = self.be.iobuf(self.out_shape, shared=shared_outputs)
        for path, view in zip(self.layers, self._parts(self.outputs), strict=False):
            path.allocate(shared_outputs=view if self._shares else None)

    @property
    def _shares(self):
        return self.merge != "recurrent"

    def _parts(self, tensor):
        """Parts of the output, or of its error, that belong to the paths."""
        parts, begin = [], 0
        for path in self.layers:
            shape = self.be.iobuf_shape(path.out_shape)
            if self._shares:
                count = int(np.prod(shape))
                flat = tensor._tensor.reshape(-1)[begin : begin + count].reshape(shape)
                parts.append(tensor._like(flat, base=tensor))
                begin += count
            else:
                parts.append(tensor[:, begin : begin + shape[1]])
                begin += shape[1]
        return parts

    def _input(self, inputs, number):
        return inputs

    def fprop(self, inputs, inference=False):
        """Return the joined outputs of the paths."""
        self.inputs = inputs
        views = self._parts(self.outputs)
        for number, (path, view) in enumerate(zip(self.layers, views, strict=False)):
            out = path.fprop(self._input(inputs, number), inference)
            if out.raw() != view.raw():
                view[:] = out.reshape(view.shape)
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Hand each path its part of the error and return the weighted sum of the gradients."""
        parts = []
        for path, part in zip(self.layers, self._parts(error), strict=False):
            if not part.is_contiguous:
                part = self.be.array(part)
            parts.append(path.bprop(part))
        return self._add_up(parts, alpha, beta)


class MergeMultistream(MergeBroadcast):
    """Joins the outputs of paths that each see an input of their own; a model's first layer.

    The data iterator yields a list of inputs and has a list of shapes (ArrayIterator([X1, X2], …)).
    """

    def __init__(self, layers, merge, name=None):
        super().__init__(layers, merge, name=name)

    def configure(self, in_obj):
        """Configure every path with its input. Returns self."""
        shapes = in_obj if isinstance(in_obj, (list, tuple)) else getattr(in_obj, "shape", None)
        if isinstance(in_obj, Layer):
            shapes = in_obj.out_shape
        if not isinstance(shapes, (list, tuple)) or len(shapes) != len(self.layers):
            raise ValueError(
                f"{self.name} has {len(self.layers)} paths and needs as many inputs, got the shape {shapes}: "
                "ArrayIterator([X1, X2], …)"
            )
        shapes = [self._without_batch(shape) for shape in shapes]
        self.in_shape = shapes
        for path, shape in zip(self.layers, shapes, strict=False):
            path.configure(shape)
        self._configure_merge()
        return self

    def _without_batch(self, shape):
        """Shape of an example, from a shape or from a tensor (features, steps · batch)."""
        if not hasattr(shape, "_tensor"):
            return shape
        steps = shape.shape[1] // self.be.bsz
        return shape.shape[0] if steps == 1 else (shape.shape[0], steps)

    def set_deltas(self, delta_buffers):
        """No gradient leaves the first layer."""
        self.deltas = None

    def allocate_deltas(self, global_deltas=None):
        """Make delta buffers for every path."""
        super().allocate_deltas(None)

    def _input(self, inputs, number):
        if not isinstance(inputs, (list, tuple)):
            raise TypeError(f"{self.name} needs a list of {len(self.layers)} inputs")
        return inputs[number]

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Hand each path its part of the error."""
        super().bprop(error, alpha, beta)


def _sizes(shape):
    return tuple(shape) if isinstance(shape, (tuple, list)) else (int(shape), 1)
