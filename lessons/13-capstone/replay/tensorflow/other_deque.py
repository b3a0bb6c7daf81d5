import random
from collections import deque

import numpy as np
import tensorflow as tf


class ReplayBuffer:
    """A queue of tuples that drops its oldest end by itself."""

    def __init__(self, capacity, seed):
        self.memory = deque(maxlen=capacity)
        self.random = random.Random(seed)

    def __len__(self):
        return len(self.memory)

    def add(self, observation, action, reward, next_observation, terminated):
        """Store copies."""
        self.memory.append((observation.copy(), action, reward, next_observation.copy(), float(terminated)))

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
