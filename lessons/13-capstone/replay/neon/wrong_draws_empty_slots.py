import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


class ReplayBuffer:
    """Draws from the whole ring."""

    def __init__(self, capacity, seed):
        self.capacity, self.added = capacity, 0
        self.observations = np.zeros((4, capacity), np.float32)
        self.actions = np.zeros((1, capacity), np.int32)
        self.rewards = np.zeros((1, capacity), np.float32)
        self.next_observations = np.zeros((4, capacity), np.float32)
        self.terminated = np.zeros((1, capacity), np.float32)
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
        columns = self.rng.integers(self.capacity, size=n)
        parts = self.observations, self.actions, self.rewards, self.next_observations, self.terminated
        return tuple(be.array(part[:, columns], dtype=part.dtype.type) for part in parts)
