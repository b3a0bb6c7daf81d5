import tensorflow as tf


def environment():
    """Ask a fresh tensor where it went."""
    place = tf.DeviceSpec.from_string(tf.zeros([]).device)
    return tf.version.VERSION, place.device_type.lower()


def twice(x):
    """Add the tensor to itself."""
    return tf.add(x, x)
