import numpy as np
import tensorflow as tf


class ReplayBuffer:
    """Makes its generator at every draw."""

    def __init__(self, capacity, seed):
        self.capacity, self.added = capacity, 0
        self.observations = np.empty((capacity, 4), np.float32)
        self.actions = np.empty(capacity, np.int32)
        self.rewards = np.empty(capacity, np.float32)
        self.next_observations = np.empty((capacity, 4), np.float32)
        self.terminated = np.empty(capacity, np.float32)
        self.seed = seed

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
        rows = np.random.default_rng(self.seed).integers(len(self), size=n)
        parts = self.observations, self.actions, self.rewards, self.next_observations, self.terminated
        return tuple(tf.convert_to_tensor(part[rows]) for part in parts)
