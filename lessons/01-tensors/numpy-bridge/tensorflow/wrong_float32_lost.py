import numpy as np
import tensorflow as tf

SHARES = {"t = tf.constant(a)": False, "t = tf.Variable(a)": False, "b = np.asarray(a)": True}


def to_numpy(x):
    """Return the numbers of the tensor x as a NumPy array of the same shape and dtype."""
    return x.numpy()


def from_numpy(array, device):
    """Makes everything float32."""
    with tf.device(device):
        return tf.cast(array, tf.float32)
