import random
from collections import deque

import numpy as np
import torch


class ReplayBuffer:
    """Keeps the caller's arrays."""

    def __init__(self, capacity, seed):
        self.memory = deque(maxlen=capacity)
        self.random = random.Random(seed)

    def __len__(self):
        return len(self.memory)

    def add(self, observation, action, reward, next_observation, terminated):
        """Store what came."""
        self.memory.append((observation, action, reward, next_observation, terminated))

    def sample(self, n):
        """Return n different transitions."""
        before, actions, rewards, after, terminated = zip(*self.random.sample(self.memory, n))
        return (
            torch.from_numpy(np.stack(before)),
            torch.tensor(actions),
            torch.tensor(rewards),
            torch.from_numpy(np.stack(after)),
            torch.tensor(terminated, dtype=torch.float32),
        )
