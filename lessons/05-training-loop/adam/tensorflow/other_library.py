import keras
import tensorflow as tf


class Adam:
    """Keras' own, on a variable made at the first step."""

    def __init__(self, rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.optimizer = keras.optimizers.Adam(rate, beta_1=beta1, beta_2=beta2, epsilon=epsilon)
        self.w = None

    def step(self, w, gradient):
        """Copy w in, step, copy it out."""
        if self.w is None:
            self.w = tf.Variable(w)
        self.w.assign(w)
        self.optimizer.apply_gradients([(gradient, self.w)])
        return tf.identity(self.w)
