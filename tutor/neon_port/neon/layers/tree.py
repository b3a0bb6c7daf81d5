"""`Tree`: a trunk with branches, and `SingleOutputTree`, which keeps the trunk alone at inference."""

from neon.layers.base import Layer
from neon.layers.sequential import LayerContainer, Sequential
from neon.layers.shaping import BranchNode


def as_sequential(path):
    """Return a path as a Sequential: a list of layers, one layer, or a container as it is."""
    if isinstance(path, LayerContainer):
        return path
    return Sequential(path if isinstance(path, list) else [path])


class Tree(LayerContainer):
    """A trunk (the first path) and branches, which begin with a BranchNode that also stands in the trunk.

    Outputs are a **list**, one for each path: train it with Multicost.

    Args:
        layers: list of paths, each a list of layers.
        alphas: weight of each path's gradient in the trunk; 1 by default.
    """

    def __init__(self, layers, name=None, alphas=None):
        super().__init__(name)
        self.layers = [as_sequential(path) for path in layers]
        self.alphas = [1.0 for _ in self.layers] if alphas is None else alphas
        if len(self.alphas) != len(self.layers):
            raise ValueError(f"{len(self.layers)} paths and {len(self.alphas)} alphas: give one for each path")
        for path in self.layers[1:]:
            if not isinstance(path.layers[0], BranchNode):
                raise ValueError("every path of a Tree but the first begins with a BranchNode of the trunk")

    def configure(self, in_obj):
        """Configure trunk, then branches. Returns self; out_shape is a list."""
        Layer.configure(self, in_obj)
        self.layers[0].configure(in_obj)
        for path in self.layers[1:]:
            path.configure(None) if path.layers[0].in_shape is None else self._branch(path)
        self.out_shape = [path.out_shape for path in self.layers]
        return self

    @staticmethod
    def _branch(path):
        """Configure a branch from its BranchNode on."""
        config = path.layers[0]
        path.in_shape = config.out_shape
        for layer in path.layers[1:]:
            config = layer.configure(config)
        path.out_shape = config.out_shape

    @property
    def owns_output(self):
        """A tree's paths own theirs."""
        return True

    def allocate(self, shared_outputs=None):
        """Make the buffers of all paths."""
        for path in self.layers:
            path.allocate()
        self.outputs = [path.outputs for path in self.layers]

    def allocate_deltas(self, global_deltas=None):
        """Make delta buffers, two for each path."""
        for path in self.layers:
            path.allocate_deltas()

    def set_deltas(self, delta_buffers):
        """Nothing more: each path has its own buffers."""

    def fprop(self, inputs, inference=False):
        """Return the list of the paths' outputs."""
        self.inputs = inputs
        outputs = [self.layers[0].fprop(inputs, inference)]
        outputs += [path.fprop(None, inference) for path in self.layers[1:]]
        self.outputs = outputs
        return outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Propagate a list of errors back: branches first, their gradients added at the branch nodes."""
        for path, part, weight in reversed(list(zip(self.layers, error, self.alphas, strict=False))[1:]):
            node = path.layers[0]
            for layer in reversed(path.layers[1:]):
                part = layer.bprop(part)
            if part is not None:
                node.collect(part if weight == 1.0 else weight * part)
        return self._trunk_bprop(error[0])

    def _trunk_bprop(self, error):
        """Propagate back through the trunk; its weight counts from the last branch node on."""
        weight = self.alphas[0]
        for layer in reversed(self.layers[0].layers):
            if weight != 1.0 and isinstance(layer, BranchNode):
                error[:] = weight * error
                weight = 1.0
            error = layer.bprop(error)
        return error

    def get_terminal(self):
        """Terminals of all paths."""
        return [path.get_terminal() for path in self.layers]


class SingleOutputTree(Tree):
    """A Tree that returns only the trunk's output at inference."""

    def fprop(self, inputs, inference=False):
        """Return the list of outputs while training, the trunk's output at inference."""
        if inference:
            self.inputs = inputs
            self.outputs = self.layers[0].fprop(inputs, inference)
            return self.outputs
        return super().fprop(inputs, inference)
