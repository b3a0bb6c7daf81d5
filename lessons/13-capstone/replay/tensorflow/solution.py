import numpy as np
import tensorflow as tf


class ReplayBuffer:
    """The last `capacity` transitions, to be drawn from at random."""

    def __init__(self, capacity, seed):
        self.capacity, self.added = capacity, 0
        self.observations = np.empty((capacity, 4), np.float32)
        self.actions = np.empty(capacity, np.int32)
        self.rewards = np.empty(capacity, np.float32)
        self.next_observations = np.empty((capacity, 4), np.float32)
        self.terminated = np.empty(capacity, np.float32)
        self.rng = np.random.default_rng(seed)

    def __len__(self):
        return min(self.added, self.capacity)

    def add(self, observation, action, reward, next_observation, terminated):
        """Store one transition, in the place of the oldest if the buffer is full."""
        slot = self.added % self.capacity
        self.observations[slot] = observation
        self.actions[slot] = action
        self.rewards[slot] = reward
        self.next_observations[slot] = next_observation
        self.terminated[slot] = terminated
        self.added += 1

    def sample(self, n):
        """Return n transitions as five tensors, each drawn with the same chance."""
        rows = self.rng.integers(len(self), size=n)
        parts = self.observations, self.actions, self.rewards, self.next_observations, self.terminated
        return tuple(tf.convert_to_tensor(part[rows]) for part in parts)
