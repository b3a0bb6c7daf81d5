import keras
import tensorflow as tf

loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def make_model():
    """A classifier from 64 numbers to 10 logits."""
    return keras.Sequential(
        [keras.Input(shape=(64,)), keras.layers.Dense(32, activation="relu"), keras.layers.Dense(10)]
    )


def make_optimizer(model):
    """Plain gradient descent."""
    return keras.optimizers.SGD(learning_rate=0.1)


def train_step(model, optimizer, x, y):
    """Takes the gradients and does not apply them."""
    with tf.GradientTape() as tape:
        loss = loss_of(y, model(x, training=True))
    tape.gradient(loss, model.trainable_variables)
    return loss
