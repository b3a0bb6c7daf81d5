import torch


class ReplayBuffer:
    """Draws from the whole ring."""

    def __init__(self, capacity, seed):
        self.capacity, self.added = capacity, 0
        self.observations = torch.zeros(capacity, 4)
        self.actions = torch.zeros(capacity, dtype=torch.int64)
        self.rewards = torch.zeros(capacity)
        self.next_observations = torch.zeros(capacity, 4)
        self.terminated = torch.zeros(capacity)
        self.generator = torch.Generator().manual_seed(seed)

    def __len__(self):
        return min(self.added, self.capacity)

    def add(self, observation, action, reward, next_observation, terminated):
        """Store one transition, in the place of the oldest if the buffer is full."""
        slot = self.added % self.capacity
        self.observations[slot] = torch.from_numpy(observation)
        self.actions[slot] = action
        self.rewards[slot] = reward
        self.next_observations[slot] = torch.from_numpy(next_observation)
        self.terminated[slot] = terminated
        self.added += 1

    def sample(self, n):
        """Return n transitions as five tensors, each drawn with the same chance."""
        rows = torch.randint(self.capacity, (n,), generator=self.generator)
        parts = self.observations, self.actions, self.rewards, self.next_observations, self.terminated
        return tuple(part[rows] for part in parts)
