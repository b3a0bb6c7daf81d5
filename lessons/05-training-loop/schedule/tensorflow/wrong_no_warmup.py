import math

import keras
import tensorflow as tf

predicted = [0.01, 0.05, 0.1, 0.1, 0.05]


def rate(step, peak, warmup, total):
    """A cosine over everything."""
    return peak * 0.5 * (1 + math.cos(math.pi * step / total))


def descend(w, peak, warmup, total):
    w = tf.Variable(w)
    schedule = keras.optimizers.schedules.CosineDecay(peak, decay_steps=total)
    optimizer = keras.optimizers.SGD(learning_rate=schedule)
    path = []
    for _ in range(total):
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(w)
        optimizer.apply_gradients([(tape.gradient(loss, w), w)])
        path.append(tf.identity(w))
    return path
