"""`Multicost`: a weighted sum of costs for models with several outputs."""

import numpy as np

from neon.backends.number import Number
from neon.base import NervanaObject, build


class Multicost(NervanaObject):
    """One cost for each output of a Tree.

    Args:
        costs: list of GeneralizedCost. weights: factor of each; 1 by default.

    Attributes:
        cost: weighted sum of the last minibatch, ndarray (1, 1) (upstream's shows the first cost alone).
    """

    def __init__(self, costs, weights=None, name=None):
        super().__init__(name)
        self.costs = list(costs)
        self.weights = [1.0] * len(self.costs) if weights is None else list(weights)
        if len(self.weights) != len(self.costs):
            raise ValueError(f"{len(self.costs)} costs and {len(self.weights)} weights: give one for each")
        self.costfunc_name = "Multicost"
        self.cost = Number.of(np.zeros((1, 1), dtype=np.float32))
        self.deltas = None

    @property
    def costfunc(self):
        """Cost function of the first output."""
        return self.costs[0].costfunc

    def initialize(self, in_obj):
        """Tie each cost to one output of the model's last container."""
        terminals = in_obj.get_terminal()
        terminals = terminals if isinstance(terminals, list) else [terminals]
        if len(terminals) == 1:
            terminals = terminals * len(self.costs)
        if len(terminals) != len(self.costs):
            raise ValueError(f"the model has {len(terminals)} outputs, Multicost has {len(self.costs)} costs")
        for cost, layer in zip(self.costs, terminals, strict=False):
            cost.initialize(layer)

    def _targets(self, targets):
        return (
            targets
            if isinstance(targets, (list, tuple)) and len(targets) == len(self.costs)
            else [targets] * len(self.costs)
        )

    def get_cost(self, inputs, targets):
        """Return the weighted sum of the costs, ndarray (1, 1)."""
        parts = zip(self.costs, inputs, self._targets(targets), self.weights, strict=False)
        self.cost = Number.of(sum(np.asarray(c.get_cost(y, t)) * w for c, y, t, w in parts))
        return self.cost

    def get_errors(self, inputs, targets):
        """Return the list of weighted gradients."""
        self.deltas = []
        for cost, y, t, weight in zip(self.costs, inputs, self._targets(targets), self.weights, strict=False):
            errors = cost.get_errors(y, t)
            if weight != 1.0:
                errors[:] = errors * weight
            self.deltas.append(errors)
        return self.deltas

    def get_description(self, skip=(), **kwargs):
        """Describe the costs and weights."""
        config = {"costs": [cost.get_description() for cost in self.costs], "weights": self.weights}
        return {"type": self.modulenm, "config": config}

    @classmethod
    def gen_class(cls, pdict):
        """Build it, and the costs in it, from a description."""
        return cls(build(pdict["costs"]), pdict.get("weights"))
