import random

import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


class ReplayBuffer:
    """A list without an end."""

    def __init__(self, capacity, seed):
        self.capacity, self.memory = capacity, []
        self.random = random.Random(seed)

    def __len__(self):
        return len(self.memory)

    def add(self, observation, action, reward, next_observation, terminated):
        """Append."""
        transition = np.array(observation), action, reward, np.array(next_observation), float(terminated)
        self.memory.append(transition)

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
