"""Counts the learner's operations and watches the memory."""

import resource
import sys

import torch
from torch.overrides import TorchFunctionMode


class Counter(TorchFunctionMode):
    """Counts calls of PyTorch's functions and tensor methods."""

    def __init__(self):
        super().__init__()
        self.count = 0

    def __torch_function__(self, func, types, args=(), kwargs=None):
        self.count += 1
        return func(*args, **(kwargs or {}))


def count_operations(module, a, b):
    """How many operations one call takes."""
    with Counter() as counter:
        module.squared_distances(a, b)
    return counter.count


def peak_growth(module, a, b):
    """By how many megabytes the process' peak grew in one call; None on a GPU."""
    if a.is_cuda:
        return None
    module.squared_distances(a[:8], b[:8])
    unit = 1 if sys.platform == "darwin" else 1024
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    module.squared_distances(a, b)
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit / 1e6
