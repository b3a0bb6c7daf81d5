import keras
import tensorflow as tf

loss = keras.losses.SparseCategoricalCrossentropy()


def cross_entropy(logits, labels):
    """From probabilities, which Keras clips."""
    return loss(labels, tf.nn.softmax(logits) * 1.0)
