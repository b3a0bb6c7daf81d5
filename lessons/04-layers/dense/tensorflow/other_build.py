import keras


class Dense(keras.layers.Layer):
    """Weights made when the first batch comes, a row for each unit."""

    def __init__(self, units):
        super().__init__()
        self.units = units

    def build(self, shape):
        self.w = self.add_weight(shape=(self.units, shape[-1]), initializer="he_normal")
        self.b = self.add_weight(shape=(self.units,), initializer="zeros")

    def call(self, x):
        return keras.ops.einsum("ni,ui->nu", x, self.w) + self.b


def make_dense(inputs, units):
    """Return a new dense layer."""
    return Dense(units)
