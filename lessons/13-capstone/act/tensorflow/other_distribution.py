import keras
import tensorflow as tf


def epsilon_at(step, start, end, steps):
    """Let Keras' own schedule do it."""
    decay = keras.optimizers.schedules.PolynomialDecay(start, steps, end_learning_rate=end)
    return float(decay(step))


def act(q, epsilon, training=True):
    """Make the probabilities of all actions, and draw from them."""
    greedy = tf.one_hot(tf.argmax(q, axis=1), q.shape[1])
    if not training:
        return tf.argmax(greedy, axis=1)
    chances = (1 - epsilon) * greedy + epsilon / q.shape[1]
    return tf.random.categorical(tf.math.log(chances), 1)[:, 0]
