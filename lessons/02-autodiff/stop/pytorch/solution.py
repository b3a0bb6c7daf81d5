import torch

STOPPED = -1.6
FLOWING = 1.28


def td_loss(w, state, reward, next_state):
    """Return the loss, shape (), of w (d, 1) on states (n, d), rewards (n, 1), next states (n, d)."""
    target = (reward + 0.9 * next_state @ w).detach()
    return ((state @ w - target) ** 2).mean()
