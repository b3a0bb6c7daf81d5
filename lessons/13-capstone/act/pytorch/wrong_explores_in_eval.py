import torch


def epsilon_at(step, start, end, steps):
    """Return the chance of a random action at a step: linear from start to end, then end."""
    return start + (end - start) * min(step / steps, 1.0)


def act(q, epsilon, training=True):
    """Return an action (n,) for each row of the values q (n, actions)."""
    greedy = q.argmax(dim=1)
    explore = torch.rand(len(q), device=q.device) < epsilon
    return torch.where(explore, torch.randint_like(greedy, q.shape[1]), greedy)
