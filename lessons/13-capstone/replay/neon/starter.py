"""A class `ReplayBuffer(capacity, seed)` with `add(...)`, `sample(n)` and `len(buffer)`."""
