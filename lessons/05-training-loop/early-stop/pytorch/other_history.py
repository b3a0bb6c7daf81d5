import torch
from torch import nn
from torch.nn.utils import parameters_to_vector, vector_to_parameters


def make_model():
    """A classifier from 8 numbers to 3 logits."""
    return nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 3))


class EarlyStopping:
    """All losses in a list, all weights in one vector."""

    def __init__(self, model, patience):
        self.model, self.patience, self.losses = model, patience, []

    def update(self, loss):
        """The best epoch is the first of the smallest losses."""
        self.losses.append(loss)
        best = self.losses.index(min(self.losses))
        if best == len(self.losses) - 1:
            self.kept = parameters_to_vector(self.model.parameters()).detach().clone()
        return len(self.losses) - 1 - best >= self.patience

    @torch.no_grad()
    def restore(self):
        """Cut the vector up again."""
        vector_to_parameters(self.kept, self.model.parameters())
