import keras
import tensorflow as tf


def make_model():
    """A classifier from 64 numbers to 10 logits."""
    return keras.Sequential(
        [keras.Input(shape=(64,)), keras.layers.Dense(32, activation="relu"), keras.layers.Dense(10)]
    )


def make_optimizer(model):
    """Plain gradient descent."""
    return keras.optimizers.SGD(learning_rate=0.1)


def train_step(model, optimizer, x, y):
    """TensorFlow's own cross-entropy, and the step written out."""
    with tf.GradientTape() as tape:
        each = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=model(x, training=True))
        loss = tf.reduce_mean(each)
    for variable, gradient in zip(model.trainable_variables, tape.gradient(loss, model.trainable_variables)):
        variable.assign_sub(optimizer.learning_rate * gradient)
    return loss
