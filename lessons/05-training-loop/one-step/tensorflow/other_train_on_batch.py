import keras


def make_model():
    """A classifier from 64 numbers to 10 logits."""
    return keras.Sequential(
        [keras.Input(shape=(64,)), keras.layers.Dense(32, activation="relu"), keras.layers.Dense(10)]
    )


def make_optimizer(model):
    """Plain gradient descent."""
    return keras.optimizers.SGD(learning_rate=0.1)


def train_step(model, optimizer, x, y):
    """Let Keras do one batch."""
    if not model.compiled:
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        model.compile(optimizer=optimizer, loss=loss, run_eagerly=True)
    model.reset_metrics()
    return float(model.train_on_batch(x, y))
