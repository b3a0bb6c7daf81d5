import torch
from torch.nn import functional

STOPPED = 2 * (1 - 1.8)
FLOWING = 2 * (1 - 1.8) * (1 - 1.8)


def td_loss(w, state, reward, next_state):
    """The target is computed where nothing is recorded."""
    with torch.no_grad():
        target = reward + 0.9 * next_state @ w
    return functional.mse_loss(state @ w, target)
