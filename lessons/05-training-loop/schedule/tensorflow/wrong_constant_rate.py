import math

import keras
import tensorflow as tf

predicted = [0.01, 0.05, 0.1, 0.1, 0.05]


def rate(step, peak, warmup, total):
    if step < warmup:
        return peak * (step + 1) / warmup
    return peak * 0.5 * (1 + math.cos(math.pi * (step - warmup) / (total - warmup)))


def descend(w, peak, warmup, total):
    """The rate of step 0, once and for all."""
    w = tf.Variable(w)
    optimizer = keras.optimizers.SGD(learning_rate=rate(0, peak, warmup, total))
    path = []
    for _ in range(total):
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(w)
        optimizer.apply_gradients([(tape.gradient(loss, w), w)])
        path.append(tf.identity(w))
    return path
