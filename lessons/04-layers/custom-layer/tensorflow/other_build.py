import keras


class ScaleShift(keras.layers.Layer):
    """Made when the first batch comes, both in one variable."""

    def build(self, shape):
        self.both = self.add_weight(shape=(2, shape[-1]), initializer=self.begin)

    def begin(self, shape, dtype=None):
        return keras.ops.concatenate([keras.ops.ones((1, shape[1]), dtype), keras.ops.zeros((1, shape[1]), dtype)])

    def call(self, x):
        return x * self.both[0] + self.both[1]


def make_layer(features):
    """Return a new ScaleShift."""
    return ScaleShift()


def make_model(inputs, hidden, classes):
    """The functional way."""
    x = keras.Input(shape=(inputs,))
    h = ScaleShift()(keras.layers.Dense(hidden)(x))
    return keras.Model(x, keras.layers.Dense(classes)(keras.ops.tanh(h)))
