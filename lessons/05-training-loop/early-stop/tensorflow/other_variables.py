import keras
import tensorflow as tf


def make_model():
    """A classifier from 8 numbers to 3 logits."""
    return keras.Sequential(
        [keras.Input(shape=(8,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(3)]
    )


class EarlyStopping:
    """All losses in a list, the weights as tensors beside their variables."""

    def __init__(self, model, patience):
        self.model, self.patience, self.losses = model, patience, []

    def update(self, loss):
        """The best epoch is the first of the smallest losses."""
        self.losses.append(loss)
        best = self.losses.index(min(self.losses))
        if best == len(self.losses) - 1:
            self.kept = [tf.convert_to_tensor(variable) for variable in self.model.weights]
            self.kept = [tf.identity(tensor) for tensor in self.kept]
        return len(self.losses) - 1 - best >= self.patience

    def restore(self):
        """Assign one by one."""
        for variable, tensor in zip(self.model.weights, self.kept):
            variable.assign(tensor)
