import keras


def make_model():
    """A classifier from 8 numbers to 3 logits."""
    return keras.Sequential(
        [keras.Input(shape=(8,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(3)]
    )


class EarlyStopping:
    """Says when to stop, and keeps the best weights."""

    def __init__(self, model, patience):
        self.model, self.patience = model, patience
        self.best, self.bad = float("inf"), 0
        self.weights = None

    def update(self, loss):
        """Return whether to stop after an epoch with this held-out loss."""
        if loss < self.best:
            self.best, self.bad = loss, 0
            self.weights = self.model.get_weights()
        else:
            self.bad += 1
        return self.bad >= self.patience

    def restore(self):
        """Put the weights of the best epoch back."""
        self.model.set_weights(self.weights)
