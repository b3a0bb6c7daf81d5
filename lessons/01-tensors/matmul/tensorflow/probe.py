"""Counts the learner's operations and watches the memory."""

import resource
import sys

import tensorflow as tf


def count_operations(module, a, b):
    """How many operations the graph of one call has; None where no graph can be made of it."""
    try:
        graph = tf.function(module.squared_distances, autograph=False).get_concrete_function(a, b).graph
    except (AttributeError, NotImplementedError, TypeError):
        return None
    return len(graph.get_operations())


def peak_growth(module, a, b):
    """By how many megabytes the process' peak grew in one call; None on a GPU."""
    if "GPU" in a.device:
        return None
    module.squared_distances(a[:8], b[:8])
    unit = 1 if sys.platform == "darwin" else 1024
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    module.squared_distances(a, b)
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit / 1e6
