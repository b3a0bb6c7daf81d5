import torch
import torch.nn.functional as F
from torch import nn

PARAMETERS = sum([4 * 64 + 64, 64 * 64 + 64, 64 * 2 + 2])
SHAPE = torch.Size([64, 2])


class QNetwork(nn.Module):
    """The same network with a forward of its own; the layers are made from back to front."""

    def __init__(self, observations, hidden, actions):
        super().__init__()
        self.values = nn.Linear(hidden, actions)
        self.second = nn.Linear(hidden, hidden)
        self.first = nn.Linear(observations, hidden)

    def forward(self, x):
        """Map (n, observations) to (n, actions)."""
        return self.values(F.relu(self.second(F.relu(self.first(x)))))


def make_q_network(observations, hidden, actions):
    """Return a new QNetwork."""
    return QNetwork(observations, hidden, actions)


@torch.inference_mode()
def q_values(network, observations):
    """Go where the network's weights are, and back."""
    device = next(network.parameters()).device
    return network(torch.as_tensor(observations, device=device)).cpu().numpy()
