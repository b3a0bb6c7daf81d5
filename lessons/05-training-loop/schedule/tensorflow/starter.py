import math

import keras
import tensorflow as tf

# The rates of the steps 0, 4, 9, 10 and 60 of 110, with a peak of 0.1 and a warm-up of 10 steps
predicted = [None, None, None, None, None]


def rate(step, peak, warmup, total):
    """Return the rate of a step (a number or a tensor), counted from 0."""
    # TODO


class WarmCosine(keras.optimizers.schedules.LearningRateSchedule):
    """The schedule, as Keras' optimisers take it."""

    def __init__(self, peak, warmup, total):
        self.peak, self.warmup, self.total = peak, warmup, total

    def __call__(self, step):
        """Return the rate of a step."""
        # TODO


def descend(w, peak, warmup, total):
    """Return the list of w after each of `total` steps on the loss sum(w)."""
    w = tf.Variable(w)
    optimizer = keras.optimizers.SGD(learning_rate=peak)  # TODO
    path = []
    for _ in range(total):
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(w)
        optimizer.apply_gradients([(tape.gradient(loss, w), w)])
        path.append(tf.identity(w))
    return path
