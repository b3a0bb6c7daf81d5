import torch.nn.functional as F


def td_target(next_q, rewards, terminated, discount):
    """Return the targets (n,) from next_q (n, actions), rewards (n,), terminated (n,); held constant."""
    return (rewards + discount * (1 - terminated) * next_q.amax(dim=1)).detach()


def td_loss(q, actions, targets):
    """Return the mean Huber loss, shape (), of q (n, actions) at the actions (n,) against targets (n,)."""
    taken = q.gather(1, actions.unsqueeze(1))
    return F.smooth_l1_loss(taken, targets)
