import numpy as np
import torch


class ReplayBuffer:
    """A ring of NumPy rows; tensors are made of what is drawn."""

    def __init__(self, capacity, seed):
        self.capacity, self.next, self.size = capacity, 0, 0
        shapes = [(4,), (), (), (4,), ()]
        kinds = ["float32", "int64", "float32", "float32", "float32"]
        self.parts = [np.zeros((capacity, *shape), kind) for shape, kind in zip(shapes, kinds)]
        self.rng = np.random.default_rng(seed)

    def __len__(self):
        return self.size

    def add(self, *transition):
        """Write each part into its row."""
        for part, value in zip(self.parts, transition, strict=True):
            part[self.next] = value
        self.next = (self.next + 1) % self.capacity
        self.size = min(self.size + 1, self.capacity)

    def sample(self, n):
        """Return n transitions, with replacement."""
        rows = self.rng.integers(self.size, size=n)
        return [torch.as_tensor(part[rows]) for part in self.parts]
