"""Counts the calls of loss(), and compares the gradient that arrives in each parameter with a fresh one."""

import torch


def watched_fit(module, x, y):
    """Run fit(x, y): weights, bias, how often loss() was called, whether old gradients were added to new ones."""
    plain, calls, stale, hooks = module.loss, [], [], []

    def loss(w, b, *data):
        value = plain(w, b, *data)
        calls.append(1)
        leaves = [p for p in (w, b) if isinstance(p, torch.Tensor) and p.is_leaf and p.requires_grad]
        while hooks:
            hooks.pop().remove()
        if leaves and value.requires_grad:
            for leaf, fresh in zip(leaves, torch.autograd.grad(value, leaves, retain_graph=True)):
                hooks.append(leaf.register_post_accumulate_grad_hook(compare(fresh)))
        return value

    def compare(fresh):
        def hook(parameter):
            stale.append(not torch.allclose(parameter.grad, fresh, rtol=1e-2, atol=1e-5))

        return hook

    module.loss = loss
    try:
        w, b = module.fit(x, y)
    finally:
        module.loss = plain
    return w, b, len(calls), any(stale)
