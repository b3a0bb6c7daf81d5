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
    """Make one step on the batch x (32, 64), y (32,) int32; return the loss before the step."""
    with tf.GradientTape() as tape:
        loss = loss_of(y, model(x, training=True))
    variables = model.trainable_variables
    optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
    return loss
