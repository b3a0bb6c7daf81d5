import tensorflow as tf

STOPPED = None  # TODO: predict the gradient with the target held constant
FLOWING = None  # TODO: and with the gradient flowing through the target


def td_loss(w, state, reward, next_state):
    """Return the loss, shape (), of w (d, 1) on states (n, d), rewards (n, 1), next states (n, d)."""
    # TODO
