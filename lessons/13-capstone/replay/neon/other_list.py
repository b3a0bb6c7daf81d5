import random

import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


class ReplayBuffer:
    """A list of whole transitions that is written round and round."""

    def __init__(self, capacity, seed):
        self.capacity, self.slot, self.memory = capacity, 0, []
        self.random = random.Random(seed)

    def __len__(self):
        return len(self.memory)

    def add(self, observation, action, reward, next_observation, terminated):
        """Append while there is room, then overwrite."""
        transition = np.array(observation), action, reward, np.array(next_observation), float(terminated)
        self.memory[self.slot : self.slot + 1] = [transition]
        self.slot = (self.slot + 1) % self.capacity

    def sample(self, n):
        """Return n different transitions."""
        before, actions, rewards, after, terminated = zip(*self.random.sample(self.memory, n))
        return (
            be.array(np.stack(before, axis=1)),
            be.array(np.array([actions]), dtype=np.int32),
            be.array(np.array([rewards])),
            be.array(np.stack(after, axis=1)),
            be.array(np.array([terminated])),
        )
