import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


class ReplayBuffer:
    """A ring of the backend's own tensors, whose columns are taken."""

    def __init__(self, capacity, seed):
        self.capacity, self.added = capacity, 0
        kinds = [np.float32, np.int32, np.float32, np.float32, np.float32]
        self.parts = [be.zeros((rows, capacity), dtype=kind) for rows, kind in zip([4, 1, 1, 4, 1], kinds)]
        self.rng = np.random.RandomState(seed)

    def __len__(self):
        return min(self.added, self.capacity)

    def add(self, *transition):
        """Write each part into its column."""
        slot = self.added % self.capacity
        for part, value in zip(self.parts, transition, strict=True):
            part[:, slot] = np.array(value, dtype=part.dtype).reshape(-1, 1)
        self.added += 1

    def sample(self, n):
        """Take n columns of each part."""
        columns = self.rng.randint(len(self), size=n)
        return [part.take(columns, axis=1) for part in self.parts]
