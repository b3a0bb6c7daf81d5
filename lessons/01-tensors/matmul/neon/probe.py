"""Counts the learner's operations and watches the memory."""

import resource
import sys

from neon.backends.backend import OpTreeNode


def count_operations(module, a, b):
    """How many nodes of op-trees are built in one call."""
    count, build = [0], OpTreeNode.build

    def counting(*args, **kwargs):
        count[0] += 1
        return build(*args, **kwargs)

    OpTreeNode.build = staticmethod(counting)
    try:
        module.squared_distances(a, b)
    finally:
        OpTreeNode.build = staticmethod(build)
    return count[0]


def peak_growth(module, a, b):
    """By how many megabytes the process' peak grew in one call."""
    unit = 1 if sys.platform == "darwin" else 1024
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = module.squared_distances(a, b)
    if hasattr(result, "asnumpyarray"):
        result.asnumpyarray()
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit / 1e6
