import random
from collections import deque

import numpy as np
import tensorflow as tf


class ReplayBuffer:
    """Keeps the caller's arrays."""

    def __init__(self, capacity, seed):
        self.memory = deque(maxlen=capacity)
        self.random = random.Random(seed)

    def __len__(self):
        return len(self.memory)

    def add(self, observation, action, reward, next_observation, terminated):
        """Store what came."""
        self.memory.append((observation, action, reward, next_observation, float(terminated)))

    def sample(self, n):
        """Return n different transitions."""
        before, actions, rewards, after, terminated = zip(*self.random.sample(self.memory, n))
        return (
            tf.constant(np.stack(before)),
            tf.constant(actions),
            tf.constant(rewards),
            tf.constant(np.stack(after)),
            tf.constant(terminated),
        )
