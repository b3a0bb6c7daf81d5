import math

import keras
import tensorflow as tf

predicted = [0.01, 0.05, 0.1, 0.1, 0.05]


def rate(step, peak, warmup, total):
    """Plain Python."""
    if step < warmup:
        return peak * (step + 1) / warmup
    return peak * 0.5 * (1 + math.cos(math.pi * (step - warmup) / (total - warmup)))


def descend(w, peak, warmup, total):
    """Assigns the optimiser's learning rate before each step."""
    w = tf.Variable(w)
    optimizer = keras.optimizers.SGD(learning_rate=0.0)
    path = []
    for step in range(total):
        optimizer.learning_rate = rate(step, peak, warmup, total)
        optimizer.apply_gradients([(tf.ones_like(w), w)])
        path.append(tf.identity(w))
    return path
