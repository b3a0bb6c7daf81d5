"""The gradients of the loss through the learner's target and loss together."""

import torch


def gradients(module, q, next_q, actions, rewards, terminated, discount):
    """The gradients by q and by next_q; zeros where none arrives."""
    q, next_q = (t.clone().requires_grad_() for t in (q, next_q))
    loss = module.td_loss(q, actions, module.td_target(next_q, rewards, terminated, discount))
    if not loss.requires_grad:
        return torch.zeros_like(q), torch.zeros_like(next_q)
    return torch.autograd.grad(loss, [q, next_q], allow_unused=True, materialize_grads=True)
