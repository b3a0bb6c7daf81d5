import numpy as np
import tensorflow as tf

SHARES = {
    "t = tf.constant(a)": None,  # TODO: True or False
    "t = tf.Variable(a)": None,
    "b = np.asarray(a)": None,  # both sides are NumPy's here
}


def to_numpy(x):
    """Return the numbers of the tensor x as a NumPy array of the same shape and dtype."""
    # TODO


def from_numpy(array, device):
    """Return the array as a tensor of the same shape and dtype on `device`, such as "/CPU:0"."""
    # TODO
