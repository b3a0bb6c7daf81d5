import torch
from torch import nn


def he_normal(inputs, units):
    """Return weights (units, inputs) for a layer in front of a ReLU."""
    # TODO


def xavier_uniform(inputs, units):
    """Return weights (units, inputs) for a layer in front of a tanh."""
    # TODO
