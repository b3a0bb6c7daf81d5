import tensorflow as tf


def epsilon_at(step, start, end, steps):
    """Return the chance of a random action at a step: linear from start to end, then end."""
    return start + (end - start) * min(step / steps, 1.0)


def act(q, epsilon, training=True):
    """Return an action (n,) for each row of the values q (n, actions)."""
    greedy = tf.argmax(q, axis=1, output_type=tf.int32)
    explore = tf.random.uniform(tf.shape(greedy)) < epsilon
    anything = tf.random.uniform(tf.shape(greedy), maxval=q.shape[1], dtype=tf.int32)
    return tf.where(explore, anything, greedy)
