import tensorflow as tf


class Adam:
    """Adam for one tensor."""

    def __init__(self, rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.rate, self.beta1, self.beta2, self.epsilon = rate, beta1, beta2, epsilon
        self.m = self.v = 0.0
        self.t = 0

    def step(self, w, gradient):
        """Epsilon under the root."""
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * gradient
        self.v = self.beta2 * self.v + (1 - self.beta2) * tf.square(gradient)
        mean = self.m / (1 - self.beta1**self.t)
        square = self.v / (1 - self.beta2**self.t)
        return w - self.rate * mean / tf.sqrt(square + self.epsilon)
