import tensorflow as tf


def jacobian(f, x):
    """Return the matrix (m, n) of the partial derivatives of f: (n,) -> (m,) at x."""
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.jacobian(y, x)
