"""Asks autograd whether the loss depends on the advantages."""


def holds_advantages(module, logits, actions, advantages):
    """Whether no gradient of policy_loss reaches the advantages."""
    logits, advantages = logits.clone().requires_grad_(), advantages.clone().requires_grad_()
    module.policy_loss(logits, actions, advantages).backward()
    return advantages.grad is None or not bool(advantages.grad.abs().max() > 0)
