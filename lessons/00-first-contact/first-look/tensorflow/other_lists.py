import tensorflow as tf

x = tf.constant([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
s = tf.constant([[1, 2], [3, 4]])

PREDICTED = {
    "x.shape": (2, 3),
    "x[0].shape": (3,),
    "tf.reduce_sum(x).shape": (),
    "x.dtype": "float32",
    "s.dtype": "int32",
    "s * s": [[1, 4], [9, 16]],
}


def look(x):
    """The shape as a list; the dtype of the NumPy array of the same numbers."""
    return x.shape.as_list(), x.numpy().dtype.name
