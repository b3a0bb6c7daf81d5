import torch


def epsilon_at(step, start, end, steps):
    """Return the chance of a random action at a step: linear from start to end, then end."""
    # TODO


def act(q, epsilon, training=True):
    """Return an action (n,) for each row of the values q (n, actions)."""
    # TODO
