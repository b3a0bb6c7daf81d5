import torch


def epsilon_at(step, start, end, steps):
    """Stop the clock at the end of the decay."""
    step = min(step, steps)
    return (start * (steps - step) + end * step) / steps


def act(q, epsilon, training=True):
    """Make the probabilities of all actions, and draw from them."""
    n, actions = q.shape
    epsilon = epsilon if training else 0.0
    chances = torch.full((n, actions), epsilon / actions, device=q.device)
    chances[torch.arange(n), q.max(dim=1).indices] += 1 - epsilon
    return torch.multinomial(chances, 1).squeeze(1)
