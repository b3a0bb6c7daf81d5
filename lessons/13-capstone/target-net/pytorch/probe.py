"""Reads and writes all parameters of a network, whether or not they are to be trained."""

import torch


def parameters(module, network):
    """All parameters, in the network's order."""
    return list(network.parameters())


@torch.no_grad()
def train(module, network, values):
    """Give every parameter a new value, in place, as an optimiser does."""
    for parameter, value in zip(network.parameters(), values, strict=True):
        parameter.copy_(value)
