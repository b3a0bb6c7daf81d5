"""Runs the six lines whose result the learner predicts."""

import tensorflow as tf


def run_the_lines(module):
    """What each line gives: shapes as tuples, dtypes by name, the numbers as a tensor."""
    x = tf.constant([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    s = tf.constant([[1, 2], [3, 4]])
    return {
        "x.shape": tuple(x.shape),
        "x[0].shape": tuple(x[0].shape),
        "tf.reduce_sum(x).shape": tuple(tf.reduce_sum(x).shape),
        "x.dtype": x.dtype.name,
        "s.dtype": s.dtype.name,
        "s * s": s * s,
    }
