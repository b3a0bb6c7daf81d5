import torch
from torch import nn


def he_normal(inputs, units):
    """Given a tensor that lies the other way round."""
    return nn.init.kaiming_normal_(torch.empty(inputs, units), nonlinearity="relu")


def xavier_uniform(inputs, units):
    return nn.init.xavier_uniform_(torch.empty(inputs, units))
