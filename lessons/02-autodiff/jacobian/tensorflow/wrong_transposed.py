import tensorflow as tf


def jacobian(f, x):
    """Turns the matrix."""
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tf.transpose(tape.jacobian(y, x))
