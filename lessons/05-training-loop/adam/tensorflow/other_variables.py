import tensorflow as tf


class Adam:
    """Means as variables, both corrections gathered in the rate."""

    def __init__(self, rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.rate, self.beta1, self.beta2, self.epsilon = rate, beta1, beta2, epsilon
        self.t, self.m = 0, None

    def step(self, w, gradient):
        """A mean moves towards the new value by its share."""
        if self.m is None:
            self.m, self.v = tf.Variable(tf.zeros_like(w)), tf.Variable(tf.zeros_like(w))
        self.t += 1
        self.m.assign_add((1 - self.beta1) * (gradient - self.m))
        self.v.assign_add((1 - self.beta2) * (gradient * gradient - self.v))
        root = (1 - self.beta2**self.t) ** 0.5
        rate = self.rate * root / (1 - self.beta1**self.t)
        return w - rate * self.m / (self.v**0.5 + root * self.epsilon)
