"""`DeltasTree`: delta buffers shared between layers, two for each chain of layers."""

import numpy as np

from neon.base import NervanaObject


class DeltasTree(NervanaObject):
    """Two buffers that the layers of one chain use in turn while they propagate back.

    Layers announce their sizes (`proc_layer`), `allocate_buffers` makes the memory, `take` hands it out.
    Each branch of a container has a child tree, so that branches do not overwrite each other.
    """

    def __init__(self, parent=None):
        super().__init__()
        self.parent = parent
        self.child = None
        self.children = []
        self.max_shape = 0
        self.buffers = [None, None]
        self.turn = 0
        self._next_child = 0

    def proc_layer(self, layer):
        """Note the size of a layer's delta buffer."""
        self.max_shape = max(self.max_shape, int(np.prod(self.be.iobuf_shape(layer.in_shape))))

    def descend(self):
        """Return the tree of a branch: a new one while sizes are announced, the same again in `set_deltas`."""
        if self._next_child < len(self.children):
            child = self.children[self._next_child]
        else:
            child = DeltasTree(self)
            self.children.append(child)
        self._next_child += 1
        return child

    def ascend(self):
        """Return the tree above."""
        return self.parent

    def allocate_buffers(self, be=None):
        """Make the buffers of this tree and its children, and start handing out from the beginning."""
        self.turn = self._next_child = 0
        if self.max_shape:
            self.buffers = [self.be.empty((self.max_shape, 1)) for _ in range(2)]
        for child in self.children:
            child.allocate_buffers()

    def take(self, be, in_shape):
        """Return the next delta buffer for a layer shape."""
        if self.buffers[0] is None or self.buffers[0].size < int(np.prod(be.iobuf_shape(in_shape))):
            return be.iobuf(in_shape)
        buffer = self.buffers[self.turn]
        self.turn = 1 - self.turn
        return be.iobuf(in_shape, shared=buffer)
