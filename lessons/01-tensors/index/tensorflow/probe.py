"""Does writing into the learner's columns change the tensor they came from?"""

import numpy as np
import tensorflow as tf


def write_into_last_columns(module, x, k):
    """x, after its last columns have been written into, as far as they can be."""
    columns = module.last_columns(x, k)
    if isinstance(columns, tf.Variable):
        columns.assign_add(tf.fill(columns.shape, 1000.0))
    elif isinstance(columns, np.ndarray) and columns.flags.writeable:
        columns += 1000.0
    return x
