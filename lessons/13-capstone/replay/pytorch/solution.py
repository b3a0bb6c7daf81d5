import torch


class ReplayBuffer:
    """The last `capacity` transitions, to be drawn from at random."""

    def __init__(self, capacity, seed):
        self.capacity, self.added = capacity, 0
        self.observations = torch.empty(capacity, 4)
        self.actions = torch.empty(capacity, dtype=torch.int64)
        self.rewards = torch.empty(capacity)
        self.next_observations = torch.empty(capacity, 4)
        self.terminated = torch.empty(capacity)
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
        rows = torch.randint(len(self), (n,), generator=self.generator)
        parts = self.observations, self.actions, self.rewards, self.next_observations, self.terminated
        return tuple(part[rows] for part in parts)
