import torch
import torch.nn.functional as F


def td_target(next_q, rewards, terminated, discount):
    """Return the targets (n,) from next_q (n, actions), rewards (n,), terminated (n,); held constant."""
    # TODO


def td_loss(q, actions, targets):
    """Return the mean Huber loss, shape (), of q (n, actions) at the actions (n,) against targets (n,)."""
    # TODO
