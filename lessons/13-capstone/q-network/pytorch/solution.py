import torch
from torch import nn

PARAMETERS = 4610
SHAPE = (64, 2)


def make_q_network(observations, hidden, actions):
    """Return a new network: observations -> hidden -> hidden -> actions, with ReLU between."""
    return nn.Sequential(
        nn.Linear(observations, hidden),
        nn.ReLU(),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Linear(hidden, actions),
    )


def q_values(network, observations):
    """Return the values (n, actions) of NumPy observations (n, 4) as a NumPy array."""
    with torch.no_grad():
        return network(torch.as_tensor(observations)).cpu().numpy()
