import numpy as np
import tensorflow as tf

SHARES = {"t = tf.constant(a)": False, "t = tf.Variable(a)": False, "b = np.asarray(a)": True}


def to_numpy(x):
    """NumPy asks the tensor itself."""
    return np.array(x)


def from_numpy(array, device):
    """Convert, then copy to the device."""
    tensor = tf.convert_to_tensor(array, dtype=array.dtype)
    with tf.device(device):
        return tf.identity(tensor)
