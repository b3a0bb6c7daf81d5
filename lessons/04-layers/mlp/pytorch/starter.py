from torch import nn


def make_mlp(inputs, hidden, classes):
    """Return a new model: inputs -> hidden -> bend -> classes, giving logits."""
    # TODO
    return nn.Sequential(nn.Identity())
