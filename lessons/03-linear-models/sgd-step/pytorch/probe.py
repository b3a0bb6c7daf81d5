"""Steps on a parameter that the check makes, in PyTorch."""

import torch


def after_steps(module, w, x, y, rate, steps):
    """The parameter after some calls, and whether it is still a leaf that asks for a gradient."""
    parameter = torch.nn.Parameter(w.clone())
    for _ in range(steps):
        module.sgd_step(parameter, x, y, rate)
    own = parameter.is_leaf and parameter.requires_grad and parameter.grad_fn is None
    return parameter.detach(), bool(own)
