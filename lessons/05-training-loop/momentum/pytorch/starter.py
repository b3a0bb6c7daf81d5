import torch
from torch import nn


def make_parameter(value):
    """A parameter that begins at `value`."""
    return nn.Parameter(value)


class Momentum:
    """Gradient descent with momentum on a list of parameters."""

    def __init__(self, parameters, rate, momentum):
        self.parameters = parameters
        # TODO

    def step(self, gradients):
        """Change every parameter in place, once."""
        # TODO
