import keras


def make_model():
    """A classifier from 8 numbers to 3 logits."""
    return keras.Sequential(
        [keras.Input(shape=(8,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(3)]
    )


class EarlyStopping:
    """Keeps the variables themselves."""

    def __init__(self, model, patience):
        self.model, self.patience = model, patience
        self.best, self.bad = float("inf"), 0

    def update(self, loss):
        if loss < self.best:
            self.best, self.bad = loss, 0
            self.weights = self.model.weights
        else:
            self.bad += 1
        return self.bad >= self.patience

    def restore(self):
        for variable, best in zip(self.model.weights, self.weights):
            variable.assign(best)
