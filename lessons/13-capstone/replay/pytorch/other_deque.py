import random
from collections import deque

import numpy as np
import torch


class ReplayBuffer:
    """A queue of tuples that drops its oldest end by itself."""

    def __init__(self, capacity, seed):
        self.memory = deque(maxlen=capacity)
        self.random = random.Random(seed)

    def __len__(self):
        return len(self.memory)

    def add(self, observation, action, reward, next_observation, terminated):
        """Store copies."""
        self.memory.append((observation.copy(), action, reward, next_observation.copy(), terminated))

    def sample(self, n):
        """Return n different transitions."""
        before, actions, rewards, after, terminated = zip(*self.random.sample(self.memory, n))
        return (
            torch.as_tensor(np.stack(before)),
            torch.tensor(actions),
            torch.tensor(rewards),
            torch.as_tensor(np.stack(after)),
            torch.tensor(terminated, dtype=torch.float32),
        )
