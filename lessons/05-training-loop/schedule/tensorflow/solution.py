import math

import keras
import tensorflow as tf

# The rates of the steps 0, 4, 9, 10 and 60 of 110, with a peak of 0.1 and a warm-up of 10 steps
predicted = [0.01, 0.05, 0.1, 0.1, 0.05]


def rate(step, peak, warmup, total):
    """Return the rate of a step (a number or a tensor), counted from 0."""
    step = tf.cast(step, tf.float32)
    up = (step + 1) / warmup
    down = 0.5 * (1 + tf.cos(math.pi * (step - warmup) / (total - warmup)))
    return peak * tf.where(step < warmup, up, down)


class WarmCosine(keras.optimizers.schedules.LearningRateSchedule):
    """The schedule, as Keras' optimisers take it."""

    def __init__(self, peak, warmup, total):
        self.peak, self.warmup, self.total = peak, warmup, total

    def __call__(self, step):
        """Return the rate of a step."""
        return rate(step, self.peak, self.warmup, self.total)


def descend(w, peak, warmup, total):
    """Return the list of w after each of `total` steps on the loss sum(w)."""
    w = tf.Variable(w)
    optimizer = keras.optimizers.SGD(learning_rate=WarmCosine(peak, warmup, total))
    path = []
    for _ in range(total):
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(w)
        optimizer.apply_gradients([(tape.gradient(loss, w), w)])
        path.append(tf.identity(w))
    return path
