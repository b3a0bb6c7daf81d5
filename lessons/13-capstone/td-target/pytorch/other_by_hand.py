import torch


@torch.no_grad()
def td_target(next_q, rewards, terminated, discount):
    """Leave out the future where there is none."""
    best, _ = next_q.max(dim=1)
    return rewards + discount * torch.where(terminated.bool(), 0.0, best)


def td_loss(q, actions, targets):
    """Write the two branches out."""
    error = q[torch.arange(len(q), device=q.device), actions] - targets
    size = error.abs()
    return torch.where(size < 1, error.square() / 2, size - 0.5).mean()
