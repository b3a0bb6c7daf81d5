import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


class ReplayBuffer:
    """Writes every batch into the same buffers, as an ArrayIterator does."""

    def __init__(self, capacity, seed):
        self.capacity, self.added = capacity, 0
        self.observations = np.empty((4, capacity), np.float32)
        self.actions = np.empty((1, capacity), np.int32)
        self.rewards = np.empty((1, capacity), np.float32)
        self.next_observations = np.empty((4, capacity), np.float32)
        self.terminated = np.empty((1, capacity), np.float32)
        self.batch = None
        self.rng = np.random.default_rng(seed)

    def __len__(self):
        return min(self.added, self.capacity)

    def add(self, observation, action, reward, next_observation, terminated):
        """Store one transition, in the place of the oldest if the buffer is full."""
        slot = self.added % self.capacity
        self.observations[:, slot] = observation
        self.actions[:, slot] = action
        self.rewards[:, slot] = reward
        self.next_observations[:, slot] = next_observation
        self.terminated[:, slot] = terminated
        self.added += 1

    def sample(self, n):
        """Return n transitions as five tensors, each drawn with the same chance."""
        columns = self.rng.integers(len(self), size=n)
        parts = self.observations, self.actions, self.rewards, self.next_observations, self.terminated
        if self.batch is None:
            self.batch = [be.zeros((len(part), n), dtype=part.dtype.type) for part in parts]
        for part, out in zip(parts, self.batch):
            out[:] = np.ascontiguousarray(part[:, columns])
        return self.batch
